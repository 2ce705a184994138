"""What is required is asked after tagging, quietly; attributes by key; and what leaves a question."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.gui.main_window import MainWindow
from annotator.gui.session import Session
from tests.gui.frame.conftest import Tag, linked, place
from tests.support.article_view import left_of
from tests.support.keys import Press, focused
from tests.support.mouse import drag

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ESCAPE, ENTER, TAB, DELETE = Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Delete
RIGHT, LEFT = Qt.Key.Key_Right, Qt.Key.Key_Left


def select(window: MainWindow, words: str) -> None:
    window.workspace.view.select_span(*place(words))


def attributes(session: Session) -> dict[str, object]:
    assert session.current is not None
    return dict(session.current.attributes)


class TestAfterTagging:
    def test_sentiment_polarity_target(
        self, qtbot: QtBot, window: MainWindow, session: Session, press: Press, claim: str
    ) -> None:
        select(window, "shameless")
        press("4")
        qtbot.waitUntil(window.picker.isVisible)
        assert window.picker.title.text() == "Polarity of sentiment “shameless”"
        press("1")
        assert attributes(session) == {"polarity": "negative"}
        assert window.picker.title.text() == "Target for sentiment “shameless”"
        press("1")
        assert linked(session) == [("target", "Ylva Holm")]
        assert not window.picker.isVisible()

    def test_a_digit_right_behind_the_tag_answers_although_nothing_is_shown_yet(
        self, window: MainWindow, session: Session, press: Press, claim: str
    ) -> None:
        select(window, "shameless")
        press("411")
        assert attributes(session) == {"polarity": "negative"}
        assert linked(session) == [("target", "Ylva Holm")]

    def test_two_speakers(self, window: MainWindow, session: Session, press: Press, claim: str) -> None:
        session.delete()
        select(window, "the levy will fail")
        press("2", (Qt.Key.Key_Exclam, SHIFT), "2")
        assert linked(session) == [("speaker", "Mira Sand"), ("speaker", "Tolm Harbour")]

    def test_escape_leaves_without(
        self, window: MainWindow, session: Session, press: Press, claim: str
    ) -> None:
        select(window, "shameless")
        press("4", ESCAPE)
        assert attributes(session) == {}
        assert linked(session) == []
        assert not window.picker.isVisible()

    def test_any_other_key_leaves_and_does_what_it_does(
        self, qtbot: QtBot, window: MainWindow, session: Session, press: Press, claim: str
    ) -> None:
        select(window, "shameless")
        press("4")
        qtbot.waitUntil(window.picker.isVisible)
        press("n")
        assert not window.picker.isVisible()
        assert focused() is window.workspace.inspector.note

    def test_a_selection_and_a_label_key_go_on_tagging(
        self, qtbot: QtBot, window: MainWindow, session: Session, press: Press, claim: str
    ) -> None:
        select(window, "shameless")
        press("4")
        qtbot.waitUntil(window.picker.isVisible)
        press((Qt.Key.Key_Home, CTRL), *[(RIGHT, SHIFT)] * 4, "1")
        assert session.current is not None
        assert (session.current.label, session.current.quote) == ("actor", "Mira")
        assert session.sheet is not None
        assert "sentiment" in {a.label for a in session.sheet.own.values()}

    def test_nothing_is_asked_where_nothing_is_required(
        self, qtbot: QtBot, window: MainWindow, session: Session, press: Press, claim: str
    ) -> None:
        select(window, "silent")
        press("3")
        qtbot.wait(40)
        assert not window.picker.isVisible()

    def test_nothing_is_asked_where_nothing_could_be_picked(
        self, qtbot: QtBot, window: MainWindow, session: Session, press: Press
    ) -> None:
        select(window, "the levy will fail")
        press("2")
        qtbot.wait(40)
        assert not window.picker.isVisible()
        press("1")  # the key of a label does what it always does
        assert session.current is not None
        assert session.current.label == "actor"

    def test_it_can_be_switched_off_for_good(
        self, qtbot: QtBot, window: MainWindow, session: Session, press: Press, claim: str
    ) -> None:
        command = window.commands.command("frame.ask")
        assert command.checked is not None
        assert command.checked()
        window.commands.run("frame.ask")
        assert not command.checked()
        assert window.settings.flag("ask-after-tagging", True) is False
        select(window, "shameless")
        press("4")
        qtbot.wait(40)
        assert not window.picker.isVisible()

    def test_the_kinds_key_makes_it_a_real_question(
        self, qtbot: QtBot, window: MainWindow, session: Session, press: Press, claim: str
    ) -> None:
        session.delete()
        select(window, "the levy will fail")
        press("2")
        qtbot.waitUntil(window.picker.isVisible)
        assert not window.linking.active
        press("s")
        assert window.linking.active
        press("x")  # reject would be a command; here it only narrows
        assert window.linking.active


ASKED = """
  [[labels.attributes]]
  name = "tone"
  kind = "several"
  options = ["angry", "calm", "ironic"]

  [[labels.attributes]]
  name = "quoted"
  kind = "yes/no"
  required = true
  default = false

  [[labels.attributes]]
  name = "strength"
  kind = "number"

  [[labels.attributes]]
  name = "gist"
  kind = "text"

