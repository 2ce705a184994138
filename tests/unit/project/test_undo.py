"""Steps that belong together, such as those of a held key, are undone as one."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.errors import UserError
from annotator.model.annotation import Annotation
from annotator.project.operations import annotations
from annotator.project.project import Project
from annotator.project.undo import Writing
from tests.support.projects import new_project

TEXT = "Kim said that rents will rise."


def nudge(project: Project, annotation: Annotation, end: int, joins: str | None) -> None:
    with project.transact("Move actor", article_id=1, joins=joins):
        annotations.change(project, annotation.id, segments=[(0, end)])


def test_steps_that_join_are_undone_and_redone_at_once(tmp_path: Path) -> None:
    with new_project(tmp_path / "a.annotator", TEXT) as project:
        kim = annotations.add(project, article_id=1, label="actor", segments=[(0, 3)])
        for end in (4, 5, 6):
            nudge(project, kim, end, "held")
        assert project.undo() == "Move actor"
        there = project.annotation(kim.id)
        assert there is not None
        assert there.segments == ((0, 3),)
        project.redo()
        there = project.annotation(kim.id)
        assert there is not None
        assert there.segments == ((0, 6),)


def test_another_press_or_something_between_begins_a_new_step(tmp_path: Path) -> None:
    with new_project(tmp_path / "a.annotator", TEXT) as project:
        kim = annotations.add(project, article_id=1, label="actor", segments=[(0, 3)])
        nudge(project, kim, 4, "first")
        nudge(project, kim, 5, "second")
        annotations.change(project, kim.id, note="between")
        nudge(project, kim, 6, "second")
        project.undo()
        project.undo()
        project.undo()
        there = project.annotation(kim.id)
        assert there is not None
        assert (there.segments, there.note) == (((0, 4),), "")


def test_after_an_undo_nothing_is_joined_to_what_stands_before(tmp_path: Path) -> None:
    with new_project(tmp_path / "a.annotator", TEXT) as project:
        kim = annotations.add(project, article_id=1, label="actor", segments=[(0, 3)])
        nudge(project, kim, 4, "held")
        annotations.change(project, kim.id, note="between")
        project.undo()
        nudge(project, kim, 5, "held")
        project.undo()
        there = project.annotation(kim.id)
        assert there is not None
        assert there.segments == ((0, 4),)


def test_no_other_step_comes_between_one_that_is_saved_bit_by_bit(tmp_path: Path) -> None:
    with new_project(tmp_path / "a.annotator", TEXT) as project:
        kim = annotations.add(project, article_id=1, label="actor", segments=[(0, 3)])
        project.steps.writing = Writing("bits", 2000)
        nudge(project, kim, 4, "bits")
        with pytest.raises(UserError, match=r"Wait until the 2,000 places are saved"):
            annotations.change(project, kim.id, note="between")
        nudge(project, kim, 5, "bits")
        assert project.undo() == "Move actor"
        assert project.steps.writing is None
        assert project.annotation(kim.id) == kim
        annotations.change(project, kim.id, note="after")


def test_undo_of_what_has_saved_nothing_yet_only_stops_it(tmp_path: Path) -> None:
    with new_project(tmp_path / "a.annotator", TEXT) as project:
        kim = annotations.add(project, article_id=1, label="actor", segments=[(0, 3)])
        project.undo()
        project.steps.writing = Writing("bits", 2)
        with pytest.raises(UserError, match="Wait until"):
            project.redo()
        project.steps.release()
        project.redo()
        project.steps.writing = Writing("bits", 2)
        assert project.undo() is None
        assert project.steps.writing is None
        assert project.annotation(kim.id) == kim
