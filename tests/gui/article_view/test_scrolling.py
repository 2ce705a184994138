"""Large articles: only what is looked at is laid out, and nothing jumps."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QTextDocument
from pytestqt.qtbot import QtBot

from annotator.gui.article_view import Arc, ArticleView, Mark
from annotator.gui.article_view.layout import WHOLE
from tests.support.article_view import on_text, own

Show = Callable[..., ArticleView]
SENTENCE = "Officials said on Monday that the harbour would stay closed until the spring. "
PARAGRAPHS = [SENTENCE * (1 + number % 7) for number in range(600)]
LARGE = "\n".join(PARAGRAPHS)


def laid(view: ArticleView) -> int:
    return sum(view.article_layout.is_laid(number) for number in range(view.document().blockCount()))


def top_line(view: ArticleView, below: int = 150) -> tuple[int, float]:
    """First character of a line so far below the top of the view, and its height there."""
    number, _, line = view.article_layout.line_at(view.verticalScrollBar().value() + below)
    y = view.article_layout.block_top(number) + line.top - view.verticalScrollBar().value()
    return line.start, y


def test_only_what_shows_of_a_large_article_is_laid_out(show: Show) -> None:
    assert len(LARGE) > WHOLE
    view = show(LARGE)
    view.grab()
    assert 0 < laid(view) < 40
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() // 2)
    view.grab()
    assert laid(view) < 80


def test_a_small_article_is_laid_out_whole(show: Show) -> None:
    view = show(LARGE[: WHOLE - 1])
    assert laid(view) == view.document().blockCount()


@pytest.mark.parametrize("step", [-60, 60, -400])
def test_scrolling_moves_the_text_by_as_much_as_it_says(show: Show, step: int) -> None:
    view = show(LARGE, *(own(f"m{n}", "actor", (n * 300, n * 300 + 9)) for n in range(500)))
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    for _ in range(12):
        start, y = top_line(view)
        bar.setValue(bar.value() + step)
        top, line = view.article_layout.place_of(start)
        assert abs(top + line.top - bar.value() - (y - step)) <= 1


def test_marks_above_the_view_do_not_move_what_is_read(show: Show) -> None:
    text = LARGE[: WHOLE - 1]
    view = show(text)
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    start, y = top_line(view)
    before = bar.value()
    view.update_marks([own(f"m{n}", "claim", (n * 100, n * 100 + 9)) for n in range(20)], [])
    top, line = view.article_layout.place_of(start)
    assert bar.value() > before
    assert abs(top + line.top - bar.value() - y) <= 1


def test_a_narrower_view_keeps_the_place(qtbot: QtBot, show: Show) -> None:
    view = show(LARGE)
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum() // 3)
    start, _ = top_line(view, below=30)
    view.resize(420, 600)
    view.set_zoom(150)
    top, line = view.article_layout.place_of(start)
    assert -200 < top + line.top - bar.value() < 200


@pytest.mark.parametrize("where", [0, 1 / 3, 0.9, 1])
def test_any_place_can_be_revealed(show: Show, where: float) -> None:
    view = show(LARGE)
    start = min(int(len(LARGE) * where), len(LARGE) - 30)
    view.reveal(start, start + 20)
    y = on_text(view, start).y()
    assert 0 < y < view.viewport().height()
    value = view.verticalScrollBar().value()
    view.reveal(start, start + 20)
    assert view.verticalScrollBar().value() == value


def test_the_last_line_can_be_reached(show: Show) -> None:
    view = show(LARGE)
    bar = view.verticalScrollBar()
    for _ in range(4):
        bar.setValue(bar.maximum())
    bottom = view.to_document(QPointF(300, view.viewport().height() - 1))
    assert view.article_layout.block_at(bottom.y()) == view.document().blockCount() - 1


def test_an_update_reaches_a_paragraph_that_was_left(show: Show) -> None:
    view = show(LARGE)
    view.grab()
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum())
    view.set_marks([own("m", "actor", (0, 9))])
    bar.setValue(0)
    view.grab()
    assert [unit.mark.id for unit in view.article_layout.box(0).lines[0].units] == ["m"]


def test_find_goes_to_a_far_place(show: Show) -> None:
    text = LARGE + "\nThe needle is here."
    view = show(text)
    assert view.find("needle", QTextDocument.FindFlag.FindCaseSensitively)
    start = text.index("needle")
    assert view.selected_span() == (start, start + 6)
    assert 0 < on_text(view, start).y() < view.viewport().height()


def line_top(view: ArticleView, position: int) -> float:
    """Height of a character's line in the view."""
    top, line = view.article_layout.place_of(position)
    return top + line.top - view.verticalScrollBar().value()


