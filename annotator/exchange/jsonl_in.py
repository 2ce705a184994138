"""Layers from JSONL: our own records and Prodigy's."""

from __future__ import annotations

import codecs
import json
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

from annotator.articles.columns import text_column
from annotator.articles.failure import ReadFailure
from annotator.articles.text import without_surrogates
from annotator.errors import UserError
from annotator.model.actor import Actor
from annotator.model.annotation import Origin, Segments, normalise_segments, quote_of
from annotator.model.article import State, text_sha256
from annotator.model.clock import is_time
from annotator.model.decision import Verdict
from annotator.model.incoming import IncomingAnnotation, IncomingLayer, IncomingLink

_IDS = uuid.UUID("0b6f1f0e-7c64-4f0c-8c7e-5b0f4a3f9d10")
_LONGEST_LINE = 50 * 1024 * 1024
_ORIGINS = ("person", "model", "import")
_VERDICTS = ("accepted", "corrected")

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Skipped:
    """What a record holds and a layer does not take: suggestions nobody decided on, a refused record."""

    origin: str
    reason: str
    annotations: int = 0


def read_layers(path: Path) -> Iterator[IncomingLayer | Skipped | ReadFailure]:
    """The layer of each record that has spans; a bad record is a failure, the others stay.

    The annotator is the record's ``_annotator_id``, empty where it has none.  Ids that are missing are
    made, the same ones each time.  Lines that are no record with a text are passed over: reading the
    articles names them.

    :raises OSError: if the file can't be read.
    """
    with path.open("rb") as file:
        for number, line in _lines(file):
            record = _record(line)
            if record is not None:
                yield from _layer(record, f"{path}, line {number}")


