"""Comments are written, answered, changed, resolved and undone by key; what is typed is never lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from annotator.gui.main_window import MainWindow
from annotator.gui.talk.page import TalkPage
from annotator.gui.talk.target import Target
from annotator.project import comments as talk
from annotator.project.operations import annotations
from annotator.project.project import Project
from tests.support.keys import Key, focused, press_keys

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
KEYS = Qt.Key
COMMENT, ANSWER, SEND = (KEYS.Key_C, SHIFT), (KEYS.Key_R, CTRL), (KEYS.Key_Return, CTRL)
SETTLE = (KEYS.Key_D, CTRL | SHIFT)

Press = Callable[..., None]


@pytest.fixture
def keys(asked: MainWindow, qtbot: QtBot) -> Press:
    def pressed(*wanted: Key) -> None:
        press_keys(qtbot, *wanted)
        asked.show_current()

    return pressed


def project_of(window: MainWindow) -> Project:
    assert window.session is not None
    return window.session.project


def said(window: MainWindow, article: int = 1) -> list[list[str]]:
    return [[c.text for c in thread.said] for thread in talk.threads(project_of(window), article)]


def anchors(window: MainWindow, article: int = 1) -> list[tuple[str, str]]:
    threads = talk.threads(project_of(window), article)
    return [(thread.anchor.label, thread.anchor.quote) for thread in threads]


def test_shift_c_comments_on_the_current_annotation(asked: MainWindow, page: TalkPage, keys: Press) -> None:
    keys(KEYS.Key_Tab, COMMENT)
    assert page.conversation.entry.hasFocus()
    assert page.conversation.about.full == "About actor “Mira Sand” · suggested"
    keys("Who is 'she'?", SEND)
    assert asked.workspace.view.hasFocus()
    assert anchors(asked)[0] == ("actor", "Mira Sand")
    assert said(asked)[0] == ["Who is 'she'?"]
    assert project_of(asked).undo_title == "Comment on actor"


def test_shift_c_comments_on_the_selection_in_code_points(asked: MainWindow, keys: Press) -> None:
    asked.workspace.view.select_span(15, 21)  # an emoji before “ that”, with white space on both sides
    keys(COMMENT, "odd", SEND)
    assert anchors(asked)[0] == ("", "😀 that")
    assert talk.threads(project_of(asked), 1)[0].anchor.start == 15


def test_without_anything_it_is_about_the_article(asked: MainWindow, keys: Press) -> None:
    asked.workspace.view.select_span(12, 12)
    keys(COMMENT, "well written", SEND)
    assert anchors(asked)[0] == ("", "")
    keys(COMMENT, "one more", SEND)
    assert said(asked)[:2] == [["well written"], ["one more"]]


def test_on_an_annotation_with_an_open_thread_it_answers_there(
    asked: MainWindow, page: TalkPage, keys: Press
) -> None:
    keys(KEYS.Key_Tab, COMMENT, "first", SEND)
    keys(COMMENT)
    assert len(page.conversation.findChildren(type(page.conversation.entry))) == 1
    keys("second", SEND)
    assert said(asked)[0] == ["first", "second"]
    asked.commands.run("talk.another")
    keys("another", SEND)
    assert said(asked)[:2] == [["first", "second"], ["another"]]


def test_answer_resolve_and_reopen_by_key(asked: MainWindow, qtbot: QtBot, keys: Press) -> None:
    keys(";")
    keys(ANSWER, "yes", SEND)
    assert said(asked) == [["@Robin is this an actor?", "yes"]]
    keys(SETTLE)
    assert not talk.threads(project_of(asked), 1)[0].is_open
    qtbot.waitUntil(lambda: not asked.workspace.view.painter.bubbles)
    keys(SETTLE)
    assert talk.threads(project_of(asked), 1)[0].is_open
    qtbot.waitUntil(lambda: len(asked.workspace.view.painter.bubbles) == 1)


def test_resolving_sends_the_answer_that_is_written(asked: MainWindow, keys: Press) -> None:
    keys(";", ANSWER, "yes, she is", SETTLE)
    (thread,) = talk.threads(project_of(asked), 1)
    assert thread.last.text == "yes, she is"
    assert not thread.is_open


def test_an_empty_comment_is_not_sent(asked: MainWindow, keys: Press) -> None:
    keys(";", ANSWER, "  ", SEND)
    assert "empty" in asked.messages.text.text()
    assert said(asked) == [["@Robin is this an actor?"]]


def test_esc_keeps_the_draft_also_over_articles_and_a_restart(
    asked: MainWindow, page: TalkPage, asked_path: Path, qtbot: QtBot, keys: Press
) -> None:
    keys(";", ANSWER, "not yet fin", KEYS.Key_Escape)
    assert asked.workspace.view.hasFocus()
    keys("j", COMMENT, "about two", KEYS.Key_Escape, "k")
    keys(";")
    assert page.conversation.entry.toPlainText() == "not yet fin"
    asked.projects.close()
    asked.projects.open(asked_path, "Robin")
    keys(";", ANSWER)
    assert page.conversation.entry.toPlainText() == "not yet fin"
    keys("ished", SEND)
    assert said(asked)[0][-1] == "not yet finished"
    assert list(asked.talk.drafts.texts) == [Target(2).key]
    asked.workspace.view.setFocus()
    keys("j", COMMENT)
    assert page.conversation.entry.toPlainText() == "about two"


def test_drafts_are_ones_own(asked: MainWindow, asked_path: Path, keys: Press) -> None:
    keys(";", ANSWER, "mine alone", KEYS.Key_Escape)
    asked.projects.annotate_as("Sam")
    assert asked.talk.drafts.texts == {}
    asked.projects.annotate_as("Robin")
    assert len(asked.talk.drafts.texts) == 1


def test_a_draft_of_a_new_thread_is_listed_and_goes_on(
    asked: MainWindow, page: TalkPage, keys: Press
) -> None:
    keys(KEYS.Key_Tab, COMMENT, "half a", KEYS.Key_Escape)
    assert page.list.rows.rows[0].kind == "draft"
    assert page.list.rows.rows[0].below == "not sent · actor “Mira Sand”"
    page.list.setFocus()
    page.list.setCurrentIndex(page.list.rows.index(0))
    keys(KEYS.Key_Return, " thought", SEND)
    assert said(asked)[0] == ["half a thought"]
    assert [row.kind for row in page.list.rows.rows] == ["open", "waits"]


def test_up_in_an_empty_field_changes_what_one_said_last(
    asked: MainWindow, page: TalkPage, keys: Press
) -> None:
    keys(";", ANSWER, "yse", SEND, ANSWER, KEYS.Key_Up)
    assert page.conversation.entry.toPlainText() == "yse"
    keys(KEYS.Key_Backspace, KEYS.Key_Backspace, "es", SEND)
    (thread,) = talk.threads(project_of(asked), 1)
    assert thread.last.text == "yes"
    assert thread.last.is_changed
    assert page.conversation.entry.toPlainText() == ""


def test_names_are_offered_after_an_at_and_taken_by_key(
    asked: MainWindow, page: TalkPage, keys: Press
) -> None:
    entry = page.conversation.entry
    keys(";", ANSWER, "ask @r")
    assert entry.popup is not None
    assert entry.popup.isVisible()
    assert [entry.popup.list.item(n).text() for n in range(entry.popup.list.count())] == ["Robin Reed"]
    keys(KEYS.Key_Tab)
    assert entry.toPlainText() == "ask @Robin Reed "
    assert not entry.popup.isVisible()
    keys("and @", KEYS.Key_Down, KEYS.Key_Return, "?")
    assert entry.toPlainText() == "ask @Robin Reed and @Sam ?"
    keys(" or @s", KEYS.Key_Escape)
    assert not entry.popup.isVisible()
    assert entry.hasFocus()
    keys(SEND)
    assert talk.threads(project_of(asked), 1)[0].last.mentions == ("Robin Reed", "Sam")


def test_a_name_behind_signs_of_two_units_is_put_in_its_place(page: TalkPage, keys: Press) -> None:
    keys(";", ANSWER)
    page.conversation.entry.insertPlainText("😀😀 ")
    keys("@sa", KEYS.Key_Return, "!")
    assert page.conversation.entry.toPlainText() == "😀😀 @Sam !"


def test_only_ones_own_can_be_changed_and_deleted_by_mouse(
    asked: MainWindow, page: TalkPage, qtbot: QtBot, keys: Press
) -> None:
    def buttons() -> list[QPushButton]:
        found = page.conversation.area.findChildren(QPushButton)
        return [each for each in found if each.isVisible()]

    keys(";", ANSWER, "mine", SEND)
    qtbot.waitUntil(lambda: [each.text() for each in buttons()] == ["Change (↑)", "Delete"])
    qtbot.mouseClick(buttons()[1], Qt.MouseButton.LeftButton)
    assert said(asked) == [["@Robin is this an actor?"]]
    qtbot.waitUntil(lambda: not buttons())
    asked.commands.run("edit.undo")
    assert said(asked) == [["@Robin is this an actor?", "mine"]]


def test_a_thread_says_that_its_annotation_was_changed_or_is_gone(
    asked: MainWindow, page: TalkPage, qtbot: QtBot, keys: Press
) -> None:
    keys(KEYS.Key_Tab, "a", COMMENT, "sure?", SEND)
    session = asked.session
    assert session is not None
    assert session.current is not None
    annotations.change(session.project, session.current.id, segments=[(0, 4)])
    told = page.conversation.standing
    qtbot.waitUntil(lambda: told.text() == "This annotation was changed since: now actor “Mira”.")
    session.delete()
    qtbot.waitUntil(lambda: "not here, or no longer" in told.text())
    qtbot.waitUntil(lambda: sorted(b.position for b in asked.workspace.view.painter.bubbles) == [0, 48])


def test_the_thread_of_a_suggestion_goes_on_when_it_was_accepted(
    asked: MainWindow, page: TalkPage, qtbot: QtBot, keys: Press
) -> None:
    keys(KEYS.Key_Tab, COMMENT, "sure?", SEND, "a")
    session = asked.session
    assert session is not None
    assert not session.current_is_suggestion
    keys(COMMENT, "yes", SEND)
    assert said(asked)[0] == ["sure?", "yes"]
    session.set_current(None)
    asked.talk.read(asked.talk.here.threads[0])
    assert session.current is not None
    assert session.current.quote == "Mira Sand"


def test_ctrl_g_makes_an_example_of_the_guideline(
    asked: MainWindow, page: TalkPage, qtbot: QtBot, keys: Press
) -> None:
    keys(";", ANSWER, "no, @Sam, a place", SEND, (KEYS.Key_G, CTRL))
    form = page.conversation.example
    assert form.save_button.hasFocus()
    assert form.label.currentText() == "actor"
    assert form.text.text().endswith("but [Tolm Harbour] denied it.")
    assert form.note.text() == "is this an actor? – no, a place"
    form.good.setCurrentText("Not so")
    form.note.setFocus()
    form.note.setCursorPosition(len(form.note.text()))
    keys(" name", KEYS.Key_Escape)
    assert not form.isVisible()
    keys((KEYS.Key_G, CTRL))
    assert form.note.text().endswith("a place name")
    keys((KEYS.Key_Return, CTRL))
    project = project_of(asked)
    label = project.codebook.label("actor")
    assert label is not None
    example = label.examples[-1]
    assert (example.good, example.note) == (False, "is this an actor? – no, a place name")
    assert project.undo_title == "Add example of actor"
    assert not form.isVisible()
    assert asked.workspace.view.hasFocus()
    asked.commands.run("edit.undo")
    again = project.codebook.label("actor")
    assert again is not None
    assert example not in again.examples


def test_in_a_project_for_reading_only_nothing_can_be_said(
    empty_window: MainWindow, asked_path: Path, qtbot: QtBot
) -> None:
    empty_window.projects.open(asked_path, "Robin", read_only=True)
    empty_window.workspace.view.setFocus()
    press_keys(qtbot, ";")
    press_keys(qtbot, ANSWER)
    assert "Reading only" in empty_window.messages.text.text()
    empty_window.commands.run("talk.list")
    page = empty_window.talk.page
    qtbot.waitUntil(lambda: page.list.rows.rowCount() == 1)
    assert page.conversation.entry.isReadOnly()
    assert page.conversation.send_button.isHidden()


def test_it_stays_with_the_keyboard_where_it_is_written(
    asked: MainWindow, page: TalkPage, keys: Press
) -> None:
    """Letters in the field are letters, and Ctrl+Z takes back what was typed."""
    keys(";", ANSWER, "axn1")
    assert focused() is page.conversation.entry
    assert said(asked) == [["@Robin is this an actor?"]]
    keys((KEYS.Key_Z, CTRL))
    assert page.conversation.entry.toPlainText() != "axn1"
