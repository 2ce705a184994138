"""Menus: none taller than a small screen, the right one under the mouse, the keyboard back after Esc."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from annotator.gui.main_window import MainWindow
from tests.support.article_view import left_of, on_text
from tests.support.mouse import LEFT

_TALLEST = 620


def submenus(menu: QMenu) -> Iterator[QMenu]:
    yield menu
    for action in menu.actions():
        below = action.menu()
        if isinstance(below, QMenu):
            yield from submenus(below)


def titles(menu: QMenu) -> list[str]:
    return [action.text().replace("&", "") for action in menu.actions() if not action.isSeparator()]


@pytest.fixture
def popped(window: MainWindow) -> Iterator[list[QMenu]]:
    """The menus that came up; they are closed at the end."""
    yield []
    while (menu := QApplication.activePopupWidget()) is not None:
        menu.close()


def right_click(window: MainWindow, popped: list[QMenu], point: QPoint) -> QMenu:
    viewport = window.workspace.view.viewport()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, viewport.mapToGlobal(point))
    QApplication.sendEvent(viewport, event)
    found = QApplication.activePopupWidget()
    assert isinstance(found, QMenu)
    assert found.sizeHint().height() < _TALLEST / 2
    popped.append(found)
    return found


def test_no_menu_is_taller_than_a_small_screen(window: MainWindow) -> None:
    tops = [action.menu() for action in window.menuBar().actions()]
    menus = [menu for top in tops if isinstance(top, QMenu) for menu in submenus(top)]
    assert len(menus) > len(tops)
    for menu in menus:
        assert menu.sizeHint().height() <= _TALLEST, (menu.title(), titles(menu))
        assert menu.actions(), menu.title()


def test_what_belongs_together_stands_together_and_quit_last(window: MainWindow) -> None:
    project = titles(window.commands.menu("Project"))
    sharing = project.index("Share my layer …")
    assert project.index("Import articles …") < sharing < project.index("Suggest for all articles")
    assert project[sharing + 1] == "Merge a colleague's layer …"
    assert project[-1] == "Quit"


def test_esc_in_a_menu_gives_the_keyboard_back(window: MainWindow, qtbot: QtBot) -> None:
    bar, view = window.menuBar(), window.workspace.view
    qtbot.mouseClick(bar, LEFT, pos=bar.actionGeometry(bar.actions()[0]).center())
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    qtbot.keyClick(menu, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.focusWidget() is view)
    window.activateWindow()
    qtbot.waitUntil(view.hasFocus)
    assert bar.activeAction() is None
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    assert window.session is not None
    assert window.session.current is not None


def test_the_right_button_offers_what_suits_a_suggestion(
    window: MainWindow, qtbot: QtBot, popped: list[QMenu]
) -> None:
    menu = right_click(window, popped, on_text(window.workspace.view, 2))
    said = titles(menu)
    assert said[:3] == ["Accept", "Accept with links", "Reject"]
    assert "Delete" not in said
    qtbot.mouseClick(menu, LEFT, pos=menu.actionGeometry(menu.actions()[0]).center())
    assert window.session is not None
    assert window.session.sheet is not None
    assert [a.quote for a in window.session.sheet.own.values()] == ["Mira Sand"]


def test_the_right_button_offers_what_suits_an_annotation_a_selection_and_bare_text(
    window: MainWindow, popped: list[QMenu]
) -> None:
    view, session = window.workspace.view, window.session
    assert session is not None
    session.tag("claim", (61, 67))
    claim = titles(right_click(window, popped, on_text(view, 63)))
    assert {"Tag as", "Link as", "Delete", "Answer attributes"} <= set(claim)
    assert "Set actor" not in claim, "only a mention has one"
    assert "Accept" not in claim
    popped.pop().close()
    session.set_current(None)
    bare = titles(right_click(window, popped, on_text(view, 69)))
    assert "Delete" not in bare
    assert "Find in this article" in bare
    popped.pop().close()
    view.select_span(26, 30)
    assert titles(right_click(window, popped, left_of(view, 27)))[0] == "Tag as"
