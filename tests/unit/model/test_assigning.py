from __future__ import annotations

from collections import Counter

import pytest

from annotator.errors import UserError
from annotator.model.assigning import Item, Wish, plan

PEOPLE = ("Robin", "Kim", "Alex")
TEN = [Item(number, 100) for number in range(1, 11)]


def test_everybody_reads_all() -> None:
    drawn = plan(TEN, Wish(PEOPLE, "all"))
    assert all(names == PEOPLE for names in drawn.readers.values())
    assert len(drawn.shared) == 10


def test_equal_shares_differ_by_one_at_most() -> None:
    drawn = plan(TEN, Wish(PEOPLE, "share"))
    assert sorted(len(ids) for ids in drawn.articles.values()) == [3, 3, 4]
    assert drawn.shared == ()


def test_a_fifth_is_read_by_all() -> None:
    drawn = plan(TEN, Wish(PEOPLE, "overlap", 20))
    assert len(drawn.shared) == 2
    assert all(drawn.readers[number] == PEOPLE for number in drawn.shared)
    assert sorted(len(ids) for ids in drawn.articles.values()) == [4, 5, 5]


def test_an_overlap_of_two_readers_each() -> None:
    drawn = plan(TEN, Wish(PEOPLE, "overlap", 50, readers=2))
    assert Counter(map(len, drawn.readers.values())) == {2: 5, 1: 5}
    assert {len(ids) for ids in drawn.articles.values()} == {5}


def test_half_an_article_counts_as_one() -> None:
    assert len(plan(TEN, Wish(PEOPLE, "overlap", 25)).shared) == 3


def test_the_same_seed_draws_the_same_and_another_one_another() -> None:
    wish = Wish(PEOPLE, "overlap", 30, seed=7)
    assert plan(TEN, wish).readers == plan(reversed(TEN), wish).readers
    others = [plan(TEN, Wish(PEOPLE, "overlap", 30, seed=seed)).shared for seed in range(8)]
    assert len(set(others)) > 1


def test_what_is_begun_is_kept() -> None:
    begun = {1: {"Kim"}, 2: {"Kim"}, 3: {"Kim"}, 4: {"Kim"}, 5: {"Robin", "Alex"}, 6: {"Somebody"}}
    drawn = plan(TEN, Wish(PEOPLE, "share"), begun)
    assert [drawn.readers[number] for number in (1, 2, 3, 4)] == [("Kim",)] * 4
    assert drawn.readers[5] == ("Robin", "Alex")
    assert len(drawn.readers[6]) == 1
    assert drawn.begun_by("Kim") == 4
    # The others get what is left, so that nobody has more than the one who had begun most.
    assert {name: len(ids) for name, ids in drawn.articles.items()} == {"Robin": 4, "Kim": 4, "Alex": 3} or {
        name: len(ids) for name, ids in drawn.articles.items()
    } == {"Robin": 3, "Kim": 4, "Alex": 4}


def test_what_several_have_begun_counts_for_the_overlap() -> None:
    begun = {number: {"Robin", "Kim"} for number in (1, 2, 3)}
    drawn = plan(TEN, Wish(("Robin", "Kim"), "overlap", 20), begun)
    assert drawn.shared == (1, 2, 3)
    assert plan(TEN, Wish(("Robin", "Kim"), "overlap", 40), begun).shared[:3] == (1, 2, 3)


def test_each_source_is_in_the_overlap_in_proportion_and_in_each_share() -> None:
    items = [Item(n, 100, "Gazette" if n <= 60 else "Herald") for n in range(1, 91)]
    drawn = plan(items, Wish(PEOPLE, "overlap", 30))
    assert Counter("Gazette" if n <= 60 else "Herald" for n in drawn.shared) == {"Gazette": 18, "Herald": 9}
    for ids in drawn.articles.values():
        assert sum(n <= 60 for n in ids) == 18 + 14


def test_lengths_are_balanced_where_that_is_asked() -> None:
    items = [Item(n, n * n) for n in range(1, 41)]
    drawn = plan(items, Wish(("Robin", "Kim"), "share", by_length=True))
    robin, kim = drawn.lengths.values()
    assert abs(robin - kim) < 0.01 * (robin + kim)
    assert {len(ids) for ids in drawn.articles.values()} == {20}


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        (Wish((), "all"), "Name who"),
        (Wish(("Robin", " "), "all"), "Name who"),
        (Wish(("Robin", "Kim", "Robin"), "share"), "Robin is named twice"),
        (Wish(("Robin",), "share"), "two or more"),
        (Wish(PEOPLE, "overlap", 120), "0 to 100"),
        (Wish(PEOPLE, "overlap", 20, readers=4), "4 people can't"),
        (Wish(PEOPLE, "overlap", 20, readers=1), "1 people can't"),
    ],
)
def test_what_can_not_be_meant_is_said(wish: Wish, said: str) -> None:
    with pytest.raises(UserError, match=said):
        plan(TEN, wish)


def test_one_person_may_read_all_and_no_article_is_no_trouble() -> None:
    assert plan(TEN, Wish(("Kim",), "all")).articles["Kim"] == tuple(range(1, 11))
    assert plan([], Wish(PEOPLE, "overlap", 20)).readers == {}
