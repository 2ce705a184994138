"""The list of what an annotation can be linked with: both ends stay in sight, and it says what is what."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.gui.main_window import MainWindow
from annotator.gui.session import Session
from annotator.model.article import IncomingArticle, Metadata
from annotator.project.operations import articles
from tests.support.article_view import on_bar
from tests.support.mouse import LEFT

SENTENCE = "Officials told the harbour that the levy would stay closed until the spring. "
LONG = "\n".join(SENTENCE * 2 for _ in range(30))
PARAGRAPH = len(SENTENCE) * 2 + 1


@pytest.fixture
def session(window: MainWindow) -> Session:
    """A window on a long article with an actor in each of its paragraphs."""
    assert window.session is not None
    made = window.session
    with made.project.transact("Import", undoable=False):
        article_id, _ = articles.add(made.project, IncomingArticle(LONG, Metadata(title="Long")))
    made.open_article(article_id)
    for number in range(0, 30, 2):
        made.tag("actor", (number * PARAGRAPH, number * PARAGRAPH + 9))
    return made


@pytest.fixture
def press(qtbot: QtBot, window: MainWindow) -> Callable[[Qt.Key], None]:
    return lambda key: qtbot.keyClick(window.workspace.view, key)


def seen(window: MainWindow, position: int) -> bool:
    """Whether the line of a character shows with its bars."""
    view = window.workspace.view
    top, line = view.article_layout.place_of(position)
    above = view.verticalScrollBar().value()
    return top + line.top >= above and top + line.bottom <= above + view.viewport().height()


def test_the_list_hides_neither_end(
    qtbot: QtBot, window: MainWindow, session: Session, press: Callable[[Qt.Key], None]
) -> None:
    start = 14 * PARAGRAPH + 20
    claim = session.tag("claim", (start, start + 30))
    view = window.workspace.view
    bar = view.verticalScrollBar()
    top, line = view.article_layout.place_of(start)
    bar.setValue(round(top + line.bottom - view.viewport().height()) + 2)
    assert seen(window, start)
    height = view.viewport().height()
    press(Qt.Key.Key_L)
    qtbot.waitUntil(lambda: view.viewport().height() < height)
    assert seen(window, start)
    for _ in range(3):
        linking = view.painter.linking
        assert linking is not None
        assert linking[0] == claim.id
        assert view.current() == claim.id
        target = view.article_layout.index.by_id[linking[2] or ""]
        assert seen(window, target.start)
        assert seen(window, start) or not view.fits(min(start, target.start), max(claim.end, target.end))
        press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Escape)
    assert view.painter.linking is None
    assert not window.linking.active


def test_the_list_says_what_is_linked_and_what_is_only_suggested(
    window: MainWindow, press: Callable[[Qt.Key], None]
) -> None:
    session = window.session
    assert session is not None
    assert session.sheet is not None
    ids = {s.label: s.id for s in session.sheet.suggestions.values() if s.quote != "Tolm Harbour"}
    session.set_current(ids["cue"])
    session.accept()
    session.set_current(ids["claim"])
    session.accept()
    press(Qt.Key.Key_L)
    claim = session.current
    assert claim is not None
    assert window.picker.title.text().startswith(f"Link claim “{claim.quote[:20]}")
    found = {choice.text: choice for choice in window.picker.choices()}
    assert found["cue: said"].note == "linked: cue"
    assert not found["cue: said"].suggested
    assert found["actor: Mira Sand"].note == "suggestion"
    assert found["actor: Mira Sand"].suggested
    press(Qt.Key.Key_Escape)
    cue = next(a for a in session.sheet.own.values() if a.label == "cue")
    session.set_current(cue.id)
    press(Qt.Key.Key_L)
    assert window.picker.title.text() == "Link cue “said” to …"


def test_a_click_on_its_own_bar_makes_no_link(
    qtbot: QtBot, window: MainWindow, session: Session, press: Callable[[Qt.Key], None]
) -> None:
    """The link that the list points at is drawn, but it is not dragged."""
    claim = session.tag("claim", (20, 50))
    press(Qt.Key.Key_L)
    assert window.workspace.view.painter.linking is not None
    view = window.workspace.view
    with qtbot.assertNotEmitted(view.link_dragged):
        qtbot.mouseClick(view.viewport(), LEFT, pos=on_bar(view, claim.id))
    assert session.sheet is not None
    assert not session.sheet.links


def test_keys_step_through_links_and_delete_one(
    qtbot: QtBot, window: MainWindow, session: Session, press: Callable[[Qt.Key], None]
) -> None:
    view, other = window.workspace.view, session.tag("actor", (18, 25))
    claim = session.tag("claim", (26, 40))
    session.link("speaker", claim.id, other.id)
    view.setFocus()
    press(Qt.Key.Key_Period)
    selected = view.links.selected
    assert selected is not None
    assert (selected.head_id, selected.child_id) == (claim.id, other.id)
    press(Qt.Key.Key_Delete)
    assert session.sheet is not None
    assert not session.sheet.links
    assert claim.id in session.sheet.own


def test_opening_a_project_takes_no_command_away(empty_window: MainWindow, project_path: Path) -> None:
    before = {command.id for command in empty_window.commands.all()}
    empty_window.projects.open(project_path)
    assert before <= {command.id for command in empty_window.commands.all()}
