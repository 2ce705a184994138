"""The examples that the measures were published with, through all of the program.

A unit of coding becomes an article of one token, a category a label on it; what an observer did not judge is
an article on which a layer has not worked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest

from annotator.review.agreement import coefficients as of
from annotator.review.agreement.agreement import Agreement
from annotator.review.agreement.computing import compute
from annotator.review.agreement.results import Between
from annotator.review.scores import ALL_LABELS, Subject
from tests.support.layers import Mark, project_of

CATEGORIES = ("actor", "claim", "cue", "sentiment")


def agreement_of(
    path: Path, texts: Sequence[str], layers: Mapping[str, Mapping[int, list[Mark]]]
) -> Agreement:
    with project_of(path / "p.annotator", texts, layers) as project:
        chosen = [project.find_layer(name) for name in layers]
        return compute(project, chosen)


def coded(path: Path, observers: Mapping[str, Sequence[int | None]]) -> Agreement:
    """Values from 0: nothing marked, 1: the first label ..., None: not judged."""
    number = len(next(iter(observers.values())))
    texts = [f"word{unit}" for unit in range(number)]
    layers: dict[str, dict[int, list[Mark]]] = {
        name: {
            unit: [(CATEGORIES[value - 1], [(0, 4)])] if value else []
            for unit, value in enumerate(values, 1)
            if value is not None
        }
        for name, values in observers.items()
    }
    return agreement_of(path, texts, layers)


# Krippendorff 2011, section C: four observers, five values, twelve units.
FOUR = {
    "A": (1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None),
    "B": (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3),
    "C": (None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None),
    "D": (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None),
}


def test_alpha_of_four_observers(tmp_path: Path) -> None:
    values = {name: [None if v is None else v - 1 for v in given] for name, given in FOUR.items()}
    found = coded(tmp_path, values)
    assert found.figure("alpha", ALL_LABELS).value == pytest.approx(0.743, abs=0.0005)
    assert found.figure("fleiss", ALL_LABELS).value is not None, "over the units that all four judged"


@pytest.mark.parametrize(("kind", "published"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)])
def test_alpha_of_four_observers_by_metric(kind: str, published: float) -> None:
    seen = np.zeros((5, 5))
    for unit in zip(*FOUR.values(), strict=True):
        values = [value - 1 for value in unit if value is not None]
        for n, one in enumerate(values):
            for m, other in enumerate(values):
                if n != m:
                    seen[one, other] += 1 / (len(values) - 1)
    assert of.alpha_of(seen, kind, np.arange(1.0, 6.0)) == pytest.approx(published, abs=0.0005)


# Fleiss 1971, table 1: how many of six psychiatrists gave each of 30 patients which of five diagnoses.
DIAGNOSES = """
00060 03003 01401 00006 03030 20400 00402 20310 20040 00006 10050 11040 03300 10050 02031
00501 30012 51000 02040 10203 00006 01050 02013 20040 10041 05010 40002 02040 10500 00006
"""


def test_fleiss_psychiatrists(tmp_path: Path) -> None:
    patients = [
        [kind for kind, times in enumerate(row) for _ in range(int(times))] for row in DIAGNOSES.split()
    ]
    raters = {f"rater {n}": values for n, values in enumerate(zip(*patients, strict=True))}
    assert coded(tmp_path, raters).figure("fleiss", ALL_LABELS).value == pytest.approx(0.430, abs=0.0005)


# Cohen 1960, table 1 (and 1968, table 1): two judges, three categories, 200 patients.
JUDGES = np.array([[88, 14, 18], [10, 40, 10], [2, 6, 12]])


def test_cohen_two_judges(tmp_path: Path) -> None:
    cases = [(i, j) for i in range(3) for j in range(3) for _ in range(int(JUDGES[i, j]))]
    first, second = zip(*cases, strict=True)
    found = coded(tmp_path, {"one": first, "two": second})
    assert found.figure("percent", ALL_LABELS).value == pytest.approx(0.70)
    assert found.figure("cohen", ALL_LABELS).value == pytest.approx(0.492, abs=0.0005)


def test_weighted_kappa_of_two_judges() -> None:
    shares = JUDGES / JUDGES.sum()
    weights = np.array([[0, 1, 3], [1, 0, 6], [3, 6, 0]])
    chance = np.outer(shares.sum(axis=1), shares.sum(axis=0))
    found = of.weighted_kappa((weights * shares).sum(), (weights * chance).sum())
    assert found == pytest.approx(0.348, abs=0.0005)


def marked(units: Sequence[tuple[int, int]], label: str, times: int = 1) -> list[Mark]:
    """Units as (start, length)."""
    return [(label, [(start * times, (start + length) * times)]) for start, length in units]


def test_unitizing_of_two_observers(tmp_path: Path) -> None:
    """Krippendorff 2004 (Quality and Quantity 38), figure 4: a continuum of 300, from 150 on."""
    first = marked([(75, 70), (220, 30)], "claim") + marked([(30, 60), (150, 50)], "cue")
    second = marked([(70, 80), (205, 20), (250, 20)], "claim") + marked([(30, 60), (150, 50)], "cue")
    found = agreement_of(tmp_path, ["x" * 300], {"one": {1: first}, "two": {1: second}})
    assert found.figure("alpha_u", Subject("label", "claim")).value == pytest.approx(0.7285, abs=0.0005)
    assert found.figure("alpha_u", Subject("label", "cue")).value == 1
    assert found.figure("alpha_u", ALL_LABELS).value == pytest.approx(0.8587, abs=0.0005)


# Krippendorff 1995, page 57: four pairs of observers on a continuum of 24.
CONTINUA = {
    "A": ([(2, 8), (14, 6)], [(4, 4), (15, 2)], 0.553),
    "B": ([(0, 18)], [(0, 2), (2, 1), (3, 1), (4, 1), (5, 1), (6, 3), (9, 1)], -0.926),
    "C": ([(2, 6), (10, 2), (14, 4), (20, 2)], [(0, 2), (4, 4), (10, 4), (16, 2), (20, 2)], 0.679),
    "D": (
        [(0, 2), (2, 8), (10, 4), (14, 6), (20, 4)],
        [(0, 4), (4, 4), (8, 7), (15, 2), (17, 7)],
        0.066,
    ),
}


@pytest.mark.parametrize("name", CONTINUA)
def test_unitizing_of_a_finely_divided_continuum(tmp_path: Path, name: str) -> None:
    first, second, published = CONTINUA[name]
    layers: dict[str, dict[int, list[Mark]]] = {
        "one": {1: marked(first, "claim", 500)},
        "two": {1: marked(second, "claim", 500)},
    }
    found = agreement_of(tmp_path, ["x" * 12_000], layers)
    figure = found.figure("alpha_u", Subject("label", "claim"), Between(0, 1))
    assert figure.value == pytest.approx(published, abs=0.02), "the paper's own rounding allows no more"


def test_tokens_of_bertha_and_bill(tmp_path: Path) -> None:
    """The same page: the continuum A as 24 units of coding, in two articles of twelve tokens."""
    first, second = ({n for s, long in CONTINUA["A"][side] for n in range(s, s + long)} for side in (0, 1))

    def marks(units: set[int], article: int) -> list[Mark]:
        here = [n - 12 * article for n in sorted(units) if n // 12 == article]
        return [("claim", [(2 * n, 2 * n + 1)]) for n in here]

    layers = {name: {1: marks(units, 0), 2: marks(units, 1)} for name, units in (("a", first), ("b", second))}
    found = agreement_of(tmp_path, [" ".join("w" * 12), " ".join("v" * 12)], layers)
    claim = Subject("label", "claim")
    assert found.figure("cohen", claim).value == pytest.approx(0.385, abs=0.001)
    assert found.figure("fleiss", claim).value == pytest.approx(0.314, abs=0.001)
    assert found.figure("alpha", claim).value == pytest.approx(0.329, abs=0.001)
