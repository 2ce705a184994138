"""Where the keyboard is and what is shown after a change of the codebook, its undo, or a complaint."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from annotator.gui.codebook_page.label_form import LabelForm
from annotator.gui.codebook_page.page import CodebookPage
from annotator.gui.codebook_page.preview import last_words
from annotator.gui.main_window import MainWindow
from annotator.model.codebook import Codebook

CTRL = Qt.KeyboardModifier.ControlModifier
UNDO = (Qt.Key.Key_Z, CTRL)


def codebook(window: MainWindow) -> Codebook:
    assert window.session is not None
    return window.session.project.codebook


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def settle(page: CodebookPage, qtbot: QtBot) -> None:
    """Wait until the page shows what was saved, with its counts."""
    qtbot.waitUntil(lambda: not page._refresh.isActive() and not page._recount.isActive())
    page.desk.count()
    with qtbot.waitSignal(page.desk.counted):
        pass
    qtbot.waitUntil(lambda: not page._refresh.isActive())


def choose(page: CodebookPage, qtbot: QtBot, name: str) -> LabelForm:
    qtbot.keyClick(page.list, Qt.Key.Key_Home)
    for _ in range(12):
        current = page.list.current()
        if current is not None and (current.kind, current.name) == ("label", name):
            break
        qtbot.keyClick(page.list, Qt.Key.Key_Down)
    assert isinstance(page.form, LabelForm)
    return page.form


def shown(page: CodebookPage) -> tuple[str | None, str]:
    item = page.list.current()
    assert item is not None
    return item.kind, item.name


@pytest.mark.parametrize(
    ("button", "kind"),
    [
        (lambda page: page.add_label, "label"),
        (lambda page: page.add_link, "link"),
        (lambda page: page.add_question, "question"),
    ],
)
def test_what_is_added_by_mouse_is_named_by_typing_on(
    page: CodebookPage,
    window: MainWindow,
    qtbot: QtBot,
    button: Callable[[CodebookPage], QPushButton],
    kind: str,
) -> None:
    qtbot.mouseClick(button(page), Qt.MouseButton.LeftButton)
    settle(page, qtbot)  # the counts come while one looks at the name
    qtbot.keyClicks(focused(), "top")
    settle(page, qtbot)  # and again while one writes it
    qtbot.keyClicks(focused(), "ic")
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    settle(page, qtbot)
    assert shown(page) == (kind, "topic")
    assert window.session is not None
    assert (window.session.project.undo_title or "").endswith(f"new {kind} to topic")


def test_undo_of_a_new_label_leaves_the_keyboard_in_the_list(
    page: CodebookPage, window: MainWindow, qtbot: QtBot
) -> None:
    choose(page, qtbot, "cue")
    qtbot.keyClick(page.list, Qt.Key.Key_Insert)
    settle(page, qtbot)
    qtbot.keyClicks(focused(), "topic")
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    settle(page, qtbot)
    qtbot.keyClick(focused(), *UNDO)
    settle(page, qtbot)
    assert shown(page) == ("label", "new label")
    assert focused().objectName() == "name"
    qtbot.keyClick(focused(), *UNDO)
    settle(page, qtbot)
    assert codebook(window).label("new label") is None
    assert shown(page) == ("label", "sentiment")  # what is nearest now
    assert page.list.hasFocus()


def test_undo_shows_what_it_changed(page: CodebookPage, window: MainWindow, qtbot: QtBot) -> None:
    form = choose(page, qtbot, "claim")
    qtbot.keyClick(form.retire, Qt.Key.Key_Space)
    settle(page, qtbot)
    page.list.setFocus()
    choose(page, qtbot, "sentiment")
    qtbot.keyClick(page.list, *UNDO)
    settle(page, qtbot)
    assert shown(page) == ("label", "claim")
    assert page.list.hasFocus()


def test_a_merge_ends_at_the_label_that_is_left_and_its_undo_at_the_one_that_is_back(
    page: CodebookPage, window: MainWindow, qtbot: QtBot
) -> None:
    form = choose(page, qtbot, "sentiment")
    qtbot.keyClick(form.merge, Qt.Key.Key_Space)
    qtbot.waitUntil(form.merge.list.isVisible)
    for _ in range(2):
        qtbot.keyClick(form.merge.list, Qt.Key.Key_Down)
    qtbot.keyClick(form.merge.list, Qt.Key.Key_Return)
    qtbot.waitUntil(page.ask.isVisible)
    assert "claim" in page.ask.yes.text()
    qtbot.keyClick(page.ask.yes, Qt.Key.Key_Return)
    settle(page, qtbot)
    assert shown(page) == ("label", "claim")
    assert window.focusWidget() is page.list
    window.activateWindow()  # a menu that closes leaves a virtual screen without an active window
    qtbot.waitUntil(page.list.hasFocus)
    qtbot.keyClick(page.list, *UNDO)
    settle(page, qtbot)
    assert shown(page) == ("label", "sentiment")


def test_escape_closes_what_is_wrong_first_wherever_the_keyboard_is(
    page: CodebookPage, window: MainWindow, qtbot: QtBot
) -> None:
    choose(page, qtbot, "claim")
    qtbot.keyClick(page.list, Qt.Key.Key_Delete)
    assert "(Esc)" in page.ask.no.text()
    window.pages.close_button.setFocus()
    qtbot.keyClick(window.pages.close_button, Qt.Key.Key_Escape)
    assert not page.ask.isVisible()
    assert window.pages.shown == "codebook"
    assert page.list.hasFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_Escape)
    assert window.pages.shown is None


def test_undo_on_the_page_leaves_the_article_behind_alone(
    page: CodebookPage, window: MainWindow, qtbot: QtBot
) -> None:
    session = window.session
    assert session is not None
    window.moving.leave_page()
    session.open_article(2)
    assert session.project.undo_title == "Tag claim"
    window.workspace.view.setFocus()
    qtbot.keyClick(window.workspace.view, Qt.Key.Key_B, CTRL)
    qtbot.keyClick(page.list, Qt.Key.Key_Insert)
    settle(page, qtbot)
    qtbot.keyClick(focused(), *UNDO)
    settle(page, qtbot)
    assert codebook(window).label("new label") is None
    qtbot.keyClick(page.list, *UNDO)
    assert "The next step to undo is “Tag claim” in “" in window.messages.text.text()
    assert "go back (Esc) to undo it there" in window.messages.text.text()
    assert session.project.undo_title == "Tag claim"
    assert session.article is not None
    assert session.article.id == 2
    qtbot.keyClick(page.list, Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    settle(page, qtbot)
    assert codebook(window).label("new label") is not None
    qtbot.keyClick(focused(), *UNDO)
    settle(page, qtbot)
    qtbot.keyClick(focused(), Qt.Key.Key_Escape)
    qtbot.keyClick(window.workspace.view, *UNDO)
    assert session.project.undo_title == "Tag actor"


def test_a_narrow_window_scrolls_sideways(page: CodebookPage, window: MainWindow, qtbot: QtBot) -> None:
    window.resize(1000, 700)
    choose(page, qtbot, "claim")
    assert page.form is not None
    qtbot.waitUntil(lambda: window.width() == 1000)
    bar = page.room.horizontalScrollBar()
    seen = page.room.viewport().width()
    assert page.form.width() <= seen or bar.maximum() >= page.form.width() - seen


def test_the_preview_begins_with_a_whole_word(page: CodebookPage) -> None:
    metrics = QFontMetricsF(page.font())
    text = "Words that are "
    assert last_words(text, metrics, 1000) == text
    room = metrics.horizontalAdvance(text) - 3
    assert last_words(text, metrics, room) == "… that are "
    assert last_words(text, metrics, 2) == ""
