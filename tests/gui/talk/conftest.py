"""A window of Robin on a project in which Sam has asked something."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.gui.main_window import MainWindow
from annotator.gui.talk.page import TalkPage
from annotator.project.operations import annotations, comments
from annotator.project.project import Project


@pytest.fixture
def asked_path(project_path: Path) -> Path:
    """Sam asked Robin about an actor, spoke of words of article 2, and resolved a word on article 3."""
    with Project.open(project_path, "Robin Reed") as project, project.transact("Begin"):
        project.own_layer()
    with Project.open(project_path, "Sam") as project:
        actor = annotations.add(project, article_id=1, label="actor", segments=[(48, 60)])
        comments.say(project, 1, "@Robin is this an actor?", annotation_id=actor.id)
        comments.say(project, 2, "strike or strikes?", span=(4, 11))
        comments.resolve(project, comments.say(project, 3, "fine").id)
    return project_path


@pytest.fixture
def asked(empty_window: MainWindow, asked_path: Path, qtbot: QtBot) -> MainWindow:
    empty_window.projects.open(asked_path, "Robin")
    empty_window.workspace.view.setFocus()
    qtbot.waitUntil(empty_window.workspace.view.hasFocus)
    qtbot.waitUntil(lambda: bool(empty_window.talk.here.threads))
    return empty_window


@pytest.fixture
def page(asked: MainWindow) -> TalkPage:
    return asked.talk.page
