"""The concordance in the window, by real keys and mouse."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.gui.concordance.model import ARTICLE, DATE, SOURCE, TEXT
from annotator.gui.concordance.page import ConcordancePage
from annotator.gui.main_window import MainWindow
from annotator.gui.session import Session
from annotator.model.article import IncomingArticle
from annotator.project.concordance.query import Query
from annotator.project.operations import articles
from tests.support.keys import Press

Keys = Qt.Key
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


def session_of(window: MainWindow) -> Session:
    assert window.session is not None
    return window.session


def page_of(window: MainWindow) -> ConcordancePage:
    page = window.workspace.drawer.page("concordance")
    assert isinstance(page, ConcordancePage)
    return page


@pytest.fixture
def hits(qtbot: QtBot, window: MainWindow) -> Callable[[], list[str]]:
    """The hits that are listed once the search is over."""

    def listed() -> list[str]:
        page = page_of(window)
        qtbot.waitUntil(lambda: not page.asking._timer.isActive() and not page.runner.running)
        return [line.hit for line in page.lines.lines]

    return listed


def own(window: MainWindow, article_id: int = 1) -> list[tuple[str, str]]:
    """Label and quote of every own annotation as the file has it."""
    project = session_of(window).project
    layer = project.layer
    return [(a.label, a.quote) for a in project.annotations(article_id, layer.id)] if layer else []


def search(press: Press, hits: Callable[[], list[str]], words: str) -> list[str]:
    press(Keys.Key_F9, words)
    return hits()


def test_f9_opens_the_list_and_finds_while_one_types(
    window: MainWindow, press: Press, hits: Callable[[], list[str]]
) -> None:
    press(Keys.Key_F9)
    page = page_of(window)
    assert page.asking.field.hasFocus()
    assert "Type words" in page.empty.text()
    press("harbour")
    assert hits() == ["Harbour", "harbour"]
    assert page.foot.said == "2 hits in 2 articles"
    assert session_of(window).article is not None
    assert page.table.isVisible()


def test_arrows_walk_and_the_article_follows(
    window: MainWindow, press: Press, hits: Callable[[], list[str]]
) -> None:
    search(press, hits, "harbour")
    view, session = window.workspace.view, session_of(window)
    press(Keys.Key_Return)
    assert page_of(window).table.hasFocus()
    assert session.article is not None
    assert (session.article.id, view.selected_span()) == (1, (53, 60))
    press(Keys.Key_Down)
    assert page_of(window).table.hasFocus()
    assert (session.article.id, view.selected_span()) == (2, (4, 11))
    press(Keys.Key_Return)
    assert view.hasFocus()
    assert view.selected_span() == (4, 11)


def test_enter_goes_to_the_first_hit_as_soon_as_there_is_one(
    window: MainWindow, press: Press, hits: Callable[[], list[str]]
) -> None:
    press(Keys.Key_F9, "harbour", Keys.Key_Return)
    assert page_of(window).lines.lines == []
    assert len(hits()) == 2
    assert page_of(window).table.hasFocus()
    assert window.workspace.view.selected_span() == (53, 60)


def test_escape_leads_to_the_article_and_f9_back(
    window: MainWindow, press: Press, hits: Callable[[], list[str]]
) -> None:
    search(press, hits, "harbour")
    press(Keys.Key_Escape)
    assert window.workspace.view.hasFocus()
    assert window.workspace.drawer.shown == "concordance"
    press(Keys.Key_F9)
    assert page_of(window).asking.field.hasFocus()
    press(Keys.Key_F9)
    assert window.workspace.drawer.shown is None
    assert window.workspace.view.hasFocus()


def test_selected_words_are_looked_for(
    window: MainWindow, press: Press, hits: Callable[[], list[str]]
) -> None:
    window.workspace.view.select_span(48, 60)
    press(Keys.Key_F9)
    assert hits() == ["Tolm Harbour"]


def test_label_keys_tag_what_is_marked_in_one_step(
    window: MainWindow, press: Press, hits: Callable[[], list[str]]
) -> None:
    search(press, hits, "harbour")
    press(Keys.Key_Return, (Keys.Key_A, CTRL), "1")
    assert own(window) == [("actor", "Harbour")]
    assert own(window, 2) == [("actor", "harbour")]
    page = page_of(window)
    assert [line.label for line in page.lines.lines] == ["actor", "actor"]
    assert page.lines.marks == 0
    assert session_of(window).project.undo_title == "Tag 2 × actor"
    press((Keys.Key_Z, CTRL))
    assert own(window) == own(window, 2) == []
    assert [line.label for line in page.lines.lines] == ["", ""]
    assert page.table.hasFocus()


def test_a_label_key_tags_the_current_line_where_none_is_marked(
    window: MainWindow, press: Press, hits: Callable[[], list[str]]
) -> None:
    search(press, hits, "harbour")
    press(Keys.Key_Return, Keys.Key_Down, "1")
    assert (own(window), own(window, 2)) == ([], [("actor", "harbour")])
    assert session_of(window).project.undo_title == "Tag actor"


def test_space_marks_and_goes_on(window: MainWindow, press: Press, hits: Callable[[], list[str]]) -> None:
    search(press, hits, "harbour")
    press(Keys.Key_Return, Keys.Key_Space)
    page = page_of(window)
    assert [line.hit for line in page.lines.marked()] == ["Harbour"]
    assert page.table.currentIndex().row() == 1
    assert "1 marked" in window.workspace.drawer.note.toolTip() + window.workspace.drawer.note.text()
    press(Keys.Key_Up, Keys.Key_Space)
    assert page.lines.marks == 0


def test_suggestions_are_listed_accepted_and_rejected(
    window: MainWindow, press: Press, hits: Callable[[], list[str]]
) -> None:
    press(Keys.Key_F9, (Keys.Key_L, ALT), "actor", Keys.Key_Return)
    assert hits() == ["Mira Sand", "Tolm Harbour"]
    page = page_of(window)
    assert page.asking.label.text() == "&Label: actor"
    page.asking.field.setFocus()
    press(Keys.Key_Return, "a")
    assert own(window) == [("actor", "Mira Sand")]
    press(Keys.Key_Down, Keys.Key_Delete)
    assert [line.kind for line in page.lines.lines] == ["own", "gone"]
    press(Keys.Key_Up, Keys.Key_Delete)
    assert own(window) == []
    assert [line.kind for line in page.lines.lines] == ["gone", "gone"]
    for _ in range(3):
        press((Keys.Key_Z, CTRL))
    assert [line.kind for line in page.lines.lines] == ["suggestion", "suggestion"]


def test_a_label_key_changes_the_label_of_listed_annotations(
    window: MainWindow, press: Press, hits: Callable[[], list[str]]
) -> None:
    press(Keys.Key_F9, (Keys.Key_L, ALT), "cue", Keys.Key_Return)
    assert hits() == ["said"]
    page_of(window).asking.field.setFocus()
    press(Keys.Key_Return, "4")
    assert own(window) == [("sentiment", "said")]
    assert session_of(window).sheet is not None


def test_what_can_not_be_accepted_is_said(
    window: MainWindow, press: Press, hits: Callable[[], list[str]]
) -> None:
    search(press, hits, "harbour")
    press(Keys.Key_Return, "a")
    assert "No suggestion stands there" in window.messages.text.text()
    press(Keys.Key_Delete)
    assert "Nothing of yours" in window.messages.text.text()


def test_lines_are_sorted_by_keys_and_the_current_one_stays(
    window: MainWindow, press: Press, hits: Callable[[], list[str]]
) -> None:
    search(press, hits, "the")
    press(Keys.Key_Return)
    page = page_of(window)
    before = page.table.line
    press((Keys.Key_Right, CTRL))
    assert page.lines.order == "right"
    assert [line.right.split()[0] for line in page.lines.lines] == ["harbour", "levy", "price"]
    assert page.table.line == before
    press((Keys.Key_S, ALT), "hit", Keys.Key_Return)
    assert page.lines.order == "hit"
    assert "hit" in page.foot.sort.text()


def test_switches_have_keys(window: MainWindow, press: Press, hits: Callable[[], list[str]]) -> None:
    search(press, hits, "HARBOUR")
    assert len(hits()) == 2
    press((Keys.Key_C, ALT))
    assert hits() == []
    page = page_of(window)
    assert page.asking.field.text() == "HARBOUR"
    assert "Nothing was found" in page.empty.text()
    press((Keys.Key_C, ALT), (Keys.Key_X, ALT))
    page.asking.field.setText("h[a-z]+r\\b")
    assert hits() == ["Harbour", "harbour"]
    page.asking.field.setText("h[a-z")
    hits()
    assert "not a regular expression" in page.foot.said


def test_up_and_down_bring_searches_back(
    window: MainWindow, press: Press, hits: Callable[[], list[str]]
) -> None:
    search(press, hits, "harbour")
    press(Keys.Key_Return, "/")
    page = page_of(window)
    assert page.asking.field.hasFocus()
    press("levy")
    assert hits() == ["levy"]
    press(Keys.Key_Up)
    assert page.asking.field.text() == "harbour"
    assert hits() == ["Harbour", "harbour"]
    press(Keys.Key_Down)
    assert page.asking.field.text() == "levy"


def test_counts_narrow_down(window: MainWindow, press: Press, hits: Callable[[], list[str]]) -> None:
    window.commands.run("concordance.open")
    page_of(window).ask(Query(layers="suggested"))
    assert len(hits()) == 4
    press((Keys.Key_G, ALT), "label actor", Keys.Key_Return)
    assert hits() == ["Mira Sand", "Tolm Harbour"]


def test_another_project_begins_anew(window: MainWindow, press: Press, hits: Callable[[], list[str]]) -> None:
    search(press, hits, "harbour")
    window.projects.close_project()
    assert page_of(window).lines.lines == []
    assert window.workspace.drawer.shown is None


def test_the_search_of_articles_leads_to_each_hit(
    qtbot: QtBot, window: MainWindow, press: Press, hits: Callable[[], list[str]]
) -> None:
    panel = window.workspace.articles
    panel.search.setFocus()
    press("harbour")
    qtbot.waitUntil(lambda: panel.hits.isVisible())
    assert panel.each.text() == "Each hit (F9)"
    qtbot.mouseClick(panel.each, Qt.MouseButton.LeftButton)
    assert hits() == ["Harbour", "harbour"]
    press(Keys.Key_Escape)
    panel.search.setFocus()
    panel.search.setText("monday")
    press(Keys.Key_F9)
    assert hits() == ["Monday"]


def test_many_lines_are_saved_bit_by_bit_in_one_step(
    qtbot: QtBot,
    window: MainWindow,
    press: Press,
    hits: Callable[[], list[str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("annotator.gui.concordance.writing.CHUNK", 2)
    project = session_of(window).project
    with project.transact("Import", undoable=False):
        articles.add(project, IncomingArticle("milk " * 4))
        articles.add(project, IncomingArticle("Some milk, more milk."))
    search(press, hits, "milk")
    press(Keys.Key_Return, (Keys.Key_A, CTRL), "1")
    page = page_of(window)
    assert page.keys.writer.busy
    assert not window.progress.isHidden()
    qtbot.waitUntil(lambda: not page.keys.writer.busy)
    assert [len(own(window, n)) for n in (3, 4, 5)] == [1, 4, 2]
    assert project.undo_title == "Tag 7 × actor"
    qtbot.waitUntil(lambda: all(line.kind == "own" for line in page.lines.lines))
    press((Keys.Key_Z, CTRL))
    assert [own(window, n) for n in (3, 4, 5)] == [[], [], []]


def test_saving_many_lines_can_be_stopped(
    window: MainWindow,
    press: Press,
    hits: Callable[[], list[str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("annotator.gui.concordance.writing.CHUNK", 1)
    search(press, hits, "the")
    press(Keys.Key_Return, (Keys.Key_A, CTRL), "1")
    assert window.progress.cancel.isVisible()
    window.progress.cancel.click()
    assert not page_of(window).keys.writer.busy
    assert sum(len(own(window, n)) for n in (1, 2, 3)) == 1
    assert "1" in window.messages.text.text()


def test_lines_are_saved_as_csv(
    window: MainWindow,
    press: Press,
    hits: Callable[[], list[str]],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    target = tmp_path / "lines.csv"
    monkeypatch.setattr(
        "annotator.gui.concordance.keys.QFileDialog.getSaveFileName", lambda *_: (str(target), "")
    )
    search(press, hits, "harbour")
    press(Keys.Key_Return, (Keys.Key_S, CTRL))
    rows = target.read_text("utf-8-sig").splitlines()
    assert rows[0].startswith("article,title")
    assert len(rows) == 3
    assert "Wrote 2 lines" in window.messages.text.text()


# -- everywhere


@pytest.fixture
def kim(window: MainWindow) -> None:
    """Two more articles in which “levy” stands, and the first one is open again."""
    project = session_of(window).project
    with project.transact("Import", undoable=False):
        articles.add(project, IncomingArticle("A levy, the levy’s end, and Levy."))
        articles.add(project, IncomingArticle("One more levy."))


@pytest.mark.usefixtures("kim")
def test_everywhere_tags_the_marked_ones_and_goes_back(
    window: MainWindow, press: Press, hits: Callable[[], list[str]]
) -> None:
    view, page = window.workspace.view, page_of(window)
    view.select_span(26, 30)
    press("4", "e")
    assert page.is_spreading
    assert hits() == []
    assert page.spreading.project.hasFocus()
    assert "nowhere else in this article" in page.empty.text()
    press((Keys.Key_P, ALT))
    assert hits() == ["levy", "levy", "levy"]
    assert page.spreading.tag.text() == "Tag 3 × sentiment (Enter)"
    assert page.table.hasFocus()
    press(Keys.Key_Down, Keys.Key_Space)  # leave out the second
    assert session_of(window).article is not None
    assert page.spreading.tag.text() == "Tag 2 × sentiment (Enter)"
    press(Keys.Key_Return)
    assert own(window, 4) == [("sentiment", "levy")]
    assert own(window, 5) == [("sentiment", "levy")]
    assert session_of(window).project.undo_title == "Tag 2 × sentiment"
    assert view.hasFocus()
    article = session_of(window).article
    assert article is not None
    assert article.id == 1
    assert window.workspace.drawer.shown is None
    assert "Tagged 2" in window.messages.text.text()
    press((Keys.Key_Z, CTRL))
    assert own(window, 4) == own(window, 5) == []
    assert session_of(window).article == article, "undo over several articles stays where one is"


@pytest.mark.usefixtures("kim")
def test_enter_pressed_while_places_are_sought_tags_them_when_all_are_found(
    qtbot: QtBot, window: MainWindow, press: Press
) -> None:
    session_of(window).open_article(4)
    window.workspace.view.select_span(2, 6)
    press("4", "e", Keys.Key_Return)
    qtbot.waitUntil(lambda: len(own(window, 4)) == 2)
    assert own(window, 4) == [("sentiment", "levy")] * 2
    assert window.workspace.view.hasFocus()


@pytest.mark.usefixtures("kim")
def test_everywhere_suggests_for_later(
    window: MainWindow, press: Press, hits: Callable[[], list[str]]
) -> None:
    session = session_of(window)
    session.open_article(4)
    window.workspace.view.select_span(2, 6)
    press("4", "e")
    assert hits() == ["levy"]
    press((Keys.Key_Return, SHIFT))
    assert session.project.undo_title == "Suggest sentiment"
    assert session.sheet is not None
    assert [s.reason for s in session.sheet.suggestions.values()] == ["same words as “levy”"]
    view = window.workspace.view
    assert sorted(m.kind for m in view.article_layout.index.by_id.values()) == ["own", "suggestion"]
    press((Keys.Key_Z, CTRL))
    assert session.sheet.suggestions == {}
    assert len(view.article_layout.index.by_id) == 1
    press((Keys.Key_Z, CTRL | SHIFT))
    assert len(session.sheet.suggestions) == 1


@pytest.mark.usefixtures("kim")
def test_what_is_suggested_already_is_not_suggested_again(
    window: MainWindow, press: Press, hits: Callable[[], list[str]]
) -> None:
    session, page = session_of(window), page_of(window)
    session.open_article(4)
    window.workspace.view.select_span(2, 6)
    press("4", "e")
    assert hits() == ["levy"]
    press((Keys.Key_Return, SHIFT), "e", (Keys.Key_P, ALT))
    assert len(hits()) == 3
    assert page.spreading.tag.text() == "Tag 3 × sentiment (Enter)"
    assert page.spreading.suggest.text() == "Suggest 2 (Shift+Enter)"
    press((Keys.Key_Return, SHIFT))
    assert session.project.undo_title == "Suggest 2 × sentiment"
    press("e")
    assert hits() == ["levy"]
    press((Keys.Key_Return, SHIFT))
    assert "suggested already" in window.messages.text.text()
    press(Keys.Key_Return)
    assert own(window, 4) == [("sentiment", "levy"), ("sentiment", "levy")]
    assert session.sheet is not None
    assert session.sheet.suggestions == {}


@pytest.mark.usefixtures("kim")
def test_selected_words_are_tagged_everywhere_by_a_label_key(
    window: MainWindow, press: Press, hits: Callable[[], list[str]]
) -> None:
    window.workspace.view.select_span(26, 30)
    press("e", (Keys.Key_P, ALT))
    assert len(hits()) == 4
    press(Keys.Key_Return)
    assert "Press a label's key" in window.messages.text.text()
    press("4")
    assert [len(own(window, n)) for n in (1, 4, 5)] == [1, 2, 1]
    assert session_of(window).project.undo_title == "Tag 4 × sentiment"


@pytest.mark.usefixtures("kim")
def test_escape_ends_everywhere_and_leads_back(
    window: MainWindow, press: Press, hits: Callable[[], list[str]]
) -> None:
    view, session = window.workspace.view, session_of(window)
    view.select_span(26, 30)
    press("4", "e", (Keys.Key_P, ALT))
    assert len(hits()) == 3
    press(Keys.Key_Down)
    assert session.article is not None
    assert session.article.id == 4
    press(Keys.Key_Escape)
    assert session.article.id == 1
    assert session.current is not None
    assert session.current.quote == "levy"
    assert view.hasFocus()
    assert window.workspace.drawer.shown is None
    press(Keys.Key_F9)
    assert page_of(window).asking.field.hasFocus()


def test_everywhere_without_words_says_what_to_do(window: MainWindow, press: Press) -> None:
    window.workspace.view.select_span(16, 16)  # behind the emoji no word is at the caret
    press("e")
    assert "Select an annotation or some words first" in window.messages.text.text()


def test_nothing_is_written_where_the_project_is_only_read(
    window: MainWindow, press: Press, hits: Callable[[], list[str]]
) -> None:
    path = session_of(window).project.path
    window.projects.close()
    window.projects.open(path, read_only=True)
    window.workspace.view.setFocus()
    search(press, hits, "harbour")
    press(Keys.Key_Return, "1")
    assert "Reading only" in window.messages.text.text()
    assert own(window) == []


def test_a_narrow_list_names_the_article_and_gives_the_words_the_room(
    window: MainWindow, qtbot: QtBot, press: Press
) -> None:
    press((Keys.Key_F9), "the", Keys.Key_Return)
    table = page_of(window).table
    qtbot.waitUntil(table.isVisible)
    for width, hidden in (
        (726, {DATE, SOURCE}),
        (900, {SOURCE}),
        (1200, set()),
        (500, {DATE, SOURCE, ARTICLE}),
    ):
        table.resize(width, 200)
        assert {n for n in range(table.model().columnCount()) if table.isColumnHidden(n)} == hidden
        assert table.columnWidth(TEXT) > width * 0.45
