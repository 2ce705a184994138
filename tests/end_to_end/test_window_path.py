"""The main job in the window with the real language model: from import to export, closed in between."""

import gc
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.gui.dialogs.import_articles import ImportDialog
from annotator.gui.dialogs.new_project import NewProjectDialog
from annotator.gui.exporting.dialog import ExportDialog
from annotator.gui.main_window import MainWindow
from annotator.gui.session import Session
from annotator.gui.settings import Settings
from annotator.places import example_project
from tests.support.article_view import left_of
from tests.support.mouse import LEFT, drag

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
PATIENCE = 120_000


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    made = MainWindow(Settings(tmp_path / "settings.ini"))
    made.fill()
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    made.close()
    gc.enable()


def session_of(window: MainWindow) -> Session:
    assert window.session is not None
    return window.session


def make_project(qtbot: QtBot, window: MainWindow, folder: Path) -> Path:
    window.commands.run("project.new")
    dialog = window.findChild(NewProjectDialog)
    assert dialog is not None
    dialog.name.setText("press")
    dialog.folder.edit.setText(str(folder))
    qtbot.mouseClick(dialog.create_button, LEFT)
    return folder / "press.annotator"


def import_example(qtbot: QtBot, window: MainWindow) -> None:
    window.commands.run("project.import")
    dialog = window.findChild(ImportDialog)
    assert dialog is not None
    dialog.path.setText(str(example_project() / "articles"))
    dialog.start()
    qtbot.waitUntil(lambda: dialog.close_button.text() == "Close", timeout=PATIENCE)
    assert "none failed" in dialog.said.text()
    dialog.reject()


def contents(session: Session) -> list[tuple[str, str]]:
    assert session.article is not None
    layer = session.project.layer
    found = session.project.annotations(session.article.id, layer.id) if layer else []
    return [(a.label, a.quote) for a in found]


def test_from_import_to_export(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    path = make_project(qtbot, window, tmp_path)
    import_example(qtbot, window)
    session, view = session_of(window), window.workspace.view
    window.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    qtbot.keyClick(view, Qt.Key.Key_P, CTRL)
    qtbot.waitUntil(lambda: not window.projects.busy, timeout=PATIENCE)
    assert session.sheet is not None
    assert len(session.sheet.suggestions) > 5

    # Decide: accept one with all it links to, reject one.
    claim = next(
        s for s in session.sheet.suggestions.values() if s.label == "claim" and _links(session, s.id)
    )
    session.set_current(claim.id)
    qtbot.keyClick(view, Qt.Key.Key_A, SHIFT)
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    rejected = session.current
    assert rejected is not None
    qtbot.keyClicks(view, "x")

    # Tag by mouse and by keyboard, and link the claim to its speaker.
    text = session.sheet.article.text
    at = text.index(" ", 40) + 1
    view.reveal(at, at + 12)
    drag(view, left_of(view, at), left_of(view, at + 3))
    qtbot.keyClicks(view, "1")
    actor = session.current
    assert actor is not None
    for _ in range(4):
        qtbot.keyClick(view, Qt.Key.Key_Right, SHIFT)
    qtbot.keyClicks(view, "2")
    qtbot.keyClicks(view, "ls1")
    assert len(session.sheet.links) > 1

    done, project = contents(session), session.project
    while project.undo_title:
        qtbot.keyClick(view, Qt.Key.Key_Z, CTRL)
    assert contents(session) == []
    while project.redo_title:
        qtbot.keyClick(view, Qt.Key.Key_Z, CTRL | SHIFT)
    assert contents(session) == done

    window.projects.close_project()
    assert [p.name for p in tmp_path.glob("*press*")] == [path.name]
    reopened = window.projects.open(path)
    assert contents(reopened) == done
    assert reopened.sheet is not None
    assert rejected.key not in {s.key for s in reopened.sheet.suggestions.values()}
    _export(qtbot, window, tmp_path / "press.jsonl", len(done))


def _links(session: Session, annotation_id: str) -> list[str]:
    assert session.sheet is not None
    return [k.label for k in session.sheet.links_of(annotation_id) if k.head_id == annotation_id]


def _export(qtbot: QtBot, window: MainWindow, path: Path, annotations: int) -> None:
    window.commands.run("project.export")
    dialog = window.findChildren(ExportDialog)[-1]
    dialog.path.edit.setText(str(path))
    dialog.start()
    qtbot.waitUntil(lambda: dialog.close_button.text() == "Close", timeout=PATIENCE)
    assert f"Annotations: {annotations} in, {annotations} out." in dialog.said.text()
    dialog.reject()
    spans = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        for span in record["spans"]:
            pieces = [record["text"][start:end] for start, end in span["segments"]]
            assert span["text"] == " … ".join(pieces)
            spans += 1
    assert spans == annotations
