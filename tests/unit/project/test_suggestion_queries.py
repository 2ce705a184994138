"""Articles in different languages are suggested for by different models."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.model.suggestion import ModelName, SuggestedAnnotation, Suggestions
from annotator.project.operations import decisions, suggestions
from annotator.project.operations.everywhere import Spot, Tagging, suggest
from annotator.project.project import Project
from tests.support.projects import new_project

ENGLISH, FRENCH = ModelName("en", "1"), ModelName("fr", "1")
TEXTS = ("Kim spoke on Monday.", "Durand a parlé lundi.", "Kim spoke again.")


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with new_project(tmp_path / "press.annotator", *TEXTS) as opened:
        for article, model, end in ((1, ENGLISH, 3), (2, ENGLISH, 6), (2, FRENCH, 6), (3, ENGLISH, 3)):
            suggestions.store(opened, article, model, _first(end))
        yield opened


def _first(end: int) -> Suggestions:
    return Suggestions((SuggestedAnnotation("a", "actor", ((0, end),), {"kind": "person"}),))


def _models(project: Project, article: int) -> list[str]:
    return [layer.annotator for layer in project.suggesting_on(article)]


def test_each_article_shows_what_the_model_said_that_read_it_last(project: Project) -> None:
    assert [_models(project, article) for article in (1, 2, 3)] == [["en"], ["fr"], ["en"]]
    assert project.undecided_counts() == {1: 1, 2: 1, 3: 1}
    layers = {layer.annotator: layer for layer in project.suggestion_layers()}
    assert set(layers) == {"en", "fr"}
    assert project.undecided_in(layers["en"]) == 2
    assert project.undecided_in(layers["fr"]) == 1
    (shown,) = project.sheet(2).suggestions
    assert shown.layer_id == layers["fr"].id
    assert project.find_suggestion(2, "actor", ((0, 6),)) == shown


def test_a_decision_counts_for_every_model_that_says_the_same(project: Project) -> None:
    decisions.reject(project, [project.sheet(2).suggestions[0].id])
    suggestions.store(project, 2, ENGLISH, _first(6))
    assert _models(project, 2) == ["en"], "it read the article last"
    assert project.undecided_counts() == {1: 1, 3: 1}


def test_a_model_that_found_nothing_hides_what_another_said_before(project: Project) -> None:
    suggestions.store(project, 2, FRENCH, Suggestions())
    assert project.sheet(2).suggestions == ()
    assert project.undecided_counts() == {1: 1, 3: 1}


def test_what_the_model_of_an_article_suggests_is_not_asked_for_again(project: Project) -> None:
    spots = [Spot(1, (0, 3), "Kim"), Spot(2, (0, 6), "Durand"), Spot(2, (7, 8), "a")]
    assert suggest(project, Tagging("actor"), spots, reason="everywhere") == 1
    assert project.undecided_counts() == {1: 1, 2: 2, 3: 1}
    assert _models(project, 2) == ["fr", "everywhere"]
