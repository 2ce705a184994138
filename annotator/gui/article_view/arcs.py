"""Drawing links: rounded lines above the text, with a name, an arrow at the child and a dot at the head."""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from annotator.gui.article_view.links import End, Route

if TYPE_CHECKING:
    from annotator.gui.article_view.layout import ArticleLayout
    from annotator.gui.article_view.painting import Painter

_RADIUS = 7.0
_ARROW = 4.0
_LIFT = 12.0


def draw(painter: QPainter, layout: ArticleLayout, style: Painter, seen: QRectF) -> None:
    """Draw the links of the current and of the hovered annotation, and the one being dragged."""
    for focus in dict.fromkeys((style.current, style.hovered)):
        if focus is not None:
            _draw_links(painter, layout, style, focus)
    if style.linking is not None:
        _draw_dragged(painter, layout, style)


def _draw_links(painter: QPainter, layout: ArticleLayout, style: Painter, focus: str) -> None:
    routes = layout.routes(focus)
    accent, page = QColor(style.theme.accent), QColor(style.theme.page)
    paths = [(_points(route, focus, layout), route) for route in routes]
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for points, _ in paths:
        painter.setPen(QPen(page, 4.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.drawPath(rounded(points, _RADIUS))
    for points, route in paths:
        dashes = Qt.PenStyle.DashLine if route.arc.suggested else Qt.PenStyle.SolidLine
        painter.setPen(QPen(accent, 1.4, dashes, Qt.PenCapStyle.FlatCap))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(rounded(points, _RADIUS))
    for points, route in paths:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(accent)
        outwards = route.arc.head_id == focus
        if route.near is not None:
            _end(painter, points[0], arrow=not outwards)
        if route.far is not None:
            _end(painter, points[-1], arrow=outwards)
            _pill(painter, layout, style, route, points)


def _points(route: Route, focus: str, layout: ArticleLayout) -> list[QPointF]:
    """Corners of a link from its near to its far end."""
    if route.near is not None and route.far is not None and route.direct:
        near, far = _tip(route.near, route.near_x, layout), _tip(route.far, route.far_x, layout)
        y = _level(near.y(), route.far_level, layout)
        return [near, QPointF(near.x(), y), QPointF(far.x(), y), far]
    gutter = layout.left + layout.metrics.gutter
    points: list[QPointF] = []
    if route.near is not None:
        near = _tip(route.near, route.near_x, layout)
        y = _level(near.y(), route.near_level, layout)
        points += [near, QPointF(near.x(), y), QPointF(gutter, y)]
    else:
        points.append(QPointF(gutter, _rough_y(focus, layout)))
    if route.far is not None:
        far = _tip(route.far, route.far_x, layout)
        y = _level(far.y(), route.far_level, layout)
        points += [QPointF(gutter, y), QPointF(far.x(), y), far]
    else:
        other = route.arc.child_id if route.arc.head_id == focus else route.arc.head_id
        points.append(QPointF(gutter, _rough_y(other, layout)))
    return points


def _tip(end: End, x: float, layout: ArticleLayout) -> QPointF:
    line = layout.box(end.block).lines[end.line]
    return QPointF(round(layout.left + x), layout.block_top(end.block) + line.top + 1)


def _level(y: float, level: int, layout: ArticleLayout) -> float:
    return round(y - _LIFT * layout.metrics.scale - level * layout.metrics.level) + 0.5


def _rough_y(mark_id: str, layout: ArticleLayout) -> float:
    mark = layout.index.by_id[mark_id]
    return layout.block_top(layout.text.map.block_of(mark.start))


def _end(painter: QPainter, tip: QPointF, *, arrow: bool) -> None:
    if arrow:
        x, y = tip.x(), tip.y() + 1
        painter.drawPolygon(
            QPolygonF([QPointF(x, y), QPointF(x - _ARROW, y - 6.5), QPointF(x + _ARROW, y - 6.5)])
        )
    else:
        painter.drawEllipse(tip, 2.6, 2.6)


def _pill(
    painter: QPainter, layout: ArticleLayout, style: Painter, route: Route, points: Sequence[QPointF]
) -> None:
    metrics = layout.metrics
    centre = QPointF(layout.left + route.pill_x, points[-2].y())
    width, height = metrics.link_width(route.arc.label) + 12, metrics.level - 1.0
    rect = QRectF(centre.x() - width / 2, centre.y() - height / 2, width, height)
    dashes = Qt.PenStyle.DashLine if route.arc.suggested else Qt.PenStyle.SolidLine
    painter.setPen(QPen(QColor(style.theme.accent), 1.1, dashes))
    painter.setBrush(QColor(style.theme.page))
    painter.drawRoundedRect(rect, height / 2, height / 2)
    painter.setFont(metrics.link)
    painter.setPen(QColor(style.theme.text))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, route.arc.label)


def _draw_dragged(painter: QPainter, layout: ArticleLayout, style: Painter) -> None:
    """The link that is being made: to the mouse, or to the mark that the keys point at."""
    if style.linking is None:
        return
    source, to, target = style.linking
    ends = layout.ends_of(source) if source in layout.index.by_id else []
    if to is None and target in layout.index.by_id:
        there = layout.ends_of(target)
        to = _tip(there[0], (there[0].left + there[0].right) / 2, layout) if there else None
    if not ends or to is None:
        return
    nearest = min(ends, key=lambda end: abs(_tip(end, end.left, layout).y() - to.y()))
    begin = _tip(nearest, (nearest.left + nearest.right) / 2, layout)
    pen = QPen(QColor(style.theme.accent), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    if target is None:
        pen.setDashPattern([3, 2.5])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    bend = QPointF((begin.x() + to.x()) / 2, min(begin.y(), to.y()) - 26)
    path = QPainterPath(begin)
    path.quadTo(bend, to)
    painter.drawPath(path)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(style.theme.accent))
    painter.drawEllipse(begin, 3, 3)
    painter.drawEllipse(to, 4, 4)


def rounded(points: Sequence[QPointF], radius: float) -> QPainterPath:
    """A line through the points with rounded corners."""
    path = QPainterPath(points[0])
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        path.lineTo(_toward(corner, before, radius))
        path.quadTo(corner, _toward(corner, after, radius))
    path.lineTo(points[-1])
    return path


def _toward(corner: QPointF, other: QPointF, radius: float) -> QPointF:
    """The point on the way from ``corner`` to ``other``, at most half way."""
    distance = hypot(other.x() - corner.x(), other.y() - corner.y())
    if distance == 0:
        return corner
    return corner + (other - corner) * (min(radius, distance / 2) / distance)
