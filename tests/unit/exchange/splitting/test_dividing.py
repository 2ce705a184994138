from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.errors import UserError
from annotator.exchange.splitting.dividing import Split, divide, parse_split

THREE = Split((("train", 0.8), ("dev", 0.1), ("test", 0.1)), 7)


@pytest.mark.parametrize(
    ("text", "shares"),
    [
        ("80/20", (("train", 0.8), ("dev", 0.2))),
        ("70/15/15", (("train", 0.7), ("dev", 0.15), ("test", 0.15))),
    ],
)
def test_percents_are_read(text: str, shares: tuple[tuple[str, float], ...]) -> None:
    assert parse_split(text, 3) == Split(shares, 3)


@pytest.mark.parametrize("text", ["", "100", "80/30", "a/b", "0/100", "40/20/20/20", "80/-20/40", "nan/20"])
def test_what_divides_nothing_is_said(text: str) -> None:
    with pytest.raises(UserError, match=r"such as 80/20 or 80/10/10\.$"):
        parse_split(text)


def test_a_rare_label_is_in_every_part() -> None:
    groups = {f"g{n}": 1 for n in range(100)}
    traits = {f"g{n}": {"common": 5, **({"rare": 1} if n % 10 == 0 else {})} for n in range(100)}
    parts = divide(groups, traits, THREE)
    assert Counter(parts.values()) == {"train": 80, "dev": 10, "test": 10}
    assert Counter(parts[f"g{n}"] for n in range(0, 100, 10)) == {"train": 8, "dev": 1, "test": 1}


def test_sources_are_alike() -> None:
    groups = {f"g{n}": 1 for n in range(60)}
    traits = {f"g{n}": {("source", n % 3): 1} for n in range(60)}
    parts = divide(groups, traits, Split((("train", 0.5), ("dev", 0.5)), 1))
    for source in range(3):
        assert Counter(parts[f"g{n}"] for n in range(60) if n % 3 == source) == {"train": 10, "dev": 10}


def test_no_part_is_empty_where_there_are_groups_enough() -> None:
    parts = divide({"large": 100, "a": 1, "b": 1}, {}, THREE)
    assert set(parts.values()) == {"train", "dev", "test"}


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    sizes=st.dictionaries(
        st.text("abcdef", min_size=1, max_size=6), st.integers(1, 9), min_size=3, max_size=40
    ),
    seed=st.integers(0, 5),
    data=st.data(),
)
def test_the_order_does_not_matter_and_the_seed_does_all(
    sizes: dict[str, int], seed: int, data: st.DataObject
) -> None:
    split = Split(THREE.shares, seed)
    traits = {name: {len(name): 2, name[0]: size} for name, size in sizes.items()}
    parts = divide(sizes, traits, split)
    assert parts.keys() == sizes.keys()
    assert set(parts.values()) == {"train", "dev", "test"}
    shuffled = {name: sizes[name] for name in data.draw(st.permutations(list(sizes)))}
    assert divide(shuffled, {name: traits[name] for name in reversed(list(traits))}, split) == parts
