"""Drawing links: rounded lines above the text, with a name, an arrow at the child and a dot at the head.

Where one end is out of view, a sign at the edge says how the link is called, what is there, and in which
direction.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import hypot
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPainterPathStroker, QPen, QPolygonF

from annotator.gui.article_view.links import End, Route
from annotator.gui.theme import mix

if TYPE_CHECKING:
    from annotator.gui.article_view.layout import ArticleLayout
    from annotator.gui.article_view.marks import Arc
    from annotator.gui.article_view.painting import Painter

_RADIUS = 7.0
_ARROW = 4.0
_LIFT = 12.0
_REACH = 7.0
"""How wide a link is for the mouse."""
_WAYS = 4
"""While all links are shown, those of neighbouring annotations go along the margin beside each other."""
_LONGEST_QUOTE = 28
_AIR = 5.0


@dataclass(slots=True)
class Sign:
    """At the edge of the view: where the other end is."""

    rect: QRectF
    text: str
    upwards: bool
    mark_id: str


@dataclass(slots=True)
class Drawn:
    """One link as it is painted: its corners from the near to the far end, and its name."""

    route: Route
    focus: str
    points: list[QPointF]
    pill: QRectF | None
    reachable: bool
    """Whether the mouse can get there: the links of what is only hovered go when it moves."""
    sign: Sign | None = None

    @property
    def far_id(self) -> str:
        arc = self.route.arc
        return arc.child_id if arc.head_id == self.focus else arc.head_id

    def at_edge(self, point: QPointF) -> bool:
        return self.sign is not None and self.sign.rect.contains(point)

    def end_at(self, point: QPointF) -> str | None:
        """Id of the annotation at whose end of the link a point is, or of which the sign there speaks."""
        if self.sign is not None and self.sign.rect.contains(point):
            return self.sign.mark_id
        ends = ((self.route.near, self.points[0], self.focus), (self.route.far, self.points[-1], self.far_id))
        for end, tip, mark_id in ends:
            if end is not None and abs(point.x() - tip.x()) <= _REACH and -9 <= point.y() - tip.y() <= 2:
                return mark_id
        return None

    def covers(self, point: QPointF) -> bool:
        """Whether a point is on the link or on its name."""
        if self.pill is not None and self.pill.adjusted(-2, -2, 2, 2).contains(point):
            return True
        stroker = QPainterPathStroker()
        stroker.setWidth(_REACH)
        return stroker.createStroke(rounded(self.points, _RADIUS)).contains(point)


def draw(painter: QPainter, layout: ArticleLayout, style: Painter, seen: QRectF) -> bool:
    """Draw the links of the current and of the hovered annotation, or all, and the one being dragged.

    :returns: whether there were any links.
    """
    found = drawn(layout, style, seen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for link in found:
        painter.setPen(QPen(QColor(style.theme.page), 4.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.drawPath(rounded(link.points, _RADIUS))
    for link in sorted(found, key=lambda link: _rank(link, style)):
        _draw_link(painter, layout, style, link)
    for link in found:
        if link.sign is not None:
            _draw_sign(painter, layout, style, link)
    if style.linking is not None:
        _draw_dragged(painter, layout, style)
    return bool(found)


def drawn(layout: ArticleLayout, style: Painter, seen: QRectF) -> list[Drawn]:
    """The links that are drawn now, and where.  ``seen`` is what the view shows of the document."""
    if not layout.index.has_arcs:
        return []
    found: dict[str, Drawn] = {}
    if style.all_links:
        for route in layout.routes(None, _arcs_in(layout, seen)):
            _add(found, layout, route, route.arc.head_id, reachable=True)
    for focus in (style.current, style.hovered):
        if focus is not None and not style.all_links:
            for route in layout.routes(focus):
                _add(found, layout, route, focus, reachable=focus == style.current)
    links = list(found.values())
    chosen = (style.current, style.hovered)
    _put_signs([link for link in links if link.focus in chosen or link.far_id in chosen], layout, seen)
    return links


def _add(
    found: dict[str, Drawn], layout: ArticleLayout, route: Route, focus: str, *, reachable: bool
) -> None:
    if route.arc.id not in found:
        way = sum(map(ord, focus)) % _WAYS if layout.room.all_links else 0
        points = _points(route, focus, layout, way * 4.0)
        pill = _pill_rect(layout, route, points) if route.far is not None else None
        found[route.arc.id] = Drawn(route, focus, points, pill, reachable)


def _arcs_in(layout: ArticleLayout, seen: QRectF) -> Iterable[Arc]:
    """The links that begin or end on a line that is seen."""
    found: dict[str, Arc] = {}
    for _, top, box in layout.blocks_between(seen.top(), seen.bottom()):
        first, last = box.line_at(seen.top() - top), box.line_at(seen.bottom() - top)
        for line in box.lines[first : last + 1]:
            for unit in line.units:
                found.update((arc.id, arc) for arc in layout.index.arcs_of(unit.mark.id))
    return found.values()


def _rank(link: Drawn, style: Painter) -> int:
    """What is drawn last lies on top: the selected link, then those of the current annotation."""
    if link.route.arc.id in (style.link, style.hovered_link):
        return 2
    return int(style.current in (link.focus, link.far_id))


def _draw_link(painter: QPainter, layout: ArticleLayout, style: Painter, link: Drawn) -> None:
    arc, points = link.route.arc, link.points
    accent, page = QColor(style.theme.accent), QColor(style.theme.page)
    selected, hovered = arc.id == style.link, arc.id == style.hovered_link
    quiet = style.all_links and not _rank(link, style) and style.hovered not in (link.focus, link.far_id)
    colour = mix(page, QColor(style.theme.muted), 0.75) if quiet else accent
    width = 2.4 if selected or hovered else 1.0 if quiet else 1.4
    dashes = Qt.PenStyle.DashLine if arc.suggested else Qt.PenStyle.SolidLine
    painter.setPen(QPen(colour, width, dashes, Qt.PenCapStyle.FlatCap))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(rounded(points, _RADIUS))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    outwards = arc.head_id == link.focus
    if link.route.near is not None:
        _end(painter, points[0], arrow=not outwards)
    if link.route.far is not None:
        _end(painter, points[-1], arrow=outwards)
    if link.pill is not None:
        ink = QColor(style.theme.muted if quiet else style.theme.text)
        _draw_pill(painter, layout, style, (link.pill, arc.label), (colour, ink), selected, dashes)


def _draw_pill(
    painter: QPainter,
    layout: ArticleLayout,
    style: Painter,
    what: tuple[QRectF, str],
    colours: tuple[QColor, QColor],
    selected: bool,
    dashes: Qt.PenStyle = Qt.PenStyle.SolidLine,
) -> None:
    rect, text = what
    frame, ink = colours
    painter.setPen(QPen(frame, 1.1, dashes))
    painter.setBrush(QColor(style.theme.accent if selected else style.theme.page))
    painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
    painter.setFont(layout.metrics.link)
    painter.setPen(QColor(style.theme.accent_text) if selected else ink)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)


# -- what is out of view


def _put_signs(links: Sequence[Drawn], layout: ArticleLayout, seen: QRectF) -> None:
    """Say at the upper and at the lower edge what the ends are that are out of view."""
    taken = {True: [0, layout.left], False: [0, layout.left]}
    for link in links:
        out = _out_of_view(link, layout, seen)
        if out is None:
            continue
        mark_id, upwards = out
        text = f"{link.route.arc.label}: {_quote(layout, mark_id)}"
        height = layout.metrics.level + 3.0
        width = QFontMetricsF(layout.metrics.link).horizontalAdvance(text) + 2 * height
        row, x = taken[upwards]
        if x + width > layout.left + layout.width and x > layout.left:
            row, x = row + 1, layout.left
        taken[upwards] = [row, x + width + _AIR]
        offset = _AIR + row * (height + 3)
        y = seen.top() + offset if upwards else seen.bottom() - offset - height
        link.sign = Sign(QRectF(x, y, width, height), text, upwards, mark_id)


def _out_of_view(link: Drawn, layout: ArticleLayout, seen: QRectF) -> tuple[str, bool] | None:
    """Which end is out of view while the other is in it, and whether it is above."""
    near, far = link.points[0].y(), link.points[-1].y()
    if link.route.near is None:
        near = _rough_y(link.focus, layout)
    if link.route.far is None:
        far = _rough_y(link.far_id, layout)
    near_in, far_in = (seen.top() <= y <= seen.bottom() - _AIR for y in (near, far))
    if near_in == far_in:
        return None
    return (link.far_id, far < seen.top()) if near_in else (link.focus, near < seen.top())


def _quote(layout: ArticleLayout, mark_id: str) -> str:
    mark = layout.index.by_id[mark_id]
    start, end = mark.segments[0]
    words = " ".join(layout.text.text[start : min(end, start + 4 * _LONGEST_QUOTE)].split())
    short = words if len(words) <= _LONGEST_QUOTE else words[:_LONGEST_QUOTE].rstrip() + "…"
    return f"{mark.label} “{short}”"


def _draw_sign(painter: QPainter, layout: ArticleLayout, style: Painter, link: Drawn) -> None:
    sign, arc = link.sign, link.route.arc
    assert sign is not None
    accent, selected = QColor(style.theme.accent), arc.id in (style.link, style.hovered_link)
    colours = accent, QColor(style.theme.text)
    _draw_pill(painter, layout, style, (sign.rect, ""), colours, selected)
    height = sign.rect.height()
    painter.drawText(
        sign.rect.adjusted(height * 1.2, 0, -height * 0.6, 0), Qt.AlignmentFlag.AlignVCenter, sign.text
    )
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(style.theme.accent_text) if selected else accent)
    x, y, up = sign.rect.left() + height * 0.7, sign.rect.center().y(), -1 if sign.upwards else 1
    tip = [QPointF(x, y + up * 4), QPointF(x - 4, y - up * 3), QPointF(x + 4, y - up * 3)]
    painter.drawPolygon(QPolygonF(tip))


# -- where a link runs


def _points(route: Route, focus: str, layout: ArticleLayout, aside: float = 0.0) -> list[QPointF]:
    """Corners of a link from its near to its far end."""
    if route.near is not None and route.far is not None and route.direct:
        near, far = _tip(route.near, route.near_x, layout), _tip(route.far, route.far_x, layout)
        y = _level(near.y(), route.far_level, layout)
        return [near, QPointF(near.x(), y), QPointF(far.x(), y), far]
    gutter = layout.left + layout.metrics.gutter - aside
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


def _pill_rect(layout: ArticleLayout, route: Route, points: Sequence[QPointF]) -> QRectF:
    metrics = layout.metrics
    centre = QPointF(layout.left + route.pill_x, points[-2].y())
    width, height = metrics.link_width(route.arc.label) + 12, metrics.level - 1.0
    return QRectF(centre.x() - width / 2, centre.y() - height / 2, width, height)


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
