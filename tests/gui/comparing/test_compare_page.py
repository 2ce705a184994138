"""The page on which layers are compared and settled, by key and mouse."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from annotator.gui.comparing.page import ComparePage
from annotator.gui.look import Look
from annotator.gui.main_window import MainWindow
from annotator.gui.palette.sheet_column import SheetColumn
from annotator.model.annotation import Annotation
from annotator.project.gold import gold_layer
from annotator.project.operations import annotations
from annotator.project.project import Project
from tests.support.compared import compared_project
from tests.support.keys import Key, focused, press_keys
from tests.support.mouse import LEFT
from tests.support.projects import default_codebook

CTRL = Qt.KeyboardModifier.ControlModifier


def opened(window: MainWindow, path: Path, qtbot: QtBot, annotator: str = "Robin") -> ComparePage:
    """The page, opened by its key, with everything read and counted."""
    window.projects.open(path, annotator)
    press_keys(qtbot, (Qt.Key.Key_D, CTRL))
    assert window.pages.shown == "compare"
    page = window.pages.page("compare")
    assert isinstance(page, ComparePage)
    qtbot.waitUntil(lambda: page.read is not None or page.empty.isVisible())
    qtbot.waitUntil(lambda: page.showing.counting.ready)
    return page


@pytest.fixture
def page(empty_window: MainWindow, tmp_path: Path, qtbot: QtBot) -> ComparePage:
    """Kim and Lou, differences of all kinds."""
    path = tmp_path / "press.annotator"
    compared_project(path).close()
    return opened(empty_window, path, qtbot)


@pytest.fixture
def press(qtbot: QtBot, page: ComparePage) -> Callable[..., None]:
    """Press keys, and wait until what they changed is shown."""

    def pressed(*keys: Key) -> None:
        for key in keys:
            before, project = page.read, project_of(page)
            steps = len(project.steps.done), len(project.steps.undone)
            press_keys(qtbot, key)
            if steps != (len(project.steps.done), len(project.steps.undone)):
                qtbot.waitUntil(lambda before=before: page.read is not before)  # type: ignore[misc]
                qtbot.waitUntil(lambda: page.showing.counting.ready)

    return pressed


def project_of(page: ComparePage) -> Project:
    assert page.session is not None
    return page.session.project


def words(page: ComparePage) -> list[str]:
    """What the list says, line by line."""
    return [row.words for row in page.list.differences.rows]


def states(page: ComparePage) -> list[str]:
    return [row.standing.state for row in page.list.differences.rows]


def current(page: ComparePage) -> str:
    assert page.current is not None
    return page.current.quote


def gold(page: ComparePage, article_id: int = 1) -> dict[str, Annotation]:
    """What gold says, by its words."""
    project = project_of(page)
    layer = gold_layer(project)
    return {a.quote: a for a in project.annotations(article_id, layer.id)} if layer is not None else {}


def test_each_difference_is_said_in_words(page: ComparePage, qtbot: QtBot) -> None:
    assert [(v.letter, v.name) for v in page.voices.voices] == [("A", "Kim"), ("B", "Lou")]
    assert words(page) == [
        "boundary: B ends 2 words later",
        "label: A claim, B sentiment",
        "kind: A organisation, B group",
        "link: B speaker link to “Tolm Harbour”, not to “The ferry board”",
        "not B",
    ]
    qtbot.waitUntil(page.list.hasFocus)
    assert current(page) == "the levy would fail"
    assert "0 of 5 settled in this article · 1 article left" in page.window().pages.note.full  # type: ignore[attr-defined]


def test_articles_say_how_many_are_open(page: ComparePage) -> None:
    model = page.articles.articles
    said = [model.data(model.index(n), Qt.ItemDataRole.AccessibleTextRole) for n in range(3)]
    assert said == ["Levy, 5 open", "Tuesday, no differences", "Ferries, nothing to compare"]


def test_walking_by_key(page: ComparePage, press: Callable[..., None]) -> None:
    press(Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert current(page) == "The ferry board"
    press(Qt.Key.Key_Up)
    assert current(page) == "clumsy"
    framed = page.texts.one._beneath.framed
    assert framed == page.current.covered  # type: ignore[union-attr]


def test_taking_by_letter_goes_on_and_takes_over_what_all_agree_on(
    page: ComparePage, press: Callable[..., None]
) -> None:
    press("b")
    assert set(gold(page)) == {"Mira Sand", "Tolm Harbour", "the levy would fail before winter"}
    assert current(page) == "clumsy"
    assert states(page) == ["settled", "open", "open", "open", "open"]
    press("a")
    assert gold(page)["clumsy"].label == "claim"
    assert page.articles.articles.counts[1].open == 3


def test_undo_and_redo(page: ComparePage, press: Callable[..., None]) -> None:
    press("b", (Qt.Key.Key_Z, CTRL))
    assert gold(page) == {}
    assert states(page)[0] == "open"
    assert current(page) == "the levy would fail"
    press((Qt.Key.Key_Y, CTRL))
    assert states(page)[0] == "settled"


def test_numbers_both_and_nothing(page: ComparePage, press: Callable[..., None]) -> None:
    press("2")
    assert "the levy would fail before winter" in gold(page)
    press("+")
    found = [
        a.label
        for a in project_of(page).annotations(1, gold(page)["Mira Sand"].layer_id)
        if a.quote == "clumsy"
    ]
    assert sorted(found) == ["claim", "sentiment"]
    press("0")
    assert "The ferry board" not in gold(page)
    assert states(page) == ["settled", "settled", "settled", "open", "open"]


def test_silence_is_taken_too(page: ComparePage, press: Callable[..., None]) -> None:
    press(*[Qt.Key.Key_Down] * 4)
    assert current(page) == "Joren Aldous"
    assert [row.quote.text() for row in page.details.rows] == ["“Joren Aldous”", "says nothing here"]
    press("b")
    assert "Joren Aldous" not in gold(page)
    assert states(page)[4] == "settled"


def test_why_is_kept_and_shown(page: ComparePage, press: Callable[..., None]) -> None:
    press("w", "rule 4", Qt.Key.Key_Return)
    assert page.list.hasFocus()
    press("a", Qt.Key.Key_Up)
    assert current(page) == "the levy would fail"
    assert page.details.why.text() == "rule 4"
    told = page.details.state.text()
    assert told.startswith("Settled by Robin on ")
    assert told.endswith("by taking what Kim said")
    press("w", " b", Qt.Key.Key_Return)
    assert page.current is not None
    assert page.current.place is not None
    assert page.current.place.settlement is not None
    assert page.current.place.settlement.why == "rule 4 b"


def test_opening_again(page: ComparePage, press: Callable[..., None]) -> None:
    press("a", Qt.Key.Key_Up, "x")
    assert states(page)[0] == "open"
    assert "the levy would fail" not in gold(page)


def test_a_third(page: ComparePage, press: Callable[..., None], qtbot: QtBot) -> None:
    press("t")
    assert page.third.isVisible()
    view = page.texts.main
    assert view.hasFocus()
    text = project_of(page).article(1).text
    start = text.index("would fail")
    view.select_span(start, start + len("would fail"))
    press("=")
    assert "would fail" in page.third.words.full
    press(Qt.Key.Key_Return)
    assert "would fail" in gold(page)
    assert gold(page)["would fail"].attributes["kind"] == "predicts"
    assert not page.third.isVisible()
    assert states(page)[0] == "settled"


def test_a_third_with_another_label_and_given_up(page: ComparePage, press: Callable[..., None]) -> None:
    press("t", "4")
    assert page.third.draft is not None
    assert page.third.draft.label == "sentiment"
    press(Qt.Key.Key_Escape)
    assert page.third.draft is None
    assert page.window().pages.shown == "compare"  # type: ignore[attr-defined]
    assert gold(page) == {}


def test_kinds_filter_and_count(page: ComparePage, qtbot: QtBot) -> None:
    shown = {kind: made.text() for kind, made in page.filters.kinds.items() if made.isVisible()}
    assert shown == {
        "missing": "missing 1",
        "label": "label 1",
        "boundary": "boundary 1",
        "attribute": "attribute 1",
        "link": "link 1",
    }
    qtbot.mouseClick(page.filters.kinds["label"], LEFT)
    assert words(page) == ["label: A claim, B sentiment"]
    assert current(page) == "clumsy"
    qtbot.mouseClick(page.filters.all, LEFT)
    assert len(words(page)) == 5


def test_side_by_side_shows_each_layer_and_scrolls_together(
    page: ComparePage, press: Callable[..., None], qtbot: QtBot
) -> None:
    press("v")
    first, second = (column.view for column in page.texts.columns[:2])
    assert first.isVisible()
    assert second.isVisible()
    assert page.texts.columns[2].isHidden()
    assert page.current is not None
    assert [view._beneath.framed for view in (first, second)] == [page.current.covered] * 2
    marks = [{m.quote for m in view.article_layout.index.by_id.values()} for view in (first, second)]
    assert "the levy would fail" in marks[0]
    assert "the levy would fail before winter" in marks[1]
    page.texts.set_look(Look(zoom=240))
    qtbot.waitUntil(lambda: first.verticalScrollBar().maximum() > 100)
    first.verticalScrollBar().setValue(90)
    tops = [
        view.article_layout.anchor(view.verticalScrollBar().value(), view.viewport().height())
        for view in (first, second)
    ]
    assert tops[0].position == tops[1].position
    assert abs(tops[0].below - tops[1].below) <= 1
    press("v")
    assert page.texts.one.isVisible()


def test_a_click_in_the_text_goes_to_the_difference(page: ComparePage, qtbot: QtBot) -> None:
    view = page.texts.one
    place = view.article_layout.text.text.index("clumsy") + 2
    top, line = view.article_layout.place_of(place)
    number = view.article_layout.text.map.block_of(place)
    block = view.document().findBlockByNumber(number).layout()
    from annotator.gui.article_view.boxes import cursor_x

    which = view.article_layout.box(number).line_of(place)
    x = cursor_x(block.lineAt(which), view.article_layout.text.map.in_block(number, place))
    point = QPoint(
        round(view.article_layout.left + x), round(top + line.top + 6) - view.verticalScrollBar().value()
    )
    qtbot.mouseClick(view.viewport(), LEFT, pos=point)
    assert current(page) == "clumsy"


def test_the_other_article_has_no_differences_and_says_so(
    page: ComparePage, qtbot: QtBot, press: Callable[..., None]
) -> None:
    page.articles.setFocus()
    press(Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page.read is not None and page.read.article.id == 2)
    assert "all agree on 1 annotation" in page.nothing.text()
    assert "1 article with open differences" in page.nothing.text()


def test_a_colleagues_change_opens_it_again_and_says_what_changed(
    page: ComparePage, press: Callable[..., None], empty_window: MainWindow, qtbot: QtBot
) -> None:
    press("b")
    path = project_of(page).path
    empty_window.projects.close()
    with Project.open(path, "Lou") as project:
        own = project.layer
        assert own is not None
        claim = next(a for a in project.annotations(1, own.id) if "winter" in a.quote)
        annotations.change(project, claim.id, segments=[(20, 34)])
    again = opened(empty_window, path, qtbot)
    assert states(again)[0] == "again"
    assert "1 open again" in empty_window.pages.note.full
    assert again.current is not None
    assert "Lou changed it" in again.details.changes.text()
    assert again.details.changes.isVisible()


def test_layers_are_chosen_by_chips_and_remembered(
    page: ComparePage, empty_window: MainWindow, qtbot: QtBot
) -> None:
    lou = next(made for made in page.voices.chips.values() if "Lou" in made.text())
    qtbot.mouseClick(lou, LEFT)
    assert page.empty.isVisible()
    assert page.empty.title.text() == "Choose two layers or more"
    qtbot.mouseClick(lou, LEFT)
    qtbot.waitUntil(lambda: page.read is not None)
    assert len(words(page)) == 5


def test_majority_of_three_with_a_preview(empty_window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "press.annotator"
    compared_project(path, "Ada").close()
    page = opened(empty_window, path, qtbot)
    press_keys(qtbot, "r")
    assert page.rules.isVisible()
    qtbot.waitUntil(lambda: "5 differences" in page.rules.preview.text())
    before = page.read
    press_keys(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.read is not before)
    assert set(states(page)) == {"settled"}
    assert gold(page)["clumsy"].label == "claim"
    press_keys(qtbot, (Qt.Key.Key_Z, CTRL))
    qtbot.waitUntil(lambda: gold(page) == {})


def test_all_agreed_in_all_articles(page: ComparePage, qtbot: QtBot) -> None:
    press_keys(qtbot, "r", "1", "5")
    qtbot.waitUntil(page.rules.do.isEnabled)
    assert "in 2 articles" in page.rules.preview.text()
    press_keys(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Mira Sand" in gold(page, 2))
    assert set(gold(page)) == {"Mira Sand", "Tolm Harbour"}
    press_keys(qtbot, (Qt.Key.Key_Z, CTRL))
    qtbot.waitUntil(lambda: gold(page, 2) == {})
    assert gold(page) == {}


def test_what_is_hidden_is_not_shown(empty_window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "press.annotator"
    with compared_project(path) as project, project.transact("Blind"):
        project.remember("blind", "yes")
    page = opened(empty_window, path, qtbot)
    assert "hidden until your own work on this article is done" in page.voices.note.text()
    assert page.read is not None
    assert page.read.spots == ()
    marks = page.texts.one.article_layout.index.by_id
    assert not marks
    qtbot.mouseClick(page.voices.done, LEFT)
    qtbot.waitUntil(lambda: page.read is not None and len(page.read.spots) > 0)
    assert len(words(page)) == 5


def test_one_layer_only_says_the_next_step(empty_window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "press.annotator"
    Project.create(path, default_codebook(), "Robin").close()
    page = opened(empty_window, path, qtbot)
    assert page.empty.title.text() == "No articles yet"
    assert page.empty.step.hasFocus()


def test_leaving_goes_to_the_article_that_was_compared(
    page: ComparePage, empty_window: MainWindow, qtbot: QtBot, press: Callable[..., None]
) -> None:
    page.articles.setFocus()
    press(Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page.read is not None and page.read.article.id == 2)
    press(Qt.Key.Key_Escape)
    assert empty_window.pages.shown is None
    assert empty_window.session is not None
    assert empty_window.session.article is not None
    assert empty_window.session.article.id == 2


def test_everything_has_a_name_for_screen_readers(page: ComparePage) -> None:
    for row in page.details.rows:
        assert row.accessibleName().startswith("Take what ")
    assert page.list.accessibleName() == "Differences"
    model = page.list.differences
    assert model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole).startswith(
        "open: the levy would fail, "
    )
    assert all(
        part.text() or part.accessibleName() for part in page.voices.findChildren(QLabel) if part.isVisible()
    )


def test_the_cheat_sheet_shows_the_keys_of_the_page(
    page: ComparePage, empty_window: MainWindow, press: Callable[..., None]
) -> None:
    press("?")
    sheet = empty_window.palettes.sheet
    assert sheet is not None
    assert sheet.isVisible()
    told = [column.accessibleName() for column in sheet.findChildren(SheetColumn)]
    assert any("Settle" in text and "Take nothing" in text for text in told)
    assert not any("Caret by character" in text for text in told)
    press(Qt.Key.Key_Escape)
    assert empty_window.pages.shown == "compare"


def test_gold_can_be_compared_but_not_settled(
    page: ComparePage, empty_window: MainWindow, press: Callable[..., None], qtbot: QtBot
) -> None:
    press("a")
    chip = next(made for made in page.voices.chips.values() if made.text() == "Gold")
    before = page.read
    qtbot.mouseClick(chip, LEFT)
    qtbot.waitUntil(lambda: page.read is not before)
    assert [v.name for v in page.voices.voices] == ["Kim", "Lou", "Gold"]
    assert not page.details.rows[0].isEnabled()
    page.list.setFocus()
    press("a")
    assert "settle without it" in empty_window.messages.text.text()


def test_tab_goes_on_from_the_text_to_the_list_and_what_settles(page: ComparePage, qtbot: QtBot) -> None:
    page.texts.one.setFocus()
    passed = []
    for _ in range(16):
        press_keys(qtbot, Qt.Key.Key_Tab)
        passed.append(focused())
    wanted = [page.filters.all, page.list, page.details.rows[0], page.details.nothing, page.details.why]
    assert [part for part in passed if part in wanted] == wanted


def test_a_project_open_for_reading_only_is_compared_and_not_settled(
    empty_window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "press.annotator"
    with compared_project(path):
        page = opened(empty_window, path, qtbot)
        assert project_of(page).read_only
        assert len(words(page)) == 5
        assert not page.details.third.isEnabled()
        press_keys(qtbot, "a")
        assert empty_window.messages.text.text().startswith("Reading only: ")
        assert gold(page) == {}


def test_undoing_comes_back_to_where_it_was_done(
    page: ComparePage, press: Callable[..., None], qtbot: QtBot
) -> None:
    page.texts.set_look(Look(zoom=240))
    press("a", *[Qt.Key.Key_Down] * 3)
    view = page.texts.one
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    press((Qt.Key.Key_Z, CTRL))
    assert current(page) == "the levy would fail"
    top, line = view.article_layout.place_of(page.current.start)  # type: ignore[union-attr]
    assert 0 <= top + line.top - view.verticalScrollBar().value() < view.viewport().height()


def test_the_columns_break_their_lines_alike(
    page: ComparePage, press: Callable[..., None], empty_window: MainWindow
) -> None:
    press("v")
    for width in (1280, 1283, 1501):
        empty_window.resize(width, 800)
        first, second = (column.view.viewport().width() for column in page.texts.columns[:2])
        assert first == second > 200
