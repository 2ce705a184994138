"""What a first-time user meets: keys that went to what one did not see, steps that led nowhere."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from annotator.gui.concordance.desk import NAME
from annotator.gui.concordance.page import ConcordancePage
from annotator.gui.main_window import MainWindow
from annotator.gui.session import Session

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
TAB, DELETE = Qt.Key.Key_Tab, Qt.Key.Key_Delete


def session_of(window: MainWindow) -> Session:
    assert window.session is not None
    return window.session


def own(window: MainWindow) -> list[tuple[str, str]]:
    sheet = session_of(window).sheet
    assert sheet is not None
    return [(a.label, a.quote) for a in sheet.own.values()]


def suggestion(window: MainWindow, quote: str) -> str:
    sheet = session_of(window).sheet
    assert sheet is not None
    return next(s.id for s in sheet.suggestions.values() if s.quote == quote)


def current_quote(window: MainWindow) -> str | None:
    current = session_of(window).current
    return current.quote if current is not None else None


def test_a_label_key_in_the_list_tags_nothing_unseen(window: MainWindow, qtbot: QtBot) -> None:
    listed = window.workspace.articles.list
    listed.setFocus()
    qtbot.keyClicks(listed, "1")
    assert own(window) == []
    assert "No caret shows" in window.messages.text.text()
    window.workspace.view.select_span(26, 30)
    listed.setFocus()
    qtbot.keyClicks(listed, "1")
    assert own(window) == [("actor", "levy")], "what is selected is seen from the list, too"


def test_tab_leads_from_the_list_to_the_next_suggestion(window: MainWindow, qtbot: QtBot) -> None:
    listed = window.workspace.articles.list
    listed.setFocus()
    qtbot.keyClick(listed, TAB)
    assert current_quote(window) == "Mira Sand"
    assert window.workspace.view.hasFocus()


def test_undo_of_accept_and_reject_makes_the_suggestion_current_again(
    window: MainWindow, qtbot: QtBot
) -> None:
    view = window.workspace.view
    for key in ("a", "x"):
        session_of(window).set_current(suggestion(window, "said"))
        qtbot.keyClicks(view, key)
        qtbot.keyClick(view, Qt.Key.Key_Z, CTRL)
        assert current_quote(window) == "said"
        assert session_of(window).current_is_suggestion
        session_of(window).set_current(None)


def test_undo_of_a_sentence_makes_its_first_suggestion_current(window: MainWindow, qtbot: QtBot) -> None:
    view = window.workspace.view
    qtbot.keyClicks(view, "y")
    qtbot.keyClick(view, Qt.Key.Key_Z, CTRL)
    assert session_of(window).current_is_suggestion
    assert view.current() == session_of(window).current_id


def test_shift_a_accepts_what_the_frame_of_an_accepted_claim_suggests(
    window: MainWindow, qtbot: QtBot
) -> None:
    view, session = window.workspace.view, session_of(window)
    session.set_current(suggestion(window, "that the levy “will fail”"))
    qtbot.keyClicks(view, "a")
    window.show_current()
    assert window.workspace.inspector.findChild(QPushButton, "button-suggestion.accept-linked") is not None
    assert session.sheet is not None
    assert session.sheet.links == {}
    qtbot.keyClick(view, Qt.Key.Key_A, SHIFT)
    assert {link.label for link in session.sheet.links.values()} == {"speaker", "cue"}
    assert ("actor", "Mira Sand") in own(window)
    assert current_quote(window) == "that the levy “will fail”"
    assert "Accepted speaker and cue of claim “that the levy" in window.status.says()
    qtbot.keyClick(view, Qt.Key.Key_A, SHIFT)
    assert "Nothing more is suggested for this claim" in window.messages.text.text()
    qtbot.keyClick(view, Qt.Key.Key_Z, CTRL)
    assert session.sheet.links == {}
    assert len(own(window)) == 1


def test_g_on_a_suggestion_without_slots_asks_its_attributes(window: MainWindow, qtbot: QtBot) -> None:
    view = window.workspace.view
    session_of(window).set_current(suggestion(window, "Tolm Harbour"))
    qtbot.keyClicks(view, "g")
    assert window.picker.isVisible()
    assert window.picker.title.text().startswith("Kind of actor")
    qtbot.keyClicks(view, "2")
    assert own(window) == [("actor", "Tolm Harbour")]


def test_e_takes_the_word_at_a_bare_caret(window: MainWindow, qtbot: QtBot) -> None:
    view = window.workspace.view
    view.select_span(28, 28)
    session_of(window).set_current(None)
    qtbot.keyClicks(view, "e")
    page = window.workspace.drawer.page(NAME)
    assert isinstance(page, ConcordancePage)
    assert page.is_spreading
    assert page.spreading.wanted is not None
    assert page.spreading.wanted.text == "levy"


def test_deleting_says_how_many_links_went_with_it(window: MainWindow, qtbot: QtBot) -> None:
    view = window.workspace.view
    session_of(window).set_current(suggestion(window, "that the levy “will fail”"))
    qtbot.keyClick(view, Qt.Key.Key_A, SHIFT)
    qtbot.keyClick(view, DELETE)
    assert window.status.says().startswith("Deleted claim “that the levy “will fail”” and 2 links")


def test_shift_o_says_why_nothing_unfolds(window: MainWindow, qtbot: QtBot) -> None:
    view, session = window.workspace.view, session_of(window)
    for number in range(4):
        session.tag("actor", (number, 9))
    session.set_current(None)
    view.select_span(3, 3)
    qtbot.keyClick(view, Qt.Key.Key_O, SHIFT)
    said = window.messages.text.text()
    assert said.startswith("Nothing is folded here: all ")
    assert "annotations of this line are shown" in said


def test_what_label_keys_do_is_said_only_where_they_do_it(window: MainWindow, qtbot: QtBot) -> None:
    line, view = window.workspace.inspector.selection, window.workspace.view
    session_of(window).set_current(suggestion(window, "Tolm Harbour"))
    qtbot.waitUntil(lambda: line.text().startswith("1–4 change the label of this actor"))
    qtbot.keyClick(view, Qt.Key.Key_Return)  # into the panel, where 1 changes no label
    assert not view.hasFocus()
    qtbot.waitUntil(line.isHidden)
    view.setFocus()
    qtbot.waitUntil(line.isVisible)
    qtbot.keyClicks(view, "q")
    qtbot.waitUntil(lambda: line.text() == "Keys answer the question in the box.")
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: line.text().startswith("1–4 change"))
    session_of(window).set_current(None)
    view.select_span(27, 27)
    qtbot.waitUntil(lambda: "the word at the caret" in line.text())
    window.workspace.articles.list.setFocus()
    qtbot.waitUntil(line.isHidden)
