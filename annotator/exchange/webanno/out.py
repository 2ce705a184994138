"""Layers as WebAnno TSV 3.3, for INCEpTION: a folder a layer, in it a .tsv and a .json file an article.

Offsets count UTF-16 units.  Annotations stand at tokens, or at parts of tokens where they begin or end within
one.  An annotation in several segments, or with white space at its ends, goes from its first token to its
last; its feature “segments” says what it is (code points).  The .json file beside, which INCEpTION never
sees, holds what the format has no place for.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from annotator.exchange.cas import making
from annotator.exchange.cas.making import span_fields, text_cuts
from annotator.exchange.cas.types import LINK, LINK_FEATURES, SPAN, layers_json, span_features
from annotator.exchange.cas.values import DECISION, DETAILS, SEGMENTS
from annotator.exchange.cas.writing import LAYERS
from annotator.exchange.details import Json, whole_json
from annotator.exchange.file_names import FileNames
from annotator.exchange.formats import Context
from annotator.exchange.losses import Losses
from annotator.exchange.webanno.escaping import EMPTY, NOTHING, fit, text_out, value_out
from annotator.exchange.webanno.units import Unit, hull, units
from annotator.model.annotation import Annotation
from annotator.model.link import Link
from annotator.model.offsets import Utf16Map
from annotator.model.record import Record

MADE_FOR = "webanno-tsv"


def open_writer(path: Path, context: Context) -> _Writer:
    """See :class:`annotator.exchange.formats.FormatModule`."""
    return _Writer(path, context)


def losses(record: Record, context: Context) -> Losses:
    """Next to nothing: what has no place in a .tsv file stands in the .json file beside."""
    return making.losses(record)


def preview(path: Path) -> str:
    """The first file."""
    first = next(iter(sorted(path.rglob("*.tsv"))), None)
    return first.read_text("utf-8") if first is not None else (path / LAYERS).read_text("utf-8")


class _Writer:
    def __init__(self, path: Path, context: Context) -> None:
        self._path, self._codebook = path, context.codebook
        self._features = span_features(context.codebook)
        self._folders = FileNames()
        self._layers: dict[int, tuple[Path, FileNames]] = {}
        (path / LAYERS).write_text(layers_json(context.codebook), "utf-8", newline="\n")

    def add(self, record: Record) -> tuple[int, int]:
        found = self._layers.get(record.layer.id)
        if found is None:
            folder = self._path / self._folders.new(record.annotator, "layer")
            folder.mkdir()
            found = self._layers[record.layer.id] = (folder, FileNames())
        folder, names = found
        name = names.new(record.article.metadata.title, f"article-{record.article.id}")
        table = _Table(record, self._features)
        (folder / f"{name}.tsv").write_text("".join(table.lines()), "utf-8", newline="")
        (folder / f"{name}.json").write_text(json.dumps(table.beside, indent=1, sort_keys=True), "utf-8")
        return len(record.annotations), len(record.links)

    def close(self) -> None:
        """All is written already."""


class _Table:
    """One article: its sentences, tokens and parts of tokens, and what stands at each."""

    def __init__(self, record: Record, features: tuple[str, ...]) -> None:
        self._record, self._text = record, record.article.text
        self._sentences, self._tokens = text_cuts(self._text)
        self._map = Utf16Map(self._text)
        self._numbers: dict[str, int] = {}
        self._fields: dict[str, dict[str, str]] = {}
        self._at: defaultdict[Unit, list[Annotation]] = defaultdict(list)
        self._first: dict[str, Unit] = {}
        self._parts: defaultdict[int, list[Unit]] = defaultdict(list)
        self._links: defaultdict[Unit, list[Link]] = defaultdict(list)
        about: Json = {}
        known = set(features) - {DETAILS}
        for number, annotation in enumerate(record.annotations, 1):
            self._numbers[annotation.id] = number
            about[str(number)] = self._annotation(annotation, known)
        for link in record.links:
            self._links[self._first[link.child_id]].append(link)
        self._ids = self._names()
        used = {name for fields in self._fields.values() for name in fields}
        self._columns = [name for name in features if name in used or name == "label"]
        self._link_columns = [name for name in LINK_FEATURES if name == "label" or self._suggested_links()]
        self.beside = {
            "made_for": MADE_FOR, **whole_json(record), "annotations": about,
            "before": self._text[: self._sentences[0][0]], "after": "\n" if self._text.endswith("\n") else "",
        }  # fmt: skip

    def _suggested_links(self) -> bool:
        return any(link.id in self._record.suggested for link in self._record.links)

    def _annotation(self, annotation: Annotation, known: set[str]) -> Json:
        fields, details = span_fields(self._record, annotation, known)
        for name, value in fields.items():
            fields[name] = fit(value)
            if fields[name] != value and name == "note":
                details["note"] = annotation.note
        changed = {name for name, value in annotation.attributes.items() if "\r" in str(value)}
        if changed:
            details["attributes"] = details.get("attributes", {}) | {
                name: annotation.attributes[name] for name in changed
            }
        if annotation.id in self._record.suggested:
            fields[DECISION] = self._record.verdicts.get(annotation.id, "undecided")
        place = hull(annotation.segments, self._tokens)
        if annotation.segments != (place,):
            fields[SEGMENTS] = ";".join(f"{start} {end}" for start, end in annotation.segments)
        else:
            fields.pop(SEGMENTS, None)
        self._fields[annotation.id] = fields
        for unit in units(place, self._tokens):
            self._first.setdefault(annotation.id, unit)
            self._at[unit].append(annotation)
        return {"at": list(place), **details}

    def lines(self) -> Iterator[str]:
        yield "#FORMAT=WebAnno TSV 3.3\n"
        if self._numbers:
            yield f"#T_SP={SPAN}|{'|'.join(self._columns)}\n"
        if self._links:
            yield f"#T_RL={LINK}|{'|'.join(self._link_columns)}|BT_{SPAN}\n"
        yield "\n"
        number = 0
        for at, (begin, _) in enumerate(self._sentences):
            last = at + 1 == len(self._sentences)
            end = len(self._text) if last else self._sentences[at + 1][0]
            # Between sentences, and at the end, a line feed is meant without being written.
            covered = self._text[begin:end].removesuffix("\n")
            yield "\n"
            for line in covered.split("\n"):
                yield f"#Text={text_out(line)}\n"
            while number < len(self._tokens) and (last or self._tokens[number][0] < end):
                token = Unit(number, *self._tokens[number])
                yield self._row(token)
                yield from map(self._row, self._parts[number])
                number += 1

    def _names(self) -> dict[Unit, str]:
        """The id of each token and part of one: sentence-token.part, from 1."""
        for unit in sorted(self._at):
            if (unit.begin, unit.end) != self._tokens[unit.token]:
                self._parts[unit.token].append(unit)
        found, sentence, first = {}, 0, 0
        for number, (begin, end) in enumerate(self._tokens):
            while sentence < len(self._sentences) and begin >= self._sentences[sentence][0]:
                sentence, first = sentence + 1, number
            name = f"{sentence}-{number - first + 1}"
            found[Unit(number, begin, end)] = name
            found |= {unit: f"{name}.{each}" for each, unit in enumerate(self._parts[number], 1)}
        return found

    def _row(self, unit: Unit) -> str:
        place = f"{self._map.to_units(unit.begin)}-{self._map.to_units(unit.end)}"
        word = self._text[unit.begin : unit.end]
        if any(char in "\t\n\r" for char in word):
            word = text_out(word)
        columns = [self._ids[unit], place, word]
        if self._numbers:
            columns += [self._values(self._at.get(unit, []), name) for name in self._columns]
        if self._links:
            here = self._links.get(unit, [])
            columns += [
                _stacked(self._link_value(link, name) for link in here) for name in self._link_columns
            ]
            columns.append(_stacked(map(self._joined, here)))
        return "".join(f"{column}\t" for column in columns) + "\n"

    def _values(self, annotations: list[Annotation], name: str) -> str:
        return _stacked(f"{_value(self._fields[a.id].get(name))}[{self._numbers[a.id]}]" for a in annotations)

    def _link_value(self, link: Link, name: str) -> str:
        if name == "label":
            return _value(link.label)
        suggested = link.id in self._record.suggested
        return _value(self._record.verdicts.get(link.id, "undecided") if suggested else None)

    def _joined(self, link: Link) -> str:
        """Where the head stands, and which annotations there and here are meant."""
        head, child = self._numbers[link.head_id], self._numbers[link.child_id]
        return f"{self._ids[self._first[link.head_id]]}[{head}_{child}]"


def _value(value: str | None) -> str:
    return value_out(value) if value else EMPTY


def _stacked(values: Any) -> str:
    return "|".join(values) or NOTHING
