"""The panel about the current annotation, by keys that go where the keyboard is."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from annotator.gui.main_window import MainWindow
from annotator.gui.panels.actor import ActorEdit
from annotator.gui.session import Session
from annotator.project.operations import actors, annotations
from annotator.project.project import Project
from tests.support.keys import Press, focused

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
TAB, ENTER, ESCAPE, DOWN = Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Down


@pytest.fixture
def mention(window: MainWindow, press: Press) -> QWidget:
    """The field for the actor of the first mention, which has the keyboard."""
    press(TAB, "ar")
    assert isinstance(focused(), ActorEdit)
    return focused()


def names(session: Session) -> list[str]:
    return [actor.name for actor in session.project.actors()]


def actor_of_current(session: Session) -> str | None:
    assert session.current is not None
    actor = session.project.actor(session.current.actor_id or "")
    return actor.name if actor else None


def test_a_typed_actor_is_saved_by_enter(
    window: MainWindow, session: Session, press: Press, mention: QWidget
) -> None:
    press("Mira Q. Sand", ENTER)
    assert names(session) == ["Mira Q. Sand"]
    assert actor_of_current(session) == "Mira Q. Sand"
    assert focused() is window.workspace.view


def test_enter_in_the_empty_field_takes_what_it_offers(
    window: MainWindow, session: Session, press: Press, mention: QWidget
) -> None:
    press(ENTER)
    assert names(session) == ["Mira Sand"]
    assert focused() is window.workspace.view


def test_tab_saves_the_actor_and_goes_to_the_note(
    window: MainWindow, session: Session, press: Press, mention: QWidget
) -> None:
    press("Mira", TAB)
    assert actor_of_current(session) == "Mira"
    assert focused() is window.workspace.inspector.note
    press("she", (ENTER, CTRL))
    assert session.current is not None
    assert session.current.note == "she"


def test_a_note_goes_on_where_it_ended_and_keeps_no_empty_lines(
    window: MainWindow, session: Session, press: Press, mention: QWidget
) -> None:
    press("Mira", TAB, "she", (ENTER, CTRL), "n", " again", ENTER, ESCAPE)
    assert session.current is not None
    assert session.current.note == "she again"


def test_escape_takes_back_what_was_typed(
    window: MainWindow, session: Session, press: Press, mention: QWidget
) -> None:
    press("Mira", ESCAPE)
    assert focused() is window.workspace.view
    assert names(session) == []
    press("r")
    field = window.workspace.inspector.actor
    assert field is not None
    assert field.text() == ""


def test_a_known_actor_is_proposed_and_chosen(window: MainWindow, session: Session, press: Press) -> None:
    actors.add(session.project, "Ole Holm", kind="person")
    actors.add(session.project, "Mira Sand-Holm", kind="person")
    press(TAB, "ar", "holm", DOWN, ENTER)
    assert actor_of_current(session) == "Ole Holm", "the first begins with what was typed further on"
    press("r", "sand-h", ENTER)
    assert actor_of_current(session) == "Mira Sand-Holm"
    assert set(names(session)) == {"Ole Holm", "Mira Sand-Holm"}
    assert focused() is window.workspace.view


def test_a_half_typed_actor_is_saved_when_the_window_closes(
    window: MainWindow, press: Press, mention: QWidget, project_path: Path
) -> None:
    press("Mira")
    window.close()
    with Project.open(project_path, read_only=True) as project:
        assert [actor.name for actor in project.actors()] == ["Mira"]


@pytest.mark.parametrize("name", ["label_choice", "actor"])
def test_the_wheel_changes_nothing(window: MainWindow, session: Session, press: Press, name: str) -> None:
    for actor in ("Tolm", "Ylva"):
        actors.add(session.project, actor)
    press(TAB, "a")
    before = session.current
    field: QWidget = getattr(window.workspace.inspector, name)
    field.setFocus()
    no_buttons, none = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    down = QPoint(0, -120)
    place = QPointF(field.rect().center())
    wheel = QWheelEvent(
        place, QPointF(field.mapToGlobal(place)), QPoint(), down, no_buttons, none,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(field, wheel)
    assert session.current == before


def test_tab_goes_through_the_panel_and_its_rebuilding_keeps_the_keyboard(
    window: MainWindow, session: Session, press: Press
) -> None:
    window.workspace.view.select_span(26, 30)
    press("1", Qt.Key.Key_F6)
    form = window.workspace.inspector.form
    assert form is not None
    first = next(iter(form.fields().values()))
    assert focused() is first
    press(Qt.Key.Key_Space)
    assert session.current is not None
    assert session.current.attributes
    assert focused() is next(iter(window.workspace.inspector.form.fields().values()))  # type: ignore[union-attr]
    seen = []
    for _ in range(12):
        press(TAB)
        seen.append(focused())
        if focused() is window.workspace.inspector.note:
            break
    assert isinstance(seen[-2], ActorEdit)
    assert seen[-1] is window.workspace.inspector.note


def test_a_deleted_link_gives_the_keyboard_back_to_the_article(
    qtbot: QtBot, window: MainWindow, session: Session, press: Press
) -> None:
    press(TAB, TAB, TAB, (Qt.Key.Key_A, SHIFT))
    (row, *_) = window.workspace.inspector.links
    row.remove.setFocus()
    press(Qt.Key.Key_Space)
    assert len(window.workspace.inspector.links) == 1
    assert focused() is window.workspace.view


def selection_line(window: MainWindow) -> str:
    window.show_current()
    line = window.workspace.inspector.selection
    return "" if line.isHidden() else line.text()


def test_selected_words_and_the_current_annotation_are_told_apart(
    window: MainWindow, session: Session, press: Press
) -> None:
    view = window.workspace.view
    view.select_span(26, 42)
    assert selection_line(window) == "1–4 tag the 3 selected words."
    said = [made.text() for made in window.workspace.inspector.findChildren(QLabel) if made.isVisible()]
    assert not any("Nothing is selected" in text for text in said)
    view.clear_selection()
    assert selection_line(window) == ""
    press(TAB, "a")
    for _ in range(5):
        press((Qt.Key.Key_Right, SHIFT))
    assert session.current is not None
    assert selection_line(window).startswith("1–4 tag the selected word, = moves this ")
    assert "+ adds them to it" in selection_line(window)


def test_undoing_a_tag_gives_the_selection_back(window: MainWindow, session: Session, press: Press) -> None:
    view = window.workspace.view
    view.select_span(26, 30)
    press("1", (Qt.Key.Key_Z, CTRL))
    assert view.selected_span() == (26, 30)
    press("2")
    assert session.current is not None
    assert (session.current.label, session.current.quote) == ("claim", "levy")
    press((Qt.Key.Key_Z, CTRL), (Qt.Key.Key_Y, CTRL))
    assert view.selected_span() is None
    assert session.current is not None
    assert session.current.label == "claim"


def test_the_key_of_the_label_it_has_accepts_a_suggestion(
    window: MainWindow, session: Session, press: Press
) -> None:
    press(TAB, "1")
    assert session.project.undo_title == "Accept actor"
    assert not session.current_is_suggestion
    press("1")
    assert session.project.undo_title == "Accept actor"  # nothing to change
    press(TAB, "2")
    assert session.project.undo_title == "Change to claim"


def test_accepting_with_links_is_offered_where_something_waits(
    window: MainWindow, session: Session, press: Press
) -> None:
    offered = "button-suggestion.accept-linked"
    press(TAB)  # Mira Sand, the speaker of the claim
    made = window.workspace.inspector.findChild(QPushButton, offered)
    assert made is not None
    assert made.text() == "Accept with links (Shift+A)"
    press("a", TAB, "a", TAB)  # the claim, whose speaker and cue are decided
    assert session.current is not None
    assert session.current.label == "claim"
    assert len(window.workspace.inspector.links) == 2
    inner = window.workspace.inspector.widget()
    assert inner is not None
    assert inner.findChild(QPushButton, offered) is None
    press("a")
    assert session.sheet is not None
    assert len(session.sheet.links) == 2


def test_a_label_key_works_from_the_palette(window: MainWindow, session: Session, press: Press) -> None:
    window.workspace.view.select_span(26, 30)
    window.workspace.codebook.buttons["claim"].setFocus()
    press("2")
    assert session.current is not None
    assert (session.current.label, session.current.quote) == ("claim", "levy")
    window.workspace.view.select_span(16, 16)  # behind the emoji, where no word is
    session.set_current(None)
    window.workspace.codebook.buttons["claim"].setFocus()
    press("2")
    assert "Select the words" in window.messages.text.text()


def test_done_says_what_was_left_undecided(window: MainWindow, session: Session, press: Press) -> None:
    press("m")
    assert window.messages.text.text() == "Done, with 4 suggestions undecided. Ctrl+Z undoes it."
    assert session.article is not None
    assert session.article.id == 2


@pytest.mark.parametrize("note", ["ends in a blank ", "10\u00a0000", "two\r\nlines\n", "a\u2028b"])
def test_looking_at_a_note_does_not_write_it(window: MainWindow, qtbot: QtBot, note: str) -> None:
    session = window.session
    assert session is not None
    first, second = session.tag("actor", (0, 9)), session.tag("cue", (10, 14))
    annotations.change(session.project, first.id, note=note)
    for chosen in (first, second, first):
        session.set_current(chosen.id)
        window.show_current()
        window.workspace.inspector.start_note()
        window.workspace.view.setFocus()
    there = session.project.annotation(first.id)
    assert there is not None
    assert there.note == note
    assert session.project.undo_title == "Write note"
    session.set_current(first.id)
    window.show_current()
    window.workspace.inspector.start_note()
    qtbot.keyClicks(window.workspace.inspector.note, "!")
    window.workspace.inspector.save()
    there = session.project.annotation(first.id)
    assert there is not None
    assert there.note.endswith("!")
