from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from annotator.model.annotation import Annotation, Segments
from annotator.model.link import Link
from annotator.review.assignment import best_assignment
from annotator.review.matching import match, match_links, same_answer, similarity


def at(
    key: str,
    *segments: tuple[int, int],
    label: str = "claim",
    attributes: Mapping[str, Any] | None = None,
    actor: str | None = None,
) -> Annotation:
    pieces: Segments = tuple(segments)
    return Annotation(key, 1, 1, label, pieces, "", attributes or {}, actor)


def link(key: str, head: str, child: str, label: str = "speaker") -> Link:
    return Link(key, 1, 1, label, head, child)


def pairs(a: list[Annotation], b: list[Annotation], *how: Any, **options: Any) -> set[tuple[str, str]]:
    return {(x.id, y.id) for x, y in match(a, b, *how, **options).pairs}


class TestExact:
    def test_equal_segments_and_label_only(self) -> None:
        a = [at("a1", (0, 5)), at("a2", (10, 15)), at("a3", (20, 25), label="cue")]
        b = [at("b1", (0, 5)), at("b2", (10, 16)), at("b3", (20, 25))]
        found = match(a, b, "exact")
        assert [(x.id, y.id) for x, y in found.pairs] == [("a1", "b1")]
        assert [x.id for x in found.only_a] == ["a2", "a3"]
        assert [y.id for y in found.only_b] == ["b2", "b3"]

    def test_all_segments_count(self) -> None:
        assert pairs([at("a", (0, 5), (9, 12))], [at("b", (0, 5), (9, 12))], "exact") == {("a", "b")}
        assert not pairs([at("a", (0, 5), (9, 12))], [at("b", (0, 12))], "exact")

    def test_another_label_where_it_may_differ(self) -> None:
        a, b = [at("a", (0, 5))], [at("b", (0, 5), label="cue")]
        assert not pairs(a, b, "exact")
        assert pairs(a, b, "exact", same_label=False) == {("a", "b")}

    def test_of_several_in_one_place_those_that_agree_are_paired(self) -> None:
        a = [at("a1", (0, 5), attributes={"kind": "states"}), at("a2", (0, 5), attributes={"kind": "denies"})]
        b = [at("b1", (0, 5), attributes={"kind": "denies"}), at("b2", (0, 5), attributes={"kind": "states"})]
        assert pairs(a, b, "exact") == {("a1", "b2"), ("a2", "b1")}

    def test_nothing_on_a_side(self) -> None:
        found = match([], [at("b", (0, 5))], "exact")
        assert (found.pairs, found.only_a, [y.id for y in found.only_b]) == ((), (), ["b"])


class TestOverlapping:
    def test_touching_is_not_overlapping(self) -> None:
        assert not pairs([at("a", (0, 5))], [at("b", (5, 9))])
        assert pairs([at("a", (0, 6))], [at("b", (5, 9))]) == {("a", "b")}

    def test_what_lies_between_segments_belongs_to_nobody(self) -> None:
        assert not pairs([at("a", (0, 5), (20, 25))], [at("b", (6, 19))])

    def test_the_best_and_not_the_first_is_taken(self) -> None:
        """By offset, or greedily from the left, a1 would take b1."""
        a = [at("a1", (0, 10)), at("a2", (9, 20))]
        assert pairs(a, [at("b1", (9, 20))]) == {("a2", "b1")}
        assert pairs([at("a1", (0, 100))], [at("b1", (0, 10)), at("b2", (5, 100))]) == {("a1", "b2")}

    def test_the_best_whole_and_not_the_best_pair_is_taken(self) -> None:
        """Greedily by similarity a1–b2 (0.6) would leave a2 and b1 alone; together 0.5 + 0.5 are more."""
        a, b = [at("a1", (0, 8)), at("a2", (5, 10))], [at("b1", (0, 4)), at("b2", (2, 10))]
        assert similarity(a[0], b[1]) == pytest.approx(0.6)
        assert pairs(a, b) == {("a1", "b1"), ("a2", "b2")}

    def test_an_exact_pair_stays_a_pair(self) -> None:
        """Two halves would add up to as much."""
        a, b = [at("a1", (0, 10)), at("a2", (5, 10))], [at("b1", (0, 10)), at("b2", (0, 5))]
        assert pairs(a, b) == {("a1", "b1")}

    def test_equally_alike_goes_to_the_same_label(self) -> None:
        a = [at("a1", (0, 10), label="cue")]
        b = [at("b1", (5, 15)), at("b2", (5, 15), label="cue")]
        assert pairs(a, b, same_label=False) == {("a1", "b2")}

    def test_equally_alike_goes_to_the_same_actor(self) -> None:
        b = [at("b1", (5, 15), actor="x"), at("b2", (5, 15), actor="y")]
        assert pairs([at("a1", (0, 10), actor="y")], b) == {("a1", "b2")}

    def test_labels_are_decided_apart(self) -> None:
        a = [at("a1", (0, 10)), at("a2", (2, 8), label="cue")]
        b = [at("b1", (2, 8)), at("b2", (0, 10), label="cue")]
        assert pairs(a, b) == {("a1", "b1"), ("a2", "b2")}
        assert pairs(a, b, same_label=False) == {("a1", "b2"), ("a2", "b1")}


def test_of_equally_good_ways_both_directions_take_the_same() -> None:
    a, b = [at("a1", (6, 9)), at("a2", (0, 5))], [at("b1", (4, 9)), at("b2", (4, 9))]
    assert pairs(a, b) == {(x, y) for y, x in pairs(b, a)}


def test_links_are_paired_by_their_ends() -> None:
    a = [at("a1", (0, 10)), at("a2", (20, 25), label="actor"), at("a3", (30, 35), label="actor")]
    b = [at("b1", (0, 11)), at("b2", (20, 25), label="actor"), at("b3", (40, 45), label="actor")]
    links_a = [link("la", "a1", "a2"), link("lb", "a1", "a3"), link("lc", "a1", "a2", "about")]
    links_b = [link("ld", "b1", "b2"), link("le", "b1", "b3")]
    found = match_links(links_a, links_b, match(a, b))
    assert [(x.id, y.id) for x, y in found.pairs] == [("la", "ld")]
    assert [x.id for x in found.only_a] == ["lb", "lc"]
    assert [y.id for y in found.only_b] == ["le"]
    assert match_links(links_a, links_b, match(a, b, "exact")).pairs == ()


def test_several_options_count_in_any_order() -> None:
    assert same_answer(["a", "b"], ["b", "a"])
    assert not same_answer(["a"], ["a", "b"])
    assert not same_answer("a", None)


def test_a_long_chain_is_paired_off() -> None:
    """Each overlaps with two: all but one end find a partner."""
    count = 1_000
    weights = {(n, n + k): 10 for n in range(count) for k in (0, 1) if n + k < count}
    assert sorted(best_assignment(weights)) == [(n, n) for n in range(count)]
