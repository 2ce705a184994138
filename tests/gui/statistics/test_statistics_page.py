"""The page of statistics by real keys and clicks: what it draws, what is behind it, what it filters."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.analysis.counting import Stock
from annotator.gui.main_window import MainWindow
from annotator.gui.statistics.bars import Bars
from annotator.gui.statistics.chart_view import ChartView
from annotator.gui.statistics.page import StatisticsPage
from annotator.gui.statistics.ticks import Ticks
from annotator.project.operations import annotations, blindness
from annotator.project.project import Project
from tests.gui.test_names_for_screen_readers import nameless
from tests.support.dated import dated_project

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def opened(window: MainWindow, path: Path, qtbot: QtBot) -> StatisticsPage:
    window.projects.open(path, "Robin")
    view = window.workspace.view
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    qtbot.keyClick(view, Qt.Key.Key_B, CTRL_SHIFT)
    assert window.pages.shown == "statistics"
    page = window.pages.page("statistics")
    assert isinstance(page, StatisticsPage)
    qtbot.waitUntil(lambda: page.whole is not None)
    settled(page, qtbot)
    return page


def settled(page: StatisticsPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not (page.runner.running or page.viewing.running))


@pytest.fixture
def page(empty_window: MainWindow, tmp_path: Path, qtbot: QtBot) -> StatisticsPage:
    return opened(empty_window, dated_project(tmp_path / "press.annotator"), qtbot)


def focused() -> ChartView:
    found = QApplication.focusWidget()
    assert isinstance(found, ChartView)
    return found


def bars(page: StatisticsPage, number: int = 0) -> dict[str, int]:
    drawing = page.page.views[number].drawing
    assert isinstance(drawing, Bars)
    return {each.name: each.value(drawing.unit) for each in drawing.counts}


def press(qtbot: QtBot, page: StatisticsPage, *keys: Qt.Key) -> None:
    for key in keys:
        widget = QApplication.focusWidget()
        assert widget is not None
        qtbot.keyClick(widget, key)
        settled(page, qtbot)


def lines(page: StatisticsPage, qtbot: QtBot, many: int) -> list[str]:
    """What the concordance behind the figure has, once it is so much."""
    qtbot.waitUntil(lambda: len(page.behind.lines.lines) == many)
    return [line.hit for line in page.behind.lines.lines]


def choose(ticks: Ticks, name: str) -> None:
    next(each for each in ticks.menu_of.actions() if each.text() == name).trigger()


def test_ones_own_layer_is_counted_and_said_in_words(page: StatisticsPage) -> None:
    assert bars(page) == {"actor": 6, "claim": 3, "cue": 3, "sentiment": 3}
    assert bars(page, 1) == {"=Island Post": 5, "Harbour News": 5, "Island Post": 5}
    assert bars(page, 3) == {"Robin": 15}
    assert page.choices.told.full == "Everything, 1 layer · 4 articles · 15 annotations · Undated: 1 article"
    drawing = page.page.views[2].drawing
    assert drawing is not None
    assert drawing.title == "Annotations per week, by day of publication"


def test_arrows_walk_and_enter_leads_to_the_annotation_in_its_article(
    page: StatisticsPage, empty_window: MainWindow, qtbot: QtBot
) -> None:
    assert focused() is page.page.views[0]
    assert set(lines(page, qtbot, 6)) == {"Mira Sand", "Tolm Harbour"}
    press(qtbot, page, Qt.Key.Key_Down)
    assert page.behind.title.full.startswith("claim: 3 annotations in 3 articles")
    assert set(lines(page, qtbot, 3)) == {"the reckless levy hurts Tolm Harbour"}
    press(qtbot, page, Qt.Key.Key_Return)
    assert page.behind.table.hasFocus()
    press(qtbot, page, Qt.Key.Key_Down, Qt.Key.Key_Return)
    session = empty_window.session
    assert session is not None
    assert empty_window.pages.shown is None
    assert session.article is not None
    assert session.article.id == 2
    assert session.current is not None
    assert session.current.quote == "the reckless levy hurts Tolm Harbour"


def test_a_click_on_a_bar_and_escape_from_the_list(page: StatisticsPage, qtbot: QtBot) -> None:
    view = page.page.views[1]
    mark = view.drawing.marks[1] if view.drawing else None
    assert mark is not None
    place = mark.box.center().toPoint() + QPoint(5, 5)
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=place)
    assert page.behind.title.full.startswith("Harbour News: 5 annotations in 1 article")
    lines(page, qtbot, 5)
    qtbot.mouseDClick(view, Qt.MouseButton.LeftButton, pos=place)
    assert page.behind.table.hasFocus()
    press(qtbot, page, Qt.Key.Key_Escape)
    assert view.hasFocus()


def test_articles_behind_a_figure_are_listed_and_opened(
    page: StatisticsPage, empty_window: MainWindow, qtbot: QtBot
) -> None:
    press(qtbot, page, Qt.Key.Key_R)
    assert [line[2] for line in page.behind.articles.lines()] == [
        "The levy hurts",
        "The levy hurts more",
        "The levy still hurts",
    ]
    press(qtbot, page, Qt.Key.Key_I)
    assert empty_window.pages.shown is None
    assert empty_window.workspace.articles.model.rowCount() == 3
    assert empty_window.workspace.articles.list.hasFocus()


def test_the_keyboard_stays_in_the_list_that_is_shown(page: StatisticsPage, qtbot: QtBot) -> None:
    press(qtbot, page, Qt.Key.Key_Return)
    assert page.behind.table.hasFocus()
    press(qtbot, page, Qt.Key.Key_R)
    assert page.behind.articles.hasFocus()
    press(qtbot, page, Qt.Key.Key_O)
    assert page.behind.table.hasFocus()


def test_other_layers_are_ticked(page: StatisticsPage, qtbot: QtBot) -> None:
    press(qtbot, page, Qt.Key.Key_L)
    assert page.choices.layers.menu_of.isVisible()
    choose(page.choices.layers, "Kim")
    settled(page, qtbot)
    page.choices.layers.menu_of.close()
    assert bars(page, 3) == {"Robin": 15, "Kim": 10}
    assert page.choices.told.full.startswith("Everything, 2 layers")
    choose(page.choices.layers, "Kim")
    choose(page.choices.layers, "Robin")
    settled(page, qtbot)
    assert bars(page, 3) == {"Robin": 15}, "one layer stays ticked"


def test_filters_are_shared_by_all_views_and_said(page: StatisticsPage, qtbot: QtBot) -> None:
    choose(page.choices.sources, "Harbour News")
    settled(page, qtbot)
    assert bars(page) == {"actor": 2, "claim": 1, "cue": 1, "sentiment": 1}
    assert page.choices.told.full.startswith("Harbour News, 1 layer · 1 of 4 articles")
    press(qtbot, page, Qt.Key.Key_W)
    assert [mark.said for mark in focused().drawing.marks] == [  # type: ignore[union-attr]
        "Mira Sand about Tolm Harbour: 1 claim, 1 negative",
        "Mira Sand, in all: 1 claim, 1 negative",
    ]
    press(qtbot, page, Qt.Key.Key_E, Qt.Key.Key_T)
    assert page.choices.told.full.startswith("Everything")
    assert "Tolm Harbour, in all: 3 negative" in [
        mark.said
        for mark in focused().drawing.marks  # type: ignore[union-attr]
    ]


def test_a_period_is_typed_and_what_is_no_day_is_said(page: StatisticsPage, qtbot: QtBot) -> None:
    press(qtbot, page, Qt.Key.Key_F)
    assert page.choices.since.hasFocus()
    qtbot.keyClicks(page.choices.since, "2025-04")
    qtbot.keyClick(page.choices.since, Qt.Key.Key_Return)
    settled(page, qtbot)
    assert bars(page, 1) == {"=Island Post": 5}
    assert page.choices.told.full.startswith("2025-04-01 to the end, 1 layer")
    page.choices.since.setText("spring")
    qtbot.keyClick(page.choices.since, Qt.Key.Key_Return)
    assert "no day" in page.choices.trouble.text()
    assert page.choices.trouble.isVisible()
    assert bars(page, 1) == {"=Island Post": 5}


def test_filters_that_leave_nothing_say_so_and_the_keys_still_work(
    page: StatisticsPage, qtbot: QtBot
) -> None:
    choose(page.choices.states, "in doubt")
    settled(page, qtbot)
    assert page.nothing.text() == "Nothing fits these filters: press E for everything."
    assert page.nothing.isVisible()
    press(qtbot, page, Qt.Key.Key_E)
    assert bars(page)["actor"] == 6
    assert not page.nothing.isVisible()


def test_articles_are_counted_in_place_of_annotations(page: StatisticsPage, qtbot: QtBot) -> None:
    press(qtbot, page, Qt.Key.Key_A)
    assert bars(page) == {"actor": 3, "claim": 3, "cue": 3, "sentiment": 3}
    drawing = page.page.views[0].drawing
    assert drawing is not None
    assert drawing.title == "Articles per label"


def test_what_is_tagged_meanwhile_is_said_and_counted_on_demand(
    page: StatisticsPage, empty_window: MainWindow, qtbot: QtBot
) -> None:
    session = empty_window.session
    assert session is not None
    annotations.add(session.project, article_id=4, label="actor", segments=[(0, 4)])
    assert page.choices.told.full.startswith("Changed since; Ctrl+Shift+B counts again")
    qtbot.keyClick(focused(), Qt.Key.Key_B, CTRL_SHIFT)
    settled(page, qtbot)
    qtbot.waitUntil(lambda: bars(page)["actor"] == 7)
    assert page.choices.told.full.startswith("Everything")


def test_what_is_hidden_in_a_blind_project_is_not_counted(
    empty_window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    path = dated_project(tmp_path / "press.annotator")
    with Project.open(path, "Robin") as project:
        blindness.switch(project, True)
    page = opened(empty_window, path, qtbot)
    choose(page.choices.layers, "Kim")
    settled(page, qtbot)
    assert bars(page, 3) == {"Robin": 15}


def test_an_empty_project_says_the_next_step(empty_window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    path = dated_project(tmp_path / "press.annotator", claims=False)
    empty_window.projects.open(path, "Robin")
    empty_window.commands.run("review.statistics")
    page = empty_window.pages.page("statistics")
    assert isinstance(page, StatisticsPage)
    assert page.empty.isVisible()
    assert page.empty.title.text() == "Nothing is tagged yet"
    assert page.empty.step.hasFocus()
    qtbot.keyClick(page.empty.step, Qt.Key.Key_Space)
    assert empty_window.pages.shown is None


def test_where_only_others_have_tagged_their_layers_are_offered(
    empty_window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    empty_window.projects.open(dated_project(tmp_path / "press.annotator"), "Noor")
    empty_window.commands.run("review.statistics")
    page = empty_window.pages.page("statistics")
    assert isinstance(page, StatisticsPage)
    assert page.empty.title.text() == "Your own layer says nothing yet"
    assert page.empty.step.hasFocus()
    qtbot.keyClick(page.empty.step, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.whole is not None)
    settled(page, qtbot)
    assert bars(page, 3) == {"Robin": 15, "Kim": 10}
    assert isinstance(focused(), ChartView)  # letters and arrows count at once


def test_letters_open_the_filters_where_nothing_is_drawn_and_from_a_filter(
    empty_window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    empty_window.projects.open(dated_project(tmp_path / "press.annotator"), "Noor")
    empty_window.commands.run("review.statistics")
    page = empty_window.pages.page("statistics")
    assert isinstance(page, StatisticsPage)
    choices = page.choices
    for part, key, ticks in (
        (page.empty.step, Qt.Key.Key_L, choices.layers),
        (choices.layers, Qt.Key.Key_S, choices.sources),
        (choices.sources, Qt.Key.Key_D, choices.states),
    ):
        qtbot.keyClick(part, key)
        assert ticks.menu_of.isVisible()
        qtbot.keyClick(ticks.menu_of, Qt.Key.Key_Escape)
    page.whole = Stock()  # as of a layer that says nothing
    qtbot.keyClick(page.empty.step, Qt.Key.Key_W)
    settled(page, qtbot)
    assert page.view == "pairs"
    assert page.empty.isVisible()  # no filter is to blame
    assert [each.text() for each in choices.sources.menu_of.actions()] == ["Nothing is counted yet"]


def test_every_part_has_a_name_and_every_mark_is_spoken(
    page: StatisticsPage, empty_window: MainWindow, qtbot: QtBot
) -> None:
    for key in (Qt.Key.Key_C, Qt.Key.Key_W, Qt.Key.Key_T, Qt.Key.Key_N):
        press(qtbot, page, key)
        assert nameless(empty_window) == []
        view = page.page.current
        assert view.accessibleName()
        assert view.accessibleDescription()


def test_the_network_is_narrowed_by_kind_weight_and_search(page: StatisticsPage, qtbot: QtBot) -> None:
    press(qtbot, page, Qt.Key.Key_N)
    network = page.network
    assert network.current.hasFocus()
    names = {node.name for node in network.current.drawing.graph.nodes}  # type: ignore[union-attr]
    assert names == {"Mira Sand", "accuses"}
    assert page.behind.title.full.startswith("Mira Sand: 3 claims in 3 articles")
    press(qtbot, page, Qt.Key.Key_K)
    qtbot.keyClick(network.kind, Qt.Key.Key_Down)
    settled(page, qtbot)
    names = {node.name for node in network.current.drawing.graph.nodes}  # type: ignore[union-attr]
    assert names == {"Mira Sand", "Tolm Harbour"}
    network.current.setFocus()
    press(qtbot, page, Qt.Key.Key_M)
    network.least.selectAll()
    qtbot.keyClicks(network.least, "9")
    qtbot.waitUntil(lambda: not network.current.drawing.graph.nodes)  # type: ignore[union-attr]
    assert network.told.full.startswith("No edge is left (1 edges that weigh less)")
    network.least.setText("1")
    qtbot.waitUntil(lambda: bool(network.current.drawing.graph.nodes))  # type: ignore[union-attr]
    qtbot.keyClick(network.least, Qt.Key.Key_Return)
    assert network.current.hasFocus()
    press(qtbot, page, Qt.Key.Key_Slash)
    qtbot.keyClicks(network.search, "nobody")
    qtbot.waitUntil(lambda: not network.current.drawing.graph.nodes)  # type: ignore[union-attr]
    press(qtbot, page, Qt.Key.Key_Escape)
    assert network.current.hasFocus()
