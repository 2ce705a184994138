"""The focus line: a quiet band behind the caret's line, or all other lines a little paler."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from annotator.gui.theme import mix

if TYPE_CHECKING:
    from annotator.gui.article_view.canvas import ArticleCanvas

_BAND = 0.07
"""Share of the accent colour in the band: it must leave text and tints their contrast."""
_PALER = 0.36
"""Share of the page's colour over the other lines; dimmed text still has a contrast of 4.5."""
_AIR = 3.0


def paint_below(view: ArticleCanvas) -> None:
    """Before the text is painted: the band."""
    line = _line(view) if view.look().focus == "band" else None
    if line is not None:
        theme = view.painter.theme
        painter = QPainter(view.viewport())
        painter.fillRect(line, mix(QColor(theme.page), QColor(theme.accent), _BAND))
        painter.end()


def paint_above(view: ArticleCanvas) -> None:
    """After the text is painted: what lies over the other lines."""
    line = _line(view) if view.look().focus == "dim" else None
    if line is not None:
        paper = QColor(view.painter.theme.page)
        paper.setAlphaF(_PALER)
        area = QRectF(view.viewport().rect())
        painter = QPainter(view.viewport())
        painter.fillRect(QRectF(0, 0, area.width(), line.top()), paper)
        painter.fillRect(QRectF(0, line.bottom(), area.width(), area.height() - line.bottom()), paper)
        painter.end()


def _line(view: ArticleCanvas) -> QRectF | None:
    """The caret's line across the viewport; None while it is not in view."""
    layout = view.article_layout
    if layout.width <= 0 or not layout.text.text:
        return None
    position = view.caret()
    if not layout.is_laid(layout.text.map.block_of(position)):
        return None  # far from what shows
    top, line = layout.place_of(position)
    y = top + line.top - view.verticalScrollBar().value() - _AIR
    bottom = top + max(line.text_bottom, line.bottom - _AIR) - view.verticalScrollBar().value()
    area = view.viewport().rect()
    return QRectF(0, y, area.width(), bottom - y) if y < area.height() and bottom > 0 else None
