"""Tagging, deciding, linking and undoing in the window, by real keys and mouse."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from annotator.gui.main_window import MainWindow
from annotator.gui.session import Session
from annotator.model.annotation import Annotation
from tests.support.article_view import left_of, on_bar, on_text
from tests.support.keys import Press, press_keys
from tests.support.mouse import LEFT, drag
from tests.support.projects import TEXT

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def session_of(window: MainWindow) -> Session:
    assert window.session is not None
    return window.session


def own(window: MainWindow) -> list[tuple[str, str]]:
    """Label and quote of every annotation as the file has it."""
    project = session_of(window).project
    layer = project.layer
    return [(a.label, a.quote) for a in project.annotations(1, layer.id)] if layer else []


def stored_links(window: MainWindow) -> list[tuple[str, str, str]]:
    project = session_of(window).project
    layer = project.layer
    assert layer is not None
    quotes = {a.id: a.quote for a in project.annotations(1, layer.id)}
    return [(quotes[k.head_id], k.label, quotes[k.child_id]) for k in project.links(1, layer.id)]


def painted(window: MainWindow) -> dict[str, set[str]]:
    """Quotes of the marks in the view by kind."""
    found: dict[str, set[str]] = {"own": set(), "suggestion": set()}
    for mark in window.workspace.view.article_layout.index.by_id.values():
        found[mark.kind].add(TEXT[mark.start : mark.end])
    return found


@pytest.fixture
def press(qtbot: QtBot, window: MainWindow) -> Press:
    """Press keys in the article: characters, or (key, modifiers)."""

    view = window.workspace.view
    return lambda *keys: press_keys(qtbot, *keys, into=lambda: view)


@pytest.fixture
def inspected(qtbot: QtBot, window: MainWindow) -> Callable[[], Annotation]:
    """The current annotation, once the inspector shows it."""

    def current() -> Annotation:
        window.show_current()
        found = session_of(window).current
        assert found is not None
        return found

    return current


TAB, DELETE, ESCAPE, ENTER = Qt.Key.Key_Tab, Qt.Key.Key_Delete, Qt.Key.Key_Escape, Qt.Key.Key_Return


def test_a_drag_and_a_key_tag(window: MainWindow, press: Press) -> None:
    view = window.workspace.view
    drag(view, left_of(view, 26), left_of(view, 30))
    assert view.selected_span() == (26, 30)
    press("1")
    assert own(window) == [("actor", "levy")]
    assert view.selected_span() is None
    assert session_of(window).current_id == view.current()
    assert "Saved" in window.status.says()


def test_white_space_at_the_ends_is_not_tagged(window: MainWindow, press: Press) -> None:
    window.workspace.view.select_span(25, 31)
    press("1")
    assert own(window) == [("actor", "levy")]


def test_white_space_alone_is_not_tagged(window: MainWindow, press: Press) -> None:
    window.workspace.view.select_span(25, 26)
    press("1")
    assert own(window) == []
    assert "Select some words first" in window.messages.text.text()


def test_shift_arrows_and_a_key_tag(window: MainWindow, press: Press) -> None:
    right = Qt.Key.Key_Right
    press(*[right] * 10, *[(right, SHIFT)] * 4, "3")
    assert own(window) == [("cue", "said")]
    # It says the same as a suggestion, so it counts as accepted.
    assert "said" not in painted(window)["suggestion"]


def test_the_palette_tags_too_and_leaves_the_keyboard_in_the_article(
    qtbot: QtBot, window: MainWindow, press: Press
) -> None:
    window.workspace.view.select_span(26, 30)
    qtbot.mouseClick(window.workspace.codebook.buttons["claim"], LEFT)
    assert own(window) == [("claim", "levy")]
    assert window.workspace.view.hasFocus()


def test_a_label_key_where_no_word_is_says_what_to_do(window: MainWindow, press: Press) -> None:
    window.workspace.view.select_span(16, 16)  # behind the emoji
    press("2")
    assert own(window) == []
    assert "Select the words" in window.messages.text.text()
    assert window.messages.isVisible()


def test_a_label_key_tags_the_word_at_the_caret(window: MainWindow, press: Press) -> None:
    window.workspace.view.select_span(42, 42)
    press((Qt.Key.Key_Right, CTRL), "1")
    assert own(window) == [("actor", "but")]
    press("2")  # it is the current annotation now
    assert own(window) == [("claim", "but")]
    press((Qt.Key.Key_Z, CTRL), (Qt.Key.Key_Z, CTRL))
    assert own(window) == []


def test_the_rule_for_label_keys_is_shown(window: MainWindow, press: Press) -> None:
    line = window.workspace.inspector.selection
    window.workspace.view.select_span(27, 27)
    session_of(window).set_current(None)
    window.show_current()
    assert line.text() == "1–4 tag “levy”, the word at the caret."
    window.workspace.view.select_span(22, 30)
    window.show_current()
    assert line.text() == "1–4 tag the 2 selected words."
    window.workspace.view.clear_selection()
    press("1")
    window.show_current()
    assert line.text() == "1–4 change the label of this actor, [ { move its start and } ] its end."


def test_a_label_key_gives_the_current_annotation_another_label(window: MainWindow, press: Press) -> None:
    window.workspace.view.select_span(26, 30)
    press("1", "3")
    assert own(window) == [("cue", "levy")]


def test_tab_goes_from_suggestion_to_suggestion_and_around(window: MainWindow, press: Press) -> None:
    session = session_of(window)
    seen = []
    for _ in range(5):
        press(TAB)
        assert session.current is not None
        seen.append(session.current.quote)
    assert seen == ["Mira Sand", "said", TEXT[17:42], "Tolm Harbour", "Mira Sand"]
    press((TAB, SHIFT))
    assert session.current is not None
    assert session.current.quote == "Tolm Harbour"


def test_accept_reject_and_delete(window: MainWindow, press: Press) -> None:
    press(TAB, "a", TAB, "x")
    assert own(window) == [("actor", "Mira Sand")]
    assert painted(window) == {"own": {"Mira Sand"}, "suggestion": {TEXT[17:42], "Tolm Harbour"}}
    press((TAB, SHIFT))  # the claim is the nearest before; from nothing it goes around
    window.session.set_current(next(iter(session_of(window).sheet.own)))  # type: ignore[union-attr]
    press(DELETE)
    assert own(window) == []
    # What was accepted and then deleted is rejected: it does not come back.
    assert painted(window) == {"own": set(), "suggestion": {TEXT[17:42], "Tolm Harbour"}}


def test_accept_with_linked_takes_speaker_and_cue(window: MainWindow, press: Press) -> None:
    press(TAB, TAB, TAB, "A")
    press(Qt.Key.Key_Z)  # a letter without a command does nothing
    assert len(own(window)) == 1
    press((Qt.Key.Key_Z, CTRL), TAB)
    assert own(window) == []
    session = session_of(window)
    claim = next(s for s in session.sheet.suggestions.values() if s.label == "claim")  # type: ignore[union-attr]
    session.set_current(claim.id)
    press((Qt.Key.Key_A, SHIFT))
    assert {label for label, _ in own(window)} == {"claim", "actor", "cue"}
    assert {name for _, name, _ in stored_links(window)} == {"speaker", "cue"}


def test_undo_all_and_redo_all(qtbot: QtBot, window: MainWindow, press: Press) -> None:
    view = window.workspace.view
    before = painted(window)
    press(TAB, "a", TAB, "x")
    view.select_span(26, 30)
    press("2")
    after, project = painted(window), session_of(window).project
    assert window.commands.action("edit.undo").text() == "Undo: Tag claim"
    while project.undo_title:
        press((Qt.Key.Key_Z, CTRL))
    assert painted(window) == before
    assert own(window) == []
    assert window.status.says().startswith("Undone: ")
    while project.redo_title:
        press((Qt.Key.Key_Z, CTRL | SHIFT))
    assert painted(window) == after
    press((Qt.Key.Key_Y, CTRL))
    assert window.messages.text.text() == "There is nothing to redo."


def test_undo_goes_back_to_the_article_it_changes(window: MainWindow, press: Press) -> None:
    press(TAB, "a", "j")
    assert session_of(window).article.id == 2  # type: ignore[union-attr]
    press((Qt.Key.Key_Z, CTRL))
    assert session_of(window).article.id == 1  # type: ignore[union-attr]
    assert own(window) == []


def test_link_by_key_number_and_kind(window: MainWindow, press: Press) -> None:
    press(TAB, "a", TAB, TAB, "a")  # the actor, past the cue, the claim
    press("l")
    assert window.picker.isVisible()
    assert window.workspace.view.hasFocus()
    press("2")  # the cue is nearer; several kinds go from a claim to an actor
    assert window.picker.isVisible()
    press("d")
    assert not window.picker.isVisible()
    assert (TEXT[17:42], "addressee", "Tolm Harbour") in stored_links(window)


def test_link_kind_first_then_tab_and_enter(window: MainWindow, press: Press) -> None:
    press(TAB, TAB, TAB, "a", "l", "s", TAB, ENTER)
    # The second nearest actor was still a suggestion: it is accepted with the link.
    assert (TEXT[17:42], "speaker", "Mira Sand") in stored_links(window)
    assert ("actor", "Mira Sand") in own(window)
    press((Qt.Key.Key_Z, CTRL))
    assert own(window) == [("claim", TEXT[17:42])]


def test_escape_leaves_link_mode_and_no_key_falls_through(window: MainWindow, press: Press) -> None:
    press(TAB, TAB, TAB, "a", "l", "x", "m", ESCAPE)
    assert not window.linking.active
    assert own(window) == [("claim", TEXT[17:42])]
    assert session_of(window).article.id == 1  # type: ignore[union-attr]
    assert stored_links(window) == []


def test_a_click_in_link_mode_picks_the_other_end(qtbot: QtBot, window: MainWindow, press: Press) -> None:
    press(TAB, TAB, TAB, "a", "l", "c")
    qtbot.mouseClick(window.workspace.view.viewport(), LEFT, pos=on_text(window.workspace.view, 12))
    assert (TEXT[17:42], "cue", "said") in stored_links(window)


def test_link_by_drag_from_bar_to_bar(window: MainWindow, press: Press) -> None:
    press(TAB, "a", TAB, "a", TAB, "a")
    view, session = window.workspace.view, session_of(window)
    ids = {a.label: a.id for a in session.sheet.own.values()}  # type: ignore[union-attr]
    session.set_current(None)
    for link in session.project.links_of(ids["claim"]):
        session.delete_link(link.id)
    drag(view, on_bar(view, ids["claim"]), on_bar(view, ids["cue"]))
    assert stored_links(window) == [(TEXT[17:42], "cue", "said")]
    drag(view, on_bar(view, ids["cue"]), on_bar(view, ids["actor"]))
    assert "no link between cue and actor" in window.messages.text.text()


def test_links_are_listed_and_deleted_in_the_inspector(
    qtbot: QtBot, window: MainWindow, press: Press, inspected: Callable[[], Annotation]
) -> None:
    press(TAB, "a", TAB, "a", TAB, "a")
    claim = inspected()
    rows = window.workspace.inspector.links
    assert [row.link.label for row in rows] == ["speaker", "cue"]
    qtbot.mouseClick(rows[1].remove, LEFT)
    assert [name for _, name, _ in stored_links(window)] == ["speaker"]
    inspected()
    qtbot.mouseClick(window.workspace.inspector.links[0].go, LEFT)
    current = session_of(window).current
    assert current is not None
    assert current.id != claim.id
    assert current.quote == "Mira Sand"


def test_a_note_is_saved_by_itself(
    qtbot: QtBot, window: MainWindow, press: Press, inspected: Callable[[], Annotation]
) -> None:
    press(TAB, "a", "n")
    note = window.workspace.inspector.note
    qtbot.waitUntil(note.hasFocus)
    qtbot.keyClicks(note, "axx1 is she?")  # keys of commands are text here
    qtbot.keyClick(note, ESCAPE)
    assert inspected().note == "axx1 is she?"
    assert window.workspace.view.hasFocus()
    assert own(window) == [("actor", "Mira Sand")]
    press((Qt.Key.Key_Z, CTRL))
    inspected()
    assert note.toPlainText() == ""


def test_a_note_half_written_is_saved_when_typing_pauses(
    qtbot: QtBot, window: MainWindow, press: Press
) -> None:
    press(TAB, "a", "n")
    qtbot.keyClicks(window.workspace.inspector.note, "half")
    session = session_of(window)
    qtbot.waitUntil(lambda: session.current is not None and session.current.note == "half")
    assert window.workspace.inspector.note.hasFocus()


def test_attributes_are_answered_with_buttons(
    qtbot: QtBot, window: MainWindow, press: Press, inspected: Callable[[], Annotation]
) -> None:
    window.workspace.view.select_span(26, 30)
    press("4")
    inspected()
    mark = window.workspace.view.article_layout.index.by_id[inspected().id]
    assert mark.problem  # polarity is required
    form = window.workspace.inspector.form
    assert form is not None
    qtbot.mouseClick(form.fields()["polarity/negative"], LEFT)
    assert inspected().attributes == {"polarity": "negative"}
    mark = window.workspace.view.article_layout.index.by_id[inspected().id]
    assert (mark.problem, mark.attributes_text) == (False, "negative")
    form = window.workspace.inspector.form
    assert form is not None
    qtbot.mouseClick(form.fields()["polarity/negative"], LEFT)
    assert inspected().attributes == {}


def test_an_actor_is_named_by_enter(
    qtbot: QtBot, window: MainWindow, press: Press, inspected: Callable[[], Annotation]
) -> None:
    press(TAB, "a", "r")
    actor = window.workspace.inspector.actor
    assert actor is not None
    qtbot.keyClick(actor, ENTER)
    project = session_of(window).project
    assert [(a.name, a.kind) for a in project.actors()] == [("Mira Sand", "person")]
    assert inspected().actor_id == project.actors()[0].id
    press((Qt.Key.Key_Z, CTRL))  # one step for both
    assert project.actors() == []
    assert inspected().actor_id is None


def test_the_buttons_of_a_suggestion_show_their_keys(
    qtbot: QtBot, window: MainWindow, press: Press, inspected: Callable[[], Annotation]
) -> None:
    press(TAB)
    inspected()
    accept = window.workspace.inspector.findChild(QPushButton, "button-suggestion.accept")
    assert accept is not None
    assert accept.text() == "Accept (A)"
    qtbot.mouseClick(accept, LEFT)
    assert own(window) == [("actor", "Mira Sand")]


def test_the_selection_becomes_the_new_boundary_or_another_piece(window: MainWindow, press: Press) -> None:
    press(TAB)
    window.workspace.view.select_span(0, 4)
    press("=")
    assert own(window) == [("actor", "Mira")]
    window.workspace.view.select_span(48, 60)
    press("+")
    assert own(window) == [("actor", "Mira … Tolm Harbour")]


def test_typing_in_a_field_runs_no_command(qtbot: QtBot, window: MainWindow, press: Press) -> None:
    press(TAB)
    search = window.workspace.articles.search
    search.setFocus()
    qtbot.keyClicks(search, "ax1m")
    assert search.text() == "ax1m"
    assert own(window) == []


def test_find_in_the_article(qtbot: QtBot, window: MainWindow, press: Press) -> None:
    press((Qt.Key.Key_F, CTRL))
    bar = window.workspace.find_bar
    qtbot.waitUntil(bar.words.hasFocus)
    qtbot.keyClicks(bar.words, "Tolm")
    assert window.workspace.view.selected_span() == (48, 52)
    bar.words.setText("nowhere")
    assert bar.result.text() == "Not in this article"
    qtbot.keyClick(bar.words, ESCAPE)
    assert not bar.isVisible()
    assert window.workspace.view.hasFocus()


def test_f6_goes_round_the_panels(qtbot: QtBot, window: MainWindow, press: Press) -> None:
    press(TAB, "a", Qt.Key.Key_F6)
    focused = window.focusWidget()
    assert focused is not None
    assert window.workspace.inspector.isAncestorOf(focused)
    qtbot.keyClick(focused, Qt.Key.Key_F6)
    palette = window.workspace.codebook.buttons["actor"]
    assert palette.hasFocus()
    qtbot.keyClick(palette, Qt.Key.Key_F6)
    assert window.workspace.articles.list.hasFocus()
    qtbot.keyClick(window.workspace.articles.list, Qt.Key.Key_F6)
    assert window.workspace.view.hasFocus()


def test_moving_the_caret_into_an_annotation_makes_it_current(window: MainWindow, press: Press) -> None:
    press(Qt.Key.Key_Right)
    current = session_of(window).current
    assert current is not None
    assert current.quote == "Mira Sand"
    window.workspace.view.moveCursor(QTextCursor.MoveOperation.End)
