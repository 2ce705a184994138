"""Drawings without a window: readable in both themes, told apart without colour, walked in order."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QGuiApplication, QImage, QPainter

from annotator.analysis.counting import Behind, Count, by_label, by_source
from annotator.analysis.matrix import Cell, Crossing, Head, who_about_whom
from annotator.gui.statistics import grids
from annotator.gui.statistics.bars import Bars, Columns, named_places
from annotator.gui.statistics.drawing import Drawing, Look
from annotator.gui.statistics.drawings import drawings
from annotator.gui.statistics.grids import MoodGrid, PairGrid, signs
from annotator.gui.statistics.name_room import Room, places_of_name
from annotator.gui.theme import DARK, LIGHT, Theme, contrast, mix
from tests.support.counted import record, stock

BOTH = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)


def look(theme: Theme = LIGHT) -> Look:
    return Look(theme, QFont(QGuiApplication.font()))


def painted(drawing: Drawing, theme: Theme = LIGHT, width: int = 700) -> QImage:
    """The drawing in grey, as somebody sees it who sees no colours."""
    using = look(theme)
    image = QImage(width, round(drawing.lay_out(width, using)) + 1, QImage.Format.Format_RGB32)
    image.fill(QColor(theme.page))
    painter = QPainter(image)
    drawing.paint(painter, using, None)
    painter.end()
    return image.convertToFormat(QImage.Format.Format_Grayscale8)


def ink(image: QImage, box: QRectF, theme: Theme = LIGHT) -> int:
    """Pixels in a box that are not the page's."""
    page = QColor(theme.page)
    grey = round(0.344 * page.red() + 0.5 * page.green() + 0.156 * page.blue())
    area = box.toRect().intersected(image.rect())
    return sum(
        abs(image.pixelColor(x, y).red() - grey) > 12
        for x in range(area.left(), area.right() + 1)
        for y in range(area.top(), area.bottom() + 1)
    )


@BOTH
def test_all_text_and_all_bars_can_be_read(qapp: object, theme: Theme) -> None:
    darkest = mix(QColor(theme.page), QColor(theme.accent), grids._DARKEST)
    for tone in (theme.text, theme.muted):
        assert contrast(theme.page, tone) >= 4.5
    assert contrast(darkest, theme.text) >= 4.5, "a number in the darkest cell"
    assert contrast(look(theme).here, theme.text) >= 4.5, "what is current"
    assert contrast(theme.page, theme.accent) >= 3, "a bar on the page"
    assert contrast(mix(QColor(theme.page), QColor(theme.muted), 0.8), theme.page) >= 3, "an edge"


@BOTH
def test_bars_are_as_long_as_their_numbers(qapp: object, theme: Theme) -> None:
    names = ("a", "b", "c")
    counts = [Count(n, v, 1, Behind()) for n, v in zip(names, (100, 50, 1), strict=True)]
    drawing = Bars("Counts", counts)
    image = painted(drawing, theme)
    middle = [QRectF(0, mark.box.center().y(), 700, 1) for mark in drawing.marks]
    long, half, short = (ink(image, box, theme) for box in middle)
    assert long > half > short > 0


def mood(cell: Cell) -> tuple[int, int]:
    """Ink above and below the line of the only cell."""
    table = Crossing((Head("Holm", cell),), (Head("w", cell),), ((cell,),), cell)
    drawing = MoodGrid("Sentiment", table, [("w", "")])
    image = painted(drawing)
    box = drawing.marks[0].box
    upper = QRectF(box.left(), box.top() + 2, box.width(), box.height() / 2 - 4)
    return ink(image, upper), ink(image, upper.translated(0, box.height() / 2))


def test_sentiment_is_told_by_place_pattern_and_sign(qapp: object) -> None:
    above, none = mood(Cell(4, positive=4))
    assert above > 0
    assert none == 0
    none, below = mood(Cell(4, negative=4))
    assert none == 0
    assert below > 0
    both = mood(Cell(4, neutral=4))
    assert min(both) > 0
    assert both[0] < above, "neutral is hollow"
    assert signs(Cell(14, positive=5, neutral=2, negative=7)) == "+5 ○2 −7"
    assert signs(Cell(1)) == "?1"


def test_arrows_stay_in_their_row_and_reach_every_mark(qapp: object) -> None:
    drawing = PairGrid("Pairs", who_about_whom(stock(), 10))
    drawing.lay_out(700, look())
    reached, current = {0}, 0
    for across, down in [(1, 0)] * 3 + [(0, 1), (-1, 0), (-1, 0), (1, 0)]:
        found = drawing.neighbour(current, across, down)
        assert found is not None
        before, now = drawing.marks[current], drawing.marks[found]
        assert now.row == before.row + (1 if down and found != current else 0)
        current = found
        reached.add(current)
    assert reached == set(range(len(drawing.marks)))
    assert drawing.neighbour(None, 1, 0) == 0
    assert Drawing().neighbour(None, 1, 0) is None


def test_every_mark_is_found_where_it_is_drawn(qapp: object) -> None:
    found = stock()
    course = found.course()
    for drawing in (Bars("Labels", by_label(found, course)), Bars("Sources", by_source(found))):
        drawing.lay_out(500, look())
        for number, mark in enumerate(drawing.marks):
            assert drawing.mark_at(mark.box.center()) == number
    assert drawing.mark_at(QPointF(-5, -5)) is None


def test_names_below_an_axis_do_not_run_into_each_other(qapp: object) -> None:
    shown = [(f"Mar {n}", "2024" if n < 20 else "2025") for n in range(1, 60)]
    using = look()
    places = named_places(shown, 0, 11, using)
    ends = [(x, using.small_metrics.horizontalAdvance(text)) for x, text in places]
    for (x, wide), (other, also) in itertools.pairwise(ends):
        assert x + wide / 2 < other - also / 2
    assert [text for _, text in places if "20" in text.split()[-1] and len(text.split()) == 3] == [
        places[0][1],
        next(text for _, text in places if text.endswith("2025")),
    ]


def test_columns_without_anything_have_no_mark(qapp: object) -> None:
    counts = [Count("a", 3, 1, Behind()), Count("b", 0, 0, Behind()), Count("c", 1, 1, Behind())]
    drawing = Columns("Over time", "week", counts, [("a", ""), ("b", ""), ("c", "")])
    drawing.lay_out(400, look())
    assert [mark.said for mark in drawing.marks] == [
        "week a: 3 annotations in 1 article",
        "week c: 1 annotation in 1 article",
    ]


def test_room_for_names(qapp: object) -> None:
    room = Room(QRectF(0, 0, 300, 200))
    box = QRectF(10, 10, 150, 20)
    assert room.is_free(box)
    room.take(box)
    assert not room.is_free(QRectF(150, 25, 40, 20))
    assert room.is_free(QRectF(170, 10, 40, 20))
    assert not room.is_free(QRectF(290, 10, 40, 20)), "it would be cut"
    for each in places_of_name(QPointF(100, 100), 10, box.size()):
        assert not each.intersects(QRectF(90, 90, 20, 20))


def test_without_any_date_what_is_drawn_over_time_says_so(qapp: object) -> None:
    undated = stock(record(1, "", "Island Post"))
    for view in ("counts", "sentiment"):
        over = next(each for each in drawings(view, undated, "annotations") if "over time" in each.title)
        image = painted(over)
        assert over.marks == []
        assert ink(image, QRectF(image.rect())) > 0
