"""Drawing one bar: its line, the shape of its ends, the dots between its pieces, and the sign of a fold.

Labels are told apart by colour, by name and by the shape of the ends of their bars, so that neither colour
nor room for a name is needed.  An end where the bar goes on in the next line has no shape.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from annotator.gui.article_view.boxes import Bar, LineBox, Unit
from annotator.gui.article_view.lanes import Fold
from annotator.gui.article_view.metrics import Metrics

SHAPES = 6
"""Round, bracket, disc, wedge, square, ring."""

_FOLD_PADDING = 5.0


def bar_rect(unit: Unit, bar: Bar, thick: int, metrics: Metrics) -> QRectF:
    """Where a bar is drawn: exactly under its words."""
    return QRectF(bar.left, unit.top - (thick - metrics.bar) // 2, bar.right - bar.left, thick)


def fold_rect(fold: Fold, line: LineBox, metrics: Metrics) -> QRectF:
    """Where the sign of a fold stands."""
    width = metrics.name_width(fold.text) + 2 * _FOLD_PADDING
    return QRectF(fold.left, line.fold_top, width, metrics.name_height)


def draw_solid(painter: QPainter, rect: QRectF, bar: Bar, colour: QColor, shape: int, page: QColor) -> None:
    """A bar of an annotation, with its ends; a hair of page parts it from one that touches it."""
    body = rect.adjusted(0 if bar.open_left else 0.5, 0, 0 if bar.open_right else -0.5, 0)
    if shape:
        painter.fillRect(body, colour)
        if body.width() > rect.height():
            _ends(painter, body, bar, shape, colour, page)
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    thick = rect.height()
    painter.drawRoundedRect(body, thick / 2, thick / 2)
    for side, is_open in ((body.left(), bar.open_left), (body.right() - thick, bar.open_right)):
        if is_open and body.width() > thick:
            painter.fillRect(QRectF(side, body.top(), thick, thick), colour)


def draw_dashed(
    painter: QPainter, rect: QRectF, bar: Bar, colour: QColor, shape: int, page: QColor, *, rejected: bool
) -> None:
    """A bar of a suggestion, or of a rejected one."""
    thick = rect.height()
    pen = QPen(colour, thick)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([2 / thick, 3 / thick] if rejected else [6 / thick, 3.5 / thick])
    painter.setPen(pen)
    y = rect.center().y()
    painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right() - 0.5, y))
    if shape and not rejected:
        _ends(painter, rect, bar, shape, colour, page)


def draw_connectors(painter: QPainter, unit: Unit, colour: QColor, metrics: Metrics) -> None:
    """Dots from segment to segment, and a few at an end beyond which another line has the next one."""
    first, last = unit.bars[0], unit.bars[-1]
    if len(unit.bars) == 1 and not first.gap_left and not last.gap_right:
        return
    pen = QPen(colour, max(1.5, metrics.bar * 0.6), Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.RoundCap)
    pen.setDashPattern([0.01, 3.2])
    painter.setPen(pen)
    y = bar_rect(unit, first, metrics.bar, metrics).center().y()
    for bar, following in zip(unit.bars, unit.bars[1:], strict=False):
        painter.drawLine(QPointF(bar.right + 4, y), QPointF(following.left - 3, y))
    if first.gap_left and not first.open_left:
        painter.drawLine(QPointF(first.left - 4, y), QPointF(first.left - 15, y))
    if last.gap_right and not last.open_right:
        painter.drawLine(QPointF(last.right + 4, y), QPointF(last.right + 15, y))


def draw_fold(
    painter: QPainter, fold: Fold, line: LineBox, metrics: Metrics, colour: QColor, line_colour: QColor
) -> None:
    """“+4”, or “fewer” where they are shown: a small frame, as of something to press."""
    rect = fold_rect(fold, line, metrics).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.setPen(QPen(line_colour, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
    painter.setFont(metrics.name)
    painter.setPen(colour)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, fold.text)


def _ends(painter: QPainter, rect: QRectF, bar: Bar, shape: int, colour: QColor, page: QColor) -> None:
    """The shape of the ends at which a bar does end; it stays within the bar's stretch."""
    size = min(rect.height() + 3.5, rect.width() / 2)
    y = rect.center().y()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    if not bar.open_left:
        _end(painter, rect.left(), y, size, shape, page)
    if not bar.open_right:
        _end(painter, rect.right(), y, -size, shape, page)


def _end(painter: QPainter, x: float, y: float, inwards: float, shape: int, page: QColor) -> None:
    """One end at ``x``, ``inwards`` wide: to the right where that is positive."""
    size = abs(inwards)
    box = QRectF(min(x, x + inwards), y - size / 2, size, size)
    if shape == 1:  # a bracket
        painter.drawRect(QRectF(x if inwards > 0 else x - 2, y - size / 2 - 0.5, 2, size + 1))
    elif shape == 3:  # a wedge that points outwards
        wedge = [QPointF(x, y), QPointF(x + inwards, box.top()), QPointF(x + inwards, box.bottom())]
        painter.drawPolygon(QPolygonF(wedge))
    elif shape == 4:  # a square
        painter.drawRect(box)
    else:  # a disc or a ring
        painter.drawEllipse(box)
    if shape == 5:
        colour = painter.brush()
        painter.setBrush(page)
        painter.drawEllipse(box.adjusted(1.5, 1.5, -1.5, -1.5))
        painter.setBrush(colour)
