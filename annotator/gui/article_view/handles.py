"""Small knobs at the ends of the current annotation, to drag with the mouse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextLine

from annotator.gui.article_view.boxes import cursor_x
from annotator.gui.article_view.metrics import MAX_LANES
from annotator.model import graphemes
from annotator.model.edges import Edge

if TYPE_CHECKING:
    from annotator.gui.article_view.view import ArticleView

_RADIUS = 3.5
_REACH = 6.0
"""How near the mouse must come."""
_ADJUSTABLE = ("own", "suggestion")


@dataclass(frozen=True, slots=True)
class Handle:
    """One end of one segment (``piece``); the point is in document coordinates."""

    mark_id: str
    piece: int
    edge: Edge
    point: QPointF


def handles(view: ArticleView) -> Iterator[Handle]:
    """Those of the current annotation that lie on lines in view."""
    mark = view.article_layout.index.by_id.get(view.current() or "")
    if mark is None or mark.kind not in _ADJUSTABLE or not view.adjustable:
        return
    bar, height = view.verticalScrollBar(), view.viewport().height()
    text = view.article_layout.text
    for piece, (start, end) in enumerate(mark.segments):
        last = text.map.blocks[text.map.block_of(end - 1)]
        ends: tuple[tuple[Edge, int], ...] = (
            ("start", start),
            ("end", graphemes.preceding(text.text, end, min(last.start, end - 1))),
        )
        for edge, character in ends:
            point = _point(view, mark.id, character, edge)
            if point is not None and 0 <= point.y() - bar.value() <= height:
                yield Handle(mark.id, piece, edge, point)


def handle_at(view: ArticleView, point: QPointF) -> Handle | None:
    """The handle under a point of the document; of several the nearest."""
    near = [(_distance(handle.point, point), n, handle) for n, handle in enumerate(handles(view))]
    distance, _, handle = min(near, default=(_REACH + 1, 0, None), key=lambda found: found[:2])
    return handle if distance <= _REACH else None


def draw(painter: QPainter, view: ArticleView) -> None:
    """Paint the handles over the bar of the current annotation."""
    mark = view.article_layout.index.by_id.get(view.current() or "")
    if mark is None:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(0, -view.verticalScrollBar().value())
    painter.setPen(QPen(view.painter.colours(mark.label)[0], 1.8))
    painter.setBrush(QColor(view.painter.theme.page))
    radius = _RADIUS * max(1.0, view.article_layout.metrics.scale)
    for handle in handles(view):
        painter.drawEllipse(handle.point, radius, radius)


def _point(view: ArticleView, mark_id: str, character: int, edge: Edge) -> QPointF | None:
    """The outer side of the segment's first or last character, on the bar."""
    layout = view.article_layout
    number = layout.text.map.block_of(character)
    if not layout.is_laid(number):
        return None
    top, line = layout.place_of(character)
    unit = next((unit for unit in line.units if unit.mark.id == mark_id and unit.lane < MAX_LANES), None)
    if unit is None:
        return None
    inside = layout.text.map.in_block(number, character)
    text_line = view.document().findBlockByNumber(number).layout().lineForTextPosition(inside)
    if not text_line.isValid():
        return None
    last = layout.text.map.blocks[number].end
    behind = layout.text.map.in_block(number, graphemes.following(layout.text.text, character, last))
    x = _side(text_line, inside, behind, edge)
    return QPointF(layout.left + x, top + unit.top + layout.metrics.bar / 2)


def _side(line: QTextLine, start: int, end: int, edge: Edge) -> float:
    """The side of a character (``[start, end)`` in Qt's units) where a piece begins or ends with it.

    Where the direction changes, a caret's place has two sides, but the character's own picture only one.
    """
    runs = line.glyphRuns(start, end - start)
    if not runs:
        return cursor_x(line, start if edge == "start" else end)
    rect = runs[0].boundingRect()
    return float(rect.right() if (edge == "start") == runs[0].isRightToLeft() else rect.left())


def _distance(one: QPointF, other: QPointF) -> float:
    away = one - other
    return max(abs(away.x()), abs(away.y()))


CURSOR = Qt.CursorShape.SizeHorCursor
"""Of the mouse over a handle."""
