"""Matching: one to one, symmetric, as good as the best of all ways, and deaf to the order it is given."""

from __future__ import annotations

import random
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from annotator.model.annotation import Annotation, normalise_segments
from annotator.review.assignment import best_assignment
from annotator.review.matching import Matching, match, similarity

LENGTH = 14

_pieces = st.lists(
    st.tuples(st.integers(0, LENGTH - 1), st.integers(1, 6)).map(lambda p: (p[0], min(LENGTH, sum(p)))),
    min_size=1,
    max_size=2,
)


def _side(name: str) -> st.SearchStrategy[list[Annotation]]:
    one = st.tuples(_pieces, st.sampled_from(["claim", "cue"]), st.sampled_from(["states", "denies"]))
    return st.lists(one, max_size=5).map(
        lambda items: [
            Annotation(f"{name}{n}", 1, 1, label, normalise_segments(pieces, LENGTH), "", {"kind": kind})
            for n, (pieces, label, kind) in enumerate(items)
        ]
    )


def total(matching: Matching) -> float:
    return sum(similarity(x, y) for x, y in matching.pairs)


def ids(matching: Matching) -> set[tuple[str, str]]:
    return {(x.id, y.id) for x, y in matching.pairs}


def best_of_all_ways(a: list[Annotation], b: list[Annotation], same_label: bool) -> float:
    """By trying all of them."""
    few, many = sorted((a, b), key=len)
    worth = 0.0
    for way in permutations(many, len(few)):
        here = sum(
            similarity(x, y) for x, y in zip(few, way, strict=True) if not same_label or x.label == y.label
        )
        worth = max(worth, here)
    return worth


@given(_side("a"), _side("b"), st.booleans())
def test_no_way_is_better(a: list[Annotation], b: list[Annotation], same_label: bool) -> None:
    found = match(a, b, same_label=same_label)
    assert abs(total(found) - best_of_all_ways(a, b, same_label)) < 1e-9


@given(_side("a"), _side("b"), st.booleans(), st.sampled_from(["exact", "overlapping"]))
def test_one_to_one_and_nobody_is_lost(a, b, same_label, how) -> None:  # type: ignore[no-untyped-def]
    found = match(a, b, how, same_label=same_label)
    for side, given_, alone in ((0, a, found.only_a), (1, b, found.only_b)):
        there = [pair[side].id for pair in found.pairs] + [each.id for each in alone]
        assert sorted(there) == sorted(each.id for each in given_)
    for x, y in found.pairs:
        assert not same_label or x.label == y.label
        assert x.segments == y.segments if how == "exact" else similarity(x, y) > 0


@given(_side("a"), _side("b"), st.booleans(), st.sampled_from(["exact", "overlapping"]))
def test_symmetric(a, b, same_label, how) -> None:  # type: ignore[no-untyped-def]
    there, back = match(a, b, how, same_label=same_label), match(b, a, how, same_label=same_label)
    assert ids(there) == {(y, x) for x, y in ids(back)}
    assert (there.only_a, there.only_b) == (back.only_b, back.only_a)


@given(_side("a"), _side("b"), st.randoms(use_true_random=False), st.booleans())
def test_the_order_given_decides_nothing(
    a: list[Annotation], b: list[Annotation], chance: random.Random, same_label: bool
) -> None:
    before = match(a, b, same_label=same_label)
    chance.shuffle(a)
    chance.shuffle(b)
    assert match(a, b, same_label=same_label) == before


@given(_side("a"), _side("b"), st.booleans())
def test_exact_pairs_cover_the_same_in_the_overlapping_ones(a, b, same_label) -> None:  # type: ignore[no-untyped-def]
    exact = match(a, b, "exact", same_label=same_label)
    assert ids(exact) <= ids(match(a, b, "overlapping", same_label=same_label))


@given(_side("a"))
def test_with_itself_all_are_paired(a: list[Annotation]) -> None:
    assert not match(a, a, "exact").only_a
    assert not match(a, a).only_b


@given(st.dictionaries(st.tuples(st.integers(0, 4), st.integers(0, 4)), st.integers(0, 9), max_size=14))
def test_assignment_is_the_best_of_all(weights: dict[tuple[int, int], int]) -> None:
    def best(left: int, free: frozenset[int]) -> int:
        if left > 4:
            return 0
        worth = best(left + 1, free)
        for right in free:
            if (left, right) in weights:
                worth = max(worth, weights[left, right] + best(left + 1, free - {right}))
        return worth

    pairs = best_assignment(weights)
    assert len({left for left, _ in pairs}) == len({right for _, right in pairs}) == len(pairs)
    assert sum(weights[pair] for pair in pairs) == best(0, frozenset(range(5)))
