"""Whom mentions mean, by keys: candidates by number, others with the same words, all that is certain."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.gui.actors.field import ActorField
from annotator.gui.main_window import MainWindow
from annotator.gui.session import Session
from annotator.model.actor import Actor
from annotator.model.annotation import Annotation
from annotator.project.operations import actors, annotations
from annotator.project.project import Project
from tests.support.keys import Press
from tests.support.projects import new_project

TEXT = (
    "Ines Calloway-Roth spoke. Calloway-Roth left, and Calloway-Roth won. She met the leader of Tessmark. "
    "Mrs Calloway-Roth was there."
)
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
KEYS = Qt.Key
ENTER, ESCAPE, DOWN = KEYS.Key_Return, KEYS.Key_Escape, KEYS.Key_Down


@pytest.fixture
def project_path(tmp_path: Path) -> Path:
    path = tmp_path / "press.annotator"
    with new_project(path, TEXT, "Another."):
        pass
    return path


@pytest.fixture
def ines(project: Project) -> Actor:
    return actors.add(project, "Ines Calloway-Roth", kind="person")


@pytest.fixture
def mentions(session: Session, project: Project) -> list[Annotation]:
    """The full name, three times the surname (once with a title), she, the leader, Tessmark."""
    made = []
    for words, nth in (
        ("Ines Calloway-Roth", 0), ("Calloway-Roth", 1), ("Calloway-Roth", 2), ("She", 0),
        ("the leader of Tessmark", 0), ("Tessmark", 0), ("Mrs Calloway-Roth", 0),
    ):  # fmt: skip
        start = -1
        for _ in range(nth + 1):
            start = TEXT.index(words, start + 1)
        piece = (start, start + len(words))
        made.append(annotations.add(project, article_id=1, label="actor", segments=[piece]))
    return made


def who(project: Project, annotation: Annotation) -> str | None:
    stored = project.annotation(annotation.id)
    actor = project.actor(stored.actor_id) if stored is not None and stored.actor_id else None
    return actor.name if actor else None


def offered(window: MainWindow) -> list[str]:
    field = window.workspace.inspector.actor
    assert field is not None
    assert not field.choices.isHidden()
    return [choice.spoken for choice in field.choices.model.choices]


def test_the_first_candidate_is_taken_by_its_number(
    window: MainWindow, session: Session, project: Project, press: Press, ines: Actor,
    mentions: list[Annotation],
) -> None:  # fmt: skip
    session.set_current(mentions[1].id)
    press("r")
    assert offered(window) == [
        "1: Ines Calloway-Roth, person, Surname, and Ines Calloway-Roth was named before",
        "New actor “Calloway-Roth”",
    ]
    press("1")
    assert who(project, mentions[1]) == "Ines Calloway-Roth"
    assert project.actor(ines.id).aliases == (), "a part of the name is no alias"  # type: ignore[union-attr]
    assert window.workspace.view.hasFocus()
    assert project.undo_title == "Set actor"


def test_the_same_words_follow_by_the_key_of_the_offer_in_one_step(
    window: MainWindow, session: Session, project: Project, press: Press, ines: Actor,
    mentions: list[Annotation],
) -> None:  # fmt: skip
    session.set_current(mentions[1].id)
    press("r", "1")
    messages = window.messages
    assert messages.text.text() == "1 other mention of “Calloway-Roth” in this article lacks an actor."
    assert messages.action.text() == "Set it too (Shift+R)"
    press((KEYS.Key_R, SHIFT))
    assert who(project, mentions[2]) == "Ines Calloway-Roth"
    assert who(project, mentions[6]) is None, "with a title these are other words"
    press((KEYS.Key_Z, CTRL))
    assert (who(project, mentions[1]), who(project, mentions[2])) == ("Ines Calloway-Roth", None)


def test_the_offer_goes_when_somebody_goes_on(
    window: MainWindow, session: Session, press: Press, ines: Actor, mentions: list[Annotation]
) -> None:
    session.set_current(mentions[1].id)
    press("r", "1")
    assert window.messages.isVisible()
    session.set_current(mentions[3].id)
    press(KEYS.Key_Delete)
    assert not window.messages.isVisible()


def test_what_can_not_follow_is_said(
    window: MainWindow, session: Session, press: Press, ines: Actor, mentions: list[Annotation]
) -> None:
    session.set_current(mentions[3].id)
    press((KEYS.Key_R, SHIFT))
    assert window.messages.text.text() == "Set the actor of this mention first (R); then others can follow."
    press("r", "ines", ENTER, (KEYS.Key_R, SHIFT))
    assert window.messages.text.text() == "No other mention of “She” in this article lacks an actor."


def test_typing_finds_an_actor_and_a_proper_name_becomes_its_alias(
    window: MainWindow, session: Session, project: Project, press: Press, mentions: list[Annotation]
) -> None:
    orvelia = actors.add(project, "Orvelia", kind="state or place")
    session.set_current(mentions[5].id)
    press("r", "orv", ENTER)
    assert who(project, mentions[5]) == "Orvelia"
    assert project.actor(orvelia.id).aliases == ("Tessmark",)  # type: ignore[union-attr]
    assert window.messages.text.text() == "“Tessmark” is now an alias of Orvelia."
    session.set_current(mentions[4].id)
    press("r", "orv", ENTER)
    assert who(project, mentions[4]) == "Orvelia"
    assert project.actor(orvelia.id).aliases == ("Tessmark",), "a description is for here only"  # type: ignore[union-attr]
    press((KEYS.Key_Z, CTRL), (KEYS.Key_Z, CTRL))
    assert project.actor(orvelia.id) == orvelia, "mention and alias are one step"


def test_a_new_actor_by_name_also_where_another_begins_so(
    window: MainWindow, session: Session, project: Project, press: Press, ines: Actor,
    mentions: list[Annotation],
) -> None:  # fmt: skip
    session.set_current(mentions[3].id)
    press("r", "Ines", (ENTER, CTRL))
    assert who(project, mentions[3]) == "Ines"
    session.set_current(mentions[4].id)
    press("r", "Ines")
    assert [text.split(",")[0] for text in offered(window)] == ["Ines", "Ines Calloway-Roth"]
    press(DOWN, ENTER)
    assert who(project, mentions[4]) == "Ines Calloway-Roth"


def test_escape_leaves_everything_as_it_was(
    window: MainWindow, session: Session, project: Project, press: Press, ines: Actor,
    mentions: list[Annotation],
) -> None:  # fmt: skip
    session.set_current(mentions[1].id)
    title = project.undo_title
    press("r", "xyz", ESCAPE)
    assert window.workspace.view.hasFocus()
    assert (who(project, mentions[1]), project.undo_title) == (None, title)
    field = window.workspace.inspector.actor
    assert isinstance(field, ActorField)
    assert field.choices.isHidden()


def test_an_emptied_field_takes_the_actor_away(
    window: MainWindow, session: Session, project: Project, press: Press, ines: Actor,
    mentions: list[Annotation],
) -> None:  # fmt: skip
    session.set_current(mentions[1].id)
    press("r", "1", "r", KEYS.Key_Delete)
    assert offered(window)[0] == "No actor, Takes the actor away from this mention"
    press(ENTER)
    assert who(project, mentions[1]) is None


def test_all_that_is_certain_is_set_and_the_rest_is_named(
    window: MainWindow, session: Session, project: Project, press: Press, ines: Actor,
    mentions: list[Annotation],
) -> None:  # fmt: skip
    press((KEYS.Key_R, CTRL | SHIFT))
    assert [who(project, m) for m in mentions] == [ines.name] * 3 + [None] * 3 + [ines.name]
    assert window.messages.text.text() == (
        "Set the actors of 4 mentions. 3 mentions left for you: “She”, “the leader of Tessmark”, “Tessmark” "
        "(R sets one)."
    )
    assert window.commands.title("edit.undo") == "Undo: Set actors of 4 mentions"
    press((KEYS.Key_Z, CTRL))
    assert [who(project, m) for m in mentions] == [None] * 7


def test_a_click_on_a_candidate_takes_it(
    qtbot: QtBot, window: MainWindow, session: Session, project: Project, press: Press, ines: Actor,
    mentions: list[Annotation],
) -> None:  # fmt: skip
    session.set_current(mentions[1].id)
    press("r")
    field = window.workspace.inspector.actor
    assert field is not None
    view = field.choices.view
    place = view.visualRect(field.choices.model.index(0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert who(project, mentions[1]) == ines.name
    assert window.workspace.view.hasFocus()


def test_a_mention_of_somebody_else_with_the_same_words_stays(
    window: MainWindow, session: Session, project: Project, press: Press, ines: Actor,
    mentions: list[Annotation],
) -> None:  # fmt: skip
    other = actors.add(project, "Ada Calloway-Roth", kind="person")
    annotations.change(project, mentions[2].id, actor_id=other.id)
    session.set_current(mentions[1].id)
    press("r", "ines", ENTER, (KEYS.Key_R, SHIFT))
    assert who(project, mentions[2]) == "Ada Calloway-Roth"
    assert "No other mention" in window.messages.text.text()
