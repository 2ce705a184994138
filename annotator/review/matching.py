"""Which annotation of one layer answers to which of another: one to one, and the best way there is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from annotator.model.annotation import Annotation, Segments
from annotator.model.link import Link
from annotator.review.assignment import Edge, best_assignment

How = Literal["exact", "overlapping"]
"""When two annotations may be paired: where their segments are equal, or where they share a character."""

_ONE = 1 << 40
"""A similarity of 1 as an integer: sums of integers are exact, whatever their order."""
_ROOM = 1 << 20
"""More than any sum of a lesser reason over the pairs of an article."""


@dataclass(frozen=True, slots=True)
class Matching:
    """``pairs`` are one to one; ``only_a`` and ``only_b`` have no partner.  All in reading order."""

    pairs: tuple[tuple[Annotation, Annotation], ...]
    only_a: tuple[Annotation, ...]
    only_b: tuple[Annotation, ...]


@dataclass(frozen=True, slots=True)
class LinkMatching:
    """The same of links."""

    pairs: tuple[tuple[Link, Link], ...]
    only_a: tuple[Link, ...]
    only_b: tuple[Link, ...]


def match(
    a: Sequence[Annotation],
    b: Sequence[Annotation],
    how: How = "overlapping",
    *,
    same_label: bool = True,
    least: float = 0.0,
) -> Matching:
    """Pair the annotations of two layers on one article off.

    ``exact``: only such as have equal segments, nothing trimmed, counted in code points.  ``overlapping``:
    such as share at least one character, all segments of both taken into account (what lies between two
    segments belongs to neither).

    Each is in one pair at most.  Of all ways to pair them off it takes the one with the greatest total
    similarity, the similarity of two being ``|a ∩ b| / |a ∪ b|`` in characters (Jaccard 1901).  As one minus
    this is a metric, two with equal segments are always a pair of some best way, and they are one here: the
    exact pairs are among the overlapping ones.  Of ways that are equally good that with more pairs is taken,
    then that with more equal labels, then with more equal attributes and actors.  The order in which they
    are given or stand in the text decides nothing, and ``match(b, a)`` has the same pairs turned round.

    :param same_label: pair only such as have the same label; else any, so that a label may differ in a pair.
    :param least: pair only such as are at least so similar.
    """
    if not a or not b:
        return Matching((), _ordered(a), _ordered(b))
    left, right = _ordered(a), _ordered(b)
    turned = _goes_first(right, left)
    if turned:
        left, right = right, left
    edges = [*_equal(left, right, same_label)]
    if how == "overlapping":
        edges += pair_overlapping(left, right, edges, same_label, least)
    pairs = [(left[i], right[j]) for i, j in sorted(edges)]
    if turned:
        pairs = sorted(((y, x) for x, y in pairs), key=lambda pair: place(pair[0]))
        left, right = right, left
    with_left, with_right = {x.id for x, _ in pairs}, {y.id for _, y in pairs}
    return Matching(
        tuple(pairs),
        tuple(x for x in left if x.id not in with_left),
        tuple(y for y in right if y.id not in with_right),
    )


def match_links(a: Iterable[Link], b: Iterable[Link], matching: Matching) -> LinkMatching:
    """Pair links off whose ends were paired off: same name, and both head and child partners in ``matching``.

    As the ends are one to one and no link is there twice, so are the links.
    """
    partner = {x.id: y.id for x, y in matching.pairs}
    others: dict[Hashable, Link] = {(link.label, link.head_id, link.child_id): link for link in b}
    pairs, only_a = [], []
    for link in a:
        other = others.pop((link.label, partner.get(link.head_id), partner.get(link.child_id)), None)
        if other is None:
            only_a.append(link)
        else:
            pairs.append((link, other))
    return LinkMatching(tuple(pairs), tuple(only_a), tuple(others.values()))


def similarity(a: Annotation, b: Annotation) -> float:
    """``|a ∩ b| / |a ∪ b|`` in characters, over all segments."""
    common, union = overlap(a.segments, b.segments)
    return common / union


def overlap(one: Segments, other: Segments) -> tuple[int, int]:
    """How many characters two have in common, and how many they cover together."""
    common = sum(
        max(0, min(end, other_end) - max(start, other_start))
        for start, end in one
        for other_start, other_end in other
    )
    return common, sum(end - start for start, end in (*one, *other)) - common


def same_answer(one: Any, other: Any) -> bool:
    """Whether two answers to one attribute say the same; several options count in any order."""
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return sorted(map(str, one)) == sorted(map(str, other))
    return bool(one == other)


def place(annotation: Annotation) -> tuple[Segments, str, str]:
    """Puts the annotations of an article in an order that no caller can change."""
    return annotation.segments, annotation.label, annotation.id


def pair_overlapping(
    left: Sequence[Annotation],
    right: Sequence[Annotation],
    taken: Iterable[Edge],
    same_label: bool,
    least: float = 0.0,
) -> Iterator[Edge]:
    """The best pairs, by their numbers, of those that are not taken.

    Both sides are in the order of :func:`place`; of the two, that whose first place comes first is the left.
    """
    gone = [set(numbers) for numbers in zip(*taken, strict=True)] or [set(), set()]
    sides = [
        [(n, annotation) for n, annotation in enumerate(these) if n not in gone[side]]
        for side, these in enumerate((left, right))
    ]
    weights: dict[Edge, int] = {}
    for (i, j), common in _common(sides, same_label).items():
        union = _length(left[i]) + _length(right[j]) - common
        likeness = common * _ONE // union
        if likeness >= least * _ONE:
            weights[i, j] = _weight(likeness, left[i], right[j])
    for part in _parts(weights):
        yield from best_assignment(part)


# -- inside


def _goes_first(one: Sequence[Annotation], other: Sequence[Annotation]) -> bool:
    """Which side to begin with where several ways are equally good, whoever is named first."""
    for x, y in zip(one, other, strict=False):
        if place(x) != place(y):
            return place(x) < place(y)
    return len(one) < len(other)


def _ordered(annotations: Sequence[Annotation]) -> tuple[Annotation, ...]:
    return tuple(sorted(annotations, key=place))


def _length(annotation: Annotation) -> int:
    return sum(end - start for start, end in annotation.segments)


def _equal(left: Sequence[Annotation], right: Sequence[Annotation], same_label: bool) -> Iterator[Edge]:
    """The pairs with equal segments; where one stands there several times, as many as agree most."""
    here: defaultdict[Hashable, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, these in enumerate((left, right)):
        for number, annotation in enumerate(these):
            here[annotation.key if same_label else annotation.segments][side].append(number)
    for lefts, rights in here.values():
        if len(lefts) == len(rights) == 1:
            yield lefts[0], rights[0]
        elif lefts and rights:
            yield from best_assignment(
                {(i, j): _weight(_ONE, left[i], right[j]) for i in lefts for j in rights}
            )


def _weight(likeness: int, one: Annotation, other: Annotation) -> int:
    """What a pair is worth: likeness first, then that it is one, then labels, then answers and actors."""
    answers = sum(same_answer(value, other.attributes.get(name)) for name, value in one.attributes.items())
    answers += one.actor_id is not None and one.actor_id == other.actor_id
    return ((likeness * _ROOM + 1) * _ROOM + (one.label == other.label)) * _ROOM + answers


def _common(sides: Sequence[Sequence[tuple[int, Annotation]]], same_label: bool) -> Mapping[Edge, int]:
    """How many characters each two that overlap have in common: one sweep over all segments."""
    pieces = sorted(
        (annotation.label if same_label else "", start, end, side, number)
        for side, these in enumerate(sides)
        for number, annotation in these
        for start, end in annotation.segments
    )
    found: defaultdict[Edge, int] = defaultdict(int)
    open_pieces: tuple[list[Edge], list[Edge]] = ([], [])
    label = None
    for piece_label, start, end, side, number in pieces:
        if piece_label != label:
            label, open_pieces = piece_label, ([], [])
        others = [other for other in open_pieces[1 - side] if other[0] > start]
        open_pieces[1 - side][:] = others
        for other_end, other in others:
            found[(number, other) if side == 0 else (other, number)] += min(end, other_end) - start
        open_pieces[side].append((end, number))
    return found


def _parts(weights: Mapping[Edge, int]) -> Iterator[dict[Edge, int]]:
    """The edges by connected part: what does not touch is decided apart."""
    root: dict[int, int] = {}

    def find(node: int) -> int:
        while root.setdefault(node, node) != node:
            root[node] = root[root[node]]
            node = root[node]
        return node

    for i, j in weights:
        root[find(i)] = find(-1 - j)
    parts: defaultdict[int, dict[Edge, int]] = defaultdict(dict)
    for edge, weight in weights.items():
        parts[find(edge[0])][edge] = weight
    yield from parts.values()
