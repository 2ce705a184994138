"""Suggestions in the window, with a worker that speaks the protocol without a model."""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.gui.main_window import MainWindow
from tests.gui.conftest import FAKE_WORKER


def fake(*options: str) -> Callable[[str | None], list[str]]:
    return lambda _pipeline: [sys.executable, str(FAKE_WORKER), *options]


def covered(window: MainWindow) -> set[int]:
    assert window.session is not None
    layer = window.session.project.model_layer()
    assert layer is not None
    return window.session.project.models_run(layer.id)


def suggest(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window.workspace.view, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)


def test_suggestions_come_article_by_article_and_a_failure_is_told(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window.workspace.view, Qt.Key.Key_Tab)
    qtbot.keyClicks(window.workspace.view, "a")
    suggest(qtbot, window)
    assert window.progress.isVisible()
    assert window.projects.busy
    qtbot.waitUntil(lambda: not window.projects.busy, timeout=20_000)
    assert not window.progress.isVisible()
    assert covered(window) == {1, 2}
    assert "2 annotations" in window.messages.text.text()
    assert "1 failed" in window.messages.text.text()
    assert "about prices" in window.messages.text.text()
    assert window.session is not None
    assert window.session.sheet is not None
    # The newest model's suggestions are shown now, and what was accepted before stays.
    assert [s.quote for s in window.session.sheet.suggestions.values()] == ["Mira"]
    assert [a.quote for a in window.session.sheet.own.values()] == ["Mira Sand"]
    qtbot.waitUntil(lambda: window.workspace.articles.model.row(1).undecided == 1)


def test_the_window_survives_the_death_of_the_worker(
    qtbot: QtBot, window: MainWindow, caplog: pytest.LogCaptureFixture
) -> None:
    window.worker_command = fake("--die-after", "1")
    suggest(qtbot, window)
    qtbot.waitUntil(lambda: window.messages.isVisible(), timeout=20_000)
    assert "ended unexpectedly. " in window.messages.text.text()
    assert "exit code" not in window.messages.text.text()  # that is for the log
    assert "exit code 9" in caplog.text
    assert "1 of 3 articles are done and kept" in window.messages.text.text()
    assert covered(window) == {1}
    assert window.messages.action.text() == "Try again"
    assert window.projects.suggestions.suggesting is not None
    window.projects.suggestions.suggesting._command = fake()
    suggest(qtbot, window)
    assert window.messages.isHidden()  # what it says is no longer so
    assert window.progress.isVisible()
    qtbot.waitUntil(lambda: not window.projects.busy, timeout=20_000)
    assert covered(window) == {1, 2}


def test_try_again_goes_on_where_the_worker_died(qtbot: QtBot, window: MainWindow) -> None:
    window.worker_command = fake("--die-after", "1")
    suggest(qtbot, window)
    qtbot.waitUntil(lambda: window.messages.isVisible(), timeout=20_000)
    assert window.projects.suggestions.suggesting is not None
    window.projects.suggestions.suggesting._command = fake()
    qtbot.mouseClick(window.messages.action, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.projects.busy, timeout=20_000)
    assert covered(window) == {1, 2}


def test_a_killed_worker_is_told_of(qtbot: QtBot, window: MainWindow) -> None:
    waiting = "import time\ntime.sleep(60)"
    window.worker_command = lambda _pipeline: [sys.executable, "-c", waiting]
    suggest(qtbot, window)
    suggesting = window.projects.suggestions.suggesting
    assert suggesting is not None
    qtbot.waitUntil(lambda: suggesting.pid > 0)
    os.kill(suggesting.pid, signal.SIGKILL)
    qtbot.waitUntil(lambda: not window.projects.busy, timeout=20_000)
    assert "ended unexpectedly" in window.messages.text.text()


def test_stop_keeps_what_is_done(qtbot: QtBot, window: MainWindow) -> None:
    window.worker_command = lambda _pipeline: [sys.executable, "-c", "import time\ntime.sleep(60)"]
    suggest(qtbot, window)
    qtbot.mouseClick(window.progress.cancel, Qt.MouseButton.LeftButton)
    assert not window.projects.busy
    assert window.messages.text.text().startswith("Stopped")
    window.projects.suggestions.suggesting._command = fake()  # type: ignore[union-attr]
    suggest(qtbot, window)
    qtbot.waitUntil(lambda: not window.projects.busy, timeout=20_000)
    assert covered(window) == {1, 2}


def test_a_pipeline_that_cannot_be_loaded_is_one_sentence(qtbot: QtBot, window: MainWindow) -> None:
    window.worker_command = fake("--unusable")
    suggest(qtbot, window)
    qtbot.waitUntil(lambda: not window.projects.busy, timeout=20_000)
    assert window.messages.text.text() == "There is no spaCy pipeline “nonsense”: choose another one."


def test_a_worker_that_talks_nonsense(qtbot: QtBot, window: MainWindow) -> None:
    window.worker_command = lambda _pipeline: [sys.executable, "-c", "print('hello')"]
    suggest(qtbot, window)
    qtbot.waitUntil(lambda: not window.projects.busy, timeout=20_000)
    assert "something unexpected" in window.messages.text.text()


def test_a_worker_that_cannot_be_started(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    window.worker_command = lambda _pipeline: [str(tmp_path / "no-such-program")]
    suggest(qtbot, window)
    qtbot.waitUntil(lambda: not window.projects.busy, timeout=20_000)
    assert "could not be started" in window.messages.text.text()


def test_closing_ends_the_worker(qtbot: QtBot, window: MainWindow, project_path: Path) -> None:
    window.worker_command = lambda _pipeline: [sys.executable, "-c", "import time\ntime.sleep(60)"]
    suggest(qtbot, window)
    suggesting = window.projects.suggestions.suggesting
    assert suggesting is not None
    process = suggesting._process
    assert process is not None
    qtbot.waitUntil(lambda: suggesting.pid > 0)
    window.close()
    assert suggesting.pid == 0
    assert not project_path.with_name(project_path.name + "-wal").exists()


def test_suggest_anew_replaces_the_suggestions_of_this_article(qtbot: QtBot, window: MainWindow) -> None:
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window.workspace.view, Qt.Key.Key_P, both)
    qtbot.waitUntil(lambda: not window.projects.busy, timeout=20_000)
    assert covered(window) == {1}
    qtbot.keyClick(window.workspace.view, Qt.Key.Key_P, both)
    qtbot.waitUntil(lambda: not window.projects.busy, timeout=20_000)
    assert window.messages.text.text() == "Suggested: 1 annotation on 1 article."


def test_a_long_article_shows_how_far_it_is_and_a_stop_names_what_is_kept(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.worker_command = fake("--stick-after", "1")
    suggest(qtbot, window)
    # The second of three is half read, and its name is the one that is shown.
    qtbot.waitUntil(lambda: window.progress.bar.value() == 150, timeout=20_000)
    assert window.progress.bar.maximum() == 300
    assert window.progress.text.text() == "Suggesting, article 2 of 3: Harbour strike (50 %)"
    qtbot.mouseClick(window.progress.cancel, Qt.MouseButton.LeftButton)
    said = window.messages.text.text()
    assert said.startswith("Stopped: 1 annotation on 1 of 3 article")
    assert said.endswith("”), kept.")
    assert covered(window) == {1}
