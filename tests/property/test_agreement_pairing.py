"""Pairing many layers at once gives exactly what matching them two by two gives."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model.annotation import normalise_segments
from annotator.review.agreement.pairing import Partners, partners
from annotator.review.agreement.reading import Said, Vocabulary, read
from annotator.review.matching import How, match
from tests.support.layers import Mark, row
from tests.support.projects import default_codebook

LENGTH = 24
LABELS = ("actor", "claim", "cue")

_pieces = st.lists(
    st.tuples(st.integers(0, LENGTH - 1), st.integers(1, 9)).map(lambda p: (p[0], min(LENGTH, sum(p)))),
    min_size=1,
    max_size=2,
)
_marks = st.tuples(_pieces, st.sampled_from(LABELS), st.sampled_from([{}, {"kind": "a"}, {"kind": "b"}])).map(
    lambda m: (m[1], normalise_segments(m[0], LENGTH), m[2])
)
_layers = st.lists(st.lists(_marks, max_size=7), min_size=2, max_size=4)


def said_of(layers: list[list[Mark]]) -> Said:
    rows = [
        row(f"{chr(97 + (layer * 7 + n * 3) % 26)}{layer}.{n}", layer + 10, mark)
        for layer, marks in enumerate(layers)
        for n, mark in enumerate(marks)
    ]
    places = {layer + 10: layer for layer in range(len(layers))}
    return read(rows, [], places, Vocabulary(LABELS, (), default_codebook(), {}))


def by_matching(said: Said, how: How, same_label: bool) -> set[tuple[int, int, int]]:
    """``(annotation, layer of the partner, partner)``"""
    sides = [
        [(n, said.annotation(n)) for n in np.flatnonzero(said.layer == layer)] for layer in range(said.layers)
    ]
    found = set()
    for one, other in combinations(range(said.layers), 2):
        numbers = {each.id: int(n) for n, each in sides[one] + sides[other]}
        pairs = match([x for _, x in sides[one]], [y for _, y in sides[other]], how, same_label=same_label)
        for x, y in pairs.pairs:
            found |= {(numbers[x.id], other, numbers[y.id]), (numbers[y.id], one, numbers[x.id])}
    return found


def listed(partner: np.ndarray) -> set[tuple[int, int, int]]:
    return {(int(x), int(layer), int(partner[x, layer])) for x, layer in np.argwhere(partner >= 0)}


def check(said: Said) -> None:
    found: Partners = partners(said)
    assert listed(found.exact) == by_matching(said, "exact", same_label=True)
    assert listed(found.overlapping) == by_matching(said, "overlapping", same_label=True)
    assert listed(found.any_label) == by_matching(said, "overlapping", same_label=False)


@settings(max_examples=300, deadline=None)
@given(_layers)
def test_the_same_as_matching(layers: list[list[Mark]]) -> None:
    check(said_of(layers))


@settings(max_examples=100, deadline=None)
@given(_layers, st.randoms(use_true_random=False))
def test_the_same_where_layers_are_much_alike(layers: list[list[Mark]], chance) -> None:  # type: ignore[no-untyped-def]
    common = layers[0]
    alike = [[mark for mark in common if chance.random() < 0.8] + more[:2] for more in layers]
    check(said_of(alike))


def test_nobody_says_anything() -> None:
    check(said_of([[], []]))
