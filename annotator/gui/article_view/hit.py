"""Which mark lies under a point of the document."""

from __future__ import annotations

from PySide6.QtCore import QPointF

from annotator.gui.article_view.bars import fold_rect
from annotator.gui.article_view.boxes import LineBox, Unit
from annotator.gui.article_view.lanes import FOLDED
from annotator.gui.article_view.layout import ArticleLayout
from annotator.gui.article_view.metrics import Metrics

_SLACK = 3.0
_ABOVE = 2.0


def mark_on_bar(layout: ArticleLayout, point: QPointF) -> str | None:
    """The mark whose bar or name is under the point; of several the nearest bar."""
    found = _line_at(layout, point)
    if found is None:
        return None
    line, x, y = found
    over = [
        (distance, unit)
        for unit in line.units
        if unit.lane < FOLDED and (distance := _distance(unit, x, y, layout.metrics)) is not None
    ]
    return min(over, key=lambda pair: pair[0])[1].mark.id if over else None


def fold_at(layout: ArticleLayout, point: QPointF) -> int | None:
    """Where there is a sign of folded bars, or of unfolded ones, the first character of its line."""
    found = _line_at(layout, point)
    if found is None:
        return None
    line, x, y = found
    on_sign = any(fold_rect(fold, line, layout.metrics).contains(x, y) for fold in line.folds)
    return line.start if on_sign else None


def mark_at(layout: ArticleLayout, point: QPointF) -> str | None:
    """The mark whose bar or name is under the point, else the innermost one of the text there."""
    on_bar = mark_on_bar(layout, point)
    if on_bar is not None:
        return on_bar
    position = layout.character_at(point)
    if position is None:
        return None
    covering = layout.index.covering(position)
    return covering[0].id if covering else None


def _line_at(layout: ArticleLayout, point: QPointF) -> tuple[LineBox, float, float] | None:
    """The line below whose text a point is, and the point within its paragraph."""
    if layout.width <= 0:
        return None
    number, _, line = layout.line_at(point.y())
    x, y = point.x() - layout.left, point.y() - layout.block_top(number)
    return (line, x, y) if y >= line.text_bottom else None


def _distance(unit: Unit, x: float, y: float, metrics: Metrics) -> tuple[float, float] | None:
    """How far a point is from a bar, upwards or downwards and then sideways; None if it is not on it.

    Below a bar its name, or else the gap to the next bar, belongs to it: with the gap a bar is at least six
    pixels high for the mouse.
    """
    aside = min(max(bar.left - x, x - bar.right, 0.0) for bar in unit.bars)
    if unit.top - _ABOVE <= y < unit.top + metrics.bar + metrics.lane_gap:
        if not unit.left - _SLACK <= x <= unit.right + _SLACK:
            return None
        return max(unit.top - y, 0.0), aside
    bottom = unit.top + metrics.bar + metrics.lane_gap + metrics.name_height
    beside_name = max(unit.name_left - x, x - unit.name_left - unit.name_width, 0.0)
    if unit.named and unit.top <= y < bottom and beside_name <= _SLACK + 2:
        return 0.0, beside_name
    return None