def _lines(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    number = 0
    while line := file.readline(_LONGEST_LINE):
        number += 1
        if len(line) == _LONGEST_LINE and not line.endswith(b"\n"):
            while line and not line.endswith(b"\n"):
                line = file.readline(_LONGEST_LINE)
            continue
        yield number, line.removeprefix(codecs.BOM_UTF8) if number == 1 else line


def _record(line: bytes) -> dict[str, Any] | None:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(record, dict):
        return None
    # Escapes may hide halves of surrogate pairs, which no text and no file can hold.
    return cast(dict[str, Any], _mended(record)) if b"\\u" in line else record


def _mended(value: Any) -> Any:
    if isinstance(value, str):
        return without_surrogates(value)
    if isinstance(value, list):
        return [_mended(item) for item in value]
    if isinstance(value, dict):
        return {_mended(key): _mended(item) for key, item in value.items()}
    return value


def _layer(record: Record, origin: str) -> Iterator[IncomingLayer | Skipped | ReadFailure]:
    name = text_column(record)
    text = record[name] if name is not None else None
    spans = record.get("spans") or []
    answers, note, state = _whole_article(record)
    if not isinstance(text, str) or not (spans or answers or note or state):
        return
    answer = record.get("answer", "accept")
    if answer != "accept" and spans:
        reason = f"Its answer is “{answer}”, so its annotations were left out."
        yield Skipped(origin, reason, len(spans) if isinstance(spans, list) else 0)
        return
    try:
        reader = _RecordReader(text, _dicts(record, "spans"))
        links = reader.links(_dicts(record, "relations"))
    except UserError as error:
        yield ReadFailure(origin, str(error))
        return
    if reader.suggestions:
        reason = f"{len(reader.suggestions)} of its spans are suggestions, which were left out."
        yield Skipped(origin, reason, len(reader.suggestions))
    if reader.annotations or answers or note or state:
        annotator = record.get("_annotator_id") or ""
        yield IncomingLayer(
            str(annotator),
            text_sha256(text),
            tuple(reader.annotations.values()),
            links,
            origin,
            answers,
            note,
            state,
        )


def _whole_article(record: Record) -> tuple[Mapping[str, Any], str, State | None]:
    """Answers, note and state of the article as a whole; “in progress” follows from the annotations."""
    cats, state = record.get("cats"), record.get("state")
    set_by_hand = cast(State, state) if state in ("done", "in doubt") else None
    return cats if isinstance(cats, dict) else {}, _text(record, "note"), set_by_hand


class _RecordReader:
    """Reads the spans of one record, and the relations between them.

    :raises UserError: at the first span or relation that can't be what it says.
    """

    def __init__(self, text: str, spans: list[Record]) -> None:
        self.annotations: dict[str, IncomingAnnotation] = {}
        self.suggestions: set[str] = set()
        self._text = text
        self._hash = text_sha256(text)
        self._by_place: dict[tuple[Any, Any], list[tuple[str, str]]] = {}
        self._by_token: dict[Any, str] = {}
        for number, span in enumerate(spans, 1):
            self._read(span, number)

    def _read(self, span: Record, number: int) -> None:
        label = span.get("label")
        if not isinstance(label, str) or not label:
            raise UserError(f"Span {number} has no label: give it one.")
        segments = self._segments(span, number)
        key = self._key(span, number, label, segments)
        if key in self.annotations or key in self.suggestions:
            raise UserError(f"Two of its spans have the id “{key}”: give each its own.")
        start, end = segments[0][0], segments[-1][1]
        self._by_place.setdefault((start, end), []).append((key, label))
        self._by_token.setdefault(span.get("token_end"), key)
        if span.get("suggestion") is True:
            self.suggestions.add(key)
            return
        attributes = span.get("attributes") or {}
        if not isinstance(attributes, dict):
            raise UserError(f"The attributes of span {number} are no table: write them as {{…}}.")
        origin, verdict = span.get("origin"), span.get("decision")
        self.annotations[key] = IncomingAnnotation(
            key,
            label,
            segments,
            self._quote(span, number, segments),
            attributes,
            _actor(span.get("actor"), number),
            _text(span, "note"),
            cast(Origin, origin) if origin in _ORIGINS else "import",
            cast(Verdict, verdict) if verdict in _VERDICTS else None,
            _text(span, "derived_from") or None,
            _text(span, "created_by"),
            _time(span, "created_at"),
            _time(span, "updated_at"),
        )

    def _segments(self, span: Record, number: int) -> Segments:
        pieces = span.get("segments") or [[span.get("start"), span.get("end")]]
        if not isinstance(pieces, list) or not all(_is_piece(piece) for piece in pieces):
            raise UserError(f"Span {number} has no start and end: give both as whole numbers.")
        try:
            segments = normalise_segments(pieces, len(self._text))
        except UserError as error:
            raise UserError(f"Span {number}: {error}") from error
        hull = (segments[0][0], segments[-1][1])
        if (span.get("start", hull[0]), span.get("end", hull[1])) != hull:
            raise UserError(f"The segments of span {number} do not reach from its start to its end.")
        return segments

    def _quote(self, span: Record, number: int, segments: Segments) -> str | None:
        said = span.get("text")
        if not isinstance(said, str):
            return None
        quote = quote_of(self._text, segments)
        stands = self._text[segments[0][0] : segments[-1][1]]
        if said not in (stands, quote):
            raise UserError(
                f"Span {number} says “{said}”, but at {segments[0][0]}–{segments[-1][1]} stands “{stands}”: "
                "its offsets must count Unicode code points of the record's text."
            )
        return quote

    def _key(self, span: Record, number: int, label: str, segments: Segments) -> str:
        key = span.get("id")
        if isinstance(key, str | int) and not isinstance(key, bool) and key != "":
            return str(key)
        return str(uuid.uuid5(_IDS, f"{self._hash} {number} {label} {segments}"))

    def links(self, relations: list[Record]) -> tuple[IncomingLink, ...]:
        found = []
        for number, relation in enumerate(relations, 1):
            label = relation.get("label")
            if not isinstance(label, str) or not label:
                raise UserError(f"Relation {number} has no label: give it one.")
            head, child = self._end(relation, "head", number), self._end(relation, "child", number)
            if head not in self.suggestions and child not in self.suggestions:
                found.append(IncomingLink(label, head, child))
        return tuple(found)

    def _end(self, relation: Record, side: str, number: int) -> str:
        """The id of the span at one end: named by us, by Prodigy told by its place or its last token."""
        key = relation.get(f"{side}_id")
        if key is not None:
            if str(key) in self.annotations or str(key) in self.suggestions:
                return str(key)
        else:
            span = relation.get(f"{side}_span")
            place = span if isinstance(span, dict) else {}
            there = self._by_place.get((_whole(place.get("start")), _whole(place.get("end"))), [])
            same = [key for key, label in there if place.get("label") in (label, None)]
            if same:
                return same[0]
            if not place and _whole(relation.get(side)) in self._by_token:
                return self._by_token[relation[side]]
        raise UserError(f"The {side} of relation {number} is none of the record's spans: add the span.")


def _actor(value: Any, number: int) -> Actor | None:
    if value is None:
        return None
    name = value.get("name") if isinstance(value, dict) else None
    if not isinstance(name, str) or not name.strip():
        raise UserError(f"The actor of span {number} has no name: give it one, or leave the actor out.")
    kind = _text(value, "kind")
    key = _text(value, "id") or str(uuid.uuid5(_IDS, f"{name} {kind}"))
    aliases = value.get("aliases")
    known_as = [alias for alias in aliases if isinstance(alias, str)] if isinstance(aliases, list) else []
    return Actor(key, name, kind, tuple(known_as), _text(value, "wikidata"))


def _is_piece(piece: Any) -> bool:
    return (
        isinstance(piece, list)
        and len(piece) == 2
        and all(_whole(position) is not None for position in piece)
    )


def _whole(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _text(values: Record, name: str) -> str:
    value = values.get(name)
    return value if isinstance(value, str) else ""


def _time(values: Record, name: str) -> str:
    """Empty where it is no time: rows are compared by them."""
    text = _text(values, name)
    return text if is_time(text) else ""


def _dicts(record: Record, name: str) -> list[Record]:
    items = record.get(name) or []
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise UserError(f"Its {name} are no list of records in braces: write them as [{{…}}, …].")
    return items
