"""What an annotator says of an article as a whole, and how long they worked on it."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.errors import UserError
from annotator.model.codebook_toml import parse_codebook, write_codebook
from annotator.project.operations import articles, codebook
from annotator.project.project import Project
from tests.support.projects import new_project

ASKING = """
[[questions]]
name = "tone"
kind = "choice"
options = ["calm", "loud"]
[[questions]]
name = "relevant"
kind = "yes/no"
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a.annotator"
    with new_project(path, "One.", "Two.") as project:
        codebook.replace(project, parse_codebook(write_codebook(project.codebook) + ASKING))
    return path


def test_answers_and_the_note_are_kept_apart_by_article_and_can_be_undone(path: Path) -> None:
    with Project.open(path) as project:
        articles.answer(project, 1, "tone", "calm")
        articles.write_note(project, 1, "Read again.")
        articles.answer(project, 1, "relevant", False)
        assert project.article_answers(1) == ({"tone": "calm", "relevant": False}, "Read again.")
        assert project.article_answers(2) == ({}, "")
        assert project.undo() == "Answer relevant"
        assert project.undo() == "Write note on the article"
        assert project.article_answers(1) == ({"tone": "calm"}, "")
        project.undo()
        assert project.article_answers(1) == ({}, "")
        for _ in range(3):
            project.redo()
    with Project.open(path) as project:
        assert project.article_answers(1) == ({"tone": "calm", "relevant": False}, "Read again.")


def test_an_answer_is_taken_away_by_none(path: Path) -> None:
    with Project.open(path) as project:
        articles.answer(project, 1, "tone", "calm")
        articles.answer(project, 1, "tone", None)
        assert project.article_answers(1) == ({}, "")


def test_what_the_codebook_does_not_ask_is_refused(path: Path) -> None:
    with Project.open(path) as project:
        with pytest.raises(UserError, match="no question “frame”"):
            articles.answer(project, 1, "frame", "cost")
        with pytest.raises(UserError, match="one of calm, loud"):
            articles.answer(project, 1, "tone", "cross")
        assert project.undo_title is None


def test_another_annotator_answers_for_themselves(path: Path) -> None:
    with Project.open(path) as project:
        articles.answer(project, 1, "tone", "calm")
    with Project.open(path, "Kim") as project:
        assert project.article_answers(1) == ({}, "")
        articles.answer(project, 1, "tone", "loud")
    with Project.open(path, "Robin") as project:
        assert project.article_answers(1) == ({"tone": "calm"}, "")


def test_time_adds_up_over_sittings_and_is_no_step_to_undo(path: Path) -> None:
    with Project.open(path) as project:
        articles.spend(project, 1, 30)
        articles.spend(project, 1, 12.5)
        articles.spend(project, 2, 5)
        assert project.undo_title is None
        entries = len(project.history())
    with Project.open(path) as project:
        articles.spend(project, 1, 7.5)
        assert project.seconds_on() == {1: 50.0, 2: 5.0}
        assert len(project.history()) == entries
