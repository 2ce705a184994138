"""The page of scores: figures and what is behind them, by key and mouse."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from annotator.gui.main_window import MainWindow
from annotator.gui.scores.figure_rows import BOTH, F1, ONLY_A, ONLY_B, PRECISION, RECALL
from annotator.gui.scores.page import ScoresPage
from annotator.model.article import IncomingArticle, Metadata
from annotator.model.suggestion import SuggestedAnnotation, Suggestions
from annotator.project.operations import annotations, articles, decisions, suggestions
from annotator.project.project import Project
from annotator.review.evaluating import EvaluationCancelledError
from tests.support.projects import MODEL, suggested_project

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def decide(path: Path) -> None:
    """Article 1: an actor accepted, one rejected, the claim corrected; article 2: begun, not done."""
    with suggested_project(path) as project:
        with project.transact("Import", undoable=False):
            articles.add(project, IncomingArticle("Tolm Harbour stood still.", Metadata(title="Strike")))
        suggestions.store(
            project, 2, MODEL, Suggestions((SuggestedAnnotation("a", "actor", ((0, 12),), {}, 0.95),))
        )
        actor, _cue, claim, harbour = project.sheet(1).suggestions
        decisions.accept(project, [actor.id, claim.id])
        decisions.reject(project, [harbour.id])
        taken = next(each for each in project.sheet(1).annotations if each.label == "claim")
        annotations.change(project, taken.id, segments=[(18, 42)], attributes={"kind": "states"})
        articles.set_state(project, 1, "done")
        annotations.add(project, article_id=2, label="cue", segments=[(13, 18)])


@pytest.fixture
def page(empty_window: MainWindow, tmp_path: Path, qtbot: QtBot) -> ScoresPage:
    """The page, opened by its key, with everything counted."""
    path = tmp_path / "press.annotator"
    decide(path)
    return opened(empty_window, path, qtbot)


def opened(window: MainWindow, path: Path, qtbot: QtBot, annotator: str = "Robin") -> ScoresPage:
    window.projects.open(path, annotator)
    view = window.workspace.view
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    qtbot.keyClick(view, Qt.Key.Key_E, CTRL_SHIFT)
    assert window.pages.shown == "scores"
    shown = window.pages.page("scores")
    assert isinstance(shown, ScoresPage)
    qtbot.waitUntil(lambda: shown.found is not None or shown.empty.isVisible())
    return shown


def test_who_has_not_begun_sees_the_model_against_a_colleague(
    empty_window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "press.annotator"
    decide(path)
    with Project.open(path, annotator="Eva") as project:
        with project.transact("Tag actor"):
            made = annotations.add(project, article_id=1, label="cue", segments=[(13, 18)])
        with project.transact("Delete actor"):
            annotations.delete(project, [made.id])
    page = opened(empty_window, path, qtbot, "Eva")
    assert page.choices.against.currentText() == "Robin"
    qtbot.waitUntil(lambda: page.found is not None and bool(page.found.counted.articles))


def cells(page: ScoresPage) -> dict[str, list[str]]:
    """The lines of the table by their first cell; of labels, where a link has the same name."""
    found: dict[str, list[str]] = {}
    for row in page.table.figures.rows:
        found.setdefault(row.text, [row.cell(column) for column in range(PRECISION, ONLY_B + 1)])
    return found


def listed(page: ScoresPage) -> list[tuple[str, str]]:
    return [(row[0], row[1]) for row in page.places.table.lines()]


def walk_to(page: ScoresPage, qtbot: QtBot, text: str, column: int) -> None:
    """With the arrow keys, from wherever the current cell is."""
    table = page.table
    rows = [row.text for row in table.figures.rows]
    for _ in range(len(rows)):
        if table.currentIndex().row() == rows.index(text):
            break
        down = table.currentIndex().row() < rows.index(text)
        qtbot.keyClick(table, Qt.Key.Key_Down if down else Qt.Key.Key_Up)
    while table.currentIndex().column() != column:
        right = table.currentIndex().column() < column
        qtbot.keyClick(table, Qt.Key.Key_Right if right else Qt.Key.Key_Left)
    current = table.current()
    assert current is not None
    assert (current[0].text, current[1]) == (text, column)


def test_shows_the_figures_and_which_articles_they_are_of(page: ScoresPage) -> None:
    assert page.choices.layer.currentText() == "small 1"
    assert page.choices.against.currentText() == "Robin"
    assert cells(page)["actor"] == ["0.50", "1.00", "0.67", "1", "1", "0"]
    assert cells(page)["claim"] == ["1.00", "1.00", "1.00", "1", "0", "0"]
    assert cells(page)["cue"] == ["0.00", "–", "0.00", "0", "1", "0"]
    assert page.choices.told.full.startswith(
        "1 of 2 articles: covered by small 1 and marked as done by Robin"
    )
    assert page.table.figures.titles[ONLY_A:] == ("Only model", "Only Robin")
    row = next(row for row in page.table.figures.rows if row.text == "cue")
    assert row.reason(RECALL) == "undefined: no cue in Robin"


def test_letters_change_how_it_is_seen(page: ScoresPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(page.table.hasFocus)
    qtbot.keyClick(page.table, Qt.Key.Key_X)
    assert page.choices.exact.isChecked()
    assert cells(page)["claim"] == ["0.00", "0.00", "0.00", "0", "1", "1"]
    qtbot.keyClick(page.table, Qt.Key.Key_O)
    assert cells(page)["claim"][0] == "1.00"
    qtbot.keyClick(page.table, Qt.Key.Key_B)
    qtbot.waitUntil(lambda: page.found is not None and len(page.found.counted.articles) == 2)
    assert cells(page)["actor"] == ["0.33", "1.00", "0.50", "1", "2", "0"]


def test_by_article_of_the_current_label_ordered_by_a_column(page: ScoresPage, qtbot: QtBot) -> None:
    qtbot.keyClick(page.table, Qt.Key.Key_B)
    qtbot.waitUntil(lambda: page.found is not None and len(page.found.counted.articles) == 2)
    walk_to(page, qtbot, "actor", PRECISION)
    qtbot.keyClick(page.table, Qt.Key.Key_A)
    assert page.table.figures.titles[0] == "Article · actor"
    assert [row.text for row in page.table.figures.rows] == ["Article 1", "Strike"]
    qtbot.keyClick(page.table, Qt.Key.Key_S)
    assert [row.text for row in page.table.figures.rows] == ["Strike", "Article 1"]
    assert page.table.figures.titles[PRECISION] == "Precision ↑"
    qtbot.keyClick(page.table, Qt.Key.Key_S)
    assert [row.text for row in page.table.figures.rows] == ["Article 1", "Strike"]
    qtbot.keyClick(page.table, Qt.Key.Key_L)
    assert "claim" in cells(page)


def test_what_is_behind_a_figure_is_listed_errors_first(page: ScoresPage, qtbot: QtBot) -> None:
    walk_to(page, qtbot, "actor", PRECISION)
    qtbot.waitUntil(lambda: listed(page) == [("only model", "Tolm Harbour"), ("both", "Mira Sand")])
    assert page.places.title.text() == "actor · Precision"
    walk_to(page, qtbot, "actor", BOTH)
    qtbot.waitUntil(lambda: listed(page) == [("both", "Mira Sand")])
    walk_to(page, qtbot, "actor", ONLY_B)
    qtbot.waitUntil(lambda: page.places.nothing.isVisible())
    walk_to(page, qtbot, "claim · kind", F1)
    qtbot.waitUntil(lambda: [row[0] for row in listed(page)] == ["differ"])
    assert page.places.table.lines()[0][2] == "model: predicts · Robin: states"
    walk_to(page, qtbot, "All links", F1)
    qtbot.waitUntil(lambda: len(listed(page)) == 2)
    assert listed(page) == [
        ("only model", "cue: that the levy “will fail” → said"),
        ("both", "speaker: that the levy “will fail” → Mira Sand"),
    ]


def test_an_undefined_figure_says_why_below(page: ScoresPage, qtbot: QtBot) -> None:
    walk_to(page, qtbot, "sentiment", RECALL)
    qtbot.waitUntil(lambda: page.places.nothing.isVisible())
    assert page.places.nothing.text() == "Undefined: no sentiment in either layer."


def test_enter_leads_to_the_list_and_on_to_the_place_and_back(
    page: ScoresPage, empty_window: MainWindow, qtbot: QtBot
) -> None:
    window = empty_window
    walk_to(page, qtbot, "claim", BOTH)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    qtbot.waitUntil(page.places.table.hasFocus)
    assert page.places.table.lines()[0][2].startswith("Robin: ")
    qtbot.keyClick(page.places.table, Qt.Key.Key_Escape)
    qtbot.waitUntil(page.table.hasFocus)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    qtbot.waitUntil(page.places.table.hasFocus)
    qtbot.keyClick(page.places.table, Qt.Key.Key_Return)
    assert window.pages.shown is None
    assert window.session is not None
    assert window.session.current is not None
    assert window.session.current.segments == ((18, 42),)
    qtbot.waitUntil(window.workspace.view.hasFocus)
    qtbot.keyClick(window.workspace.view, Qt.Key.Key_E, CTRL_SHIFT)
    qtbot.waitUntil(page.places.table.hasFocus)


def test_a_rejected_suggestion_is_shown_as_selected_words(
    page: ScoresPage, empty_window: MainWindow, qtbot: QtBot
) -> None:
    walk_to(page, qtbot, "actor", ONLY_A)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    qtbot.waitUntil(page.places.table.hasFocus)
    qtbot.keyClick(page.places.table, Qt.Key.Key_Return)
    assert empty_window.workspace.view.selected_span() == (48, 60)


def test_a_bin_of_the_plot_lists_its_decisions(page: ScoresPage, qtbot: QtBot) -> None:
    plot = page.reliability.plot
    assert [line[0] for line in page.reliability.table.lines()] == ["0.6–0.7", "0.7–0.8", "0.9–1.0"]
    plot.setFocus()
    qtbot.keyClick(plot, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: listed(page) == [("rejected · 0.60", "actor: Tolm Harbour")])
    qtbot.keyClick(plot, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: listed(page)[0][0] == "corrected · 0.70")
    assert "kind: states" in page.places.table.lines()[0][2]
    assert page.reliability.table.current_line() == 1
    qtbot.keyClick(plot, Qt.Key.Key_Return)
    qtbot.waitUntil(page.places.table.hasFocus)
    width = plot._area().width() / 10
    place = QPoint(round(plot._area().left() + 9.5 * width), round(plot._area().center().y()))
    qtbot.mouseClick(plot, Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: listed(page) == [("accepted · 0.90", "actor: Mira Sand")])
    assert "1 accepted, 0 corrected, 0 rejected; 100 % kept" in plot.accessibleDescription()


def test_choosing_another_layer_or_label_counts_anew(page: ScoresPage, qtbot: QtBot) -> None:
    combo = page.choices.label
    combo.setFocus()
    qtbot.keyClicks(combo, "claim")
    qtbot.waitUntil(lambda: page.found is not None and bool(page.found.question.labels))
    assert "actor" not in cells(page)
    assert page.reliability.table.lines() == [("0.7–0.8", "0", "1", "0", "100 %", "21–100 %")]
    page.choices.against.setFocus()
    qtbot.keyClicks(page.choices.against, "small")
    qtbot.waitUntil(page.empty.isVisible)
    assert page.empty.title.text() == "A layer agrees with itself"


def test_what_was_decided_since_is_counted_when_one_comes_back(
    page: ScoresPage, empty_window: MainWindow, qtbot: QtBot
) -> None:
    qtbot.keyClick(page.table, Qt.Key.Key_Escape)
    assert empty_window.pages.shown is None
    session = empty_window.session
    assert session is not None
    cue = next(each for each in session.project.sheet(1).suggestions if each.label == "cue")
    decisions.accept(session.project, [cue.id])
    qtbot.keyClick(empty_window.workspace.view, Qt.Key.Key_E, CTRL_SHIFT)
    qtbot.waitUntil(lambda: cells(page)["cue"][0] == "1.00")


def test_what_is_saved_meanwhile_is_counted_while_one_looks(
    page: ScoresPage, empty_window: MainWindow, qtbot: QtBot
) -> None:
    page._recount.setInterval(0)
    session = empty_window.session
    assert session is not None
    annotations.add(session.project, article_id=1, label="sentiment", segments=[(61, 67)])
    qtbot.waitUntil(lambda: cells(page)["sentiment"][1] == "0.00")
    assert page.table.hasFocus()


def test_empty_places_say_the_next_step(empty_window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "bare.annotator"
    suggested_project(path).close()
    page = opened(empty_window, path, qtbot)
    assert page.empty.title.text() == "Nothing to compare the suggestions with yet"
    assert "Decide on some suggestions first" in page.empty.text.text()


def test_another_project_has_its_own_layers(
    page: ScoresPage, empty_window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    """Also where layers and labels have the same numbers and names there."""
    page.choices.against.setCurrentIndex(page.choices.layer.currentIndex())
    page.choices.label.setCurrentIndex(2)
    page.choices.changed.emit()
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    path = tmp_path / "second.annotator"
    decide(path)
    opened(empty_window, path, qtbot)
    assert page.choices.against.currentText() == "Robin"
    assert page.choices.label.currentData() == ""
    assert cells(page)["actor"][0] == "0.50"


def test_without_decisions_the_plot_says_the_next_step(
    empty_window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "mine.annotator"
    with suggested_project(path) as project:
        annotations.add(project, article_id=1, label="cue", segments=[(11, 14)])
        articles.set_state(project, 1, "done")
    page = opened(empty_window, path, qtbot)
    assert not page.reliability.plot.isVisible()
    assert page.reliability.empty.text().startswith("Decide on some suggestions first: in an article press")


def test_without_a_common_article_it_says_what_to_do(
    empty_window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "apart.annotator"
    with suggested_project(path) as project:
        with project.transact("Import", undoable=False):
            articles.add(project, IncomingArticle("Nothing here."))
        articles.set_state(project, 2, "done")
        annotations.add(project, article_id=1, label="cue", segments=[(10, 14)])
    page = opened(empty_window, path, qtbot)
    qtbot.waitUntil(page.nothing.isVisible)
    assert "Mark an article as done" in page.nothing.text()
    assert "(B)" in page.nothing.text()
    qtbot.waitUntil(page.choices.begun.hasFocus)
    qtbot.keyClick(page.choices.begun, Qt.Key.Key_B)
    qtbot.waitUntil(page.table.isVisible)
    assert cells(page)["cue"] == ["1.00", "1.00", "1.00", "1", "0", "0"]


def test_closing_the_project_while_it_counts_leaves_nothing_behind(
    page: ScoresPage, empty_window: MainWindow
) -> None:
    page.evaluate()
    empty_window.projects.close()
    assert page.found is None
    assert not page.runner.running


def test_a_long_count_can_be_stopped(page: ScoresPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(*_: object, cancelled: Callable[[], bool], **__: object) -> None:
        while not cancelled():
            threading.Event().wait(0.001)
        raise EvaluationCancelledError

    page.found = None
    with monkeypatch.context() as patched:
        patched.setattr("annotator.gui.scores.page.evaluate", endless)
        page.evaluate()
        qtbot.waitUntil(page.progress.isVisible)
        with qtbot.waitSignal(page.runner.stopped):
            qtbot.mouseClick(page.progress.cancel, Qt.MouseButton.LeftButton)
    assert not page.progress.isVisible()
    assert page.nothing.text() == "Stopped before the scores were there: Ctrl+Shift+E counts again."
    qtbot.keyClick(page, Qt.Key.Key_E, CTRL_SHIFT)
    qtbot.waitUntil(page.table.isVisible)
    assert cells(page)["actor"][0] == "0.50"
