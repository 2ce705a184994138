"""Layers from UIMA CAS JSON: single files, folders and archives as INCEpTION exports them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from annotator.exchange.cas.loading import load
from annotator.exchange.cas.reading import documents
from annotator.exchange.foreign import ForeignItem


def read(path: Path) -> Iterator[ForeignItem]:
    """See :mod:`annotator.exchange.foreign`."""
    for found in load(path, "json"):
        yield from documents(found)
