"""Excel out: one row a claim, one row a sentiment outside claims, and a sheet on what the workbook is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from lxml.etree import SerialisationError  # type: ignore[import-untyped]
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter

from annotator.analysis.parties import Sentiment, names
from annotator.analysis.roles import Roles, roles_of
from annotator.analysis.statements import Statement, sentiments, statements
from annotator.errors import UserError
from annotator.exchange.formats import Context
from annotator.exchange.losses import Losses
from annotator.exchange.statements.columns import (
    Column,
    columns_of,
    organisations,
    segments,
    shown_in_columns,
    suggestion,
)
from annotator.exchange.statements.sheets import cell_losses, moment, new_sheet, write_row
from annotator.exchange.statements.standing import Standing, standing, table_losses
from annotator.model.record import Record

_SENTIMENT = (
    ("sentiment", 14, "How somebody is shown, in the codebook's words."),
    ("value", 8, "The same from -1 (badly) to 1 (well)."),
    ("towards", 24, "Who is shown so."),
    ("holder", 24, "Whose judgement it is."),
    ("holder_organisation", 20, "To whom the holder belongs, as the article says."),
    ("words", 60, "The words that do so, exactly as in the article."),
    ("note", 24, "The note on the sentiment."),
    ("source", 18, "Where the article was published."),
    ("date", 12, "When it was published."),
    ("title", 40, "The article's title."),
    ("annotator", 16, "Whose layer it is."),
    ("suggestion", 12, "“undecided” or “rejected” for a suggestion, else empty."),
    ("article", 8, "The article's number in the project."),
    ("article_sha256", 16, "SHA-256 of the article's text (UTF-8)."),
    ("start", 8, "Where it begins in the text: code points, from 0."),
    ("end", 8, "Where it ends, exclusive."),
    ("segments", 16, "All its pieces, as JSON."),
    ("sentiment_id", 16, "The annotation's id."),
)


class _Rows:
    """What a record gives the workbook."""

    def __init__(self, record: Record, context: Context, roles: Roles, columns: tuple[Column, ...]) -> None:
        self.said: list[Statement] = statements(record, roles)
        inside = {each.annotation_id for row in self.said for each in row.sentiments}
        self.apart = [each for each in sentiments(record, roles) if each.annotation_id not in inside]
        shown = shown_in_columns(context.codebook, roles)
        self.held: Standing = standing(record, self.said, shown, self.apart)
        self.claims = [[column.value(row, record) for column in columns] for row in self.said]
        notes = {a.id: a.note for a in record.annotations}
        self.sentiments = [_sentiment(each, record, notes[each.annotation_id]) for each in self.apart]
        self._record, self._shown = record, shown

    @property
    def losses(self) -> Losses:
        found = table_losses(self._record, self.said, self.held, self._shown, apart=self.apart)
        return Counter(found + cell_losses([*self.claims, *self.sentiments]))


def _sentiment(each: Sentiment, record: Record, note: str) -> list[Any]:
    meta = record.article.metadata
    return [
        each.polarity, each.value, names(each.targets), names(each.holders), organisations(each.holders),
        each.quote, note, meta.source, meta.published, meta.title, record.annotator,
        suggestion(each.suggested, record.verdicts.get(each.annotation_id)), record.article.id,
        record.article.sha256, each.start, each.end, segments(each.segments), each.annotation_id,
    ]  # fmt: skip


@contextmanager
def _disk_told() -> Iterator[None]:
    """lxml writes the sheets into the folder for temporary files; that it is full is no OSError there."""
    try:
        yield
    except SerialisationError as error:
        raise OSError(f"the folder for temporary files: {error}") from error


class _Writer:
    def __init__(self, path: Path, context: Context) -> None:
        self._path, self._context, self._roles = path, context, roles_of(context.codebook)
        if not self._roles.claims and not self._roles.sentiments:
            raise UserError(self._roles.problem or "The codebook has no claims.")
        self._columns = columns_of(context.codebook, self._roles)
        self._date = [column.name for column in self._columns].index("date")
        self._book = Workbook(write_only=True)
        self._claims = new_sheet(self._book, "Claims", [column.width for column in self._columns])
        self._sentiment = new_sheet(self._book, "Sentiment", [width for _, width, _ in _SENTIMENT])
        with _disk_told():
            write_row(self._claims, [column.name for column in self._columns], bold=True)
            write_row(self._sentiment, [name for name, _, _ in _SENTIMENT], bold=True)
        self._counts: Counter[str] = Counter()

    def add(self, record: Record) -> tuple[int, int]:
        rows = _Rows(record, self._context, self._roles, self._columns)
        with _disk_told():
            for cells in rows.claims:
                cells[self._date] = moment(cells[self._date])
                write_row(self._claims, cells)
            for cells in rows.sentiments:
                cells[8] = moment(cells[8])
                write_row(self._sentiment, cells)
        self._counts.update(records=1, claims=len(rows.claims), apart=len(rows.sentiments))
        return rows.held.counted

    def close(self) -> None:
        for sheet, width, number in (
            (self._claims, len(self._columns), self._counts["claims"]),
            (self._sentiment, len(_SENTIMENT), self._counts["apart"]),
        ):
            sheet.auto_filter.ref = f"A1:{get_column_letter(width)}{number + 1}"
        about = new_sheet(self._book, "About", [24, 90], frozen=False)
        with _disk_told():
            for row in self._about():
                write_row(about, row)
            self._book.save(self._path)

    def _about(self) -> list[tuple[Any, ...]]:
        context, book, counts = self._context, self._context.codebook, self._counts
        return [
            ("Project", context.project),
            ("Layers", "; ".join(context.layers)),
            ("Codebook", f"{book.name}, version {book.version}"),
            ("Claims", counts["claims"]),
            ("Sentiments outside claims", counts["apart"]),
            (),
            ("Columns of “Claims”",),
            *((column.name, column.about) for column in self._columns),
            (),
            ("Columns of “Sentiment”",),
            *((name, about) for name, _, about in _SENTIMENT),
            (),
            ("Labels",),
            *((label.name, label.guideline) for label in book.labels),
            (),
            ("Links",),
            *((link.name, link.guideline) for link in book.links),
        ]


def open_writer(path: Path, context: Context) -> _Writer:
    """:raises UserError: if the codebook has neither claims nor sentiment."""
    return _Writer(path, context)


def losses(record: Record, context: Context) -> Losses:
    """What stands neither in a claim's row nor in a sentiment's, and what a cell can't hold."""
    roles = roles_of(context.codebook)
    return _Rows(record, context, roles, columns_of(context.codebook, roles)).losses


def preview(path: Path) -> str:
    """The first rows of the sheets, cells between tabs."""
    book = load_workbook(path, read_only=True)
    try:
        parts = []
        for sheet in book.worksheets[:2]:
            rows = islice(sheet.iter_rows(values_only=True), 3)
            lines = ["\t".join(map(_told, row)) for row in rows]
            parts.append("\n".join([sheet.title, *lines]))
        return "\n\n".join(parts)[:4000]
    finally:
        book.close()


def _told(value: Any) -> str:
    """A cell as text; openpyxl reads days as midnights."""
    return "" if value is None else str(value).removesuffix(" 00:00:00")
