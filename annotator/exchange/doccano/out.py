"""doccano's JSONL out: entities and relations, spans alone, or spans and categories.

doccano takes columns that it does not know as metadata and writes them again in its own exports, so what it
has no field for stands in such columns.  All is written in ASCII: doccano guesses encodings, and guesses
wrong where a text has few other characters.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from annotator.exchange.beside import compact, hidden, kept_values, ordered, set_by_hand
from annotator.exchange.carried import METADATA, Values, link_values, meta_values
from annotator.exchange.doccano.shapes import CODE_POINTS, KEPT, UNIT, UTF_16, categories, has_rare
from annotator.exchange.formats import Context, Option
from annotator.exchange.losses import Holds, Loss, Losses, overlapping
from annotator.model.annotation import Annotation
from annotator.model.offsets import Utf16Map
from annotator.model.record import Record

RELATIONS, SPANS, CATEGORIES = "relations", "spans", "categories"

OPTIONS = (
    Option(
        "shape",
        "For a project of which kind: sequence labelling with relations, sequence labelling, or intent "
        "detection and slot filling",
        (RELATIONS, SPANS, CATEGORIES),
    ),
    Option(
        "offsets",
        "How a project counts emoji: as one character (“count grapheme clusters as one”), or as two",
        (CODE_POINTS, UTF_16),
    ),
)

_SUGGESTIONS = Loss(
    "suggestion", "suggestions", "doccano can't tell them from annotations", drops="annotation"
)
_SUGGESTED_LINKS = Loss(
    "link between suggestions", "links between suggestions", "left out with them", drops="link"
)
_OVERLAPS = Loss(
    "annotation that overlaps another",
    "annotations that overlap others",
    "doccano takes them only into projects that allow overlapping entities",
)
_RARE = Loss(
    "article with emoji or other rare characters",
    "articles with emoji or other rare characters",
    "offsets fit only projects that count grapheme clusters as one character; for others set offsets=utf-16",
    of_article=True,
)


def losses(record: Record, context: Context) -> Losses:
    """What doccano does not show, what it takes only in some projects, and suggestions."""
    shape, own = context.options["shape"], _own(record)
    shows = Holds(links=shape == RELATIONS, answers=shape == CATEGORIES, metadata=True)
    found = hidden(own, "doccano", shows)
    found[_OVERLAPS] = overlapping(own)
    found[_SUGGESTIONS] = len(record.annotations) - len(own.annotations)
    found[_SUGGESTED_LINKS] = len(record.links) - len(own.links)
    if context.options["offsets"] == CODE_POINTS:
        found[_RARE] = int(bool(own.annotations) and has_rare(record.article.text))
    return +found


def open_writer(path: Path, context: Context) -> _Writer:
    return _Writer(path, context)


class _Writer:
    """An article is written once for each annotator who said something of it; once where nobody did."""

    def __init__(self, path: Path, context: Context) -> None:
        self._shape, self._unit = context.options["shape"], context.options["offsets"]
        self._file = path.open("w", encoding="ascii", newline="\n", buffering=1 << 20)
        self._silent: Record | None = None
        """The article of which nobody has said anything so far."""
        self._written = 0
        """Id of the last article that was written."""

    def add(self, record: Record) -> tuple[int, int]:
        own = _own(record)
        if self._silent is not None and self._silent.article.id != own.article.id:
            self._flush()
        if own.answered or own.annotations:
            self._write(own)
        elif own.article.id != self._written:
            self._silent = replace(own, annotator="")
        return len(own.annotations), len(own.links)

    def close(self) -> None:
        self._flush()
        self._file.close()

    def _flush(self) -> None:
        if self._silent is not None:
            self._write(self._silent)

    def _write(self, record: Record) -> None:
        self._file.write(json.dumps(_row(record, self._shape, self._unit)))
        self._file.write("\n")
        self._silent, self._written = None, record.article.id


def _own(record: Record) -> Record:
    """The record without suggestions, its links in order."""
    own = tuple(a for a in record.annotations if a.id not in record.suggested)
    links = [link for link in record.links if link.id not in record.suggested]
    return replace(record, annotations=own, links=tuple(ordered(links, own)), suggested=frozenset())


def _row(record: Record, shape: str, unit: str) -> Values:
    text, place = record.article.text, _places(record.article.text, unit)
    row: Values = {"text": text}
    if shape == SPANS:
        row["label"] = [[*place(a), a.label] for a in record.annotations]
    elif shape == CATEGORIES:
        row["entities"] = [[*place(a), a.label] for a in record.annotations]
        row["cats"] = categories(record.answers)
    else:
        numbers = {a.id: number for number, a in enumerate(record.annotations)}
        row["entities"] = [
            {"id": numbers[a.id], "label": a.label, "start_offset": start, "end_offset": end}
            for a in record.annotations
            for start, end in (place(a),)
        ]
        row["relations"] = [
            {
                "id": number,
                "from_id": numbers[link.head_id],
                "to_id": numbers[link.child_id],
                "type": link.label,
            }
            for number, link in enumerate(record.links)
        ]
    meta = meta_values(record)
    kept = {
        "sha256": meta["sha256"],
        "extra": meta["extra"],
        "answers": dict(record.answers),
        "note": record.note,
        "state": set_by_hand(record),
        "spans": [_beside(a, record) for a in record.annotations],
        "relations": link_values(record),
    }
    return {
        **row,
        **{name: meta[name] for name in METADATA},
        "annotator": record.annotator,
        UNIT: unit,
        KEPT: compact(kept),
    }


def _beside(annotation: Annotation, record: Record) -> Values:
    """All of an annotation; its words stand in the text."""
    return {name: value for name, value in kept_values(annotation, record).items() if name != "text"}


def _places(text: str, unit: str) -> Callable[[Annotation], tuple[int, int]]:
    if unit == CODE_POINTS or not has_rare(text):
        return lambda a: (a.start, a.end)
    units = Utf16Map(text)
    return lambda a: (units.to_units(a.start), units.to_units(a.end))
