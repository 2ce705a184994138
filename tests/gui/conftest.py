"""A shown window on a small project; unexpected errors in the log fail the test."""

from __future__ import annotations

import gc
import logging
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.gui.main_window import MainWindow
from annotator.gui.session import Session
from annotator.gui.settings import Settings
from annotator.model.article import IncomingArticle, Metadata
from annotator.project.operations import articles
from annotator.project.project import Project
from tests.support.keys import Key, Press, press_keys
from tests.support.projects import suggested_project

Opened = Callable[..., MainWindow]

FAKE_WORKER = Path(__file__).parents[1] / "support" / "fake_worker.py"


@pytest.fixture
def project_path(tmp_path: Path) -> Path:
    """Three articles; the first has four suggestions of a model."""
    path = tmp_path / "press.annotator"
    with suggested_project(path) as project, project.transact("Import", undoable=False):
        for title, text in (
            ("Harbour strike", "The harbour stood still on Monday."),
            ("Milk powder", "The price of milk powder rose."),
        ):
            articles.add(project, IncomingArticle(text, Metadata(title=title)))
    return path


@pytest.fixture
def worker(tmp_path: Path) -> Callable[[str | None], list[str]]:
    """Starts a worker that speaks the protocol but loads no model."""
    return lambda _pipeline: [sys.executable, str(FAKE_WORKER)]


@pytest.fixture
def empty_window(
    qtbot: QtBot, tmp_path: Path, worker: Callable[[str | None], list[str]], caplog: pytest.LogCaptureFixture
) -> Iterator[MainWindow]:
    """A window without a project."""
    made = MainWindow(Settings(tmp_path / "settings.ini"), worker)
    made.fill()
    qtbot.addWidget(made)
    made.resize(1280, 800)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    made.close()
    gc.enable()
    errors = [record.getMessage() for record in caplog.get_records("call") if record.levelno >= logging.ERROR]
    assert not errors


@pytest.fixture
def window(empty_window: MainWindow, project_path: Path, qtbot: QtBot) -> MainWindow:
    """A window on the small project with its first article open and the keyboard in it."""
    empty_window.projects.open(project_path)
    empty_window.workspace.view.setFocus()
    qtbot.waitUntil(empty_window.workspace.view.hasFocus)
    return empty_window


@pytest.fixture
def session(window: MainWindow) -> Session:
    assert window.session is not None
    return window.session


@pytest.fixture
def project(session: Session) -> Project:
    return session.project


@pytest.fixture
def press(qtbot: QtBot, window: MainWindow) -> Press:
    """Press keys where the keyboard is: characters, keys, or (key, modifiers); the panels follow at once."""

    def pressed(*keys: Key) -> None:
        press_keys(qtbot, *keys)
        window.show_current()

    return pressed
