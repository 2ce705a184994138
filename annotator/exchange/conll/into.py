"""CoNLL in: columns of tokens and tags, as CoNLL-2003 and what came after it write them.

The format has lost the text.  It is built anew: one space between tokens, a line break between sentences, or
as a comment ``# text = …`` above a sentence says, where its tokens fit it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from annotator.articles.failure import ReadFailure
from annotator.articles.text import decode
from annotator.errors import UserError
from annotator.exchange.conll.columns import Columns, cells, columns_of, named_columns
from annotator.exchange.conll.out import DOCUMENT
from annotator.exchange.foreign import ForeignDocument, ForeignItem, ForeignSpan
from annotator.exchange.tagging import tagged_ranges
from annotator.model.annotation import Segment
from annotator.model.article import Metadata
from annotator.model.incoming import Noted

LARGEST = 200 << 20
"""Bytes of a file."""

TOGETHER = 100
"""Sentences that make an article where a file does not say where one begins."""

_SAMPLE = 5_000
_COMMENT = re.compile(r"#\s*([\w.:-]+)\s*=(?:\s(.*))?")
_NEW = re.compile(r"#\s*newdoc\b(?:\s*id\s*=\s*(.*))?")


@dataclass(slots=True)
class _Sentence:
    """``lines`` are the numbers of its lines in the file."""

    text: str = ""
    rows: list[list[str]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)


@dataclass(slots=True)
class _Part:
    """What the file says is one document."""

    title: str = ""
    sentences: list[_Sentence] = field(default_factory=list)


def read(path: Path) -> Iterator[ForeignItem]:
    """The documents of a file; one that is damaged is a failure, the others stay.

    :raises OSError: if the file can't be read.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise UserError("It is larger than 200 MB: divide it into several files.")
        file = _File(_text(path.read_bytes()))
    except UserError as error:
        yield ReadFailure(str(path), str(error))
        return
    if not file.marked and len(file.parts) > 1:
        yield Noted(
            str(path),
            f"The file does not say where a document begins: each {TOGETHER} sentences are an article.",
        )
    for number, part in enumerate(file.parts, 1):
        origin = f"{path}, document {number}"
        try:
            yield _document(part, file.columns, origin)
        except UserError as error:
            yield ReadFailure(origin, str(error))


def _text(data: bytes) -> str:
    """:raises UserError: if its encoding can't be told."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return decode(data)
    return text if "\0" not in text else decode(data)


class _File:
    """A file's documents and its columns.

    :raises UserError: if no column has tags.
    """

    def __init__(self, text: str) -> None:
        self.marked = False
        self.parts: list[_Part] = []
        named: Columns | None = None
        part, sentence = _Part(), _Sentence()
        for number, line in enumerate(text.split("\n"), 1):
            line = line.removesuffix("\r")
            if not line.strip():
                sentence = self._end(part, sentence)
            elif line.startswith(DOCUMENT) or (found := _NEW.fullmatch(line)):
                self.marked = True
                sentence = self._end(part, sentence)
                part = self._next(part, "" if line.startswith(DOCUMENT) or found is None else found[1] or "")
            elif (said := _COMMENT.fullmatch(line)) is not None:
                if said[1] == "text":
                    sentence.text = said[2] or ""
                elif said[1] == "global.columns":
                    named = named_columns((said[2] or "").split())
            else:
                sentence.rows.append(cells(line))
                sentence.lines.append(number)
        self._end(part, sentence)
        self._next(part, "")
        if not self.marked:
            self.parts = [piece for part in self.parts for piece in _pieces(part)]
        rows = (row for part in self.parts for each in part.sentences for row in each.rows if row[0] != "#")
        self.columns = named or columns_of(list(islice(rows, _SAMPLE)))

    def _end(self, part: _Part, sentence: _Sentence) -> _Sentence:
        if sentence.rows:
            part.sentences.append(sentence)
        return _Sentence()

    def _next(self, part: _Part, title: str) -> _Part:
        if part.sentences:
            self.parts.append(part)
        return _Part(title)


def _pieces(part: _Part) -> Iterator[_Part]:
    for first in range(0, len(part.sentences), TOGETHER):
        yield _Part("", part.sentences[first : first + TOGETHER])


def _document(part: _Part, columns: Columns, origin: str) -> ForeignDocument:
    text = ""
    spans: list[ForeignSpan] = []
    for sentence in part.sentences:
        rows, lines = _tokens(sentence, columns)
        words = [row[columns.token] for row in rows]
        if not words:
            continue
        written, places = placed_words(words, sentence.text)
        if not words:
            continue
        offset = len(text) + 1 if text else 0
        text = f"{text}\n{written}" if text else written
        for column in columns.tags:
            for label, first, behind in tagged_ranges([row[column].strip() for row in rows]):
                start, end = places[first][0] + offset, places[behind - 1][1] + offset
                spans.append(
                    ForeignSpan(
                        str(len(spans) + 1),
                        label,
                        ((start, end),),
                        text[start:end],
                        where=f"line {lines[first]}",
                    )
                )
    return ForeignDocument(text, origin, tuple(spans), metadata=Metadata(title=part.title))


def _tokens(sentence: _Sentence, columns: Columns) -> tuple[list[list[str]], list[int]]:
    """The rows of a sentence that are tokens, and their lines.

    :raises UserError: if one lacks a column.
    """
    rows, lines = [], []
    for row, line in zip(sentence.rows, sentence.lines, strict=True):
        if len(row) < columns.needed or not row[columns.token].strip():
            if row[0].startswith("#"):
                continue  # a comment
            raise UserError(
                f"Line {line} has {len(row)} columns where others have {columns.needed} or more: "
                "add what is missing."
            )
        if not columns.numbered or row[0].isdecimal():
            rows.append(row)
            lines.append(line)
    return rows, lines


def placed_words(words: Sequence[str], said: str = "") -> tuple[str, list[Segment]]:
    """A text of these words, and where each stands in it (code points).

    :param said: the text itself, which is taken if the words stand in it in order with nothing but white
        space between; else there is one space between two.
    """
    places: list[Segment] = []
    position = 0
    for word in words:
        start = said.find(word, position)
        if start < 0 or said[position:start].strip():
            break
        position = start + len(word)
        places.append((start, position))
    else:
        if not said[position:].strip() and said.strip():
            return said, places
    places, position = [], 0
    for word in words:
        places.append((position, position + len(word)))
        position += len(word) + 1
    return " ".join(words), places
