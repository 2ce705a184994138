"""Painting links: rounded lines above the text, with a name, an arrow at the child and a dot at the head."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from annotator.gui.article_view.drawn_links import Drawn, drawn, tip
from annotator.gui.theme import mix

if TYPE_CHECKING:
    from annotator.gui.article_view.layout import ArticleLayout
    from annotator.gui.article_view.painting import Painter

_ARROW = 4.0


def draw(painter: QPainter, layout: ArticleLayout, style: Painter, seen: QRectF) -> bool:
    """Draw the links of the current and of the hovered annotation, or all, and the one being dragged.

    :returns: whether there were any links.
    """
    found = drawn(layout, style, seen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for link in found:
        painter.setPen(QPen(QColor(style.theme.page), 4.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.drawPath(link.path())
    for link in sorted(found, key=lambda link: _rank(link, style)):
        _draw_link(painter, layout, style, link)
    for link in found:
        if link.sign is not None:
            _draw_sign(painter, layout, style, link)
    if style.linking is not None:
        _draw_dragged(painter, layout, style)
    return bool(found)


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
    painter.drawPath(link.path())
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
    corners = [QPointF(x, y + up * 4), QPointF(x - 4, y - up * 3), QPointF(x + 4, y - up * 3)]
    painter.drawPolygon(QPolygonF(corners))


def _end(painter: QPainter, at: QPointF, *, arrow: bool) -> None:
    if arrow:
        x, y = at.x(), at.y() + 1
        painter.drawPolygon(
            QPolygonF([QPointF(x, y), QPointF(x - _ARROW, y - 6.5), QPointF(x + _ARROW, y - 6.5)])
        )
    else:
        painter.drawEllipse(at, 2.6, 2.6)


def _draw_dragged(painter: QPainter, layout: ArticleLayout, style: Painter) -> None:
    """The link that is being made: to the mouse, or to the mark that the keys point at."""
    if style.linking is None:
        return
    source, to, target = style.linking
    ends = layout.ends_of(source) if source in layout.index.by_id else []
    if to is None and target in layout.index.by_id:
        there = layout.ends_of(target)
        to = tip(there[0], (there[0].left + there[0].right) / 2, layout) if there else None
    if not ends or to is None:
        return
    nearest = min(ends, key=lambda end: abs(tip(end, end.left, layout).y() - to.y()))
    begin = tip(nearest, (nearest.left + nearest.right) / 2, layout)
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