[[labels]]
name = "cue"
"""


class TestAttributesByKey:
    @pytest.fixture
    def codebook(self, codebook: str) -> str:
        return codebook.replace('[[labels]]\nname = "cue"\n', ASKED)

    def test_all_kinds_one_after_the_other(
        self, window: MainWindow, session: Session, press: Press, tag: Tag
    ) -> None:
        tag("claim", "the levy will fail")
        press("q")
        assert window.picker.title.text() == "Quoted of claim “the levy will fail” (1 of 5)"
        press("1", "3")  # yes; predicts
        assert window.picker.title.text().startswith("Tone of claim")
        press("13", ENTER)
        field = focused()
        assert field is window.picker.field
        press("2.5", ENTER, "it fails", ENTER)
        assert attributes(session) == {
            "quoted": True,
            "kind": "predicts",
            "tone": ["angry", "ironic"],
            "strength": 2.5,
            "gist": "it fails",
        }
        assert not window.picker.isVisible()
        assert window.workspace.view.hasFocus()

    def test_going_on_taking_back_and_letters(
        self, window: MainWindow, session: Session, press: Press, tag: Tag
    ) -> None:
        tag("claim", "the levy will fail")
        press("q", RIGHT, "pro")  # only promises begins so
        assert attributes(session)["kind"] == "promises"
        press(LEFT)
        assert window.picker.title.text().startswith("Kind of claim")
        assert [c.text for c in window.picker.choices() if c.chosen] == ["promises"]
        press(DELETE, ESCAPE)
        assert "kind" not in attributes(session)
        assert not window.picker.isVisible()

    def test_the_field_is_left_by_escape(
        self, window: MainWindow, session: Session, press: Press, tag: Tag
    ) -> None:
        tag("claim", "the levy will fail")
        press("q", RIGHT, RIGHT, RIGHT, "7", ESCAPE)
        assert "strength" not in attributes(session)
        assert window.workspace.view.hasFocus()

    def test_every_answer_is_one_undo_step(
        self, window: MainWindow, session: Session, press: Press, tag: Tag
    ) -> None:
        tag("claim", "the levy will fail")
        press("q", "1", "3", ESCAPE)
        assert session.project.undo_title == "Set kind"
        press((Qt.Key.Key_Z, CTRL))
        assert attributes(session) == {"quoted": True}
        press((Qt.Key.Key_Z, CTRL))
        assert attributes(session) == {"quoted": False}

    def test_a_label_without_questions_says_so(
        self, window: MainWindow, session: Session, press: Press, tag: Tag
    ) -> None:
        tag("cue", "said")
        press("q")
        assert window.messages.text.text() == "The codebook asks nothing about a cue."


class TestNothingJumps:
    def test_after_a_drag_the_question_lies_over_the_article(
        self, qtbot: QtBot, window: MainWindow, session: Session, press: Press, claim: str
    ) -> None:
        session.delete()
        view, picker = window.workspace.view, window.picker
        start, end = place("the levy will fail")
        before = view.geometry(), view.verticalScrollBar().value()
        drag(view, left_of(view, start), left_of(view, end))
        press("2")
        qtbot.waitUntil(picker.isVisible)
        assert (view.geometry(), view.verticalScrollBar().value()) == before
        column = window.workspace.column
        assert column.rect().contains(picker.geometry())
        assert picker.height() >= picker.heightForWidth(picker.width())
        assert not picker.geometry().contains(view.mapTo(column, left_of(view, start)))
        press("1")
        assert linked(session) == [("speaker", "Tolm Harbour")]
        assert not picker.isVisible()
        assert (view.geometry(), view.verticalScrollBar().value()) == before

    def test_it_never_hides_what_it_asks_about(
        self, qtbot: QtBot, window: MainWindow, session: Session, press: Press, claim: str
    ) -> None:
        session.delete()
        window.resize(900, 420)
        view, picker, column = window.workspace.view, window.picker, window.workspace.column
        qtbot.waitUntil(lambda: view.height() < 330)
        start, end = place("the levy will fail")
        drag(view, left_of(view, start), left_of(view, end))
        press("2")
        qtbot.waitUntil(picker.isVisible)
        assert not picker.geometry().contains(view.mapTo(column, left_of(view, start)))

    def test_by_keyboard_the_article_gives_way(
        self, qtbot: QtBot, window: MainWindow, session: Session, press: Press, claim: str
    ) -> None:
        session.delete()
        view = window.workspace.view
        start, end = place("the levy will fail")
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=left_of(view, start))
        height = view.height()
        for _ in range(end - start):
            press((RIGHT, SHIFT))
        press("2")
        qtbot.waitUntil(window.picker.isVisible)
        qtbot.waitUntil(lambda: view.height() < height)
        press(ESCAPE)
        qtbot.waitUntil(lambda: view.height() == height)
