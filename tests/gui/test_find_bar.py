"""Finding words in the open article."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.gui.main_window import MainWindow
from annotator.model.article import IncomingArticle
from annotator.project.operations import articles

CTRL, BACK = Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_Backspace
ENTER, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Escape


def keys(qtbot: QtBot, *wanted: str | Qt.Key) -> None:
    for key in wanted:
        focused = QApplication.focusWidget()
        assert focused is not None
        if isinstance(key, str):
            qtbot.keyClicks(focused, key)
        else:
            qtbot.keyClick(focused, key)


def long_article(window: MainWindow) -> None:
    """An article of 200 lines, read as far as its middle."""
    session = window.session
    assert session is not None
    text = "\n".join(f"Line {number} of it." for number in range(200))
    with session.project.transact("Import", undoable=False):
        article_id, _new = articles.add(session.project, IncomingArticle(text))
    session.open_article(article_id)
    middle = text.index("Line 100 ")
    window.workspace.view.select_span(middle, middle)
    window.workspace.view.setFocus()
    window.workspace.view.reveal(middle, middle)


def test_each_character_searches_from_where_finding_began(qtbot: QtBot, window: MainWindow) -> None:
    long_article(window)
    view = window.workspace.view
    qtbot.keyClick(view, Qt.Key.Key_F, CTRL)
    keys(qtbot, "line 1")
    found = view.selected_span()
    assert found is not None
    keys(qtbot, ENTER, "07")
    assert view.textCursor().selectedText() == "Line 107"
    keys(qtbot, BACK, BACK)
    assert view.selected_span() == found
    keys(qtbot, ESCAPE)
    assert view.hasFocus()
    assert view.selected_span() == found  # to be tagged


def test_where_nothing_is_found_the_place_is_kept(qtbot: QtBot, window: MainWindow) -> None:
    long_article(window)
    view = window.workspace.view
    caret, scrolled = view.caret(), view.verticalScrollBar().value()
    assert scrolled > 0
    qtbot.keyClick(view, Qt.Key.Key_F, CTRL)
    keys(qtbot, "line 3q")
    assert window.workspace.find_bar.result.text() == "Not in this article"
    assert (view.caret(), view.verticalScrollBar().value()) == (caret, scrolled)
    keys(qtbot, ESCAPE)
    assert (view.caret(), view.verticalScrollBar().value()) == (caret, scrolled)
    assert view.selected_span() is None


def test_at_the_end_it_goes_on_from_the_beginning(qtbot: QtBot, window: MainWindow) -> None:
    long_article(window)
    qtbot.keyClick(window.workspace.view, Qt.Key.Key_F, CTRL)
    keys(qtbot, "line 5 ")
    assert window.workspace.view.textCursor().selectedText() == "Line 5 "
    assert window.workspace.find_bar.result.text() == "1 of 1, from the other end"


def test_what_was_selected_is_selected_again_where_nothing_is_found(qtbot: QtBot, window: MainWindow) -> None:
    view = window.workspace.view
    view.select_span(26, 30)
    qtbot.keyClick(view, Qt.Key.Key_F, CTRL)
    assert window.workspace.find_bar.words.text() == "levy"
    keys(qtbot, "nowhere", ESCAPE)
    assert view.selected_span() == (26, 30)
