"""The command palette in a real window, by real keys."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from annotator.gui.actors.page import ActorsPage
from annotator.gui.main_window import MainWindow
from annotator.gui.palette.palette import Palette
from annotator.gui.theme import DARK
from annotator.project.operations import actors
from tests.support.keys import focused
from tests.support.projects import point

CTRL = Qt.KeyboardModifier.ControlModifier
Open = Callable[[], Palette]


@pytest.fixture
def opened(qtbot: QtBot, window: MainWindow) -> Open:
    def open_() -> Palette:
        qtbot.keyClick(focused(), Qt.Key.Key_K, CTRL)
        made = window.palettes.palette
        assert made is not None
        assert made.isVisible()
        assert made.field.hasFocus()
        return made

    return open_


def test_a_command_for_the_selection_still_works_on_it(
    qtbot: QtBot, window: MainWindow, opened: Open
) -> None:
    view, session = window.workspace.view, window.session
    assert session is not None
    view.select_span(0, 4)
    palette = opened()
    qtbot.keyClicks(palette.field, "tag cla")
    assert palette.current is not None
    assert palette.current.title == "Tag as claim"
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert not palette.isVisible()
    assert view.hasFocus()
    assert session.sheet is not None
    (made,) = session.sheet.own.values()
    assert (made.label, made.quote) == ("claim", "Mira")


def test_escape_gives_the_keyboard_back_where_it_was(qtbot: QtBot, window: MainWindow, opened: Open) -> None:
    for before in (window.workspace.articles.list, window.workspace.view, window.workspace.articles.search):
        before.setFocus()
        view = window.workspace.view
        view.select_span(0, 4)
        palette = opened()
        qtbot.keyClicks(palette.field, "axx1")  # keys of commands are text here
        qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
        assert not palette.isVisible()
        assert before.hasFocus()
        assert view.selected_span() == (0, 4)
    assert window.session is not None
    assert window.session.sheet is not None
    assert not window.session.sheet.own


def test_its_own_key_closes_it_as_well(qtbot: QtBot, window: MainWindow, opened: Open) -> None:
    palette = opened()
    qtbot.keyClick(palette.field, Qt.Key.Key_K, CTRL)
    assert not palette.isVisible()
    assert window.workspace.view.hasFocus()


def test_it_shows_keys_menus_and_why_not_now(qtbot: QtBot, window: MainWindow, opened: Open) -> None:
    palette = opened()
    qtbot.keyClicks(palette.field, "reject")
    number = [entry.title for entry in palette.rows.entries()].index("Reject")
    while palette.list.currentIndex().row() != number:
        qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    entry = palette.current
    assert entry is not None
    assert (entry.title, entry.key, entry.detail) == ("Reject", "X", "Annotate")
    assert "press Tab for the next one" in entry.reason
    assert palette.foot.toolTip() == entry.reason or palette.foot.text() == entry.reason
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()  # there is nothing to run


def test_every_command_is_in_it(window: MainWindow, opened: Open) -> None:
    listed = {entry.id for entry in opened().rows.entries()}
    assert {command.id for command in window.commands.all()} - listed == {"help.palette"}


def test_what_was_chosen_stands_first_next_time(qtbot: QtBot, window: MainWindow, opened: Open) -> None:
    palette = opened()
    qtbot.keyClicks(palette.field, "larger")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert window.settings.zoom == 110
    palette = opened()
    assert palette.current is not None
    assert palette.current.title == "Larger text"


def test_the_title_of_an_article_opens_it(qtbot: QtBot, window: MainWindow, opened: Open) -> None:
    palette = opened()
    qtbot.keyClicks(palette.field, "powder")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert window.session is not None
    assert window.session.article is not None
    assert window.session.article.metadata.title == "Milk powder"
    assert window.workspace.view.hasFocus()


def test_an_actor_leads_from_mention_to_mention(qtbot: QtBot, window: MainWindow, opened: Open) -> None:
    session = window.session
    assert session is not None
    made = [session.tag("actor", place) for place in ((0, 9), (48, 60))]
    actor = actors.add(session.project, "Mira Sand", aliases=("the minister",))
    for mention in made:
        point(session.project, mention.id, actor.name)
    for expected in (made[0], made[1], made[0]):
        palette = opened()
        qtbot.keyClicks(palette.field, "@minister")
        assert palette.current is not None
        assert palette.current.detail == "next of 2 mentions here"
        qtbot.keyClick(palette.field, Qt.Key.Key_Return)
        assert session.current_id == expected.id
    session.open_article(2)
    palette = opened()
    qtbot.keyClicks(palette.field, "@mira")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    page = window.pages.page("actors")
    assert isinstance(page, ActorsPage)
    assert window.pages.shown == "actors"
    qtbot.waitUntil(lambda: page.actor_id == actor.id)


@pytest.mark.parametrize(("typed", "title"), [("merge act", "Merge actors"), ("retire", "Retire a label")])
def test_what_is_done_on_a_page_is_found_and_leads_there(
    qtbot: QtBot, window: MainWindow, opened: Open, typed: str, title: str
) -> None:
    palette = opened()
    qtbot.keyClicks(palette.field, typed)
    assert palette.current is not None
    assert palette.current.title == title
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert window.pages.shown == ("actors" if "actors" in title else "codebook")
    assert "then press" in window.messages.text.text()


def test_an_actor_and_a_label_are_added_from_the_palette(
    qtbot: QtBot, window: MainWindow, opened: Open
) -> None:
    palette = opened()
    qtbot.keyClicks(palette.field, "new actor")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    page = window.pages.page("actors")
    assert isinstance(page, ActorsPage)
    qtbot.waitUntil(page.entry.name.hasFocus)
    qtbot.keyClicks(page.entry.name, "Ylva")
    palette = opened()
    qtbot.keyClicks(palette.field, "add a label")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert window.pages.shown == "codebook"
    assert window.session is not None
    assert window.session.project.codebook.label("new label") is not None
    assert [actor.name for actor in window.session.project.actors()] == ["Ylva"]


def test_arrows_go_around_and_the_mouse_runs_a_line(qtbot: QtBot, window: MainWindow, opened: Open) -> None:
    palette = opened()
    qtbot.keyClicks(palette.field, "text")
    first = palette.current
    qtbot.keyClick(palette.field, Qt.Key.Key_Up)
    assert palette.list.currentIndex().row() == palette.rows.rowCount() - 1
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    assert palette.current == first
    qtbot.keyClick(palette.field, Qt.Key.Key_PageDown)
    number = next(n for n, e in enumerate(palette.rows.entries()) if e.title == "Smaller text")
    place = palette.list.visualRect(palette.rows.index(number)).center()
    qtbot.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window.settings.zoom == 90
    assert not palette.isVisible()


def test_a_click_beside_it_closes_it_and_keeps_the_keyboard_there(
    qtbot: QtBot, window: MainWindow, opened: Open
) -> None:
    palette = opened()
    window.workspace.articles.search.setFocus()
    assert not palette.isVisible()
    assert window.workspace.articles.search.hasFocus()


def test_it_works_without_a_project(qtbot: QtBot, empty_window: MainWindow) -> None:
    qtbot.keyClick(focused(), Qt.Key.Key_K, CTRL)
    palette = empty_window.palettes.palette
    assert palette is not None
    qtbot.keyClicks(palette.field, "export")
    assert palette.current is not None
    assert palette.current.reason == "Open a project first, or make a new one."


def test_a_screen_reader_is_told_each_line(window: MainWindow, opened: Open) -> None:
    palette = opened()
    assert palette.field.accessibleName()
    index = palette.list.currentIndex()
    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert palette.current is not None
    assert palette.current.title in said
    assert QAccessible.queryAccessibleInterface(palette) is not None


def test_it_stays_inside_a_small_window_and_is_drawn_dark(
    qtbot: QtBot, window: MainWindow, opened: Open
) -> None:
    window.resize(700, 420)
    palette = opened()
    palette.set_theme(DARK)
    assert window.content.rect().contains(palette.geometry())
    qtbot.keyClicks(palette.field, "a")
    assert not palette.grab().isNull()
