"""The claim frame by real keys: walking, filling, jumping, taking out; suggestions; where an actor stands."""

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from annotator.gui.frame.box import FrameBox
from annotator.gui.frame.rows import EmptyRow, FilledRow, align
from annotator.gui.main_window import MainWindow
from annotator.gui.panels.attributes import AttributesForm
from annotator.gui.session import Session
from annotator.gui.widgets.parts import label
from annotator.model.codebook import Attribute, Label
from annotator.model.suggestion import ModelName, SuggestedAnnotation, SuggestedLink, Suggestions
from annotator.project.operations import suggestions
from tests.gui.frame.conftest import Tag, linked, name_actor, place
from tests.support.keys import Press, focused
from tests.support.mouse import LEFT

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ESCAPE, ENTER, DELETE, SPACE = Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Delete, Qt.Key.Key_Space
DOWN, UP, RIGHT = Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Right


def frame(window: MainWindow) -> FrameBox:
    window.show_current()
    found = window.workspace.inspector.findChild(FrameBox)
    assert found is not None
    return found


def rows(window: MainWindow) -> list[tuple[str, str]]:
    """Name and what each row says to a screen reader."""
    return [(row.name.text(), row.go.accessibleName()) for row in frame(window).rows]


def test_a_slot_for_every_kind_of_link_in_the_order_of_the_codebook(window: MainWindow, claim: str) -> None:
    assert rows(window) == [
        ("speaker", "speaker: missing, required, press S"),
        ("cue", "cue: empty, press C"),
        ("addressee", "addressee: empty, press D"),
        ("about", "about: empty, press B"),
    ]
    (missing, *others) = frame(window).rows
    assert missing.go.text().startswith("missing")
    assert not missing.go.icon().isNull()  # not by colour alone
    assert all(row.go.icon().isNull() for row in others)


def test_two_speakers_stand_under_each_other(
    window: MainWindow, session: Session, press: Press, claim: str
) -> None:
    press("s", (Qt.Key.Key_Exclam, SHIFT), "2")
    assert [(name, said.split(",")[0]) for name, said in rows(window)][:2] == [
        ("speaker", "speaker: actor Mira Sand"),
        ("", "speaker: actor Tolm Harbour"),
    ]


def test_the_frame_is_filled_by_keys(window: MainWindow, session: Session, press: Press, claim: str) -> None:
    press("g")
    assert focused().accessibleName().startswith("speaker: missing")
    press(ENTER)
    assert window.workspace.view.hasFocus()
    press("1")
    assert focused().accessibleName().startswith("cue: empty"), "back in the frame, at the next empty slot"
    press(ENTER, "1")
    assert linked(session) == [("cue", "said"), ("speaker", "Tolm Harbour")]
    assert focused().accessibleName().startswith("addressee: empty")
    press(ESCAPE, "g")
    assert focused().accessibleName().startswith("addressee: empty"), "the first empty slot"
    press("b", "1")  # the key of a slot, from any other
    assert focused().accessibleName().startswith("about: actor"), "none is empty behind it"
    before = len(session.sheet.own) if session.sheet is not None else 0
    press(DOWN, ENTER, "1")
    assert session.sheet is not None
    assert len(session.sheet.own) == before, "no stray word was tagged"
    assert ("about", "Tolm Harbour") in linked(session)


def test_del_takes_out_and_space_goes_there(
    window: MainWindow, session: Session, press: Press, claim: str
) -> None:
    press("s1", "c1", "g", UP, UP)
    assert focused().accessibleName() == "speaker: actor Tolm Harbour"
    press(DELETE)
    assert linked(session) == [("cue", "said")]
    press("g", DOWN, SPACE)
    assert session.current is not None
    assert session.current.quote == "said"


def test_the_arrows_go_round_and_on_to_the_attributes(
    window: MainWindow, session: Session, press: Press, claim: str
) -> None:
    press("g", UP)
    assert focused().accessibleName() == "kind: states"
    press("3")
    assert session.current is not None
    assert session.current.attributes == {"kind": "predicts"}
    assert focused().accessibleName() in ("kind: predicts", "kind: states")
    press("5", DOWN)
    assert session.current.attributes == {"kind": "accuses"}
    assert focused().accessibleName().startswith("speaker")
    press(ESCAPE)
    assert window.workspace.view.hasFocus()


def test_an_actor_says_where_it_stands(
    window: MainWindow, session: Session, press: Press, claim: str
) -> None:
    press("s1")
    assert session.sheet is not None
    actor = next(a for a in session.sheet.own.values() if a.quote == "Tolm Harbour")
    session.set_current(actor.id)
    assert rows(window) == [("speaker of", "speaker of: claim the levy will fail")]
    press("g", ENTER)
    assert session.current_id == claim


def test_the_registry_name_stands_in_the_slot(
    window: MainWindow, session: Session, press: Press, claim: str
) -> None:
    press("s1")
    (link,) = session.project.links_of(claim)
    name_actor(session, link.child_id, "Harbour of Tolm")
    assert rows(window)[0][1] == "speaker: actor Tolm Harbour, actor Harbour of Tolm"


