from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from annotator.errors import UserError
from annotator.exchange.example import example_layer, example_layers, take_example
from annotator.places import example_project
from annotator.review.comparing import compare_article
from annotator.review.differences import KINDS
from annotator.store.check import check
from tests.support.projects import new_project


def test_the_example_comes_in_whole(tmp_path: Path) -> None:
    layer = example_layer(example_project())
    with new_project(tmp_path / "p.annotator", annotator=layer.annotator) as project:
        number = take_example(project, example_project())
        assert number == project.article_count() >= 6
        own = project.find_layer(layer.annotator)
        wanted = sum(len(article.annotations) for article in layer.articles)
        assert sum(len(project.annotations(a, own.id)) for a in project.article_ids()) == wanted
        states = list(project.stored_states(own.id).values())
        assert states == [article.state for article in layer.articles if article.state != "to do"]
        assert all(article.origin.startswith("articles/") for article in project.articles())
        assert project.undo_title is None or not project.undo_title.startswith("Import")
        assert any(actor.note for actor in project.actors())
        assert check(project.db) == []


def test_colleagues_come_in_too(tmp_path: Path) -> None:
    robin, lou = example_layers(example_project())
    assert (robin.annotator, lou.annotator) == ("Robin", "Lou")
    with new_project(tmp_path / "p.annotator", annotator="Robin") as project:
        take_example(project, example_project())
        layers = [project.find_layer(name) for name in ("Robin", "Lou")]
        wanted = sum(len(article.annotations) for article in lou.articles)
        assert sum(len(project.annotations(a, layers[1].id)) for a in project.article_ids()) == wanted
        kinds = compare_article(project, 1, layers).counts()
        assert set(kinds) == set(KINDS)
        assert compare_article(project, 4, layers).differences == ()


def test_it_says_what_does_not_fit(tmp_path: Path) -> None:
    folder = tmp_path / "example"
    shutil.copytree(example_project(), folder)
    kims = new_project(tmp_path / "p.annotator", annotator="Kim")
    with kims, pytest.raises(UserError, match="open the project in that name"):
        take_example(kims, folder)
    next((folder / "articles").glob("01*")).unlink()
    robins = new_project(tmp_path / "q.annotator", annotator="Robin")
    with robins, pytest.raises(UserError, match="which is not among its articles"):
        take_example(robins, folder)
    with pytest.raises(UserError, match="is no example project"):
        example_layer(tmp_path)
