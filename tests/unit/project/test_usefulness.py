"""The to-do list by what the model is least sure of."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.model.suggestion import ModelName, SuggestedAnnotation, Suggestions
from annotator.project.operations import articles, decisions, suggestions
from annotator.project.project import Project
from annotator.project.usefulness import choose_order, chosen_order, entropy, margin, most_useful
from tests.support.projects import new_project

MODEL = ModelName("small", "1")


def scored(project: Project, article: int, *scores: float | None) -> None:
    found = tuple(
        SuggestedAnnotation(str(n), "actor", ((n, n + 1),), {}, score) for n, score in enumerate(scores)
    )
    suggestions.store(project, article, MODEL, Suggestions(found))


def order(project: Project) -> list[int]:
    return [useful.article_id for useful in most_useful(project)]


def test_what_the_formulas_say() -> None:
    assert entropy(0.5) == margin(0.5) == 1
    assert entropy(0) == entropy(1) == margin(0) == margin(1) == 0
    assert entropy(0.11) == pytest.approx(0.4999, abs=1e-3)
    assert margin(0.75) == pytest.approx(0.5)
    assert entropy(0.3) == pytest.approx(entropy(0.7))


def test_where_the_model_is_least_sure_comes_first(tmp_path: Path) -> None:
    with new_project(tmp_path / "p.annotator", "one one", "two two", "no hit", "four 4") as project:
        scored(project, 1, 0.95, 0.9)
        scored(project, 2, 0.5, 0.6)
        scored(project, 4, 0.8)
        assert order(project) == [2, 1, 4, 3]
        first = most_useful(project)[0]
        assert (first.waiting, first.unsure) == (2, 2)


def test_a_long_article_does_not_win_by_its_length(tmp_path: Path) -> None:
    with new_project(tmp_path / "p.annotator", "x" * 9000, "y" * 900) as project:
        scored(project, 1, *[0.5] * 5)  # one doubt in 1,800 characters
        scored(project, 2, 0.5, 0.5)  # one in 450
        assert order(project) == [2, 1]


def test_what_is_decided_or_begun_is_no_longer_to_do(tmp_path: Path) -> None:
    with new_project(tmp_path / "p.annotator", "one one", "two two", "three") as project:
        scored(project, 1, 0.5, 0.5, 0.5)
        scored(project, 2, 0.5, 0.5)
        scored(project, 3, 0.5)
        layer = project.find_layer("model").id
        decisions.reject(project, [a.id for a in project.annotations(1, layer)])
        assert order(project) == [2, 3, 1]
        articles.set_state(project, 2, "done")
        decisions.accept(project, [a.id for a in project.annotations(3, layer)])
        assert order(project) == [1]


def test_no_score_is_no_doubt(tmp_path: Path) -> None:
    with new_project(tmp_path / "p.annotator", "one one", "two two") as project:
        scored(project, 1, None, None)
        scored(project, 2, 0.9)
        assert order(project) == [2, 1]


def test_the_order_is_kept_with_the_project(tmp_path: Path) -> None:
    with new_project(tmp_path / "p.annotator", "one") as project:
        assert chosen_order(project) is None
        choose_order(project, "margin")
    with Project.open(tmp_path / "p.annotator") as project:
        assert chosen_order(project) == "margin"
        choose_order(project, None)
        assert chosen_order(project) is None
