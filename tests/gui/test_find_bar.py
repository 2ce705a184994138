"""Finding words in the open article."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
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


def open_text(window: MainWindow, text: str) -> None:
    session = window.session
    assert session is not None
    with session.project.transact("Import", undoable=False):
        article_id, _new = articles.add(session.project, IncomingArticle(text))
    session.open_article(article_id)
    window.workspace.view.setFocus()


def marked(window: MainWindow) -> list[str]:
    selections = window.workspace.view.extraSelections()
    return [one.cursor.selectedText() for one in selections]  # type: ignore[attr-defined]


CAP = "The cap on caps: a Cap, a captain, a cap."


def test_it_counts_and_marks_what_it_finds(qtbot: QtBot, window: MainWindow) -> None:
    open_text(window, CAP)
    bar, view = window.workspace.find_bar, window.workspace.view
    qtbot.keyClick(view, Qt.Key.Key_F, CTRL)
    keys(qtbot, "cap")
    assert bar.result.text() == "1 of 5"
    assert marked(window) == ["cap", "cap", "Cap", "cap", "cap"]
    qtbot.keyClick(bar.words, Qt.Key.Key_C, Qt.KeyboardModifier.AltModifier)
    assert (bar.case.isChecked(), bar.result.text()) == (True, "1 of 4")
    qtbot.keyClick(bar.words, Qt.Key.Key_W, Qt.KeyboardModifier.AltModifier)
    assert (bar.result.text(), len(marked(window))) == ("1 of 2", 2)
    qtbot.mouseClick(bar.case, Qt.MouseButton.LeftButton)
    assert bar.result.text() == "1 of 3"
    assert bar.words.hasFocus()
    keys(qtbot, ESCAPE)
    assert marked(window) == []


def test_f3_goes_on_without_the_keyboard_leaving_the_article(qtbot: QtBot, window: MainWindow) -> None:
    open_text(window, CAP)
    bar, view = window.workspace.find_bar, window.workspace.view
    qtbot.keyClick(view, Qt.Key.Key_F3)  # nothing was sought yet: the bar asks
    assert bar.words.hasFocus()
    keys(qtbot, "cap", ESCAPE)
    qtbot.keyClick(view, Qt.Key.Key_F3)
    assert view.hasFocus()
    assert view.selected_span() == (11, 14)
    assert bar.result.text() == "2 of 5"
    qtbot.keyClick(view, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(view, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert bar.result.text() == "5 of 5, from the other end"
    qtbot.keyClick(view, ESCAPE)  # lets go of the selection
    qtbot.keyClick(view, ESCAPE)
    assert not bar.isVisible()


def test_another_article_is_searched_at_once(qtbot: QtBot, window: MainWindow) -> None:
    open_text(window, CAP)
    qtbot.keyClick(window.workspace.view, Qt.Key.Key_F, CTRL)
    keys(qtbot, "cap")
    open_text(window, "One cap only.")
    assert window.workspace.find_bar.result.text() == "1 in this article"
    assert marked(window) == ["cap"]


def test_only_what_is_in_view_is_marked(qtbot: QtBot, window: MainWindow) -> None:
    long_article(window)
    view = window.workspace.view
    qtbot.keyClick(view, Qt.Key.Key_F, CTRL)
    keys(qtbot, "line")
    assert window.workspace.find_bar.result.text() == "101 of 200"
    first = marked(window)
    assert 0 < len(first) < 60
    view.verticalScrollBar().setValue(0)
    assert view.extraSelections()[0].cursor.position() == 4  # type: ignore[attr-defined]


def test_an_input_method_writes_into_the_field(qtbot: QtBot, window: MainWindow) -> None:
    open_text(window, "東京で会談。東京は雨。")
    qtbot.keyClick(window.workspace.view, Qt.Key.Key_F, CTRL)
    words = window.workspace.find_bar.words
    composing = QInputMethodEvent("とう", [])
    QApplication.sendEvent(words, composing)
    assert window.workspace.view.selected_span() is None
    done = QInputMethodEvent()
    done.setCommitString("東京")
    QApplication.sendEvent(words, done)
    assert window.workspace.view.selected_span() == (0, 2)
    assert window.workspace.find_bar.result.text() == "1 of 2"
