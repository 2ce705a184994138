"""A copy has all that is committed, replaces nothing, and leaves nothing half."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.errors import UserError
from annotator.model.article import IncomingArticle
from annotator.project.operations import annotations as tags
from annotator.project.operations import articles
from annotator.project.project import Project
from annotator.store.copying import save_copy
from tests.support.projects import new_project


def test_what_is_still_in_the_log_comes_along(tmp_path: Path) -> None:
    project_path, target = tmp_path / "press.annotator", tmp_path / "copy.annotator"
    with new_project(project_path) as project:
        with project.transact("Import", undoable=False):
            articles.add(project, IncomingArticle("The mayor spoke."))
        made = tags.add(project, article_id=1, label="actor", segments=[(0, 4)])
        save_copy(project_path, target)
        tags.delete(project, [made.id])
    with Project.open(target, "Sam") as copy:
        assert copy.annotation(made.id) == made


def test_nothing_is_replaced_and_nothing_half_is_left(tmp_path: Path) -> None:
    project_path, there = tmp_path / "press.annotator", tmp_path / "there.annotator"
    new_project(project_path).close()
    there.write_text("mine")
    with pytest.raises(UserError, match="already"):
        save_copy(project_path, there)
    assert there.read_text() == "mine"
    with pytest.raises(UserError, match="no folder"):
        save_copy(project_path, tmp_path / "nowhere" / "copy.annotator")
    assert not list(tmp_path.rglob("*.partial"))
