"""Data sets, one article a row: CSV and JSONL.  Their texts are taken exactly as they stand."""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections.abc import Iterator
from typing import BinaryIO, TextIO

from annotator.articles.columns import address_column, metadata_of, text_column, text_of
from annotator.articles.failure import ReadFailure
from annotator.articles.gdelt import gdelt_table, sentence
from annotator.articles.source import Source
from annotator.articles.text import encoding_of
from annotator.errors import UserError
from annotator.model.article import IncomingArticle

LONGEST_ROW = 50 * 1024 * 1024
"""Characters of a cell, bytes of a JSON line."""
_DELIMITERS = ",;\t|"
_SAMPLE = 1 << 20
_NOT_OF_THE_ARTICLE = frozenset(
    [
        *("meta", "tokens", "spans", "relations", "cats", "answer", "offsets", "sha256"),
        *("label", "labels", "entities", "links", "annotations"),
    ]
)
"""Keys that tell of annotations, which annotator.exchange reads, or of what is found out anew."""


def read_csv(source: Source) -> Iterator[IncomingArticle | ReadFailure]:
    """One article a row, streamed; a bad row is a failure, the others stay.

    Rows are counted as a spreadsheet shows them: the header is row 1.
    Raises UserError where no row can be read, OSError where the file can't.
    """
    csv.field_size_limit(LONGEST_ROW)
    encoding = _csv_encoding(source)
    delimiter = _delimiter(source, encoding)
    with _opened(source, encoding) as lines:
        rows = csv.reader(lines, delimiter=delimiter, strict=True)
        header = _header(rows)
        text_name = text_column(header)
        if text_name is None:
            raise UserError(_no_text(header))
        number = 1
        while True:
            number += 1
            origin = f"{source.origin}, row {number}"
            try:
                row = next(rows)
            except StopIteration:
                return
            except (csv.Error, UnicodeDecodeError) as error:
                yield ReadFailure(
                    origin, f"The row can't be read ({error}): mend its quotes or its encoding."
                )
                if isinstance(error, UnicodeDecodeError):
                    return  # where the next row begins is not known
                continue
            if row:
                yield _csv_article(header, row, text_name, origin)


def read_jsonl(source: Source) -> Iterator[IncomingArticle | ReadFailure]:
    """One article a line, streamed; a bad line is a failure, the others stay.

    Raises UserError where it is no JSONL at all, OSError where the file can't be read.
    """
    _check_jsonl(source)
    with source.open() as file:
        for number, line in enumerate(_lines(file), 1):
            origin = f"{source.origin}, line {number}"
            if line is None:
                yield ReadFailure(origin, "The line is longer than 50 MB: split the record.")
                continue
            if number == 1:
                line = line.removeprefix(codecs.BOM_UTF8)
            if not line.strip():
                continue
            try:
                yield _json_article(line, origin)
            except UserError as error:
                yield ReadFailure(origin, str(error))


def _csv_article(
    header: list[str], row: list[str], text_name: str, origin: str
) -> IncomingArticle | ReadFailure:
    if any(row[len(header) :]):
        return ReadFailure(
            origin,
            f"The row has {len(row)} cells where the header has {len(header)}: put quotes around its text.",
        )
    cells = dict(zip(header, row, strict=False))
    try:
        text = text_of(cells.pop(text_name, ""))
    except UserError as error:
        return ReadFailure(origin, str(error))
    return IncomingArticle(
        text, metadata_of({name: value for name, value in cells.items() if name}), origin=origin
    )


def _no_text(header: list[str]) -> str:
    if name := gdelt_table(header):
        return sentence(name, header)
    columns = f"It has no text column (its columns: {', '.join(header)[:300]})"
    address = address_column(header)
    if address is not None:
        return (
            f"{columns}, only addresses in '{address}': save those pages and import them, or name the "
            "column that holds the articles 'text'."
        )
    return f"{columns}: name the column that holds the articles 'text'."


def _opened(source: Source, encoding: str) -> TextIO:
    return io.TextIOWrapper(source.open(), encoding=encoding, newline="")


def _header(rows: Iterator[list[str]]) -> list[str]:
    try:
        header = next((row for row in rows if any(row)), [])
    except csv.Error as error:
        raise UserError(f"Its header can't be read ({error}): save it again as CSV.") from error
    return [name.strip() for name in header]


def _delimiter(source: Source, encoding: str) -> str:
    """The delimiter with which the header has a text column, and then the most columns."""
    best, most = ",", (False, 0)
    for delimiter in _DELIMITERS:
        with _opened(source, encoding) as lines:
            try:
                header = _header(csv.reader(lines, delimiter=delimiter, strict=True))
            except UserError:
                continue
        found = (text_column(header) is not None, len(header))
        if found > most:
            best, most = delimiter, found
    return best


def _csv_encoding(source: Source) -> str:
    """The encoding of the whole file, found without holding it in memory."""
    with source.open() as file:
        sample = file.read(_SAMPLE)
        # A few NULs are a bad row; many are UTF-16 without a mark.
        if sample[:4096].count(0) < 0.1 * len(sample[:4096]):
            decoder = codecs.getincrementaldecoder("utf-8")()
            try:
                decoder.decode(sample)
                while chunk := file.read(_SAMPLE):
                    decoder.decode(chunk)
                decoder.decode(b"", final=True)
            except UnicodeDecodeError:
                pass  # another encoding: told from the sample below
            else:
                return "utf-8-sig"
    encoding, mark = encoding_of(sample)
    if not mark:
        return encoding
    return "utf-8-sig" if encoding == "utf-8" else encoding.removesuffix("-le").removesuffix("-be")


def _check_jsonl(source: Source) -> None:
    with source.open() as file:
        start = file.read(1 << 16)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise UserError("It is UTF-16, and JSONL has to be UTF-8: save it as UTF-8 and import it again.")
    lines = start.removeprefix(codecs.BOM_UTF8).split(b"\n")
    if not any(line.lstrip().startswith(b"{") for line in lines) or lines[0].strip() == b"[":
        raise UserError("It is not JSONL: write one record in braces on each line, with the key 'text'.")


def _lines(file: BinaryIO) -> Iterator[bytes | None]:
    """Lines; None for one that is too long, which is passed over without being held in memory."""
    while line := file.readline(LONGEST_ROW):
        if len(line) < LONGEST_ROW or line.endswith(b"\n"):
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = file.readline(LONGEST_ROW)
        yield None


def _json_article(line: bytes, origin: str) -> IncomingArticle:
    try:
        record = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise UserError("The line is not UTF-8: save the file as UTF-8 and import it again.") from error
    except (ValueError, RecursionError) as error:
        raise UserError("The line is not a JSON record: mend it, or leave it out.") from error
    if not isinstance(record, dict):
        raise UserError('The line is not a record in braces: write it as {"text": ...}.')
    text_name = text_column(record)
    if text_name is None:
        raise UserError(
            f"The record has no text (its keys: {', '.join(record)[:200]}): name its text 'text'."
        )
    text = text_of(record[text_name])
    meta = record.get("meta")
    values = {
        name: value
        for name, value in record.items()
        if name not in _NOT_OF_THE_ARTICLE and name != text_name and not name.startswith("_")
    }
    if isinstance(meta, dict):
        values |= {name: value for name, value in meta.items() if name != "sha256"}
    elif meta not in (None, ""):
        values["meta"] = meta
    return IncomingArticle(text, metadata_of(values), origin=origin)
