from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.project.project import Project
from annotator.review.agreement.computing import AgreementCancelledError, compute
from annotator.review.agreement.gamma import MOST_LAYERS, NOT_INSTALLED, gamma
from annotator.review.scores import ALL_LABELS, Subject
from tests.support.layers import Mark, project_of

TEXT = "Mira Sand said that the levy will fail, but Tolm Harbour denied it. " * 3
KIM: list[Mark] = [("actor", [(0, 9)]), ("claim", [(15, 38)]), ("cue", [(10, 14)]), ("actor", [(44, 56)])]
NOOR: list[Mark] = [("actor", [(0, 9)]), ("claim", [(20, 38)]), ("cue", [(57, 63)]), ("actor", [(44, 56)])]


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    layers = {"Kim": {1: KIM, 2: KIM, 3: []}, "Noor": {1: NOOR, 2: KIM, 3: NOOR}, "Sam": {1: KIM}}
    with project_of(tmp_path / "p.annotator", [f"{TEXT} {n}" for n in "abc"], layers) as made:
        yield made


def test_says_that_it_is_not_installed(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pygamma_agreement", None)
    found = gamma(project, compute(project, [project.find_layer(name) for name in ("Kim", "Noor")]))
    assert (found.value, found.because) == (None, NOT_INSTALLED)


def test_the_mean_of_the_articles(project: Project) -> None:
    pytest.importorskip("pygamma_agreement")
    layers = [project.find_layer(name) for name in ("Kim", "Noor", "Sam")]
    two = compute(project, layers[:2])
    found = gamma(project, two)
    assert found.articles == (1, 2), "on the third only one has a unit"
    assert found.value is not None
    assert 0.5 < found.value < 1, "the second is the same, the first nearly"
    assert gamma(project, two) == found, "chance is the same each time"
    alone = gamma(project, compute(project, layers[:2], articles=[2]))
    assert alone.value == pytest.approx(1)
    assert alone.no_interval
    assert 0 < (gamma(project, compute(project, layers), Subject("label", "claim")).value or 0) <= 1
    why = gamma(project, two, Subject("label", "sentiment")).because
    assert why == "none of the layers has any sentiment in these 3 articles"
    with pytest.raises(AgreementCancelledError):
        gamma(project, two, ALL_LABELS, cancelled=lambda: True)


def test_too_many_layers(tmp_path: Path) -> None:
    pytest.importorskip("pygamma_agreement")
    names = [f"analyst {n}" for n in range(MOST_LAYERS + 1)]
    with project_of(tmp_path / "p.annotator", [TEXT], {name: {1: KIM} for name in names}) as made:
        found = gamma(made, compute(made, [made.find_layer(name) for name in names]))
        assert found.undefined == (
            "undefined, because it would take too long for more than 6 layers: choose fewer"
        )
