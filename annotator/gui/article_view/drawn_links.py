"""Which links are drawn now and where: the corners of their lines, their names, and signs at the edges.

Where one end is out of view, a sign at the edge says how the link is called, what is there, and in which
direction.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import hypot
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF, QPainterPath, QPainterPathStroker

from annotator.gui.article_view.links import End, Route

if TYPE_CHECKING:
    from annotator.gui.article_view.layout import ArticleLayout
    from annotator.gui.article_view.marks import Arc
    from annotator.gui.article_view.painting import Painter

_RADIUS = 7.0
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
        return stroker.createStroke(self.path()).contains(point)

    def path(self) -> QPainterPath:
        """Its line, with rounded corners."""
        path = QPainterPath(self.points[0])
        for before, corner, after in zip(self.points, self.points[1:], self.points[2:], strict=False):
            path.lineTo(_toward(corner, before))
            path.quadTo(corner, _toward(corner, after))
        path.lineTo(self.points[-1])
        return path


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


# -- where a link runs


def _points(route: Route, focus: str, layout: ArticleLayout, aside: float = 0.0) -> list[QPointF]:
    """Corners of a link from its near to its far end."""
    if route.near is not None and route.far is not None and route.direct:
        near, far = tip(route.near, route.near_x, layout), tip(route.far, route.far_x, layout)
        y = _level(near.y(), route.far_level, layout)
        return [near, QPointF(near.x(), y), QPointF(far.x(), y), far]
    gutter = layout.left + layout.metrics.gutter - aside
    points: list[QPointF] = []
    if route.near is not None:
        near = tip(route.near, route.near_x, layout)
        y = _level(near.y(), route.near_level, layout)
        points += [near, QPointF(near.x(), y), QPointF(gutter, y)]
    else:
        points.append(QPointF(gutter, _rough_y(focus, layout)))
    if route.far is not None:
        far = tip(route.far, route.far_x, layout)
        y = _level(far.y(), route.far_level, layout)
        points += [QPointF(gutter, y), QPointF(far.x(), y), far]
    else:
        other = route.arc.child_id if route.arc.head_id == focus else route.arc.head_id
        points.append(QPointF(gutter, _rough_y(other, layout)))
    return points


def tip(end: End, x: float, layout: ArticleLayout) -> QPointF:
    """Where a link touches its end, ``x`` within the lines."""
    line = layout.box(end.block).lines[end.line]
    return QPointF(round(layout.left + x), layout.block_top(end.block) + line.top + 1)


def _level(y: float, level: int, layout: ArticleLayout) -> float:
    return round(y - _LIFT * layout.metrics.scale - level * layout.metrics.level) + 0.5


def _rough_y(mark_id: str, layout: ArticleLayout) -> float:
    mark = layout.index.by_id[mark_id]
    return layout.block_top(layout.text.map.block_of(mark.start))


def _pill_rect(layout: ArticleLayout, route: Route, points: Sequence[QPointF]) -> QRectF:
    metrics = layout.metrics
    centre = QPointF(layout.left + route.pill_x, points[-2].y())
    width, height = metrics.link_width(route.arc.label) + 12, metrics.level - 1.0
    return QRectF(centre.x() - width / 2, centre.y() - height / 2, width, height)


def _toward(corner: QPointF, other: QPointF) -> QPointF:
    """The point on the way from ``corner`` to ``other`` where the line begins to turn, at most half way."""
    distance = hypot(other.x() - corner.x(), other.y() - corner.y())
    if distance == 0:
        return corner
    return corner + (other - corner) * (min(_RADIUS, distance / 2) / distance)
