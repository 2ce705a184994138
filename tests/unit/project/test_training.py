"""What of a project a model learns from."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.errors import UserError
from annotator.model.suggestion import ModelName
from annotator.model.training import refusal
from annotator.project.operations import annotations, articles, decisions
from annotator.project.operations import training as operations
from annotator.project.project import Project
from annotator.project.training import layer_to_learn_from, material, trained_models, what_there_is
from tests.support.projects import new_project, suggested_project


def test_only_finished_articles_say_what_is_not_one(tmp_path: Path) -> None:
    with new_project(tmp_path / "p.annotator", "Tolm said no.", "Kelsk went.", "Nobody") as project:
        annotations.add(
            project, article_id=1, label="actor", segments=[(0, 4)], attributes={"kind": "person"}
        )
        annotations.add(project, article_id=2, label="actor", segments=[(0, 5)])
        articles.set_state(project, 1, "done")
        (learned,) = material(project, layer_to_learn_from(project))
        assert (learned.id, learned.finished, learned.text) == (1, True, "Tolm said no.")
        assert [told.key for told in learned.annotations] == [("actor", ((0, 4),))]
        there = what_there_is(project, layer_to_learn_from(project))
        assert [(n.shown, n.have) for n in there[:3]] == [
            ("finished articles", 1),
            ("actor", 1),
            ("actor · kind", 1),
        ]
        assert "1 of 20 articles done" in (refusal(there) or "")


def test_decisions_in_unfinished_articles_count_one_by_one(tmp_path: Path) -> None:
    with suggested_project(tmp_path / "p.annotator") as project:
        first, cue, claim, other = project.sheet(1).suggestions
        made = decisions.accept(project, [first.id, claim.id])
        decisions.reject(project, [cue.id])
        annotations.change(project, made[1].id, segments=[(17, 30)])
        (learned,) = material(project, layer_to_learn_from(project))
        assert not learned.finished
        assert learned.annotations == ()
        assert learned.kept == {("actor", ((0, 9),))}
        assert learned.rejected == {("cue", ((10, 14),))}
        assert ("actor", other.segments) not in learned.kept | learned.rejected


def test_whose_layer_it_learns_from(tmp_path: Path) -> None:
    with suggested_project(tmp_path / "p.annotator") as project:
        with pytest.raises(UserError, match="Robin has annotated nothing"):
            layer_to_learn_from(project)
        with pytest.raises(UserError, match="is a model's layer"):
            layer_to_learn_from(project, "model")
        decisions.accept(project, [project.sheet(1).suggestions[0].id])
        assert layer_to_learn_from(project).annotator == "Robin"
    with Project.open(tmp_path / "p.annotator", "Alex") as project:
        assert layer_to_learn_from(project, "Robin").annotator == "Robin"


def test_trained_models_are_listed_newest_first(tmp_path: Path) -> None:
    with new_project(tmp_path / "p.annotator") as project:
        for version in ("1", "2"):
            name = ModelName("en_small_learned", version)
            operations.remember(project, name, tmp_path / version, based_on="en_small 1", report={"n": 1})
        newest, oldest = trained_models(project)
        assert (newest.version, newest.folder, newest.report) == ("2", str(tmp_path / "2"), {"n": 1})
        operations.forget(project, newest.id)
        assert [model.id for model in trained_models(project)] == [oldest.id]
        assert project.undo_title is None
        assert project.about("pipeline") == ""
