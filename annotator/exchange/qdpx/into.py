"""REFI-QDA in: any program's project, codes as labels, coded selections as spans, users as annotators.

What we wrote ourselves comes back whole, from the processing instructions beside.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from annotator.articles.failure import ReadFailure
from annotator.articles.xml import Element, local
from annotator.errors import UserError
from annotator.exchange.foreign import ForeignItem
from annotator.exchange.qdpx.coded import Coded
from annotator.exchange.qdpx.package import Package, opened_package
from annotator.exchange.qdpx.project import Around, around, children
from annotator.exchange.qdpx.text_source import read_text
from annotator.exchange.qdpx.written import read_written
from annotator.model.incoming import Noted

_SOURCES = ("TextSource", "PDFSource", "PictureSource", "AudioSource", "VideoSource")
_OTHERS = {
    "PictureSource": "picture", "AudioSource": "recording", "VideoSource": "film", "PDFSource": "PDF",
}  # fmt: skip


def read(path: Path) -> Iterator[ForeignItem]:
    """The texts of a project, a document for each user who coded something in one.

    :raises UserError: if the file is damaged.
    """
    with opened_package(path) as package:
        known = around(package)
        passed: Counter[str] = Counter()
        number = 0
        for element in package.elements(_SOURCES):
            number += 1
            source = _text_of(element)
            if source is None:
                passed[_OTHERS[local(element)]] += 1
                continue
            name = (element.get("name") or source.get("name") or "").strip()
            origin = f"{path} › {name or f'source {number}'}"
            try:
                yield from _documents(source, name, origin, known, package)
            except UserError as error:
                yield ReadFailure(origin, str(error))
        for kind, many in passed.items():
            yield Noted(
                str(path), f"{many} {kind}{'' if many == 1 else 's'} can't be read here: only text can."
            )


def _documents(
    source: Element, name: str, origin: str, known: Around, package: Package
) -> Iterator[ForeignItem]:
    text = read_text(source, package)
    if text.values is not None:
        yield from read_written(source, text.text, text.values, origin, known)
    else:
        yield from Coded(source, text, name, origin, known).items()


def _text_of(element: Element) -> Element | None:
    """The text of a source: itself, or what stands for a PDF."""
    if local(element) == "TextSource":
        return element
    return next(children(element, "Representation"), None) if local(element) == "PDFSource" else None
