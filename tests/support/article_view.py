"""Where things are in an article view: points for the mouse to go to."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF

from annotator.gui.article_view import ArticleView, Mark


def own(mark_id: str, label: str, *segments: tuple[int, int]) -> Mark:
    return Mark(mark_id, label, segments, "own")


def on_text(view: ArticleView, position: int) -> QPoint:
    """A viewport point in the middle of a character."""
    layout = view.article_layout
    top, line = layout.place_of(position)
    block = view.document().findBlockByNumber(layout.text.map.block_of(position))
    left, right = (_x(view, block.blockNumber(), p) for p in (position, position + 1))
    y = top + line.top + line.height / 2 - view.verticalScrollBar().value()
    return QPointF(layout.left + (left + right) / 2, y).toPoint()


def left_of(view: ArticleView, position: int) -> QPoint:
    """A viewport point at the left edge of a character."""
    layout = view.article_layout
    top, line = layout.place_of(position)
    x = layout.left + _x(view, layout.text.map.block_of(position), position)
    return QPointF(x, top + line.top + line.height / 2 - view.verticalScrollBar().value()).toPoint()


def on_bar(view: ArticleView, mark_id: str) -> QPoint:
    """A viewport point on the first bar of a mark, away from its ends."""
    layout = view.article_layout
    mark = layout.index.by_id[mark_id]
    top, line = layout.place_of(mark.start)
    unit = next(unit for unit in line.units if unit.mark.id == mark_id)
    x = layout.left + (unit.bars[0].left + unit.bars[0].right) / 2
    return QPointF(x, top + unit.top + 1 - view.verticalScrollBar().value()).toPoint()


def on_name(view: ArticleView, mark_id: str) -> QPoint:
    layout = view.article_layout
    mark = layout.index.by_id[mark_id]
    top, line = layout.place_of(mark.start)
    unit = next(unit for unit in line.units if unit.mark.id == mark_id)
    x = layout.left + unit.name_left + unit.name_width / 2
    y = top + unit.top + layout.metrics.bar + layout.metrics.name_height / 2
    return QPointF(x, y - view.verticalScrollBar().value()).toPoint()


def _x(view: ArticleView, number: int, position: int) -> float:
    layout = view.article_layout
    block = view.document().findBlockByNumber(number)
    unit = layout.text.map.in_block(number, position)
    line = block.layout().lineForTextPosition(unit)
    found = line.cursorToX(unit)
    return float(found[0] if isinstance(found, tuple) else found)
