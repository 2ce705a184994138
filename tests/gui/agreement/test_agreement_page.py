"""The page of agreement: figures between layers and what is behind them, by key and mouse."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.gui.agreement.page import AgreementPage
from annotator.gui.agreement.views import Asked
from annotator.gui.comparing.page import ComparePage
from annotator.gui.main_window import MainWindow
from annotator.review.agreement.results import Between
from annotator.review.scores import ALL_LABELS, Subject
from tests.support.layers import Mark, project_of

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier

TEXTS = ("Mira Sand said that the levy will fail.", "Tolm Harbour denied that the levy will fail.")
LAYERS: dict[str, dict[int, list[Mark]]] = {
    "Robin": {1: [("actor", [(0, 9)]), ("claim", [(20, 38)])], 2: [("actor", [(0, 12)])]},
    "Kim": {1: [("actor", [(0, 9)]), ("claim", [(15, 38)])], 2: [("claim", [(0, 12)])]},
    "Sam": {1: [("actor", [(0, 9)])], 2: [("actor", [(0, 12)])]},
}


def opened(window: MainWindow, path: Path, qtbot: QtBot) -> AgreementPage:
    window.projects.open(path, "Robin")
    view = window.workspace.view
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    qtbot.keyClick(view, Qt.Key.Key_K, CTRL_SHIFT)
    assert window.pages.shown == "agreement"
    page = window.pages.page("agreement")
    assert isinstance(page, AgreementPage)
    return page


@pytest.fixture
def page(empty_window: MainWindow, tmp_path: Path, qtbot: QtBot) -> AgreementPage:
    path = tmp_path / "press.annotator"
    project_of(path, TEXTS, LAYERS).close()
    found = opened(empty_window, path, qtbot)
    qtbot.waitUntil(lambda: bool(found.grid.figures.rows))
    return found


def cell(page: AgreementPage, name: str, title: str) -> str:
    column = page.grid.figures.titles.index(title)
    row = next(row for row in page.grid.figures.rows if row.name == name and not row.heading)
    return row.cells[column - 1].text


def names(page: AgreementPage) -> list[str]:
    return [row.name for row in page.grid.figures.rows]


def press(qtbot: QtBot, page: AgreementPage, key: Qt.Key) -> None:
    titles = page.grid.figures.titles
    qtbot.keyClick(page.grid, key)
    qtbot.waitUntil(lambda: page.grid.figures.titles != titles)


def test_all_people_are_compared_at_once_and_what_is_about_all_comes_first(page: AgreementPage) -> None:
    assert [layer.name for layer in page.choices.chosen()] == ["Kim", "Robin", "Sam"]
    assert names(page)[:4] == ["Labels", "All labels", "actor", "claim"]
    assert cell(page, "sentiment", "α") == "–"
    current = page.grid.current()
    assert current is not None
    assert isinstance(current[1].key if current[1] else None, Asked)
    assert "2 of 2 articles: those that two or more have begun" in page.choices.told.full
    assert [layer.name for _, layer in page.choices.layers] == ["Kim", "Robin", "Sam"]


def test_an_undefined_figure_says_why(page: AgreementPage, qtbot: QtBot) -> None:
    number = names(page).index("sentiment")
    page.grid.go(number, 1)
    assert "undefined, because" in page.behind.words.text()
    spoken = page.grid.figures.index(number, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "undefined, because" in spoken


def test_enter_goes_to_the_places_and_from_there_to_the_article_compared(
    page: AgreementPage, empty_window: MainWindow, qtbot: QtBot
) -> None:
    page.grid.go(names(page).index("claim"), page.grid.figures.titles.index("F1 exact"))
    qtbot.waitUntil(lambda: bool(page.behind.table.lines()))
    assert all(line[0].startswith("only") for line in page.behind.table.lines())
    qtbot.keyClick(page.grid, Qt.Key.Key_Return)
    assert page.behind.table.hasFocus()
    qtbot.keyClick(page.behind.table, Qt.Key.Key_Return)
    assert empty_window.pages.shown == "compare"
    compared = empty_window.pages.page("compare")
    assert isinstance(compared, ComparePage)
    qtbot.waitUntil(lambda: compared.current is not None)
    spot = compared.current
    assert spot is not None
    assert {"Robin", "Kim"} == {voice.layer.name for voice in compared.voices.voices}
    assert (spot.start, spot.end) == (15, 38)


def test_escape_leads_from_the_list_to_the_figure_and_off_the_page(
    page: AgreementPage, empty_window: MainWindow, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: bool(page.behind.table.lines()))
    qtbot.keyClick(page.grid, Qt.Key.Key_Return)
    qtbot.keyClick(page.behind.table, Qt.Key.Key_Escape)
    assert page.grid.hasFocus()
    qtbot.keyClick(page.grid, Qt.Key.Key_Escape)
    assert empty_window.pages.shown is None


def test_a_pair_is_chosen_among_all_and_let_go_by_escape(page: AgreementPage, qtbot: QtBot) -> None:
    press(qtbot, page, Qt.Key.Key_P)
    assert names(page) == ["Kim", "Robin", "Sam"]
    assert page.grid.figures.titles[1:] == ("Kim", "Robin", "Sam", "with all")
    page.grid.go(0, 2)
    press(qtbot, page, Qt.Key.Key_L)
    assert page.choices.told.full.startswith("Kim and Robin · Esc: all layers")
    qtbot.keyClick(page.grid, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.choices.told.full.startswith("2 of 2"))


def test_both_ways_round_a_pair_has_the_same_figure(page: AgreementPage, qtbot: QtBot) -> None:
    press(qtbot, page, Qt.Key.Key_P)
    rows = page.grid.figures.rows
    assert all(rows[i].cells[j].text == rows[j].cells[i].text for i in range(3) for j in range(3))
    asked = rows[2].cells[0].key
    assert isinstance(asked, Asked)
    assert asked.between == Between(0, 2)


def test_articles_are_ordered_by_a_figure(page: AgreementPage, qtbot: QtBot) -> None:
    press(qtbot, page, Qt.Key.Key_A)
    column = page.grid.figures.titles.index("F1 overlap")
    page.grid.go(0, column)
    qtbot.keyClick(page.grid, Qt.Key.Key_S)

    def figures() -> list[float]:
        return [row.cells[column - 1].value or 0.0 for row in page.grid.figures.rows]

    qtbot.waitUntil(lambda: figures() == sorted(figures()))
    qtbot.keyClick(page.grid, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: figures() == sorted(figures(), reverse=True))


def test_a_confusion_leads_to_its_places(page: AgreementPage, qtbot: QtBot) -> None:
    press(qtbot, page, Qt.Key.Key_C)
    assert names(page) == ["actor", "claim", "nothing"]
    page.grid.go(0, 2)
    qtbot.waitUntil(lambda: page.behind.title.text() == "actor where another has claim")
    qtbot.waitUntil(lambda: len(page.behind.table.lines()) == 2)
    assert page.grid.height() >= page.grid.needed() - 12, "a short table is shown whole"
    assert page.grid.height() < page.behind.height(), "and leaves its room to the list"


def test_a_layer_is_left_out_by_its_chip(page: AgreementPage, qtbot: QtBot) -> None:
    chip = next(each for each, layer in page.choices.layers if layer.name == "Kim")
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.found is not None and len(page.found.frame.layers) == 2)
    qtbot.waitUntil(lambda: cell(page, "actor", "F1 exact") == "1.00")
    other = next(each for each, layer in page.choices.layers if layer.name == "Sam")
    qtbot.mouseClick(other, Qt.MouseButton.LeftButton)
    assert page.empty.isVisible()
    assert page.empty.title.text() == "Choose two layers or more"


def test_one_layer_alone_says_the_next_step(empty_window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "alone.annotator"
    project_of(path, TEXTS, {"Robin": LAYERS["Robin"]}).close()
    page = opened(empty_window, path, qtbot)
    assert page.empty.isVisible()
    assert "second layer" in page.empty.title.text()


def test_articles_behind_a_figure_come_lowest_first(page: AgreementPage, qtbot: QtBot) -> None:
    page.choose(ALL_LABELS, "f1_exact")
    page.show_figures()
    qtbot.keyClick(page.grid, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: len(page.behind.articles.lines()) == 2)
    shown = [float(line[0]) for line in page.behind.articles.lines()]
    assert shown == sorted(shown)


def test_a_subject_can_be_asked_for(page: AgreementPage, empty_window: MainWindow, qtbot: QtBot) -> None:
    page.want(Subject("label", "claim"))

    def shown() -> str:
        current = page.grid.current()
        return current[0].name if current else ""

    qtbot.waitUntil(lambda: shown() == "claim")
