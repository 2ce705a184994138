"""Starting: no display, a project that is not there, bugs and mistakes that nobody caught."""

import logging
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from annotator.errors import UserError
from annotator.gui import app, display
from annotator.gui.main_window import MainWindow
from annotator.places import log_file

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="X11 is Linux's")


@pytest.fixture
def _windowed(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)


@linux
@pytest.mark.usefixtures("_windowed")
def test_without_a_display_it_is_one_sentence() -> None:
    with pytest.raises(UserError, match="no display"):
        app.run(None)


@linux
@pytest.mark.usefixtures("_windowed")
@pytest.mark.parametrize("name", [":4711", "nonsense", "localhost:4711", ":4711.0"])
def test_a_dead_display_is_one_sentence(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv("DISPLAY", name)
    problem = display.problem()
    assert problem is not None
    assert problem.endswith(".")
    assert "\n" not in problem


@linux
@pytest.mark.usefixtures("_windowed")
@pytest.mark.parametrize(("answer", "good"), [(b"\x01", True), (b"", False)])
def test_a_display_is_asked_whether_it_listens(
    monkeypatch: pytest.MonkeyPatch, answer: bytes, good: bool
) -> None:
    near, far = socket.socketpair()
    far.sendall(answer)
    far.shutdown(socket.SHUT_WR)
    monkeypatch.setattr(display, "_connect", lambda host, number: near)
    monkeypatch.setattr(display, "_missing_library", lambda: None)
    monkeypatch.setenv("DISPLAY", ":3")
    assert (display.problem() is None) == good
    far.close()


@pytest.mark.usefixtures("_windowed")
def test_a_screenless_platform_needs_no_display(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert display.problem() is None


def _run(path: Path | None, qtbot: QtBot, check: object) -> int:
    """Run the program in this process and close its window after ``check``."""
    seen = []

    def look() -> None:
        window = next((w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow)), None)
        if window is not None and window.filled and check(window):  # type: ignore[operator]
            seen.append(window)
            timer.stop()
            window.close()

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(20)
    code = app.run(path)
    assert seen
    seen[0].deleteLater()
    return code


@pytest.fixture
def _own_hooks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(logging.getLogger(), "handlers", list(logging.getLogger().handlers))


@pytest.mark.usefixtures("_own_hooks")
def test_it_opens_the_project_after_the_first_paint(qtbot: QtBot, project_path: Path) -> None:
    def opened(window: MainWindow) -> bool:
        return window.session is not None and window.workspace.view.isVisible()

    assert _run(project_path, qtbot, opened) == 0
    assert not project_path.with_name(project_path.name + "-wal").exists()


@pytest.mark.usefixtures("_own_hooks")
def test_a_project_that_is_not_there_is_told_on_the_start_screen(qtbot: QtBot, tmp_path: Path) -> None:
    def told(window: MainWindow) -> bool:
        return window.start.isVisible() and "There is no project" in window.messages.text.text()

    assert _run(tmp_path / "gone.annotator", qtbot, told) == 0


def test_a_mistake_is_said_and_a_bug_is_logged_and_shown(
    qtbot: QtBot, empty_window: MainWindow, caplog: pytest.LogCaptureFixture
) -> None:
    troubles = app.Troubles(empty_window)
    mistake = UserError("Choose another name.")
    troubles.caught(UserError, mistake, None)
    assert empty_window.messages.text.text() == "Choose another name."
    bug = ZeroDivisionError("a bug")
    troubles.caught(ZeroDivisionError, bug, None)
    troubles.caught(ZeroDivisionError, bug, None)
    boxes = empty_window.findChildren(QMessageBox)
    assert len(boxes) == 1
    assert str(log_file()) in boxes[0].informativeText()
    boxes[0].accept()
    assert caplog.text.count("ZeroDivisionError: a bug") == 2
    caplog.clear()


def test_nothing_heavy_is_imported_before_the_window_is_shown() -> None:
    code = (
        "import sys; import annotator.gui.app; "
        "heavy = {'sqlite_utils', 'spacy', 'trafilatura', 'docx', 'pypdf', 'annotator.project.project'}; "
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
