"""What all layers say about one article, as arrays: the form in which many layers are compared quickly."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from annotator.model.annotation import Annotation, Segments
from annotator.model.codebook import Codebook
from annotator.review.scores import ACTOR
from annotator.store.compared import AnnotationRow, LinkRow

Ints = npt.NDArray[np.int64]
Slot = tuple[str, str]
"""A label and the name of one of its attributes; :data:`ACTOR` is one of them."""


@dataclass(slots=True)
class Vocabulary:
    """The numbers that stand for labels, links, attributes and their answers.

    ``answers``: by slot, an answer -> its number.  ``actors``: the id of an actor -> that of the one it
    counts as.
    """

    labels: tuple[str, ...]
    links: tuple[str, ...]
    codebook: Codebook
    actors: Mapping[str, str]
    slots: dict[Slot, int] = field(default_factory=dict)
    answers: list[dict[Any, int]] = field(default_factory=list)
    _read: dict[tuple[str, str], tuple[tuple[int, int], ...]] = field(default_factory=dict)

    def answered(self, label: str, attributes: str, actor_id: str | None) -> tuple[tuple[int, int], ...]:
        """(slot, answer) for all that an annotation answers."""
        found = self._read.get((label, attributes))
        if found is None:
            given = json.loads(attributes).items() if attributes != "{}" else ()
            found = tuple(
                self._number((label, name), hashable(value))
                for name, value in given
                if value not in (None, "", [], ())
            )
            self._read[label, attributes] = found
        if actor_id is None:
            return found
        return (*found, self._number((label, ACTOR), self.actors.get(actor_id, actor_id)))

    def _number(self, slot: Slot, answer: Any) -> tuple[int, int]:
        place = self.slots.setdefault(slot, len(self.slots))
        if place == len(self.answers):
            self.answers.append({})
        there = self.answers[place]
        return place, there.setdefault(answer, len(there))


def hashable(answer: Any) -> Any:
    """An answer as a key, equal where :func:`annotator.review.matching.same_answer` says so."""
    if isinstance(answer, list):
        return tuple(sorted(map(str, answer)))
    return ("yes" if answer else "no") if isinstance(answer, bool) else answer


@dataclass(slots=True)
class Said:
    """One entry an annotation; ``layer`` is its place among the ``layers`` that have worked on this article.

    ``said`` is equal where label and segments are, ``where`` where segments are.  ``length``: code points
    over all segments.  ``pieces`` are the segments (rows: annotation, start, end).  ``answers`` has rows of
    (annotation, slot, answer); ``links`` of (layer, link, head, child).
    """

    layers: int
    rows: Sequence[AnnotationRow]
    layer: Ints
    label: Ints
    said: Ints
    where: Ints
    length: Ints
    pieces: Ints
    answers: Ints
    links: Ints

    def __len__(self) -> int:
        return len(self.rows)

    def annotation(self, number: int) -> Annotation:
        """One of them as the rest of the program knows it, without what no comparison asks for."""
        layer_id, key, label, start, end, segments, attributes, actor_id = self.rows[number]
        return Annotation(
            key, layer_id, 0, label, segments_of(start, end, segments), "", json.loads(attributes), actor_id
        )


def segments_of(start: int, end: int, segments: str) -> Segments:
    """The segments of a row; only where there are several their JSON is read."""
    if segments.count("[") == 2:
        return ((start, end),)
    return tuple((first, last) for first, last in json.loads(segments))


def read(
    annotations: Sequence[AnnotationRow],
    links: Sequence[LinkRow],
    layers: Mapping[int, int],
    vocabulary: Vocabulary,
) -> Said:
    """The arrays of one article.

    :param layers: id of a layer -> its place among those that have worked here; others are left out.
    """
    rows = [row for row in annotations if row[0] in layers]
    labels = {name: number for number, name in enumerate(vocabulary.labels)}
    keys: dict[Any, int] = {}
    places: dict[Any, int] = {}
    said, where, length = [], [], []
    pieces: list[tuple[int, int, int]] = []
    answers: list[tuple[int, int, int]] = []
    for number, (_layer, _id, label, start, end, segments, attributes, actor_id) in enumerate(rows):
        place: Any = (start, end)
        if segments.count("[") == 2:
            length.append(end - start)
            pieces.append((number, start, end))
        else:
            place = segments_of(start, end, segments)
            length.append(sum(last - first for first, last in place))
            pieces.extend((number, first, last) for first, last in place)
        where.append(places.setdefault(place, len(places)))
        said.append(keys.setdefault((label, place), len(keys)))
        if actor_id is not None or attributes != "{}":
            for slot, answer in vocabulary.answered(label, attributes, actor_id):
                answers.append((number, slot, answer))
    numbers = {row[1]: number for number, row in enumerate(rows)}
    names = {name: number for number, name in enumerate(vocabulary.links)}
    ends = [
        (layers[layer], names[label], numbers[head], numbers[child])
        for layer, _id, label, head, child in links
        if layer in layers and head in numbers and child in numbers
    ]
    return Said(
        len(layers),
        rows,
        _ints([layers[row[0]] for row in rows]),
        _ints([labels[row[2]] for row in rows]),
        _ints(said),
        _ints(where),
        _ints(length),
        _ints(pieces).reshape(-1, 3),
        _ints(answers).reshape(-1, 3),
        _ints(ends).reshape(-1, 4),
    )


def _ints(values: Sequence[Any]) -> Ints:
    return np.array(values, np.int64)
