"""doccano's JSONL in: what doccano exports, in all its shapes, and what our export wrote for it.

doccano shows no words of its spans, only offsets, and its files do not say how these count: doccano counts
UTF-16 units unless a project counts grapheme clusters as one character, which it stores as code points.
What our export says of the unit is believed; else records with doccano's own ``Comments`` are taken to count
UTF-16 units, all others code points, and each text where that matters is noted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from annotator.articles.failure import ReadFailure
from annotator.errors import UserError
from annotator.exchange.beside import revised
from annotator.exchange.carried import (
    METADATA,
    foreign_links,
    is_table,
    sequence_of,
    state_of,
    table_of,
    text_of,
)
from annotator.exchange.doccano.shapes import (
    CODE_POINTS,
    KEPT,
    UNIT,
    UTF_16,
    answers,
    categories,
    has_rare,
)
from annotator.exchange.foreign import ForeignDocument, ForeignItem, ForeignLink, ForeignSpan
from annotator.exchange.json_in import records, whole_number
from annotator.model.article import Metadata, text_sha256
from annotator.model.incoming import Noted
from annotator.model.offsets import Utf16Map

_KNOWN = frozenset((
    "id", "text", "data", "label", "labels", "entities", "relations", "cats", "Comments", "comments",
    "annotator", "username", UNIT, KEPT, *METADATA,
))  # fmt: skip

Row = Mapping[str, Any]
_Place = Callable[[Any, str], int]


def read(path: Path) -> Iterator[ForeignItem]:
    """The records of a file; a bad one is a failure, the others stay.

    :raises OSError: if the file can't be read.
    :raises UserError: if it is no text.
    """
    for each in records(path):
        if isinstance(each, ReadFailure):
            yield each
            continue
        origin, row = each
        try:
            document, unit = _document(row, origin)
        except UserError as error:
            yield ReadFailure(origin, str(error))
            continue
        if unit:
            yield Noted(origin, unit)
        yield document


def _document(row: Row, origin: str) -> tuple[ForeignDocument, str]:
    """The document, and a sentence on the unit of its offsets where nothing says it and it matters."""
    text = row.get("text", row.get("data"))
    if not isinstance(text, str) or not text:
        raise UserError("It has no text: only records with a “text” can be taken.")
    kept = _kept(row, text)
    listed = [each for each in _labels(row) if not isinstance(each, str)]
    counted, guessed = _unit(row, text)
    spans = _Spans(kept, _places(text, counted))
    for number, each in enumerate(listed, 1):
        spans.add(each, number)
    document = ForeignDocument(
        text,
        origin,
        tuple(spans.found),
        spans.links(row, kept),
        _metadata(row, kept),
        annotator=text_of(row, "annotator") or text_of(row, "username"),
        answers=_answers(row, kept),
        note=_note(row, kept),
        state=state_of(kept.get("state")),
    )
    return document, guessed if listed else ""


def _kept(row: Row, text: str) -> Row:
    """What our export wrote beside; nothing where it belongs to another text."""
    kept = row.get(KEPT)
    return kept if is_table(kept) and kept.get("sha256") == text_sha256(text) else {}


def _labels(row: Row) -> Sequence[Any]:
    """Spans; and, where its project classifies, the names of classes."""
    for name in ("entities", "label", "labels"):
        value = row.get(name)
        if isinstance(value, str):
            return (value,)
        if value is not None:
            return sequence_of(value, f"Its {name}")
    return ()


def _unit(row: Row, text: str) -> tuple[str, str]:
    said = row.get(UNIT)
    if not has_rare(text) or said in (CODE_POINTS, UTF_16):
        return str(said) if said == UTF_16 else CODE_POINTS, ""
    if "Comments" in row:
        return UTF_16, "It has emoji or other rare characters: its offsets were taken to count UTF-16 units."
    return CODE_POINTS, "It has emoji or other rare characters: its offsets were taken to count code points."


def _places(text: str, unit: str) -> _Place:
    """Offsets of the file to code points; those beyond the text stay, so that they are found out."""
    units = Utf16Map(text) if unit == UTF_16 and has_rare(text) else None
    longest = units.to_units(len(text)) if units is not None else 0

    def place(value: Any, where: str) -> int:
        number = whole_number(value)
        if number is None:
            raise UserError(f"Its {where} has no start and end: give both as whole numbers.")
        if units is None or number < 0:
            return number
        if number > longest:
            return len(text) + number - longest
        position = units.to_code_points(number)
        if units.to_units(position) != number:
            raise UserError(
                f"Its {where} begins or ends inside a character ({number}): its offsets count something else "
                "than UTF-16 units."
            )
        return position

    return place


class _Spans:
    """Spans as they come, with what was kept of those that are still where they were."""

    def __init__(self, kept: Row, place: _Place) -> None:
        self.found: list[ForeignSpan] = []
        self._place = place
        self._numbers: dict[int, str] = {}
        self._kept: dict[tuple[Any, Any, Any], list[Row]] = {}
        for values in sequence_of(kept.get("spans"), "What was kept of its spans"):
            if is_table(values):
                key = values.get("start"), values.get("end"), values.get("label")
                self._kept.setdefault(key, []).append(values)

    def add(self, each: Any, number: int) -> None:
        where = f"span {number}"
        if is_table(each):
            start, end, label = each.get("start_offset"), each.get("end_offset"), each.get("label")
        elif isinstance(each, list) and len(each) == 3:
            start, end, label = each
        else:
            raise UserError(f"Its {where} is neither [start, end, label] nor a table: export it again.")
        if not isinstance(label, str) or not label:
            raise UserError(f"Its {where} has no label: give it one.")
        place = (self._place(start, where), self._place(end, where))
        before = self._kept.get((*place, label))
        kept = before.pop(0) if before else {}
        self.found.append(revised(kept, id=where, label=label, place=place, quote=None, where=where))
        key = whole_number(each.get("id")) if is_table(each) else None
        if key is not None:
            if key in self._numbers:
                raise UserError(f"Two of its spans have the id {key}: give each its own.")
            self._numbers[key] = self.found[-1].id

    def links(self, row: Row, kept: Row) -> tuple[ForeignLink, ...]:
        """doccano's relations; where it has none, since a project is without, those that were kept."""
        if row.get("relations") is None or (not self._numbers and row.get("entities") is None):
            there = {span.id for span in self.found}
            return tuple(
                link for link in foreign_links(kept.get("relations")) if {link.head, link.child} <= there
            )
        listed = sequence_of(row.get("relations"), "Its relations")
        return tuple(self._link(relation, f"relation {number}") for number, relation in enumerate(listed, 1))

    def _link(self, relation: Any, where: str) -> ForeignLink:
        label = relation.get("type") if is_table(relation) else None
        if not isinstance(label, str) or not label:
            raise UserError(f"Its {where} has no type: give it one.")
        ends = [whole_number(relation.get(name)) for name in ("from_id", "to_id")]
        missing = next((end for end in ends if end is None or end not in self._numbers), "")
        if missing != "":
            raise UserError(f"An end of its {where} is none of its spans ({missing}): add the span.")
        head, child = (self._numbers[end] for end in ends if end is not None)
        return ForeignLink(label, head, child, where)


