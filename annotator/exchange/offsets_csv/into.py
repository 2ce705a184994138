"""Read a table of offsets: a row a span, with its article, its label and where it begins and ends.

Offsets count code points, the end is behind the last character.  What they count otherwise is told by their
quotes when the layers are taken (see :mod:`annotator.exchange.taking.counting`).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from annotator.articles.failure import ReadFailure
from annotator.articles.text import decode
from annotator.errors import UserError
from annotator.exchange.foreign import ForeignDocument, ForeignItem, ForeignLink, ForeignSpan
from annotator.exchange.offsets_csv.columns import Columns
from annotator.model.article import Metadata

LARGEST = 200 * 1024 * 1024
"""Bytes of a table; the rows of one article may stand anywhere in it, so it is held whole."""

_WHOLE = re.compile(r"\s*-?[0-9]{1,9}(?:\.0+)?\s*", re.ASCII)
_NUMBER = re.compile(r"\s*-?(?:[0-9]{1,15}(?:\.[0-9]{1,15})?|\.[0-9]{1,15})\s*", re.ASCII)
_WORDS = {"true": True, "false": False}


def read(path: Path) -> Iterator[ForeignItem]:
    """The documents of a table in the order in which they come up; a bad row is a failure, the others stay.

    Rows are counted as a spreadsheet shows them: the header is row 1.

    :raises UserError: if it is no table of offsets.
    :raises OSError: if it can't be read.
    """
    if path.stat().st_size > LARGEST:
        raise UserError("It is larger than 200 MB: split it by articles.")
    text = decode(path.read_bytes())
    csv.field_size_limit(LARGEST)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        header = next(rows, [])
    except csv.Error as error:
        raise UserError(f"Its header can't be read ({error}): mend its quotes.") from error
    columns = Columns(header)
    if columns.missing:
        raise UserError(
            f"It has no column for {' and '.join(columns.missing)}: a table of offsets has the columns "
            "start, end, label and the article's title, url, sha256, file or text."
        )
    table = _Table(path, columns)
    while True:
        try:
            row = next(rows)
        except StopIteration:
            break
        except csv.Error as error:
            yield ReadFailure(
                f"{path}, row {table.row + 1}", f"The row can't be read ({error}): mend its quotes."
            )
            break
        yield from table.take(row)
    yield from table.documents()


def _delimiter(text: str) -> str:
    header = text.split("\n", 1)[0]
    return max("\t;,|", key=header.count)


class _Table:
    """Gathers rows by article and annotator."""

    def __init__(self, path: Path, columns: Columns) -> None:
        self.row = 1
        self._path = path
        self._columns = columns
        self._spans: dict[tuple[str, str, str], dict[str, ForeignSpan]] = {}
        self._links: dict[tuple[str, str, str], list[ForeignLink]] = {}
        self._first: dict[tuple[str, str, str], tuple[int, Metadata]] = {}

    def take(self, row: list[str]) -> Iterator[ReadFailure]:
        self.row += 1
        if not any(cell.strip() for cell in row):
            return
        cell = self._columns.cell
        origin = f"{self._path}, row {self.row}"
        offsets = [cell(row, "start"), cell(row, "end")]
        label = cell(row, "label").strip()
        names = (each for thing in ("sha256", "url", "title", "file") if (each := cell(row, thing).strip()))
        text, article = cell(row, "text"), next(names, "")
        if not all(_WHOLE.fullmatch(each) for each in offsets):
            yield ReadFailure(
                origin, f"“{offsets[0]}” and “{offsets[1]}” are no offsets: give whole numbers."
            )
        elif not label:
            yield ReadFailure(origin, "It has no label: give it one.")
        elif not text and not article:
            yield ReadFailure(origin, "It names no article: give its title, url, sha256 or text.")
        else:
            key = (text, "" if text else article, cell(row, "annotator").strip())
            self._first.setdefault(key, (self.row, _metadata(row, self._columns)))
            start, end = (int(float(each)) for each in offsets)
            yield from self._span(key, row, label, start, end)

    def _span(
        self, key: tuple[str, str, str], row: list[str], label: str, start: int, end: int
    ) -> Iterator[ReadFailure]:
        cell = self._columns.cell
        spans = self._spans.setdefault(key, {})
        name = cell(row, "id").strip() or f"row {self.row}"
        there = spans.get(name)
        if there is None:
            spans[name] = ForeignSpan(
                name,
                label,
                ((start, end),),
                cell(row, "quote") or None,
                {
                    attribute: _value(row[place])
                    for place, attribute in self._columns.attributes.items()
                    if place < len(row) and row[place].strip()
                },
                note=cell(row, "note").strip(),
                where=f"row {self.row}",
            )
        elif not cell(row, "head").strip() or (start, end) != there.pieces[0] or label != there.label:
            yield ReadFailure(
                f"{self._path}, row {self.row}", f"Another row has the id “{name}”: give each its own."
            )
            return
        head = cell(row, "head").strip()
        if head:
            link = cell(row, "link").strip() or "link"
            self._links.setdefault(key, []).append(ForeignLink(link, head, name, f"row {self.row}"))

    def documents(self) -> Iterator[ForeignDocument]:
        for key, spans in self._spans.items():
            text, article, annotator = key
            number, metadata = self._first[key]
            yield ForeignDocument(
                text or None,
                f"{self._path}, row {number}",
                tuple(spans.values()),
                tuple(self._links.get(key, ())),
                metadata if text else Metadata(),
                article,
                annotator,
            )


def _metadata(row: list[str], columns: Columns) -> Metadata:
    return Metadata(title=columns.cell(row, "title").strip(), url=columns.cell(row, "url").strip())


def _value(cell: str) -> Any:
    """An answer of the kind that a cell looks like: true or false, a number, else text."""
    word = cell.strip()
    if word.casefold() in _WORDS:
        return _WORDS[word.casefold()]
    if _NUMBER.fullmatch(word) and not (
        word.lstrip("-").startswith("0") and word.lstrip("-0.") and "." not in word
    ):
        return float(word) if "." in word else int(word)
    return word
