"""The figures beside those of libraries that other people wrote, on layers made at random."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import combinations
from typing import Any

import krippendorff
import numpy as np
import pytest
from sklearn.metrics import cohen_kappa_score, f1_score
from statsmodels.stats.inter_rater import aggregate_raters, fleiss_kappa

from annotator.model.codebook import Attribute, Codebook, Label
from annotator.review.agreement.agreement import Agreement
from annotator.review.agreement.results import ALL_TOGETHER, Between
from annotator.review.scores import ALL_LABELS, Subject
from tests.support.agreeing import LABELS, agreement_of
from tests.support.layers import Mark

WORDS = 30
TEXT = " ".join(f"w{n:02}" for n in range(WORDS))


def some_marks(chance: random.Random) -> list[Mark]:
    found: list[Mark] = []
    for _ in range(chance.randint(0, 7)):
        start = chance.randrange(WORDS - 3)
        found.append((chance.choice(LABELS), [(4 * start, 4 * (start + chance.randint(1, 3)) - 1)]))
    return found


def some_layers(
    chance: random.Random, count: int, articles: int, missing: float
) -> list[dict[int, list[Mark]]]:
    return [
        {n: some_marks(chance) for n in range(1, articles + 1) if chance.random() >= missing}
        for _ in range(count)
    ]


def tokens(layers: Sequence[dict[int, list[Mark]]], articles: int, label: str | None) -> np.ndarray[Any, Any]:
    """[layer, token]: the value of each token, NaN where a layer has not worked."""
    found = np.full((len(layers), articles * WORDS), np.nan)
    for number, marks in enumerate(layers):
        for article, there in marks.items():
            value = np.zeros(WORDS)
            for name, ((start, end),) in {(m[0], tuple(m[1])) for m in there}:  # type: ignore[misc]
                if label is None:
                    bit = 1 << LABELS.index(name)
                    words = slice(start // 4, end // 4 + 1)
                    value[words] = value[words].astype(int) | bit
                elif name == label:
                    value[start // 4 : end // 4 + 1] = 1
            found[number, (article - 1) * WORDS : article * WORDS] = value
    return found


def made(seed: int, missing: float = 0.0) -> tuple[Agreement, list[dict[int, list[Mark]]]]:
    layers = some_layers(random.Random(seed), 4, 6, missing)
    return agreement_of([TEXT] * 6, layers), layers


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("label", [*LABELS, None])
def test_alpha_beside_krippendorff(seed: int, label: str | None) -> None:
    found, layers = made(seed, missing=0.3)
    values = tokens(layers, 6, label)
    subject = Subject("label", label) if label else ALL_LABELS
    expected = krippendorff.alpha(reliability_data=values, level_of_measurement="nominal")
    assert found.figure("alpha", subject).value == pytest.approx(expected)
    for one, other in combinations(range(4), 2):
        both = ~np.isnan(values[one]) & ~np.isnan(values[other])
        figure = found.figure("alpha", subject, Between(one, other))
        if both.any():
            expected = krippendorff.alpha(
                reliability_data=values[[one, other]][:, both], level_of_measurement="nominal"
            )
            assert figure.value == pytest.approx(expected)
        else:
            assert figure.value is None


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("label", [*LABELS, None])
def test_kappas_beside_scikit_learn_and_statsmodels(seed: int, label: str | None) -> None:
    found, layers = made(seed)
    values = tokens(layers, 6, label).astype(int)
    subject = Subject("label", label) if label else ALL_LABELS
    kappas, percents = [], []
    for one, other in combinations(range(4), 2):
        kappas.append(cohen_kappa_score(values[one], values[other]))
        percents.append((values[one] == values[other]).mean())
        assert found.figure("cohen", subject, Between(one, other)).value == pytest.approx(kappas[-1])
        assert found.figure("percent", subject, Between(one, other)).value == pytest.approx(percents[-1])
    assert found.figure("cohen", subject).value == pytest.approx(np.mean(kappas))
    assert found.figure("percent", subject).value == pytest.approx(np.mean(percents))
    table, _ = aggregate_raters(values.T)
    assert found.figure("fleiss", subject).value == pytest.approx(fleiss_kappa(table))


def test_fleiss_is_over_what_all_have_done() -> None:
    found, layers = made(7, missing=0.2)
    values = tokens(layers, 6, "claim")
    there = ~np.isnan(values).any(axis=0)
    table, _ = aggregate_raters(values[:, there].astype(int).T)
    assert found.figure("fleiss", Subject("label", "claim")).value == pytest.approx(fleiss_kappa(table))


def test_f1_on_single_words_is_that_of_tokens() -> None:
    chance = random.Random(3)
    layers = [
        {1: [("claim", [(4 * n, 4 * n + 3)]) for n in range(WORDS) if chance.random() < 0.4]} for _ in "ab"
    ]
    found = agreement_of([TEXT], layers)  # type: ignore[arg-type]
    values = tokens(layers, 1, "claim")  # type: ignore[arg-type]
    expected = f1_score(*values.astype(int))
    for measure in ("f1_exact", "f1_overlapping"):
        assert found.figure(measure, Subject("label", "claim")).value == pytest.approx(expected)  # type: ignore[arg-type]


ASKED = Codebook(
    "asked",
    (
        Label(
            "claim",
            attributes=(
                Attribute("kind", "choice", ("a", "b", "c")),
                Attribute("how sure", "choice", ("low", "middle", "high"), ordered=True),
                Attribute("weight", "number"),
            ),
        ),
    ),
)
VALUES = {"kind": ("a", "b", "c"), "how sure": ("low", "middle", "high"), "weight": (0.5, 1, 2, 4)}


@pytest.mark.parametrize(
    ("name", "level", "weights"),
    [("kind", "nominal", None), ("how sure", "ordinal", "quadratic"), ("weight", "interval", None)],
)
def test_attributes(name: str, level: Any, weights: Any) -> None:
    chance = random.Random(11)
    options = VALUES[name]
    answers = np.array([[chance.randrange(len(options)) for _ in range(WORDS)] for _ in "ab"])
    answers[1] = np.where([chance.random() < 0.5 for _ in range(WORDS)], answers[0], answers[1])
    layers = [
        {1: [("claim", [(4 * n, 4 * n + 3)], {name: options[value]}) for n, value in enumerate(mine)]}
        for mine in answers.tolist()
    ]
    found = agreement_of([TEXT], layers, codebook=ASKED)  # type: ignore[arg-type]
    subject = Subject("attribute", "claim", name)
    given = np.array(
        [[float(options[v]) if name == "weight" else v for v in mine] for mine in answers.tolist()]
    )
    alpha = krippendorff.alpha(reliability_data=given, level_of_measurement=level)
    assert found.figure("alpha", subject).value == pytest.approx(alpha)
    assert found.figure("percent", subject).value == pytest.approx((answers[0] == answers[1]).mean())
    assert found.figure("cohen", subject).value == pytest.approx(cohen_kappa_score(*answers))
    weighted = found.figure("weighted_kappa", subject)
    if weights:
        assert weighted.value == pytest.approx(cohen_kappa_score(*answers, weights=weights))
    elif name == "kind":
        assert weighted.undefined == "undefined, because the answers to kind have no order"
    else:
        one, other = given
        chance_apart = ((one[:, None] - other[None, :]) ** 2).mean()
        assert weighted.value == pytest.approx(1 - ((one - other) ** 2).mean() / chance_apart)


def test_intervals_are_percentiles_of_resampled_articles() -> None:
    found, layers = made(5)
    figure = found.figure("alpha", Subject("label", "claim"))
    how = found.frame.resampling
    drawn = np.random.default_rng(how.seed).multinomial(6, [1 / 6] * 6, size=how.resamples)
    values = tokens(layers, 6, "claim").reshape(4, 6, WORDS)
    several = []
    for times in drawn[:200]:
        chosen = np.repeat(values, times, axis=1).reshape(4, -1)
        several.append(krippendorff.alpha(reliability_data=chosen, level_of_measurement="nominal"))
    low, high = np.quantile(several, [0.025, 0.975])
    assert figure.low == pytest.approx(low, abs=0.04)
    assert figure.high == pytest.approx(high, abs=0.04)
    assert found.figure("alpha", Subject("label", "claim")) == figure, "the same each time"
    assert figure.units == 6 * WORDS
    assert found.table(ALL_TOGETHER, [2])["alpha", ALL_LABELS].no_interval.startswith("it takes two")
