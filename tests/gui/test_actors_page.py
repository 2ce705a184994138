"""The page of all actors, by keys that go where the keyboard is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.gui.actors.chips import Chip
from annotator.gui.actors.entry import ActorEntry
from annotator.gui.actors.mention_rows import LINE_ROLE, Line
from annotator.gui.actors.page import ActorsPage
from annotator.gui.main_window import MainWindow
from annotator.gui.session import Session
from annotator.gui.widgets.flow import FlowLayout
from annotator.model.actor import Actor
from annotator.model.annotation import Annotation
from annotator.model.incoming import IncomingAnnotation, IncomingLayer
from annotator.project.operations import actors, annotations, layers
from annotator.project.project import Project
from tests.support.keys import Press, focused

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
KEYS = Qt.Key
ENTER, ESCAPE, SPACE, DOWN, TAB = (
    KEYS.Key_Return, KEYS.Key_Escape, KEYS.Key_Space, KEYS.Key_Down, KEYS.Key_Tab,
)  # fmt: skip
PAGE = (KEYS.Key_A, CTRL | SHIFT)


def mention(project: Project, start: int, end: int, actor: Actor | None, article_id: int = 1) -> Annotation:
    actor_id = actor.id if actor else None
    return annotations.add(
        project, article_id=article_id, label="actor", segments=[(start, end)], actor_id=actor_id
    )


@pytest.fixture
def three(project: Project) -> tuple[Actor, Actor, Actor]:
    """Mira with two mentions, Sand with one of a colleague, and Tolm with none."""
    mira = actors.add(project, "Mira Sand", kind="person", aliases=["Mirabel"])
    sand = actors.add(project, "Sand", kind="person")
    tolm = actors.add(project, "Tolm Harbour", kind="organisation")
    mention(project, 0, 9, mira)
    mention(project, 4, 11, mira, 2)
    theirs = IncomingAnnotation("c1", "actor", ((4, 9),), None, {}, sand)
    layers.take(project, IncomingLayer("Kim", project.article(3).sha256, (theirs,), (), "kim.jsonl"))
    return mira, sand, tolm


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow, press: Press, three: object) -> ActorsPage:
    """Open, read, and with the keyboard in the list."""
    press(PAGE)
    found = window.pages.page("actors")
    assert isinstance(found, ActorsPage)
    qtbot.waitUntil(lambda: found.model.total() == 3 and found.list.hasFocus())
    qtbot.waitUntil(lambda: found.mentions.model.count() == 2)
    return found


def shown(page: ActorsPage) -> list[str]:
    return [page.model.row(n).actor.name for n in range(page.model.rowCount())]


def lines(page: ActorsPage) -> list[str]:
    model = page.mentions.model
    return [str(model.index(n).data(Qt.ItemDataRole.DisplayRole)) for n in range(model.rowCount())]


def test_an_empty_registry_says_the_next_step(
    qtbot: QtBot, window: MainWindow, session: Session, press: Press
) -> None:
    press(PAGE)
    page = window.pages.page("actors")
    assert isinstance(page, ActorsPage)
    qtbot.waitUntil(page.empty.isVisible)
    assert "press R" in page.empty.text.text()
    qtbot.waitUntil(page.empty.step.hasFocus)
    press(SPACE)
    assert window.pages.shown is None
    assert window.workspace.view.hasFocus()


def test_the_list_tells_counts_and_the_mentions_stand_in_context(
    page: ActorsPage, project: Project, three: tuple[Actor, ...]
) -> None:
    assert shown(page) == ["Mira Sand", "Sand", "Tolm Harbour"]
    spoken = page.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Mira Sand, person · 2 mentions in 2 articles · Mirabel"
    assert lines(page)[0].endswith("Robin (you), 1 mention")
    assert lines(page)[1].startswith("… Mira Sand said 😀")
    assert "Harbour strike" in lines(page)[2]
    assert page.entry.name.text() == "Mira Sand"


def test_it_is_searched_filtered_and_sorted(qtbot: QtBot, page: ActorsPage, press: Press) -> None:
    press("/", "mirab")
    assert page.head.search.hasFocus()
    assert shown(page) == ["Mira Sand"]
    press(ESCAPE)
    assert page.list.hasFocus()
    assert len(shown(page)) == 3
    page.head.kind.setCurrentIndex(page.head.kind.findData("organisation"))
    assert shown(page) == ["Tolm Harbour"]
    assert page.head.count.text() == "1 of 3 actors"
    page.head.kind.setCurrentIndex(0)
    page.head.order.setCurrentIndex(1)
    assert shown(page) == ["Mira Sand", "Sand", "Tolm Harbour"]
    press("/", "nobody", ENTER)
    assert page.nothing.isVisible()


def test_an_entry_is_edited_by_keys_and_undone_by_name(
    qtbot: QtBot, window: MainWindow, page: ActorsPage, press: Press, project: Project
) -> None:
    press(ENTER)
    assert page.entry.name.hasFocus()
    press((KEYS.Key_A, CTRL), "Mira S.", TAB)
    assert project.undo_title == "Rename actor"
    assert page.entry.kind.hasFocus() or page.entry.kind_line.hasFocus()
    press(TAB, "q17", ENTER)
    assert page.entry.wikidata.text() == "Q17"
    assert page.list.hasFocus()
    (mira,) = [a for a in project.actors() if a.name == "Mira S."]
    assert mira.wikidata == "Q17"
    press((KEYS.Key_Z, CTRL), (KEYS.Key_Z, CTRL))
    assert "Mira Sand" in [a.name for a in project.actors()]
    assert page.entry.name.text() == "Mira Sand"


def test_a_name_that_another_has_is_refused_and_said(
    window: MainWindow, page: ActorsPage, press: Press, project: Project
) -> None:
    press(ENTER, (KEYS.Key_A, CTRL), "Sand", ENTER)
    assert "“Sand” (person) already" in window.messages.text.text()
    assert page.entry.name.text() == "Mira Sand"
    page.entry.wikidata.setFocus()
    press("17", ENTER)
    assert "such as Q42" in window.messages.text.text()


def test_aliases_come_and_go_one_by_one(
    page: ActorsPage, press: Press, project: Project, three: tuple[Actor, ...]
) -> None:
    page.entry.add_alias.setFocus()
    press("Mimi", ENTER, "the boss", ENTER)
    assert project.actor(three[0].id).aliases == ("Mirabel", "Mimi", "the boss")  # type: ignore[union-attr]
    page.entry.aliases[1].setFocus()
    press(KEYS.Key_Delete)
    assert project.actor(three[0].id).aliases == ("Mirabel", "the boss")  # type: ignore[union-attr]
    assert focused() is page.entry.aliases[1]
    press(ESCAPE)


def test_marked_actors_are_merged_and_split_off_again(
    qtbot: QtBot, window: MainWindow, page: ActorsPage, press: Press, project: Project,
    three: tuple[Actor, ...],
) -> None:  # fmt: skip
    before = project.annotation("c1")
    press(SPACE, SPACE)
    assert page.merge_button.text() == "Merge 2 marked (M)"
    press("m")
    assert page.merge_bar.isVisible()
    assert page.merge_bar.buttons[0].text() == "1, Enter   Mira Sand · 2 mentions"
    press(ESCAPE)
    assert not page.merge_bar.isVisible()
    assert window.pages.shown == "actors"
    press("m", "1")
    assert project.undo_title == "Merge actors"
    assert window.commands.title("edit.undo") == "Undo: Merge actors"
    qtbot.waitUntil(lambda: shown(page) == ["Mira Sand", "Tolm Harbour"])
    qtbot.waitUntil(lambda: page.mentions.model.count() == 3)
    assert project.annotation("c1") == before
    assert [chip.text() for chip in page.entry.merged] == ["Sand  (1 mention)"]
    page.entry.merged[0].setFocus()
    press(SPACE)
    assert project.undo_title == "Split off actor"
    page.entry.name.setFocus()  # nothing is typed in it, so undo is the window's
    qtbot.waitUntil(lambda: len(shown(page)) == 3)
    press((KEYS.Key_Z, CTRL), (KEYS.Key_Z, CTRL))
    qtbot.waitUntil(lambda: len(shown(page)) == 3)
    assert project.actor(three[1].id) == three[1]


def test_one_alone_can_not_be_merged(window: MainWindow, page: ActorsPage, press: Press) -> None:
    press("m")
    assert "Mark two actors" in window.messages.text.text()
    assert not page.merge_bar.isVisible()


def test_only_an_actor_without_mentions_is_removed(
    qtbot: QtBot, window: MainWindow, page: ActorsPage, press: Press, project: Project
) -> None:
    press(KEYS.Key_Delete)
    assert window.messages.text.text().startswith("2 mentions point to “Mira Sand”, so it stays")
    press(KEYS.Key_End, KEYS.Key_Delete)
    qtbot.waitUntil(lambda: shown(page) == ["Mira Sand", "Sand"])
    assert project.undo_title == "Remove actor"


def test_enter_on_a_mention_goes_there(
    qtbot: QtBot, window: MainWindow, session: Session, page: ActorsPage, press: Press
) -> None:
    page.mentions.list.setFocus()
    press(DOWN, ENTER)
    assert window.pages.shown is None
    assert session.article is not None
    assert session.article.id == 2
    assert session.current is not None
    assert session.current.quote == "harbour"
    assert window.workspace.view.hasFocus()


def test_a_double_click_on_a_colleagues_mention_selects_its_words(
    qtbot: QtBot, window: MainWindow, session: Session, page: ActorsPage, press: Press
) -> None:
    press(DOWN)
    qtbot.waitUntil(lambda: page.mentions.model.count() == 1)
    page.mentions.list.setFocus()
    press(SPACE)
    assert "colleague's layer" in window.messages.text.text()
    assert page.mentions.model.marked == {}
    press("m")
    assert "Only mentions in your own layer" in window.messages.text.text()
    assert not page.mentions.move_button.isEnabled()
    told = page.mentions.hint
    assert told.full == "All are a colleague's, so only they can move them · Enter goes there"
    assert told.full in (told.text(), told.toolTip())
    viewport = page.mentions.list.viewport()
    place = page.mentions.list.visualRect(page.mentions.model.index(1)).center() + QPoint(20, 0)
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=place)
    assert window.pages.shown == "actors"
    assert page.mentions.list.hasFocus()
    qtbot.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=place)
    assert window.pages.shown is None
    assert session.article is not None
    assert session.article.id == 3
    assert window.workspace.view.selected_span() == (4, 9)


def test_marked_mentions_move_to_another_actor(
    qtbot: QtBot, window: MainWindow, page: ActorsPage, press: Press, project: Project,
    three: tuple[Actor, ...],
) -> None:  # fmt: skip
    page.mentions.list.setFocus()
    press(SPACE, SPACE)
    assert len(page.mentions.model.marked) == 2
    press("m", "tolm", ENTER)
    qtbot.waitUntil(lambda: page.model.row_of(three[2].id).mentions == 2)  # type: ignore[union-attr]
    assert project.undo_title == "Set actor of 2 mentions"
    press((KEYS.Key_Z, CTRL))
    assert project.mention_counts()[three[0].id] == (2, 2)
    assert isinstance(page.mentions.list.currentIndex().data(LINE_ROLE), Line | None)


def test_a_new_actor_takes_what_is_moved(
    qtbot: QtBot, page: ActorsPage, press: Press, project: Project
) -> None:
    page.mentions.list.setFocus()
    press("m", "Ylva Strand", ENTER)
    assert [a.name for a in project.actors() if a.name.startswith("Ylva")] == ["Ylva Strand"]
    qtbot.waitUntil(lambda: page.model.total() == 4)


def test_it_opens_at_the_actor_of_the_current_mention(
    qtbot: QtBot, window: MainWindow, session: Session, press: Press, three: tuple[Actor, ...]
) -> None:
    tolm = mention(session.project, 48, 60, three[2])
    session.set_current(tolm.id)
    press(PAGE)
    page = window.pages.page("actors")
    assert isinstance(page, ActorsPage)
    qtbot.waitUntil(lambda: page.model.total() == 3)
    assert page.entry.name.text() == "Tolm Harbour"


def test_the_lines_are_painted_in_both_themes(window: MainWindow, page: ActorsPage) -> None:
    seen = set()
    for theme in ("light", "dark"):
        window.choose_theme(theme)  # type: ignore[arg-type]
        image: QImage = page.grab().toImage()
        seen.add(image.pixelColor(page.list.x() + 60, page.list.y() + 30).name())
    assert len(seen) == 2


def test_what_is_typed_is_saved_when_the_page_is_left(
    window: MainWindow, page: ActorsPage, press: Press, project: Project, project_path: Path
) -> None:
    page.entry.note.setFocus()
    press("from Tolm", ESCAPE)
    assert page.list.hasFocus()
    assert [a.note for a in project.actors() if a.note] == ["from Tolm"]
    assert project.undo_title == "Write note on actor"


def test_an_actor_is_added_and_named_by_keys(
    qtbot: QtBot, page: ActorsPage, press: Press, project: Project
) -> None:
    press("/", "tolm", ENTER)
    assert shown(page) == ["Tolm Harbour"]
    press(KEYS.Key_Insert)
    qtbot.waitUntil(page.entry.name.hasFocus)
    press("Ylva Strand", ENTER)
    qtbot.waitUntil(lambda: "Ylva Strand" in shown(page))
    assert len(shown(page)) == 4
    assert project.undo_title == "Rename actor"
    assert page.list.hasFocus()


def test_the_first_actor_is_added_on_the_empty_page(
    qtbot: QtBot, window: MainWindow, session: Session, press: Press
) -> None:
    press(PAGE)
    page = window.pages.page("actors")
    assert isinstance(page, ActorsPage)
    qtbot.waitUntil(page.empty.step.hasFocus)
    press(KEYS.Key_Insert)
    qtbot.waitUntil(page.entry.name.hasFocus)
    press("Ylva", ENTER)
    assert [actor.name for actor in session.project.actors()] == ["Ylva"]


def test_the_button_adds_one_too(qtbot: QtBot, page: ActorsPage, press: Press) -> None:
    qtbot.mouseClick(page.add_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.entry.name.hasFocus)
    assert page.entry.name.selectedText() == "New actor"


def test_the_cheat_sheet_comes_at_its_key_and_the_search_is_empty_next_time(
    qtbot: QtBot, window: MainWindow, page: ActorsPage, press: Press
) -> None:
    press("?")
    assert window.palettes.sheet is not None
    assert window.palettes.sheet.isVisible()
    press(ESCAPE)
    page.mentions.list.setFocus()
    press("?")
    assert window.palettes.sheet.isVisible()
    press(ESCAPE, ESCAPE, "/", "tolm", ENTER, ESCAPE)
    assert window.pages.shown is None
    press(PAGE)
    qtbot.waitUntil(lambda: len(shown(page)) == 3)
    assert page.head.search.text() == ""


def test_undo_here_takes_back_what_was_done_here_and_nothing_of_the_article(
    qtbot: QtBot, window: MainWindow, session: Session, page: ActorsPage, press: Press,
    three: tuple[Actor, ...],
) -> None:  # fmt: skip
    before = session.project.undo_title
    page.mentions.list.setFocus()
    press("m", "tolm", ENTER)
    assert session.project.undo_title == "Set actor"
    press((KEYS.Key_Z, CTRL))
    assert session.project.undo_title == before == "Tag actor"
    press((KEYS.Key_Z, CTRL))
    assert "go back (Esc) to undo it there" in window.messages.text.text()
    assert session.project.undo_title == before


def test_escape_ends_a_question_first_wherever_the_keyboard_is(
    window: MainWindow, page: ActorsPage, press: Press
) -> None:
    press(SPACE, SPACE, "m")
    assert page.merge_bar.isVisible()
    window.pages.close_button.setFocus()
    press(ESCAPE)
    assert not page.merge_bar.isVisible()
    assert window.pages.shown == "actors"


def test_five_hundred_merged_entries_make_few_chips_and_few_layouts(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    arranged: list[int] = []
    original = FlowLayout._arrange

    def counting(self: FlowLayout, area: Any, *, move: bool) -> int:
        arranged.append(self.count())
        return original(self, area, move=move)

    monkeypatch.setattr(FlowLayout, "_arrange", counting)
    entry = ActorEntry()
    qtbot.addWidget(entry)
    entry.resize(600, 700)
    with qtbot.waitActive(entry):
        entry.show()
        entry.activateWindow()
    merged = [Actor(f"m{n}", f"Person {n}") for n in range(500)]
    actor = Actor("a", "Mira Sand", aliases=tuple(f"Name {n}" for n in range(100)))
    entry.show_actor(actor, merged, {}, editable=True)
    QApplication.processEvents()
    assert (len(entry.merged), len(entry.aliases)) == (30, 30)
    assert max(arranged) == 31
    assert len(arranged) < 150, "a few for each list, not some for each chip"
    more = {chip.text(): chip for chip in entry.findChildren(Chip) if "more" in chip.text()}
    assert set(more) == {"and 470 more", "and 70 more"}
    more["and 470 more"].setFocus()
    qtbot.keyClick(more["and 470 more"], SPACE)
    assert len(entry.merged) == 500
    assert entry.merged[30].hasFocus(), "where the list went on"
    box = entry.merged[30].parentWidget()
    assert box is not None
    qtbot.waitUntil(lambda: box.height() > 1000)
    assert entry.height() <= 900, "it scrolls"
    entry.show_actor(actor, merged, {}, editable=True)
    assert len(entry.merged) == 500
    entry.show_actor(Actor("b", "Sand"), merged, {}, editable=True)
    assert len(entry.merged) == 30
