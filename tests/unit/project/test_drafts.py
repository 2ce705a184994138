"""Drafts are kept for each annotator and are no step to undo; examples go into the codebook once."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.errors import UserError
from annotator.model.codebook import Example
from annotator.project.operations import codebook, drafts
from annotator.project.project import Project
from tests.support.projects import new_project


def test_drafts_are_kept_for_each_annotator(tmp_path: Path) -> None:
    path = tmp_path / "a.annotator"
    with new_project(path, "Text.") as project:
        told: list[object] = []
        project.on_change(told.append)
        before = project.history()
        drafts.keep(project, {"a": "half a “thought” 😀"})
        assert project.undo_title is None
        assert not told
        assert project.history() == before
    with Project.open(path, "Sam") as project:
        assert drafts.drafts(project) == {}
        drafts.keep(project, {"b": "x"})
    with Project.open(path, "Robin") as project:
        assert drafts.drafts(project) == {"a": "half a “thought” 😀"}
        drafts.keep(project, {})
        assert drafts.drafts(project) == {}


def test_an_example_is_added_once(tmp_path: Path) -> None:
    with new_project(tmp_path / "a.annotator", "Text.") as project:
        before = project.codebook
        example = Example("[This] is one.", good=False, note="why")
        codebook.add_example(project, "actor", example)
        label = project.codebook.label("actor")
        assert label is not None
        assert label.examples[-1] == example
        with pytest.raises(UserError, match="already"):
            codebook.add_example(project, "actor", Example("[This] is one."))
        with pytest.raises(UserError, match="empty"):
            codebook.add_example(project, "actor", Example("  "))
        with pytest.raises(UserError, match="no label"):
            codebook.add_example(project, "nothing", example)
        project.undo()
        assert project.codebook.label("actor") == before.label("actor")
