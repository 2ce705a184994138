"""Small numbers at annotations that can be picked by a key, drawn where their words begin."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

if TYPE_CHECKING:
    from annotator.gui.article_view.layout import ArticleLayout
    from annotator.gui.article_view.painting import Painter
    from annotator.gui.article_view.view import ArticleView


def show(view: ArticleView, badges: Mapping[str, str]) -> None:
    """Show these numbers (annotation id -> text) and no others."""
    if view.painter.badges != badges:
        view.painter.badges = dict(badges)
        view.viewport().update()


def draw(painter: QPainter, layout: ArticleLayout, style: Painter) -> None:
    """Draw the badges of ``style`` that have a place."""
    for mark_id, text in style.badges.items():
        if mark_id in layout.index.by_id:
            _draw(painter, layout, style, mark_id, text)


def _draw(painter: QPainter, layout: ArticleLayout, style: Painter, mark_id: str, text: str) -> None:
    ends = layout.ends_of(mark_id)
    if not ends:
        return
    first, metrics = ends[0], layout.metrics
    line = layout.box(first.block).lines[first.line]
    height = metrics.name_height + 2.0
    width = max(height, metrics.name_width(text) + 9)
    # Over the corner of the first letter, mostly in the room above the line, so that the word stays readable.
    left = layout.left + first.left - width * 0.75
    top = layout.block_top(first.block) + line.top - height * 0.62
    rect = QRectF(left, top, width, height)
    painter.setPen(QPen(QColor(style.theme.page), 1.5))
    painter.setBrush(QColor(style.theme.accent))
    painter.drawRoundedRect(rect, height / 2, height / 2)
    painter.setFont(metrics.name)
    painter.setPen(QColor(style.theme.accent_text))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