@pytest.mark.parametrize("down", [0, 500])
def test_the_current_line_stays_when_links_above_it_come_and_go(show: Show, down: int) -> None:
    """As when a suggestion is accepted: it goes, an annotation with links comes, and becomes current."""
    view = show(LARGE[: WHOLE - 1], *(own(f"m{n}", "actor", (n * 50, n * 50 + 9)) for n in range(60)))
    bar = view.verticalScrollBar()
    bar.setValue(down)
    number, _, _ = view.article_layout.line_at(bar.value() + 300)
    start = view.article_layout.text.map.blocks[number].start
    view.update_marks([Mark("s", "claim", ((start, start + 30),), "suggestion")], [])
    view.set_current("s")
    y = line_top(view, start)
    above = bar.value()

    view.update_marks([own("own", "claim", (start, start + 30))], ["s"])
    view.set_current("own", reveal=False)
    view.set_arcs([Arc(f"a{n}", "about", "own", f"m{n}") for n in range(60)])
    assert bar.value() > above
    assert abs(line_top(view, start) - y) <= 1
    view.set_arcs([])
    assert abs(line_top(view, start) - y) <= 1


def test_a_change_in_two_steps_at_the_top_moves_nothing(show: Show) -> None:
    """The links of a suggestion go with it, those of the annotation it became come after it."""
    view = show(LARGE[: WHOLE - 1], own("a", "actor", (0, 9)))
    view.update_marks([Mark("s", "claim", ((15, 30),), "suggestion")], [])
    view.set_arcs([Arc("1", "about", "s", "a", suggested=True)])
    view.set_current("s")
    view.grab()
    y = line_top(view, 15)
    view.update_marks([own("own", "claim", (15, 30))], ["s"])
    view.set_current("own", reveal=False)
    view.set_arcs([Arc("2", "about", "own", "a")])
    assert line_top(view, 15) == y
    assert view.verticalScrollBar().value() == 0


def test_a_new_article_begins_at_its_top_whatever_links_it_has(show: Show) -> None:
    view = show(LARGE[: WHOLE - 1], own("a", "actor", (0, 9)), own("b", "claim", (15, 30)))
    view.set_arcs([Arc("1", "about", "b", "a")])
    assert view.verticalScrollBar().value() == 0


@pytest.mark.parametrize("end", [Qt.Key.Key_End, Qt.Key.Key_Home])
def test_the_caret_at_either_end_shows_the_whole_line(qtbot: QtBot, show: Show, end: Qt.Key) -> None:
    text = LARGE[: WHOLE - 1]
    size = len(text)
    view = show(
        text, *(own(f"m{n}", "actor", (size - 9 - n, size)) for n in range(5)), own("a", "cue", (0, 9))
    )
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    qtbot.keyClick(view, end, Qt.KeyboardModifier.ControlModifier)
    top, line = view.article_layout.place_of(view.caret())
    assert bar.value() <= top + line.upper
    assert top + line.bottom < bar.value() + view.viewport().height()
    if end == Qt.Key.Key_Home:
        assert bar.value() == 0


def test_what_comes_up_below_does_not_hide_the_current_annotation(show: Show) -> None:
    view = show(LARGE[: WHOLE - 1], own("m", "claim", (3000, 3020)), own("n", "claim", (9000, 9020)))
    view.set_current("m")
    bar = view.verticalScrollBar()
    top, line = view.article_layout.place_of(3000)
    bar.setValue(round(top + line.bottom) - view.viewport().height() + 5)
    view.resize(800, 400)
    assert line_top(view, 3000) + line.bottom - line.top <= view.viewport().height()
    before = bar.value()
    view.resize(800, 600)
    assert bar.value() == before
    bar.setValue(0)  # the person has scrolled away from it
    view.resize(800, 400)
    assert bar.value() == 0


def test_to_select_all_does_not_scroll(qtbot: QtBot, show: Show) -> None:
    view = show(LARGE[: WHOLE - 1])
    qtbot.keyClick(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert view.verticalScrollBar().value() == 0


def test_the_column_stands_at_the_same_place_in_short_and_long_articles(show: Show) -> None:
    view = show("Short.")
    left = view.article_layout.left
    bar = view.verticalScrollBar()
    assert not bar.isEnabled()
    show(LARGE[: WHOLE - 1])
    assert view.article_layout.left == left
    assert bar.isEnabled()


def test_what_is_read_holds_still_when_links_go_at_the_very_top(show: Show) -> None:
    marks = [own("a", "actor", (300, 309)), own("b", "cue", (312, 314)), own("d", "actor", (350, 360))]
    view = show(LARGE[: WHOLE - 1], own("c", "claim", (320, 345)), *marks)
    view.set_arcs([Arc(str(n), "about", "c", mark.id) for n, mark in enumerate(marks)])
    view.set_current("c")
    view.verticalScrollBar().setValue(0)
    view.grab()
    before = line_top(view, 320)
    view.update_marks([], ["c"])
    view.grab()
    view.set_arcs([])
    view.grab()
    assert line_top(view, 320) == before
    assert view.article_layout.slack > 0
    view.verticalScrollBar().setValue(200)
    view.verticalScrollBar().setValue(0)
    assert view.article_layout.slack == 0  # scrolling takes back what was left over


def test_links_at_the_top_run_in_the_margin_of_the_page(show: Show) -> None:
    view = show(LARGE[: WHOLE - 1], own("a", "actor", (0, 9)), own("c", "claim", (20, 45)))
    before = line_top(view, 0)
    view.set_arcs([Arc("1", "speaker", "c", "a")])
    assert line_top(view, 0) == before
