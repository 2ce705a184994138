"""Layers as UIMA CAS JSON, for INCEpTION and everything that reads with dkpro-cassis or DKPro."""

from __future__ import annotations

from pathlib import Path

from cassis import Cas

from annotator.exchange.cas import making, writing
from annotator.exchange.formats import Context
from annotator.exchange.losses import Losses
from annotator.model.record import Record


def open_writer(path: Path, context: Context) -> writing.CasWriter:
    """See :class:`annotator.exchange.formats.FormatModule`."""
    return writing.CasWriter(path, context, ".json", _save)


def losses(record: Record, context: Context) -> Losses:
    """Next to nothing: what INCEpTION has no field for stands in hidden features."""
    return making.losses(record)


def preview(path: Path) -> str:
    """The first document."""
    return writing.preview(path, ".json")


def _save(cas: Cas, path: Path) -> None:
    cas.to_json(path)
