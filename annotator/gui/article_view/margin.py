"""The names in the margin: of what goes on from above the view into its first line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from annotator.gui.article_view.boxes import LineBox, Unit
from annotator.gui.article_view.lanes import FOLDED

if TYPE_CHECKING:
    from annotator.gui.article_view.layout import ArticleLayout
    from annotator.gui.article_view.painting import Painter

_BESIDE = 5.0
_FROM_EDGE = 4.0


def draw(painter: QPainter, layout: ArticleLayout, style: Painter, seen: QRectF) -> float | None:
    """Name beside the first line that is seen the bars whose names are above the view.

    In the lines below they are not named again: whoever scrolls always has one name of each in view.

    :returns: where the last of them ends, in the document; None: there were none.
    """
    top, units = _named_beside(layout, seen)
    below = seen.top()
    for unit in sorted(units, key=lambda unit: unit.lane):
        below = _name(painter, layout, style, unit, top, below)
    return below if units else None


def is_needed(layout: ArticleLayout, seen: QRectF) -> bool:
    """Whether there is anything to name in the margin."""
    return layout.width > 0 and bool(_named_beside(layout, seen)[1])


def _named_beside(layout: ArticleLayout, seen: QRectF) -> tuple[float, list[Unit]]:
    """What comes into the first line that is seen from above, and the top of its paragraph."""
    found = _first_line(layout, seen)
    if found is None:
        return 0.0, []
    top, line = found
    return top, [unit for unit in line.units if unit.lane < FOLDED and _comes_in(unit)]


def _first_line(layout: ArticleLayout, seen: QRectF) -> tuple[float, LineBox] | None:
    """The first line of which at least the names below it are seen, and its paragraph's top."""
    least = seen.top() + layout.metrics.name_height
    for _, top, box in layout.blocks_between(seen.top(), seen.bottom()):
        for line in box.lines[box.line_at(seen.top() - top) :]:
            if top + line.bottom >= least:
                return top, line
    return None


def _comes_in(unit: Unit) -> bool:
    """Whether it goes on from the line above; a later piece that begins here has its name below the bar."""
    begins = unit.bars[-1].open_right if unit.right_to_left else unit.bars[0].open_left
    return not unit.first and not unit.piece and begins


def _name(
    painter: QPainter, layout: ArticleLayout, style: Painter, unit: Unit, top: float, below: float
) -> float:
    """Write one name; returns where the next may begin."""
    metrics = layout.metrics
    font = metrics.suggested if unit.mark.kind == "suggestion" else metrics.extra
    room = layout.left - _BESIDE - _FROM_EDGE
    letters = QFontMetricsF(font)
    text = letters.elidedText(unit.mark.label, Qt.TextElideMode.ElideRight, room)
    width = letters.horizontalAdvance(text)
    x = layout.left + (unit.right + _BESIDE if unit.right_to_left else unit.left - _BESIDE - width)
    y = max(below, top + unit.top + metrics.bar / 2 - metrics.name_height / 2)
    rect = QRectF(x - 2, y, width + 4, metrics.name_height)
    painter.fillRect(rect, QColor(style.theme.page))
    painter.setFont(font)
    painter.setPen(style.colours(unit.mark.label)[0])
    painter.drawText(QPointF(x, y + metrics.name_ascent), text)
    return y + metrics.name_height
