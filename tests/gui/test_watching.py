"""The watched folder: through its command, its dialog and the status bar."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.gui.main_window import MainWindow
from annotator.gui.watching import desk as watching
from annotator.gui.watching.desk import WatchDesk
from annotator.gui.watching.dialog import WatchDialog

LEFT = Qt.MouseButton.LeftButton
KEY = (Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "_POLL", 30)
    monkeypatch.setattr(watching, "_SOON", 10)


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


def desk_of(window: MainWindow) -> WatchDesk:
    found = window.findChild(WatchDesk)
    assert found is not None
    return found


def ask(qtbot: QtBot, window: MainWindow) -> WatchDialog:
    qtbot.keyClick(window.workspace.view, *KEY)
    dialog = window.findChildren(WatchDialog)[-1]
    qtbot.waitUntil(dialog.isVisible)
    return dialog


def start(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    dialog = ask(qtbot, window)
    dialog.folder.edit.setText("")
    qtbot.keyClicks(dialog.folder.edit, str(folder))
    qtbot.keyClick(dialog.folder.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    window.workspace.view.setFocus()


def count(window: MainWindow) -> int:
    return window.workspace.articles.model.total()


def test_what_comes_in_is_listed_and_said(qtbot: QtBot, window: MainWindow, inbox: Path) -> None:
    before, status = count(window), window.status.watching
    assert window.session is not None
    here = window.session.article
    assert not status.isVisible()
    (inbox / "a.txt").write_text("A quiet day in the harbour of Tolm.")
    start(qtbot, window, inbox)
    qtbot.waitUntil(lambda: status.text() == "watching inbox: 1 new")
    assert status.isVisible()
    assert count(window) == before + 1
    (inbox / "b.html").write_text(
        "<html><body><p>Another day on the river, where nobody was asked.</p></body></html>"
    )
    qtbot.waitUntil(lambda: status.text() == "watching inbox: 2 new")
    assert window.session.article is here


def test_a_bad_file_is_told_once(qtbot: QtBot, window: MainWindow, inbox: Path) -> None:
    (inbox / "bad.docx").write_text("no document")
    start(qtbot, window, inbox)
    desk = desk_of(window)
    qtbot.waitUntil(lambda: len(desk.told) == 1)
    assert "1 file in the watched folder could not be read" in window.messages.text.text()
    looks = []
    desk.changed.connect(lambda: looks.append(1))
    qtbot.waitUntil(lambda: len(looks) > 4)
    assert len(desk.told) == 1
    qtbot.mouseClick(window.status.watching, LEFT)
    dialog = window.findChildren(WatchDialog)[-1]
    assert "bad.docx: It is named .docx but is plain text" in dialog.details.toPlainText()
    assert dialog.details.isVisible()


def test_it_can_be_stopped_and_stays_so(
    qtbot: QtBot, window: MainWindow, inbox: Path, project_path: Path
) -> None:
    start(qtbot, window, inbox)
    qtbot.waitUntil(window.status.watching.isVisible)
    dialog = ask(qtbot, window)
    qtbot.mouseClick(dialog.stop_button, LEFT)
    assert not window.status.watching.isVisible()
    dialog.reject()
    window.projects.close_project()
    window.projects.open(project_path)
    assert desk_of(window).folder is None


def test_reopening_goes_on_and_passes_over_what_is_known(
    qtbot: QtBot, window: MainWindow, inbox: Path, project_path: Path
) -> None:
    before = count(window)
    (inbox / "a.txt").write_text("A quiet day in the harbour of Tolm.")
    (inbox / "bad.docx").write_text("no document")
    start(qtbot, window, inbox)
    qtbot.waitUntil(lambda: window.status.watching.text() == "watching inbox: 1 new")
    qtbot.waitUntil(lambda: not desk_of(window).busy)
    window.projects.close_project()
    assert not window.status.watching.isVisible()
    (inbox / "b.txt").write_text("Another day on the river.")
    window.projects.open(project_path)
    desk = desk_of(window)
    assert desk.folder == inbox
    qtbot.waitUntil(lambda: desk.came_in == 1)
    assert count(window) == before + 2
    assert desk.told == []


def test_the_folder_may_vanish_and_come_back(qtbot: QtBot, window: MainWindow, inbox: Path) -> None:
    start(qtbot, window, inbox)
    status = window.status.watching
    qtbot.waitUntil(lambda: status.text() == "watching inbox")
    inbox.rename(inbox.with_name("away"))
    qtbot.waitUntil(lambda: status.text() == "watching inbox: not there")
    assert "bring it back" in desk_of(window).trouble
    inbox.with_name("away").rename(inbox)
    (inbox / "a.txt").write_text("A quiet day in the harbour of Tolm.")
    qtbot.waitUntil(lambda: status.text() == "watching inbox: 1 new")


def test_a_folder_that_is_not_there_is_said_in_the_dialog(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    dialog = ask(qtbot, window)
    qtbot.mouseClick(dialog.start_button, LEFT)
    assert "Which folder?" in dialog.trouble.text()
    qtbot.keyClicks(dialog.folder.edit, str(tmp_path / "gone"))
    qtbot.mouseClick(dialog.start_button, LEFT)
    assert "is not there" in dialog.trouble.text()
    assert desk_of(window).folder is None


def test_a_long_reading_shows_progress_and_can_be_stopped(
    qtbot: QtBot, window: MainWindow, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = desk_of(window)
    desk._slow.setInterval(0)
    for number in range(300):
        (inbox / f"{number:03}.txt").write_text(
            f"Day {number} in the harbour of Tolm, and the {number}th ship."
        )
    start(qtbot, window, inbox)
    qtbot.waitUntil(window.progress.isVisible)
    assert window.progress.text.text().startswith("Reading ")
    qtbot.mouseClick(window.progress.cancel, LEFT)
    qtbot.waitUntil(lambda: desk.folder is None)
    assert not window.progress.isVisible()
    assert "not watched any more" in window.messages.text.text()
    assert count(window) < 300
