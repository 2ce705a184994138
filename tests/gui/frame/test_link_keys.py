"""Link mode by real keys: a kind's key and a number, several, words not tagged yet, pages, letters."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.gui.main_window import MainWindow
from annotator.gui.session import Session
from annotator.project.operations import annotations
from tests.gui.frame.conftest import Tag, linked, name_actor, place
from tests.support.article_view import left_of, on_text
from tests.support.keys import Press
from tests.support.mouse import LEFT, drag

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ESCAPE, ENTER, TAB = Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Tab
RIGHT, DOWN, BACK = Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Backspace


def texts(window: MainWindow) -> list[str]:
    return [choice.text for choice in window.picker.choices()]


def test_two_keys_make_a_link(window: MainWindow, session: Session, press: Press, claim: str) -> None:
    press("s")
    assert window.picker.title.text() == "Speaker for claim “the levy will fail”"
    assert texts(window)[:3] == ["Tolm Harbour", "Mira Sand", "Ylva Holm"]
    press("1")
    assert linked(session) == [("speaker", "Tolm Harbour")]
    assert session.current_id == claim
    assert not window.picker.isVisible()
    press("c1")
    assert linked(session) == [("cue", "said"), ("speaker", "Tolm Harbour")]


def test_what_is_linked_comes_last(window: MainWindow, session: Session, press: Press, claim: str) -> None:
    press("s1s")
    assert texts(window)[0] == "Mira Sand"
    press(ESCAPE, "b")
    assert texts(window)[0] == "Tolm Harbour"
    assert window.picker.choices()[0].note == "linked: speaker"


def test_badges_number_the_words_in_the_article(
    window: MainWindow, session: Session, press: Press, claim: str
) -> None:
    press("s")
    assert session.sheet is not None
    badges = window.workspace.view.painter.badges
    found = {session.sheet.own[mark].quote: text for mark, text in badges.items()}
    assert {quote: text for quote, text in found.items() if text in "12"} == {
        "Tolm Harbour": "1", "Mira Sand": "2",
    }  # fmt: skip
    before = window.workspace.view.grab().toImage()
    press(ESCAPE)
    assert window.workspace.view.painter.badges == {}
    assert window.workspace.view.grab().toImage() != before


def test_shift_links_and_goes_on(window: MainWindow, session: Session, press: Press, claim: str) -> None:
    press("s", (Qt.Key.Key_Exclam, SHIFT))  # Shift+1
    assert window.picker.isVisible()
    assert texts(window)[:3] == ["Tolm Harbour", "Mira Sand", "Ylva Holm"]  # numbers hold still
    assert window.picker.choices()[0].note == "linked: speaker"
    assert window.picker.current() == 1  # what is not linked yet
    press("2")
    assert linked(session) == [("speaker", "Mira Sand"), ("speaker", "Tolm Harbour")]
    assert not window.linking.active
    press((Qt.Key.Key_Z, CTRL))
    assert linked(session) == [("speaker", "Tolm Harbour")]


def test_more_than_nine_are_paged(window: MainWindow, session: Session, press: Press, claim: str) -> None:
    press("s")
    assert texts(window)[-1] == "2 more …"
    press("0")
    assert texts(window)[:2] == ["Kari Moe", "Lars Vik"]
    press("2")
    assert linked(session) == [("speaker", "Lars Vik")]


def test_letters_narrow(window: MainWindow, session: Session, press: Press, claim: str) -> None:
    press("s", "sund")
    assert texts(window) == ["Lower Sund", "Upper Sund"]
    press("q")
    assert "Nothing here begins with “sundq”" in window.messages.text.text()
    assert texts(window) == ["Lower Sund", "Upper Sund"]
    press(BACK, BACK, BACK)
    assert texts(window) == ["Mira Sand", "Lower Sund", "Upper Sund"]
    press("u", "2")
    assert linked(session) == [("speaker", "Upper Sund")]


def test_the_name_of_the_actor_narrows_too(
    window: MainWindow, session: Session, press: Press, claim: str
) -> None:
    assert session.sheet is not None
    mention = next(a for a in session.sheet.own.values() if a.quote == "Nils Berg")
    name_actor(session, mention.id, "The Quiet Party")
    session.set_current(claim)
    press("s", "quiet")
    assert texts(window) == ["Nils Berg (The Quiet Party)"]
    press(ENTER)
    assert linked(session) == [("speaker", "Nils Berg")]


@pytest.mark.parametrize("by", ["keys", "mouse"])
def test_words_that_are_not_tagged_are_tagged_and_linked_at_once(
    window: MainWindow, session: Session, press: Press, tag: Tag, by: str
) -> None:
    claim = tag("claim", "the levy will fail")
    view = window.workspace.view
    press("s")
    assert window.linking.active
    assert texts(window) == []
    if by == "keys":
        press((Qt.Key.Key_Home, CTRL), *[(RIGHT, SHIFT)] * len("Mira Sand"))
    else:
        drag(view, left_of(view, 0), left_of(view, len("Mira Sand")))
    assert "Enter tags “Mira Sand” as actor" in window.picker.hint.text()
    press(ENTER)
    assert linked(session) == [("speaker", "Mira Sand")]
    assert session.current_id == claim
    assert view.selected_span() is None
    press((Qt.Key.Key_Z, CTRL))
    assert linked(session) == []
    assert session.sheet is not None
    assert [a.label for a in session.sheet.own.values()] == ["claim"]


def test_the_caret_may_pass_over_annotations(
    window: MainWindow, session: Session, press: Press, claim: str
) -> None:
    press("s", (Qt.Key.Key_Home, CTRL), RIGHT, RIGHT, DOWN)
    assert window.linking.active
    assert session.current_id == claim
    assert window.workspace.view.current() == claim
    assert linked(session) == []


def test_a_click_links(qtbot: QtBot, window: MainWindow, session: Session, press: Press, claim: str) -> None:
    press("s")
    view = window.workspace.view
    qtbot.mouseClick(view.viewport(), LEFT, pos=on_text(view, place("Ylva Holm")[0] + 2))
    assert linked(session) == [("speaker", "Ylva Holm")]


def test_where_several_kinds_fit_selected_words_it_asks(
    window: MainWindow, session: Session, press: Press, tag: Tag
) -> None:
    tag("claim", "the levy will fail")
    press("l")
    window.workspace.view.select_span(*place("Mira Sand"))
    press(ENTER)
    assert texts(window) == ["speaker: actor", "cue: cue", "addressee: actor", "about: actor"]
    press("3")
    assert linked(session) == [("addressee", "Mira Sand")]


def test_a_kind_that_does_not_fit_says_why(
    window: MainWindow, session: Session, press: Press, claim: str
) -> None:
    press("t")
    assert window.messages.text.text() == (
        "A target link goes from sentiment to actor: select one of these first, not a claim."
    )
    assert not window.linking.active


def test_from_the_other_end(window: MainWindow, session: Session, press: Press, claim: str) -> None:
    assert session.sheet is not None
    session.set_current(next(a.id for a in session.sheet.own.values() if a.quote == "Mira Sand"))
    press("s")
    assert texts(window) == ["the levy will fail"]
    press("1")
    assert linked(session) == [("speaker", "Mira Sand")]


def test_undo_while_it_asks_keeps_the_list_true(
    window: MainWindow, session: Session, press: Press, claim: str
) -> None:
    press("s")
    session.project.undo("window")  # the claim itself goes
    assert not window.linking.active
    assert not window.picker.isVisible()


def test_a_deletion_beside_it_leaves_the_list(
    window: MainWindow, session: Session, press: Press, claim: str
) -> None:
    press("s")
    assert session.sheet is not None
    gone = next(a.id for a in session.sheet.own.values() if a.quote == "Tolm Harbour")
    annotations.delete(session.project, [gone])
    assert texts(window)[0] == "Mira Sand"


class TestSingle:
    @pytest.fixture
    def codebook(self, codebook: str) -> str:
        return codebook.replace(
            'children = ["actor"]\nrequired = true', 'children = ["actor"]\nsingle = true', 1
        )

    def test_a_new_link_takes_the_place_of_the_old(
        self, window: MainWindow, session: Session, press: Press, claim: str
    ) -> None:
        press("s1", "s1")
        assert linked(session) == [("speaker", "Mira Sand")]
        press((Qt.Key.Key_Z, CTRL))
        assert linked(session) == [("speaker", "Tolm Harbour")]


def test_tab_and_shift_enter(window: MainWindow, session: Session, press: Press, claim: str) -> None:
    press("s", TAB, (ENTER, SHIFT))
    assert window.linking.active
    press(ESCAPE)
    assert linked(session) == [("speaker", "Mira Sand")]
