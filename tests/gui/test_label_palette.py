"""The palette with many labels and with long names: it leaves room for the inspector, and scrolls."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from annotator.gui.main_window import MainWindow
from annotator.model.article import IncomingArticle, Metadata
from annotator.model.codebook import Codebook, Label
from annotator.project.operations import articles
from annotator.project.project import Project

LONG = "A label with a name that is much longer than the side panel of the window is wide"


def opened(window: MainWindow, path: Path, labels: int) -> MainWindow:
    made = [Label(f"Label {n}", guideline="Tag it.") for n in range(1, labels)]
    codebook = Codebook("Many", (*made, Label(LONG, key="q", guideline="Tag it.")))
    with Project.create(path, codebook, "Robin") as project, project.transact("Import", undoable=False):
        articles.add(project, IncomingArticle("The harbour stood still.", Metadata(title="Harbour")))
    window.projects.open(path)
    window.workspace.view.setFocus()
    return window


@pytest.fixture
def many(empty_window: MainWindow, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    made = opened(empty_window, tmp_path / "many.annotator", 20)
    qtbot.waitUntil(lambda: made.workspace.codebook.rows.verticalScrollBar().maximum() > 0)
    return made


def test_twenty_labels_leave_room_for_the_inspector(many: MainWindow) -> None:
    side = many.workspace.side
    assert many.workspace.codebook.height() <= 0.4 * side.height() + 1
    assert many.workspace.inspector.height() >= 0.55 * side.height()
    buttons = many.workspace.codebook.buttons.values()
    assert all(button.height() >= button.fontMetrics().lineSpacing() + 12 for button in buttons), "squeezed"


def test_few_labels_take_what_they_need(empty_window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    panel = opened(empty_window, tmp_path / "few.annotator", 4).workspace.codebook
    qtbot.waitUntil(lambda: panel.rows.verticalScrollBar().maximum() == 0 and panel.rows.height() > 100)
    assert panel.height() == panel.sizeHint().height()


def test_the_list_scrolls_along_with_the_keyboard(many: MainWindow, qtbot: QtBot) -> None:
    panel = many.workspace.codebook
    rows, buttons = panel.rows, list(panel.buttons.values())

    def shown(number: int) -> bool:
        top = buttons[number].mapTo(rows.viewport(), QPoint(0, 0)).y()
        return top >= 0 and top + buttons[number].height() <= rows.viewport().height()

    buttons[0].setFocus(Qt.FocusReason.ShortcutFocusReason)
    assert shown(0)
    assert not shown(19)
    for number in range(19):
        qtbot.keyClick(buttons[number], Qt.Key.Key_Tab)
        assert buttons[number + 1].hasFocus()
        assert shown(number + 1)
    buttons[0].setFocus(Qt.FocusReason.ShortcutFocusReason)
    assert shown(0)


def test_a_long_name_ends_with_an_ellipsis_and_its_tip_has_it_all(many: MainWindow, qtbot: QtBot) -> None:
    made = many.workspace.codebook.buttons[LONG]
    qtbot.waitUntil(lambda: made.shown_name.text().endswith("…"))
    many.workspace.codebook.rows.ensureWidgetVisible(made)
    at = made.rect().center()
    QApplication.sendEvent(made, QHelpEvent(QEvent.Type.ToolTip, at, made.mapToGlobal(at)))
    assert QToolTip.text() == f"{LONG}\nTag it."
    assert "key q" in made.accessibleName()
