"""Repaints after a change what it touched and what moved, where that can be told, and else everything."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from math import ceil, floor
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect

from annotator.gui.article_view.boxes import lines_of
from annotator.gui.article_view.damage import Damage

if TYPE_CHECKING:
    from annotator.gui.article_view.view import ArticleView

_OVER = 12.0
"""Pixels by which handles and the frame of a name reach over their line."""


@contextmanager
def repainting(view: ArticleView) -> Iterator[None]:
    """Repaint what is changed within: marks, and which of them is current."""
    layout = view.article_layout
    layout.damage = Damage()
    before, current, lines = _stand(view), view.painter.current, _current_lines(view)
    yield
    if view.painter.current != current:
        for top, bottom in (*lines, *_current_lines(view)):
            layout.damage.add(top, bottom)
    damage, value = layout.damage, view.verticalScrollBar().value()
    if before != _stand(view) or not _only_lines(view) or _names_beside(view, damage):
        view.viewport().update()
    elif damage.top < damage.bottom:
        over, area = _OVER * max(1.0, layout.metrics.scale), view.viewport().rect()
        top = max(0.0, damage.top - value - over)
        bottom = min(float(area.height()), damage.bottom - value + over)
        if top < bottom:
            view.viewport().update(QRect(0, floor(top), area.width(), ceil(bottom) - floor(top)))


def _stand(view: ArticleView) -> tuple[object, ...]:
    """What moves or redraws more than lines when it changes."""
    layout, painter = view.article_layout, view.painter
    return view.verticalScrollBar().value(), layout.slack, layout.left, painter.hovered


def _only_lines(view: ArticleView) -> bool:
    """Whether nothing is drawn over several lines, or is about to be."""
    painter, index = view.painter, view.article_layout.index
    if painter.has_links or painter.linking or painter.badges or view.look().focus != "off":
        return False
    return not painter.current or not index.arcs_of(painter.current)


def _names_beside(view: ArticleView, damage: Damage) -> bool:
    """Whether a line may be changed whose names are in the margin, where they reach over other lines."""
    end = view.painter.in_margin
    return end is not None and damage.top < end


def _current_lines(view: ArticleView) -> list[tuple[float, float]]:
    """Where the current annotation is: it is drawn stronger, with its whole name and handles."""
    layout = view.article_layout
    mark = layout.index.by_id.get(view.painter.current or "")
    found: list[tuple[float, float]] = []
    if mark is None:
        return found
    for number in layout.index.blocks_of(mark):
        if layout.is_laid(number):
            top, box = layout.block_top(number), layout.box(number)
            lines = (box.lines[which] for which in lines_of(box, mark))
            found += [(top + line.upper, top + line.bottom) for line in lines]
    return found
