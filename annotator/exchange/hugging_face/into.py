"""Hugging Face data sets in: JSON lines with tokens and tags, ours or anybody's for token classification.

Our own have every annotation in ``spans``.  Of others the tags count: names, or numbers whose names stand in
the README.md beside the file.  Where there is no text it is built anew: one space between two tokens.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from annotator.articles.failure import ReadFailure
from annotator.articles.text import without_surrogates
from annotator.errors import UserError
from annotator.exchange.carried import (
    foreign_links,
    foreign_span,
    is_table,
    metadata_of,
    sequence_of,
    state_of,
    table_of,
    text_of,
)
from annotator.exchange.conll.into import placed_words
from annotator.exchange.foreign import ForeignDocument, ForeignItem, ForeignSpan
from annotator.exchange.hugging_face.card import README
from annotator.exchange.tagging import tagged_ranges

LONGEST = 50 << 20
"""Bytes of a line."""

_COLUMN = re.compile(r"\s*-\s+[\"']?name[\"']?:\s*[\"']?(.*?)[\"']?\s*$")
_NAMES = re.compile(r"\s*[\"']?names[\"']?:\s*$")
_NAME = re.compile(r"\s*[\"']?(\d{1,9})[\"']?:\s*(.*?)\s*$")
_TAGS = ("ner_tags", "tags", "labels")
_TOKENS = ("tokens", "words")


def read(path: Path) -> Iterator[ForeignItem]:
    """The rows of a file; a bad one is a failure, the others stay.

    :raises OSError: if the file can't be read.
    """
    names = class_names(path.parent / README)
    with path.open("rb") as file:
        number = 0
        while line := file.readline(LONGEST):
            number += 1
            origin = f"{path}, line {number}"
            if len(line) == LONGEST and not line.endswith(b"\n"):
                yield ReadFailure(origin, "It is longer than 50 MB: divide it.")
                return
            if line.strip():
                try:
                    yield _document(_row(line), names, origin)
                except UserError as error:
                    yield ReadFailure(origin, str(error))


def class_names(readme: Path) -> dict[int, str]:
    """Number of a class -> its name, as the data set's card says; empty where it doesn't."""
    names: dict[int, str] = {}
    if not readme.is_file():
        return names
    column, listed = "", False
    for line in readme.read_text("utf-8", errors="replace").splitlines():
        if (begun := _COLUMN.match(line)) is not None:
            column, listed = begun[1], False
        elif column in _TAGS and _NAMES.match(line):
            listed = True
        elif listed and (said := _NAME.match(line)) is not None:
            names[int(said[1])] = _plain(said[2])
        else:
            listed = False
    return names


def _plain(written: str) -> str:
    if written.startswith('"'):
        try:
            return str(json.loads(written))
        except ValueError:
            return written
    return written.strip("'")


def _row(line: bytes) -> Mapping[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise UserError("It is no JSON: each line must be one row in braces.") from error
    if not is_table(row):
        raise UserError("It is no table: each line must be one row in braces.")
    return row


def _document(row: Mapping[str, Any], names: Mapping[int, str], origin: str) -> ForeignDocument:
    carried = "spans" in row and "sha256" in row and isinstance(row.get("text"), str)
    if not carried:
        return _tagged(row, names, origin)
    spans = []
    suggested = 0
    for number, values in enumerate(sequence_of(row["spans"], "Its spans"), 1):
        if is_table(values) and values.get("suggestion") is True:
            suggested += 1
        else:
            spans.append(_span(values, f"span {number}"))
    answers = {name: value for name, value in table_of(row, "cats", "the row").items() if value is not None}
    meta = {**row, "extra": _json(row.get("extra"))}
    return ForeignDocument(
        without_surrogates(row["text"]),
        origin,
        tuple(spans),
        foreign_links(row.get("relations")),
        metadata_of(meta),
        annotator=text_of(row, "annotator"),
        answers=answers,
        note=text_of(row, "note"),
        state=state_of(row.get("state")),
        suggested=suggested,
    )


def _span(values: Any, where: str) -> ForeignSpan:
    if not is_table(values):
        return foreign_span(values, where)
    return foreign_span({**values, "attributes": _json(values.get("attributes"))}, where)


def _json(value: Any) -> Any:
    """What stands as JSON in a text; other values as they are."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value) if value else {}
    except (ValueError, RecursionError):
        return value


def _tagged(row: Mapping[str, Any], names: Mapping[int, str], origin: str) -> ForeignDocument:
    words = _texts(row, _TOKENS, "tokens")
    tags = [_tag(tag, names) for tag in _list(row, _TAGS, "ner_tags")]
    if len(words) != len(tags):
        raise UserError(f"It has {len(words)} tokens and {len(tags)} tags: give each token its tag.")
    text, places = placed_words(words, without_surrogates(text_of(row, "text")))
    spans: list[ForeignSpan] = []
    for label, first, behind in tagged_ranges(tags):
        start, end = places[first][0], places[behind - 1][1]
        where = f"token {first + 1}"
        spans.append(ForeignSpan(str(len(spans) + 1), label, ((start, end),), text[start:end], where=where))
    return ForeignDocument(text, origin, tuple(spans))


def _list(row: Mapping[str, Any], names: Sequence[str], wanted: str) -> Sequence[Any]:
    for name in names:
        if name in row:
            return sequence_of(row[name], f"Its {name}")
    raise UserError(f"It has no {wanted}: give each row its tokens and their tags.")


def _texts(row: Mapping[str, Any], names: Sequence[str], wanted: str) -> list[str]:
    found = _list(row, names, wanted)
    if not found or not all(isinstance(word, str) and word.strip() for word in found):
        raise UserError(f"Its {wanted} are no list of words: leave out the empty ones.")
    return [without_surrogates(word) for word in found]


def _tag(tag: Any, names: Mapping[int, str]) -> str:
    if isinstance(tag, str):
        return tag
    if isinstance(tag, int) and not isinstance(tag, bool) and tag in names:
        return names[tag]
    raise UserError(f"Its tag {tag!r} has no name: put the data set's README.md with the names beside it.")
