"""The panel about the current annotation, by keys that go where the keyboard is."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from annotator.gui.main_window import MainWindow
from annotator.gui.panels.actor import ActorEdit
from annotator.gui.session import Session
from annotator.project.operations import actors
from annotator.project.project import Project

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
TAB, ENTER, ESCAPE, DOWN = Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Down
Press = Callable[..., None]


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


@pytest.fixture
def press(qtbot: QtBot, window: MainWindow) -> Press:
    """Press keys where the keyboard is, as a person does: characters, keys, or (key, modifiers)."""

    def pressed(*keys: str | Qt.Key | tuple[Qt.Key, Qt.KeyboardModifier]) -> None:
        for key in keys:
            if isinstance(key, tuple):
                qtbot.keyClick(focused(), *key)
            elif isinstance(key, str):
                for character in key:
                    qtbot.keyClicks(focused(), character)
            else:
                qtbot.keyClick(focused(), key)
        window.show_current()

    return pressed


@pytest.fixture
def session(window: MainWindow) -> Session:
    assert window.session is not None
    return window.session


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


def test_escape_takes_back_what_was_typed(
    window: MainWindow, session: Session, press: Press, mention: QWidget
) -> None:
    press("Mira", ESCAPE)
    assert focused() is window.workspace.view
    assert names(session) == []
    press("r")
    field = window.workspace.inspector.actor
    assert field is not None
    assert field.currentText() == ""


def test_a_known_actor_is_proposed_and_chosen(
    qtbot: QtBot, window: MainWindow, session: Session, press: Press
) -> None:
    actors.add(session.project, "Mira Sand-Holm", kind="person")
    press(TAB, "ar", "holm")
    field = window.workspace.inspector.actor
    assert field is not None
    popup = field.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, DOWN)
    qtbot.keyClick(popup, ENTER)
    window.show_current()
    assert actor_of_current(session) == "Mira Sand-Holm"
    assert names(session) == ["Mira Sand-Holm"]
    assert focused() is window.workspace.view


def test_escape_closes_the_proposals_before_it_takes_back(
    qtbot: QtBot, window: MainWindow, session: Session, press: Press
) -> None:
    actors.add(session.project, "Mira Sand-Holm", kind="person")
    press(TAB, "ar", "mira")
    field = window.workspace.inspector.actor
    assert field is not None
    popup = field.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, ESCAPE)
    assert not popup.isVisible()
    assert field.currentText() == "mira"
    press(ESCAPE)
    assert actor_of_current(session) is None


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
