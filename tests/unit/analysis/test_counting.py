"""What is counted, of what is asked for, and what is behind it."""

from __future__ import annotations

import pytest

from annotator.analysis.counting import (
    Behind,
    Count,
    Stock,
    by_annotator,
    by_label,
    by_source,
    first_and_rest,
    over_time,
)
from annotator.model.selection import Selection
from tests.support.counted import stock


def numbers(counts: list[Count]) -> dict[str, tuple[int, int]]:
    return {each.name: (each.annotations, each.articles) for each in counts}


def test_counts_per_label_source_and_annotator() -> None:
    found = stock()
    assert found.annotations == 32
    assert numbers(by_label(found)) == {"actor": (16, 3), "claim": (8, 3), "sentiment": (8, 3)}
    assert numbers(by_source(found)) == {"Harbour News": (16, 1), "Island Post": (16, 2)}
    assert numbers(by_annotator(found)) == {"Robin": (24, 3), "Kim": (8, 1)}


def test_counts_over_time_leave_out_what_has_no_date_and_say_so() -> None:
    found = stock()
    assert found.undated == 1
    counts = over_time(found, found.course())
    assert found.course().unit == "day"
    assert [each.annotations for each in counts] == [8, *[0] * 8, 16]
    assert sum(each.annotations for each in counts) == found.annotations - 8
    assert by_label(found, found.course())[0].course == (4, *[0] * 8, 8)


def test_behind_a_count_are_the_places_that_it_counts() -> None:
    kim = by_annotator(stock())[1]
    assert kim.behind == Behind(frozenset({(2, 2)}), frozenset({"actor", "claim", "sentiment"}))
    harbour = by_source(stock())[0]
    assert harbour.behind.places == {(2, 1), (2, 2)}
    assert harbour.behind.articles == {2}


@pytest.mark.parametrize(
    ("wanted", "articles", "annotations", "statements"),
    [
        (Selection(), {1, 2, 3}, 32, 8),
        (Selection(sources=frozenset({"Island Post"})), {1, 3}, 16, 4),
        (Selection(labels=frozenset({"claim"})), {1, 2, 3}, 8, 8),
        (Selection(labels=frozenset({"actor"})), {1, 2, 3}, 16, 0),
        (Selection(since="2025-03-04"), {2}, 16, 4),
        (Selection(until="2025-03-12"), {1, 2}, 24, 6),
        (Selection(until="2025-03-11"), {1}, 8, 2),
        (Selection(states=frozenset({"done"})), {2}, 16, 4),
        (Selection(articles=frozenset({3})), {3}, 8, 2),
        (Selection(sources=frozenset({"Island Post"}), since="2025-03-04"), set(), 0, 0),
    ],
)
def test_filters_leave_what_is_asked_for(
    wanted: Selection, articles: set[int], annotations: int, statements: int
) -> None:
    left = stock().only(wanted)
    assert set(left.articles) == articles
    assert left.annotations == annotations
    assert len(left.statements) == statements
    assert left.only(wanted) == left


def test_the_rest_stands_together_as_others() -> None:
    counts = [
        Count(str(n), 10 - n, 1, Behind(frozenset({(n, 1)}), frozenset({f"l{n}"})), course=(n, 1))
        for n in range(5)
    ]
    first = first_and_rest(counts, 3)
    assert [each.name for each in first] == ["0", "1", "others"]
    rest = first[-1]
    assert (rest.annotations, rest.articles, rest.others, rest.course) == (8 + 7 + 6, 3, 3, (9, 3))
    assert rest.behind == Behind(frozenset({(2, 1), (3, 1), (4, 1)}), frozenset({"l2", "l3", "l4"}))
    assert first_and_rest(counts, 5) == counts


def test_nothing_is_counted_as_nothing() -> None:
    empty = Stock()
    assert (empty.annotations, by_label(empty), over_time(empty, empty.course())) == (0, [], [])
