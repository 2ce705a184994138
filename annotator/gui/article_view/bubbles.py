"""Speech bubbles beside the lines on which colleagues talk: how many open threads, and whether one waits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

if TYPE_CHECKING:
    from annotator.gui.article_view.layout import ArticleLayout
    from annotator.gui.article_view.painting import Painter
    from annotator.gui.article_view.view import ArticleView

_BESIDE = 9.0
_LEAST = 14.0
_TAIL = 4.0
_SLACK = 4.0


@dataclass(frozen=True, slots=True)
class Bubble:
    """One open thread: where it stands (code point), its id, and whether it waits for the annotator."""

    position: int
    thread_id: str
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A bubble as it is drawn, for all threads of one line."""

    rect: QRectF
    bubbles: tuple[Bubble, ...]

    @property
    def waits(self) -> bool:
        return any(bubble.waits for bubble in self.bubbles)


def show(view: ArticleView, bubbles: Sequence[Bubble]) -> None:
    """Show these and no others."""
    if view.painter.bubbles != tuple(bubbles):
        view.painter.bubbles = tuple(bubbles)
        view.viewport().update()


def places(layout: ArticleLayout, bubbles: Sequence[Bubble], top: float, bottom: float) -> list[Place]:
    """Where the bubbles of the lines between two heights are drawn (document), right of the words."""
    if not bubbles or layout.width <= 0:
        return []
    shown = {number for number, _, _ in layout.blocks_between(top - layout.metrics.reach, bottom)}
    length = len(layout.text.text)
    lines: dict[tuple[float, int], list[Bubble]] = {}
    for bubble in bubbles:
        position = min(bubble.position, length)
        if layout.text.map.block_of(position) in shown:
            block_top, line = layout.place_of(position)
            lines.setdefault((block_top + line.top, line.start), []).append(bubble)
    size = max(_LEAST, layout.metrics.name_height)
    height = layout.metrics.line
    found = []
    for (y, _), there in sorted(lines.items(), key=lambda item: item[0]):
        width = max(size + 2, layout.metrics.name_width(_said(there)) + 10)
        left = layout.left + layout.width + _BESIDE
        found.append(Place(QRectF(left, y + (height - size) / 2 - 1, width, size), tuple(there)))
    return found


def at(view: ArticleView, point: QPointF) -> Place | None:
    """The bubble under a point of the viewport."""
    if not view.painter.bubbles:
        return None
    place = view.to_document(point)
    slack = (-_SLACK, -_SLACK, _SLACK, _SLACK)
    found = places(view.article_layout, view.painter.bubbles, place.y() - 40, place.y() + 40)
    return next((each for each in found if each.rect.adjusted(*slack).contains(place)), None)


def draw(painter: QPainter, layout: ArticleLayout, style: Painter, clip: QRectF) -> None:
    """Draw those that show: an outline, or full where somebody waits for an answer."""
    for place in places(layout, style.bubbles, clip.top(), clip.bottom()):
        colour = QColor(style.theme.accent if place.waits else style.theme.muted)
        painter.setPen(QPen(colour, 1.2))
        painter.setBrush(colour if place.waits else QColor(style.theme.page))
        painter.drawPath(_shape(place.rect))
        painter.setFont(layout.metrics.name)
        painter.setPen(QColor(style.theme.accent_text) if place.waits else colour)
        painter.drawText(place.rect, Qt.AlignmentFlag.AlignCenter, _said(place.bubbles))


def _said(bubbles: Sequence[Bubble]) -> str:
    return str(len(bubbles))


def _shape(rect: QRectF) -> QPainterPath:
    """A rounded box with a tail at its lower left, towards the words."""
    box, tail = QPainterPath(), QPainterPath()
    box.addRoundedRect(rect, 4, 4)
    foot = rect.bottomLeft() + QPointF(3, 0)
    tail.addPolygon(QPolygonF([foot + QPointF(0, -3), foot + QPointF(-2, _TAIL), foot + QPointF(6, -1)]))
    tail.closeSubpath()
    return box.united(tail)
