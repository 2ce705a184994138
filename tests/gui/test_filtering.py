"""Showing only some annotations, and links by key, in the real window."""

import pytest
from PySide6.QtCore import QPointF, Qt
from pytestqt.qtbot import QtBot

from annotator.gui.filtering import FilterDesk
from annotator.gui.main_window import MainWindow
from annotator.gui.panels.filter_bar import FilterBar
from annotator.gui.session import Session
from annotator.gui.theme import DARK, LIGHT, Theme
from tests.support.article_view import on_bar
from tests.support.keys import Press
from tests.support.mouse import LEFT
from tests.support.projects import TEXT, point

SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
KEYS = Qt.Key


@pytest.fixture
def press(qtbot: QtBot, window: MainWindow) -> Press:
    def pressed(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        qtbot.keyClick(window.workspace.view, key, modifier)

    return pressed


def labels(window: MainWindow) -> list[str]:
    """Labels of what is shown, in reading order."""
    marks = window.workspace.view.article_layout.index.by_id.values()
    return [mark.label for mark in sorted(marks, key=lambda mark: mark.start)]


def chips(window: MainWindow) -> list[str]:
    return [chip.text() for chip in window.workspace.filter_bar.chips.values()]


def test_what_is_undecided_and_back(window: MainWindow, session: Session, press: Press) -> None:
    bar = window.workspace.filter_bar
    session.tag("sentiment", (0, 4))
    session.set_current(None)
    assert not bar.isVisible()
    press(KEYS.Key_F)
    assert labels(window) == ["actor", "cue", "claim", "actor"]
    assert bar.isVisible()
    assert chips(window) == ["what is undecided"]
    assert bar.hidden.text() in ("1 annotation hidden", "1 hidden")
    press(KEYS.Key_F)
    assert "sentiment" in labels(window)
    assert not bar.isVisible()


def test_only_the_label_of_the_current_annotation(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    press(KEYS.Key_Tab)
    press(KEYS.Key_F, SHIFT)
    assert labels(window) == ["actor", "actor"]
    assert chips(window) == ["actor"]
    assert window.workspace.filter_bar.hidden.text() in ("2 annotations hidden", "2 hidden")
    chip = window.workspace.filter_bar.chips["label"]
    qtbot.mouseClick(chip, LEFT)
    assert len(labels(window)) == 4
    assert not window.workspace.filter_bar.isVisible()


def test_tab_goes_only_to_what_is_shown(window: MainWindow, session: Session, press: Press) -> None:
    press(KEYS.Key_Tab)
    press(KEYS.Key_F, SHIFT)
    first = session.current
    press(KEYS.Key_Tab)
    assert session.current is not None
    assert session.current.quote == "Tolm Harbour"
    press(KEYS.Key_Tab)
    assert session.current == first
    press(KEYS.Key_Tab, SHIFT)
    assert session.current.quote == "Tolm Harbour"


def test_tab_says_when_the_filter_hides_what_is_left(
    window: MainWindow, session: Session, press: Press
) -> None:
    session.tag("sentiment", (0, 4))
    press(KEYS.Key_F, SHIFT)
    press(KEYS.Key_Tab)
    assert "filter hides" in window.messages.text.text()
    press(KEYS.Key_E, SHIFT)
    press(KEYS.Key_Tab)
    assert session.current_is_suggestion


def test_an_accepted_suggestion_stays_in_sight_until_one_goes_on(
    window: MainWindow, session: Session, press: Press
) -> None:
    press(KEYS.Key_F)
    press(KEYS.Key_Tab)
    press(KEYS.Key_A)
    assert session.current is not None
    accepted = session.current.id
    assert window.workspace.view.current() == accepted
    press(KEYS.Key_Tab)
    assert not window.workspace.view.shows(accepted)
    assert labels(window) == ["cue", "claim", "actor"]


def test_what_is_tagged_shows_although_the_filter_hides_its_label(
    window: MainWindow, session: Session, press: Press
) -> None:
    press(KEYS.Key_Tab)
    press(KEYS.Key_F, SHIFT)
    window.workspace.view.select_span(61, 67)
    press(KEYS.Key_3)
    assert session.current is not None
    assert session.current.label == "cue"
    assert window.workspace.view.shows(session.current.id)


def test_only_an_actor_with_what_is_linked(window: MainWindow, session: Session, press: Press) -> None:
    mira = session.tag("actor", (0, 9))
    claim = session.tag("claim", (17, 42))
    session.link("speaker", claim.id, mira.id)
    point(session.project, mira.id, "Mira Sand")
    session.set_current(mira.id)
    press(KEYS.Key_F, ALT)
    assert chips(window) == ["Mira Sand"]
    assert labels(window) == ["actor", "claim"]
    assert {mira.id, claim.id} == set(window.workspace.view.article_layout.index.by_id)
    press(KEYS.Key_F, ALT)
    assert len(labels(window)) > 2


def test_an_actor_is_asked_for_where_no_mention_is_current(window: MainWindow, press: Press) -> None:
    press(KEYS.Key_F, ALT)
    assert "mention" in window.messages.text.text()


def test_the_menu_beside_the_state_lists_labels_with_their_counts(
    window: MainWindow, session: Session
) -> None:
    desk = window.findChild(FilterDesk)
    assert isinstance(desk, FilterDesk)
    menu = window.workspace.filter_bar.control.menu()
    menu.aboutToShow.emit()
    texts = [action.text() for action in menu.actions()]
    assert "actor\t2" in texts
    next(action for action in menu.actions() if action.text() == "actor\t2").trigger()
    assert labels(window) == ["actor", "actor"]
    assert desk.filter.label == "actor"


def test_the_filter_holds_in_the_next_article_and_says_so(window: MainWindow, press: Press) -> None:
    press(KEYS.Key_F)
    press(KEYS.Key_J)
    assert window.workspace.filter_bar.isVisible()
    window.show_current()
    assert window.workspace.filter_bar.hidden.text() in ("none hidden here", "0 hidden")


def test_the_full_stop_steps_through_the_links_and_del_deletes_the_selected_one(
    window: MainWindow, session: Session, press: Press
) -> None:
    mira, claim = session.tag("actor", (0, 9)), session.tag("claim", (17, 42))
    cue = session.tag("cue", (10, 14))
    session.link("speaker", claim.id, mira.id)
    session.link("cue", claim.id, cue.id)
    session.set_current(claim.id)
    press(KEYS.Key_Period)
    assert "“speaker” to actor “Mira Sand” (1 of 2)" in window.messages.text.text()
    press(KEYS.Key_Period)
    assert "“cue” to cue “said” (2 of 2)" in window.messages.text.text()
    press(KEYS.Key_Delete)
    assert session.sheet is not None
    assert [link.label for link in session.sheet.links.values()] == ["speaker"]
    assert session.sheet.annotation(claim.id) is not None
    qundo = session.undo()
    assert qundo is not None
    assert len(session.sheet.links) == 2
    press(KEYS.Key_Period)
    press(KEYS.Key_Return)
    assert session.current is not None
    assert session.current.id == mira.id
    press(KEYS.Key_Escape)
    assert not window.messages.isVisible()
    press(KEYS.Key_Delete)
    assert session.sheet.annotation(mira.id) is None


def test_the_full_stop_says_where_there_are_no_links(
    window: MainWindow, session: Session, press: Press
) -> None:
    session.tag("sentiment", (0, 4))
    press(KEYS.Key_Period)
    assert "no links yet" in window.messages.text.text()


def test_a_suggested_link_is_not_deleted_alone(window: MainWindow, session: Session, press: Press) -> None:
    press(KEYS.Key_Tab)
    press(KEYS.Key_Period)
    press(KEYS.Key_Delete)
    assert "only suggested" in window.messages.text.text()
    assert session.sheet is not None
    assert len(session.sheet.suggestions) == 4


def test_all_links_by_key(window: MainWindow, press: Press) -> None:
    painter = window.workspace.view.painter
    press(KEYS.Key_L, SHIFT)
    assert painter.all_links
    press(KEYS.Key_L, SHIFT)
    assert not painter.all_links


def test_the_tip_says_what_is_known(window: MainWindow, session: Session) -> None:
    view = window.workspace.view
    mira, claim = session.tag("actor", (0, 9)), session.tag("claim", (17, 42))
    point(session.project, mira.id, "Mira & Co")
    session.set_note(mira.id, "First name only later.")
    session.link("speaker", claim.id, mira.id)
    session.set_attribute(mira.id, "kind", "person")
    text = view.tips.text_at(QPointF(on_bar(view, mira.id)))
    for said in (
        "<b>actor</b>",
        "“Mira Sand”",
        "Actor: Mira &amp; Co",
        "kind: person",
        "Note: First name only later.",
        f"“{TEXT[17:42]}” → speaker",
    ):
        assert said in text
    suggested = next(mark for mark in view.article_layout.index.by_id.values() if mark.kind == "suggestion")
    text = view.tips.text_at(QPointF(on_bar(view, suggested.id)))
    assert f"suggestion · score {suggested.score_text}" in text


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize(("width", "hidden"), [(1000, "12 annotations hidden"), (420, "12 hidden")])
def test_the_bar_says_it_in_as_many_words_as_fit(qtbot: QtBot, theme: Theme, width: int, hidden: str) -> None:
    bar = FilterBar()
    qtbot.addWidget(bar)
    bar.set_theme(theme)
    bar.set_key("Shift+E")
    bar.show_parts([("undecided", "what is undecided"), ("label", "actor")])
    bar.show_hidden(12, 3)
    bar.resize(width, 34)
    assert bar.hidden.text() == hidden
    assert "(Shift+E)" in bar.everything.text()
    bar.show_hidden(12, 0)
    assert ("nothing to show" in bar.hidden.text()) == (width == 1000)
    bar.show_parts([])
    assert bar.isHidden()
