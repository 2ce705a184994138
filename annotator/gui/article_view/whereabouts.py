"""Where on the screen the current annotation is, for what floats over the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect

if TYPE_CHECKING:
    from annotator.gui.article_view.view import ArticleView


def lines_of_current(view: ArticleView) -> QRect | None:
    """The lines of the current annotation with their bars, on the screen; None where none of them shows."""
    layout = view.article_layout
    mark = layout.index.by_id.get(view.current() or "")
    if mark is None or layout.width <= 0 or not view.isVisible():
        return None
    above, first = layout.place_of(mark.start)
    below, last = layout.place_of(max(mark.start, mark.end - 1))
    top, bottom = round(above + first.upper), round(below + last.bottom)
    viewport = view.viewport()
    lines = QRect(0, top - view.verticalScrollBar().value(), viewport.width(), bottom - top)
    seen = lines.intersected(viewport.rect())
    return QRect(viewport.mapToGlobal(seen.topLeft()), seen.size()) if not seen.isEmpty() else None
