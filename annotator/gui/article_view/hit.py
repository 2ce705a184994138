"""Which mark lies under a point of the document."""

from __future__ import annotations

from PySide6.QtCore import QPointF

from annotator.gui.article_view.boxes import Unit
from annotator.gui.article_view.layout import ArticleLayout
from annotator.gui.article_view.metrics import MAX_LANES, Metrics

_SLACK = 3.0


def mark_on_bar(layout: ArticleLayout, point: QPointF) -> str | None:
    """The mark whose bar or name is under the point; of several the nearest bar."""
    if layout.width <= 0:
        return None
    number, _, line = layout.line_at(point.y())
    x, y = point.x() - layout.left, point.y() - layout.block_top(number)
    if y < line.text_bottom:
        return None
    found = [unit for unit in line.units if unit.lane < MAX_LANES and _covers(unit, x, y, layout.metrics)]
    if found:
        return min(found, key=lambda unit: _distance(unit, x)).mark.id
    for fold in line.folds:
        if y >= line.fold_top and fold.left - _SLACK <= x <= fold.left + 3 * layout.metrics.name_height:
            return fold.keys[0]
    return None


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


def _covers(unit: Unit, x: float, y: float, metrics: Metrics) -> bool:
    if not unit.top - 2 <= y:
        return False
    if y < unit.top + metrics.bar + metrics.lane_gap:
        return unit.left - _SLACK <= x <= unit.right + _SLACK
    bottom = unit.top + metrics.bar + metrics.lane_gap + metrics.name_height
    return unit.named and y < bottom and abs(_distance_to_name(unit, x)) <= _SLACK + 2


def _distance(unit: Unit, x: float) -> float:
    return min(max(bar.left - x, x - bar.right, 0.0) for bar in unit.bars)


def _distance_to_name(unit: Unit, x: float) -> float:
    return max(unit.name_left - x, x - unit.name_left - unit.name_width, 0.0)
