"""Many bars on one line: each can be hit, what finds no room is folded and unfolded by mouse and key."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from pytestqt.qtbot import QtBot

from annotator.gui.article_view import ArticleView, Mark
from annotator.gui.article_view.bars import fold_rect
from annotator.gui.article_view.boxes import LineBox, Unit
from tests.support.article_view import own

Show = Callable[..., ArticleView]
LEFT = Qt.MouseButton.LeftButton
TEXT = "The old minister said no. Nobody in the hall had asked her.\nA second paragraph."
CLAIM = "word " * 80


def line(view: ArticleView, number: int = 0) -> LineBox:
    return view.article_layout.box(0).lines[number]


def fold_point(view: ArticleView) -> QPoint:
    layout = view.article_layout
    rect = fold_rect(line(view).folds[0], line(view), layout.metrics)
    place = rect.center() + QPointF(layout.left, layout.block_top(0) - view.verticalScrollBar().value())
    return place.toPoint()


def dozen() -> list[Mark]:
    return [own(f"m{n:02}", "actor", (8, 16)) for n in range(12)]


def hit_rows(view: ArticleView, unit: Unit) -> int:
    """Heights at which the mouse hits a mark in the middle of its bar."""
    layout = view.article_layout
    x = round(layout.left + (unit.left + unit.right) / 2)
    top = round(layout.block_top(0) - view.verticalScrollBar().value())
    return sum(
        view.mark_at_point(QPoint(x, y)) == unit.mark.id
        for y in range(top + round(unit.top) - 8, top + round(unit.top) + 30)
    )


@pytest.mark.parametrize("zoom", [50, 100, 200])
def test_each_bar_is_at_least_six_pixels_for_the_mouse(show: Show, zoom: int) -> None:
    """Also where they lie close: on the later lines of claims, without names between them."""
    view = show(CLAIM, *(own(f"c{n}", "claim", (n, 399 - n)) for n in range(6)))
    view.set_zoom(zoom)
    for unit in line(view, 1).units:
        assert hit_rows(view, unit) >= 6


def test_folded_bars_unfold_by_a_click_and_fold_again(qtbot: QtBot, show: Show) -> None:
    view = show(TEXT, *dozen())
    assert line(view).folds[0].text == "+4"
    height = view.article_layout.box(0).height
    qtbot.mouseClick(view.viewport(), LEFT, pos=fold_point(view))
    assert [unit.lane for unit in line(view).units] == list(range(12))
    assert line(view).folds[0].text == "fewer"
    assert view.article_layout.box(0).height > height
    assert view.current() is None
    for unit in line(view).units:
        assert hit_rows(view, unit) >= 6
    qtbot.mouseClick(view.viewport(), LEFT, pos=fold_point(view))
    assert line(view).folds[0].text == "+4"
    assert view.article_layout.box(0).height == height


def test_the_line_of_the_caret_is_unfolded_without_a_mouse(show: Show) -> None:
    view = show(TEXT, *dozen())
    view.select_span(40, 40)
    assert view.links.toggle_fold()
    assert not any(fold.keys for fold in line(view).folds)
    view.select_span(65, 65)
    assert not view.links.toggle_fold()


def test_what_is_folded_is_painted_nowhere_over_the_text(show: Show) -> None:
    view = show(TEXT, *dozen())
    first = line(view)
    assert all(unit.top >= first.text_bottom for unit in first.units)
    assert first.fold_top >= max(unit.top for unit in first.units if unit.lane < 8)
    assert first.bottom >= first.fold_top + view.article_layout.metrics.name_height


def test_unfolding_survives_another_width(show: Show) -> None:
    view = show(TEXT, *dozen())
    view.links.toggle_fold(8)
    view.resize(500, 600)
    assert not any(fold.keys for fold in line(view).folds)


def test_a_long_claim_keeps_its_lane_where_it_can(show: Show) -> None:
    """On the second line two crossing pieces want two lanes anyhow: the claim does not jump up there."""
    view = show(CLAIM)
    lines = [(box.start, box.end) for box in view.article_layout.box(0).lines]
    (first, first_end), (second, _) = lines[0], lines[1]
    view.set_marks(
        [
            own("claim", "claim", (first, second + 20)),
            own("inside", "actor", (first + 5, first + 14)),
            own("x", "cue", (second + 30, second + 44)),
            own("y", "sentiment", (second + 40, second + 54)),
        ]
    )
    lanes = [
        next(unit.lane for unit in line(view, number).units if unit.mark.id == "claim") for number in (0, 1)
    ]
    assert lanes == [1, 1]
    view.update_marks([], ["inside"])
    assert [next(u.lane for u in line(view, n).units if u.mark.id == "claim") for n in (0, 1)] == [0, 0]
    assert first_end <= second


def test_where_the_name_is_above_the_view_the_margin_has_it(show: Show) -> None:
    view = show("word " * 600, own("long", "claim", (0, 2990)))
    view.resize(800, 300)
    plain = view.viewport().grab().toImage()
    assert not view.painter.in_margin
    view.verticalScrollBar().setValue(200)
    scrolled = view.viewport().grab().toImage()
    assert view.painter.in_margin
    ratio = scrolled.devicePixelRatio()
    margin = [(x, y) for x in range(round((view.article_layout.left - 8) * ratio)) for y in range(60)]
    assert any(scrolled.pixelColor(*p) != plain.pixelColor(2, 2) for p in margin)
