"""A plan of who reads what: whatever is asked, every article has somebody and nobody has one twice."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from annotator.model.assigning import Item, Plan, Wish, plan

NAMES = ("Robin", "Kim", "Alex", "Sam", "Noor")

items = st.lists(
    st.builds(Item, st.integers(1, 40), st.integers(0, 5000), st.sampled_from(["", "Gazette", "Herald"])),
    max_size=40,
    unique_by=lambda item: item.id,
)
people = st.lists(st.sampled_from(NAMES), min_size=2, unique=True).map(tuple)
begun = st.dictionaries(st.integers(1, 40), st.frozensets(st.sampled_from(NAMES), max_size=3), max_size=30)


@st.composite
def wishes(draw: st.DrawFn) -> Wish:
    names = draw(people)
    how = draw(st.sampled_from(["all", "share", "overlap"]))
    readers = draw(st.sampled_from([0, *range(2, len(names) + 1)]))
    return Wish(names, how, draw(st.floats(0, 100)), readers, draw(st.integers()), draw(st.booleans()))


def _several(made: Plan) -> int:
    """How many articles several people are bound to read, having begun them."""
    return sum(len(names) > 1 for names in made.kept.values())


@given(items, wishes(), begun)
def test_every_article_has_somebody_and_nobody_twice(
    there: list[Item], wish: Wish, already: Mapping[int, frozenset[str]]
) -> None:
    made = plan(there, wish, already)
    assert made.readers.keys() == {item.id for item in there}
    for number, names in made.readers.items():
        assert names
        assert len(set(names)) == len(names)
        assert set(names) <= set(wish.annotators)
        assert set(already.get(number, ())) & set(wish.annotators) <= set(names)


@given(items, wishes(), begun)
def test_the_overlap_is_exact(there: list[Item], wish: Wish, already: Mapping[int, frozenset[str]]) -> None:
    made = plan(there, wish, already)
    wanted = {"all": len(there), "share": 0, "overlap": int(len(there) * wish.percent / 100 + 0.5)}[wish.how]
    assert len(made.shared) == max(wanted, _several(made))
    if wish.how == "overlap" and not made.kept:
        number = wish.readers or len(wish.annotators)
        assert all(len(made.readers[article]) == number for article in made.shared)


@given(items, wishes(), begun, st.randoms())
def test_the_same_seed_draws_the_same_in_any_order(
    there: list[Item], wish: Wish, already: Mapping[int, frozenset[str]], chance: object
) -> None:
    shuffled = list(there)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert plan(there, wish, already).readers == plan(shuffled, wish, already).readers


@given(items, wishes())
def test_numbers_differ_by_one_at_most(there: list[Item], wish: Wish) -> None:
    numbers = [len(ids) for ids in plan(there, wish).articles.values()]
    assert max(numbers) - min(numbers) <= 1
