"""Keys: what the view keeps, and what it leaves to the window."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QLineEdit, QMainWindow, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from annotator.gui.article_view import ArticleView
from annotator.model.article import Article, Metadata
from tests.support.article_view import own

Show = Callable[..., ArticleView]
Keys = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot: QtBot, view: ArticleView) -> QMainWindow:
    made = QMainWindow()
    qtbot.addWidget(made)
    middle = QWidget()
    box = QVBoxLayout(middle)
    box.addWidget(view)
    box.addWidget(QLineEdit())
    made.setCentralWidget(middle)
    view.set_article(Article(1, "The minister said no.", Metadata(), ""))
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    view.setFocus()
    return made


@pytest.mark.parametrize(
    "keys", ["1", "A", "X", "Tab", "Del", "Return", "Space", "Backspace", "Shift+Tab", "Alt+Left", "Ctrl+1"]
)
def test_keys_of_the_window_reach_its_actions(
    qtbot: QtBot, window: QMainWindow, view: ArticleView, keys: str
) -> None:
    action = QAction("do", window)
    action.setShortcut(QKeySequence(keys))
    window.addAction(action)
    pressed = QKeySequence(keys)[0]
    with qtbot.waitSignal(action.triggered, timeout=1000):
        qtbot.keyClick(view, pressed.key(), pressed.keyboardModifiers())
    assert view.toPlainText() == "The minister said no."
    assert view.hasFocus()


def test_arrows_stay_with_the_view_even_if_an_action_wants_them(
    qtbot: QtBot, window: QMainWindow, view: ArticleView
) -> None:
    action = QAction("do", window)
    action.setShortcut(QKeySequence("Right"))
    window.addAction(action)
    with qtbot.assertNotEmitted(action.triggered):
        qtbot.keyClick(view, Keys.Key_Right)
    assert view.caret() == 1


def test_tab_without_an_action_does_not_leave_the_view(
    qtbot: QtBot, window: QMainWindow, view: ArticleView
) -> None:
    qtbot.keyClick(view, Keys.Key_Tab)
    assert view.hasFocus()


def test_shift_and_arrows_select(qtbot: QtBot, show: Show) -> None:
    view = show("The 😬 minister")
    view.select_span(4, 4)
    with qtbot.waitSignal(view.selection_changed) as told:
        qtbot.keyClick(view, Keys.Key_Right, SHIFT)
    assert told.args == [(4, 5)]
    assert view.selected_span() == (4, 5)
    qtbot.keyClick(view, Keys.Key_Right, SHIFT | CTRL)
    assert view.selected_span() == (4, 6)


def test_escape_clears_the_selection_and_then_belongs_to_the_window(
    qtbot: QtBot, window: QMainWindow, view: ArticleView
) -> None:
    action = QAction("close something", window)
    action.setShortcut(QKeySequence("Esc"))
    window.addAction(action)
    view.select_span(4, 12)
    with qtbot.assertNotEmitted(action.triggered), qtbot.waitSignal(view.selection_changed) as told:
        qtbot.keyClick(view, Keys.Key_Escape)
    assert told.args == [None]
    assert view.selected_span() is None
    with qtbot.waitSignal(action.triggered):
        qtbot.keyClick(view, Keys.Key_Escape)


def test_the_caret_picks_the_annotation_it_comes_to(qtbot: QtBot, show: Show) -> None:
    view = show("The minister said no.", own("m", "actor", (4, 12)), own("all", "claim", (0, 17)))
    with qtbot.waitSignal(view.current_changed) as told:
        qtbot.keyClick(view, Keys.Key_Right, CTRL)
    assert view.caret() == 4
    assert told.args == ["m"]
    qtbot.keyClick(view, Keys.Key_End)
    assert view.current() is None


def test_enter_activates_the_current_annotation(qtbot: QtBot, show: Show) -> None:
    view = show("The minister said no.", own("m", "actor", (4, 12)))
    with qtbot.assertNotEmitted(view.activated):
        qtbot.keyClick(view, Keys.Key_Return)
    view.set_current("m")
    with qtbot.waitSignal(view.activated) as told:
        qtbot.keyClick(view, Keys.Key_Return)
    assert told.args == ["m"]


def test_copy_keeps_the_source_as_it_is(qtbot: QtBot, show: Show) -> None:
    text = "One\r\ntwo\u2028thr\u00a0ee\u2029four"
    view = show(text)
    qtbot.keyClick(view, Keys.Key_A, CTRL)
    qtbot.keyClick(view, Keys.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == text
    assert view.createMimeDataFromSelection().text() == text


def test_typing_changes_nothing(qtbot: QtBot, show: Show) -> None:
    view = show("The minister said no.")
    view.select_span(4, 12)
    qtbot.keyClicks(view, "abc 123")
    assert view.toPlainText() == "The minister said no."
    assert view.selected_span() == (4, 12)


def test_page_down_moves_through_a_long_article(qtbot: QtBot, show: Show) -> None:
    view = show("\n".join(f"Paragraph {n}, with some words in it." for n in range(200)))
    qtbot.keyClick(view, Keys.Key_PageDown)
    assert view.caret() > 100
    assert view.verticalScrollBar().value() > 0
    qtbot.keyClick(view, Keys.Key_End, CTRL)
    assert view.caret() == len(view.article_layout.text.text)
    assert view.verticalScrollBar().value() > view.verticalScrollBar().maximum() - 200


def test_the_caret_does_not_stop_in_the_gap_between_paragraphs(qtbot: QtBot, show: Show) -> None:
    view = show("A title\n\nSome words here.\n\n")
    view.select_span(4, 4)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.caret() in range(9, 25), "in the words, and near where it stood"
    assert view.caret() > 9
    qtbot.keyClick(view, Qt.Key.Key_Up)
    assert view.caret() == 4
    view.select_span(7, 7)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.caret() == 9
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert view.caret() == 7
    view.select_span(25, 25)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right):
        qtbot.keyClick(view, key)
        assert view.caret() == 25, "there are no words below"
    view.select_span(7, 7)
    qtbot.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert view.selected_span() == (7, 9)
