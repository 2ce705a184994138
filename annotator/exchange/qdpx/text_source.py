"""The text of a source, exactly, with its line breaks as they were."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from annotator.articles.text import decode
from annotator.articles.xml import Element
from annotator.errors import UserError
from annotator.exchange.qdpx.breaks import restored
from annotator.exchange.qdpx.package import Package
from annotator.exchange.qdpx.project import carried, children
from annotator.model.article import text_sha256

_NO_TEXT = "It has no plain text: export the project with its texts in it, not only Word or PDF files."


@dataclass(frozen=True, slots=True)
class SourceText:
    text: str
    values: Mapping[str, Any] | None = None
    """What we wrote beside it, where the text is still the one we wrote it of."""


def read_text(source: Element, package: Package) -> SourceText:
    """:raises UserError: if there is none, or it can't be read."""
    values = carried(source)
    place = source.get("plainTextPath")
    if place:
        data = package.text(place)
        ours = _as_written(data, values)
        return SourceText(ours, values) if ours is not None else SourceText(decode(data))
    inline = next((child.text for child in children(source, "PlainTextContent")), None)
    if not inline:
        raise UserError(_NO_TEXT)
    return SourceText(inline)


def _as_written(data: bytes, values: Mapping[str, Any]) -> str | None:
    """The text that we wrote; None where it isn't ours, or was changed since."""
    sha256, breaks = values.get("sha256"), values.get("breaks")
    if not isinstance(sha256, str) or not isinstance(breaks, str):
        return None
    try:
        text = restored(data.decode("utf-8"), breaks)
    except (UnicodeDecodeError, UserError):
        return None
    return text if text_sha256(text) == sha256 else None
