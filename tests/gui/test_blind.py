"""A blind project in the window: whatever page is open, nothing on it tells of a colleague's hidden work."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from annotator.gui.exporting.dialog import ExportDialog
from annotator.gui.main_window import MainWindow
from annotator.project.operations import articles, blindness
from annotator.project.project import Project
from tests.support.blind import OPEN, SECRET, blind_project

ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)


@pytest.fixture
def project_path(tmp_path: Path) -> Path:
    with blind_project(tmp_path / "press.annotator") as project:
        return project.path


def cells(model: QAbstractItemModel, parent: QModelIndex | None = None) -> Iterator[str]:
    above = parent or QModelIndex()
    for row in range(model.rowCount(above)):
        columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(above)
        for column in range(columns):
            index = model.index(row, column, above)
            yield from (str(index.data(role) or "") for role in ROLES)
            if column == 0 and not isinstance(model, QAbstractListModel):
                yield from cells(model, index)


def texts(widget: QWidget) -> Iterator[str]:
    """Everything that a widget and what is in it say, shown or not."""
    for each in (widget, *widget.findChildren(QWidget)):
        yield from (each.toolTip(), each.accessibleName(), each.accessibleDescription())
        match each:
            case QLabel() | QAbstractButton() | QLineEdit():
                yield each.text()
            case QTextEdit():
                yield each.toPlainText()
            case QComboBox():
                yield from (each.itemText(number) for number in range(each.count()))
            case QAbstractItemView() if each.model() is not None:
                yield from cells(each.model())


def said(qtbot: QtBot, window: MainWindow) -> str:
    """All of the window, once what was being read beside it has come."""
    done: list[bool] = []
    window.background.run(lambda: True, done.append)
    window.background.run(lambda: True, done.append)
    qtbot.waitUntil(lambda: len(done) == 2)
    QApplication.processEvents()
    return "\n".join(texts(window))


PAGES = (
    "actors.page", "codebook.open", "patterns.page", "training.page", "team.page", "scores.page",
    "article.history", "problem.list", "concordance.open", "compare.page", "review.agreement",
    "review.report", "talk.list",
)  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_no_page_tells(window: MainWindow, qtbot: QtBot, name: str) -> None:
    window.commands.run(name)
    told = said(qtbot, window)
    assert SECRET not in told


def test_the_header_and_the_export_dialog_say_no_number(window: MainWindow, project: Project) -> None:
    assert "Kim: hidden until you are done" in window.workspace.header.colleagues.toolTip()
    dialog = ExportDialog(project, window)
    told = [dialog.layers.item(n).text() for n in range(dialog.layers.count())]
    assert "Kim: 2 annotations on articles that you have done" in told
    dialog.close()


def test_the_actors_page_counts_what_one_may_see(window: MainWindow, project: Project, qtbot: QtBot) -> None:
    window.commands.run("actors.page")
    qtbot.waitUntil(lambda: "1 mention" in said(qtbot, window))
    assert "2 mentions" not in said(qtbot, window)
    blindness.switch(project, False)
    window.pages.page("actors").begin()
    qtbot.waitUntil(lambda: "2 mentions" in said(qtbot, window))


def test_the_test_can_see_what_is_told(window: MainWindow, qtbot: QtBot, project: Project) -> None:
    """Else the others would pass whatever is shown."""
    articles.set_state(project, 1, "done")
    window.commands.run("article.history")
    window.workspace.drawer.page("history").everywhere.click()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: f"{SECRET} about the article" in said(qtbot, window))
    assert OPEN in said(qtbot, window)
