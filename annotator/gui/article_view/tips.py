"""What the mouse is over, said in a tool tip: an annotation, a link, or bars that are folded."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QToolTip

from annotator.gui.article_view.hit import fold_at, mark_on_bar
from annotator.gui.article_view.marks import Arc, Mark
from annotator.gui.guards import guarded

if TYPE_CHECKING:
    from annotator.gui.article_view.view import ArticleView

_LONGEST = 140


class Tips(QObject):
    """Answers when Qt asks for a tool tip in the article."""

    _alive = False
    """Events still come when Qt takes the view down and what Python knew of it is gone."""

    def __init__(self, view: ArticleView) -> None:
        super().__init__(view)
        self._alive = True
        self._view = view
        self.more: Callable[[str], list[str]] = lambda _mark_id: []
        """Gives further lines about an annotation by its id: what the view itself does not know."""
        view.viewport().installEventFilter(self)

    def text_at(self, point: QPointF) -> str:
        """What is to be said at a point of the viewport, as rich text; empty for nothing."""
        view = self._view
        place = view.to_document(point)
        on_link = view.links.link_at(point)
        if on_link is not None and (
            on_link[0].at_edge(place) or mark_on_bar(view.article_layout, place) is None
        ):
            return self._about_link(on_link[0].route.arc)
        fold = fold_at(view.article_layout, place)
        if fold is not None:
            return self._about_fold(fold)
        mark = view.article_layout.index.by_id.get(mark_on_bar(view.article_layout, place) or "")
        return self._about_mark(mark) if mark is not None else ""

    def _about_mark(self, mark: Mark) -> str:
        head = f"<b>{escape(mark.label)}</b>"
        if mark.kind != "own":
            head += f" · {mark.kind}"
        if mark.score_text:
            head += f" · score {mark.score_text}"
        if len(mark.segments) > 1:
            head += f" · {len(mark.segments)} pieces"
        lines = [head, _quoted(self._quote(mark))]
        lines += [escape(line) for line in self.more(mark.id)]
        return "<br>".join(lines)

    def _about_link(self, arc: Arc) -> str:
        by_id = self._view.article_layout.index.by_id
        head, child = by_id[arc.head_id], by_id[arc.child_id]
        suggested = " · suggestion" if arc.suggested else ""
        return (
            f"<b>{escape(arc.label)}</b>{suggested}<br>{escape(head.label)} {_quoted(self._quote(head))}"
            f"<br>→ {escape(child.label)} {_quoted(self._quote(child))}"
        )

    def _about_fold(self, position: int) -> str:
        layout = self._view.article_layout
        _, line = layout.place_of(position)
        keys = [key for fold in line.folds for key in fold.keys]
        if not keys:
            return "Fold what finds no room again"
        marks = [layout.index.by_id[key] for key in keys if key in layout.index.by_id]
        return "<br>".join(
            ["<b>Click to show:</b>", *(f"{escape(m.label)} {_quoted(self._quote(m), 40)}" for m in marks)]
        )

    def _quote(self, mark: Mark) -> str:
        text = self._view.article_layout.text.text
        return " … ".join(text[start : min(end, start + 2 * _LONGEST)] for start, end in mark.segments)

    @guarded(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not self._alive or not isinstance(event, QHelpEvent) or event.type() != QEvent.Type.ToolTip:
            return False
        text = self.text_at(QPointF(event.pos()))
        if text:
            QToolTip.showText(event.globalPos(), f"<qt>{text}</qt>", self._view.viewport())
        else:
            QToolTip.hideText()
        return True


def _quoted(quote: str, longest: int = _LONGEST) -> str:
    words = " ".join(quote.split())
    short = words if len(words) <= longest else words[:longest].rstrip() + "…"
    return f"“{escape(short)}”"