def test_only_the_field_that_has_the_keyboard_shows_what_keys_do(
    window: MainWindow, session: Session, press: Press, claim: str
) -> None:
    assert frame(window).hint.isHidden()
    press("g")
    assert not frame(window).hint.isHidden()
    press(ESCAPE)
    assert frame(window).hint.isHidden()


@pytest.fixture
def suggested(session: Session, window: MainWindow) -> dict[str, str]:
    """A suggested claim with its speaker and cue; ids by label."""
    found = Suggestions(
        (
            SuggestedAnnotation("a", "actor", (place("Mira Sand"),), {}, 0.9),
            SuggestedAnnotation("q", "cue", (place("said"),), {}, 0.8),
            SuggestedAnnotation("c", "claim", (place("the levy will fail"),), {"kind": "predicts"}, 0.7),
        ),
        (SuggestedLink("speaker", "c", "a"), SuggestedLink("cue", "c", "q")),
    )
    suggestions.store(session.project, 1, ModelName("small", "1"), found)
    assert session.sheet is not None
    return {s.label: s.id for s in session.sheet.suggestions.values()}


def test_a_suggestion_has_a_dashed_frame_that_can_be_accepted(
    window: MainWindow, session: Session, press: Press, suggested: dict[str, str]
) -> None:
    session.set_current(suggested["claim"])
    box = frame(window)
    assert box.property("suggested") is True
    assert [name for name, _ in rows(window)][:2] == ["speaker", "cue"]
    assert window.workspace.inspector.findChild(QPushButton, "button-suggestion.accept-linked") is not None
    press("g", "a")  # accepts the speaker, and the claim with it
    assert linked(session) == [("speaker", "Mira Sand")]


def test_what_is_accepted_half_shows_its_other_half(
    window: MainWindow, session: Session, press: Press, suggested: dict[str, str]
) -> None:
    session.set_current(suggested["claim"])
    press("a")
    said = rows(window)
    assert said[0] == ("speaker", "speaker: actor Mira Sand, suggested, A accepts")
    first = frame(window).rows[0]
    assert isinstance(first, FilledRow)
    assert first.go.property("suggested") is True
    (empty,) = [row for row in frame(window).rows if isinstance(row, EmptyRow) and row.slot.missing]
    assert empty.go.text() == "or press S"
    press("g", UP, UP)
    press(ESCAPE, "g")
    frame(window).rows[0].go.setFocus()
    press("a")
    assert linked(session) == [("speaker", "Mira Sand")]
    assert session.current is not None
    assert session.current.label == "claim"
    press((Qt.Key.Key_Z, CTRL))
    assert linked(session) == []


class TestGuideline:
    @pytest.fixture
    def codebook(self, codebook: str) -> str:
        without = re.sub(r"  \[\[labels\.examples\]\]\n(?:  .*\n)+", "", codebook)
        return without.replace(
            'name = "claim"\n',
            'name = "claim"\nexamples = ['
            '{text = "He warned that [it <will> be late]", note = "without that"}, '
            '{text = "[He warned] that it will be late", good = false}]\n',
            1,
        )

    def test_it_is_folded_to_a_line_and_unfolds_by_key_for_good(
        self, qtbot: QtBot, window: MainWindow, press: Press, tag: Tag
    ) -> None:
        def shown() -> str:
            window.show_current()
            labels = window.workspace.inspector.findChildren(QLabel)
            return "\n".join(label.text() for label in labels if label.isVisible())

        tag("claim", "the levy will fail")
        assert "be late" not in shown()
        press((Qt.Key.Key_G, SHIFT))
        assert "<b>✓</b> </span>He warned that <b>" in shown()
        assert "it &lt;will&gt; be late" in shown()
        assert "<b>✗</b> Not: </span><b>" in shown()
        assert window.settings.flag("guideline", False)
        fold = window.workspace.inspector.findChild(QPushButton, "fold-guideline")
        assert fold is not None
        qtbot.mouseClick(fold, LEFT)
        assert "be late" not in shown()
        assert not window.settings.flag("guideline", True)


def test_a_long_link_name_leaves_room_for_what_is_linked(qtbot: QtBot) -> None:
    names = [label("the person or organisation that is said to speak here", "muted"), label("cue", "muted")]
    for name in names:
        qtbot.addWidget(name)
    align(names)
    assert names[0].width() == names[1].width() <= 140
    assert names[0].text().endswith("…")
    assert names[0].toolTip() == "the person or organisation that is said to speak here"
    assert (names[1].text(), names[1].toolTip()) == ("cue", "")


def test_an_option_that_is_wider_than_the_panel_ends_with_an_ellipsis(qtbot: QtBot) -> None:
    long = "An option with a very long name that goes on far beyond the width of the panel"
    entry = Label("claim", attributes=(Attribute("kind", "choice", options=("short", long, "other")),))
    form = AttributesForm(entry, {}, lambda _name, _value: None, True, numbered=True)
    qtbot.addWidget(form)
    form.resize(240, 200)
    with qtbot.waitExposed(form):
        form.show()
    made = form.fields()[f"kind/{long}"]
    assert isinstance(made, QToolButton)
    assert made.geometry().right() < 240
    assert made.text().endswith("…")
    assert long in made.toolTip()
    form.resize(900, 200)
    qtbot.waitUntil(lambda: made.text() == f"2 {long}")
    assert made.toolTip() == ""
