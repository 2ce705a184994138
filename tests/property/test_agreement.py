"""Agreement: the same whoever is named first, 1 where all say the same, undefined where there is nothing."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.review.agreement.results import (
    ALL_TOGETHER,
    MEASURES,
    Between,
    Figure,
    Resampling,
)
from annotator.review.scores import ALL_LABELS
from tests.support.agreeing import LABELS, Layers, agreement_of
from tests.support.layers import Mark

TEXTS = ["one two, three four", "five six seven", "eight nine ten eleven"]
FEW = Resampling(resamples=20)

_mark = st.tuples(
    st.sampled_from(LABELS), st.integers(0, 12), st.integers(1, 6), st.sampled_from(["a", "b", None])
).map(lambda m: (m[0], [(m[1], min(14, m[1] + m[2]))], {"kind": m[3]} if m[3] else {}))
_marks = st.lists(_mark, max_size=4)
_layer = st.dictionaries(st.integers(1, 3), _marks, max_size=3)
_layers = st.lists(_layer, min_size=2, max_size=4)


def figures(layers: Layers, between: Between = ALL_TOGETHER) -> dict[object, Figure]:
    return dict(agreement_of(TEXTS, layers, resampling=FEW).table(between))


def same(one: Figure, other: Figure) -> bool:
    """But for names and for the last places of sums in another order."""
    numbers = [(one.value, other.value), (one.low, other.low), (one.high, other.high)]
    return (one.units, one.articles, bool(one.because)) == (
        other.units,
        other.articles,
        bool(other.because),
    ) and all(a == b or (a is not None and b is not None and abs(a - b) < 1e-9) for a, b in numbers)


@settings(max_examples=60, deadline=None)
@given(_layers, st.randoms(use_true_random=False))
def test_the_order_of_layers_and_marks_decides_nothing(layers: list, chance: random.Random) -> None:  # type: ignore[type-arg]
    before = figures(layers)
    turned = [{n: chance.sample(marks, len(marks)) for n, marks in layer.items()} for layer in layers]
    chance.shuffle(turned)
    after = figures(turned)
    for key, figure in before.items():
        if getattr(key[1], "kind") == "label":  # type: ignore[index]  # noqa: B009
            assert same(figure, after[key]), key


@settings(max_examples=60, deadline=None)
@given(_layer, _layer)
def test_symmetric(one: dict[int, list[Mark]], other: dict[int, list[Mark]]) -> None:
    there, back = figures([one, other]), figures([other, one])
    assert all(same(figure, back[key]) for key, figure in there.items())


@settings(max_examples=60, deadline=None)
@given(_layer, st.integers(2, 4))
def test_one_for_layers_that_say_the_same(layer: dict[int, list[Mark]], count: int) -> None:
    for key, figure in figures([layer] * count).items():
        assert figure.value is None or figure.value == pytest.approx(1), key
        assert figure.because or figure.value is not None
    if any(layer.values()):
        assert figures([layer] * count)["f1_exact", ALL_LABELS].value == 1


@settings(max_examples=60, deadline=None)
@given(_marks, _marks)
def test_undefined_where_nothing_is_shared(one: list[Mark], other: list[Mark]) -> None:
    for figure in figures([{1: one}, {2: other}]).values():
        assert (figure.value, figure.low, figure.units, figure.articles) == (None, None, 0, ())
        assert "no article" in figure.because


@settings(max_examples=60, deadline=None)
@given(_layers)
def test_never_a_number_beside_a_reason_nor_neither(layers: list) -> None:  # type: ignore[type-arg]
    found = agreement_of(TEXTS, layers, resampling=FEW)
    for between in (ALL_TOGETHER, Between(0), Between(0, 1)):
        for figure in found.table(between).values():
            assert (figure.value is None) == bool(figure.because)
            assert (figure.low is None) == (figure.high is None)
            assert figure.low is None or figure.value is not None
            if figure.value is not None and figure.low is not None:
                assert figure.low <= figure.high <= 1  # type: ignore[operator]


@settings(max_examples=40, deadline=None)
@given(_layers)
def test_the_figures_of_one_article_are_those_by_article(layers: list) -> None:  # type: ignore[type-arg]
    found = agreement_of(TEXTS, layers, resampling=FEW)
    for article, table in found.by_article().items():
        alone = found.table(ALL_TOGETHER, [article])
        for key, figure in table.items():
            assert figure.articles == (article,)
            assert (figure.value, figure.because) == (
                pytest.approx(alone[key].value) if alone[key].value is not None else None,
                alone[key].because,
            )


def test_all_measures_are_described() -> None:
    assert all(told.short and told.long for told in MEASURES.values())