def _metadata(row: Row, kept: Row) -> Metadata:
    own = kept.get("extra")
    extra = {
        name: value if isinstance(value, str) else str(value)
        for name, value in row.items()
        if name not in _KNOWN and isinstance(value, str | int | float) and value not in ("", None)
    }
    if is_table(own):
        extra |= {name: value for name, value in own.items() if isinstance(value, str)}
    return Metadata(**{name: text_of(row, name) for name in METADATA}, extra=extra)


def _answers(row: Row, kept: Row) -> Mapping[str, Any]:
    """Categories; what was kept where they still say the same, or the project is without them."""
    own, cats = table_of(kept, "answers", "the record"), row.get("cats")
    named = cats if isinstance(cats, list) else [each for each in _labels(row) if isinstance(each, str)]
    said = [each for each in named if isinstance(each, str) and each]
    if cats is None and not said:
        return own
    return own if said == categories(own) else answers(said)


def _note(row: Row, kept: Row) -> str:
    """Our note, and doccano's comments on the example."""
    comments = row.get("Comments") or row.get("comments") or []
    said = [
        text_of(each, "comment") if is_table(each) else each if isinstance(each, str) else ""
        for each in (comments if isinstance(comments, list) else [comments])
    ]
    return "\n".join(filter(None, [text_of(kept, "note"), *said]))
