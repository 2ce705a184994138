"""The document layout as Qt and the view ask for it: sizes, hits, drawing, and marks that come and go."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QPainter,
    QTextBlock,
    QTextDocument,
    QTextFrame,
    QTextLine,
)

from annotator.gui.article_view import asides, boxes, placing
from annotator.gui.article_view.document import ArticleText, dress_headings
from annotator.gui.article_view.flow import WHOLE, Anchor, Flow
from annotator.gui.article_view.links import End, Route, plan
from annotator.gui.article_view.marks import Arc, Mark
from annotator.gui.article_view.metrics import Metrics
from annotator.gui.article_view.painting import Painter
from annotator.gui.article_view.shown import Filter
from annotator.gui.guards import guarded

__all__ = ["WHOLE", "Anchor", "ArticleLayout"]


class ArticleLayout(Flow):
    """Lays out and paints one document.  Points are in document coordinates (device-independent px)."""

    def __init__(
        self, document: QTextDocument, text: ArticleText, metrics: Metrics, painter: Painter
    ) -> None:
        super().__init__(document, text, metrics)
        self.painter = painter
        self.left = 0.0
        """Of the reading column."""

    # what Qt asks

    @guarded(None)
    def documentChanged(self, position: int, removed: int, added: int) -> None:
        width = self.document().pageSize().width()
        if width <= 0 or self._dressing:
            return
        self._page_width = width
        metrics = self.metrics
        column = max(metrics.letter * 8, min(metrics.column, width - 2 * metrics.margin))
        self.left = float(round((width - column) / 2))
        if column != self._room.width:
            self._room.width = column
            self._lay_out()
        self._report_size()
        self.update.emit()

    @guarded(1)
    def pageCount(self) -> int:
        return 1

    @guarded(QRectF())
    def frameBoundingRect(self, frame: QTextFrame) -> QRectF:
        return QRectF(QPointF(0, 0), self.documentSize())

    @guarded(QRectF())
    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        if not block.isValid() or self._room.width <= 0:
            return QRectF()
        number = block.blockNumber()
        box = self.box(number)
        return QRectF(self.left, self.block_top(number), self._room.width, box.height)

    @guarded(-1)
    def hitTest(self, point: Any, accuracy: Qt.HitTestAccuracy) -> int:
        if self._room.width <= 0:
            return -1
        number = self.block_at(point.y())
        box = self.box(number)
        block = self.document().findBlockByNumber(number)
        y = point.y() - self.block_top(number)
        line = box.lines[box.line_at(y)]
        if accuracy == Qt.HitTestAccuracy.ExactHit and not line.top <= y < line.text_bottom:
            return -1
        text_line = block.layout().lineAt(box.line_at(y))
        if not text_line.isValid():
            return block.position()
        x = point.x() - self.left
        if accuracy == Qt.HitTestAccuracy.ExactHit:
            natural = text_line.naturalTextRect()
            if not natural.left() <= x <= natural.right():
                return -1
        return block.position() + int(text_line.xToCursor(x))

    @guarded(None)
    def draw(self, painter: QPainter, context: QAbstractTextDocumentLayout.PaintContext) -> None:
        if self._room.width > 0:
            self.painter.draw(painter, context, self)
            self._draw_asides(painter, context.clip)

    def _draw_asides(self, painter: QPainter, clip: QRectF) -> None:
        """What was cleaned away, where that is shown."""
        if not self._room.asides:
            return
        for _, top, box in self.blocks_between(clip.top(), clip.bottom()):
            for aside in box.asides:
                y = top + aside.top + (box.height - box.below if aside.below else 0.0)
                origin = QPointF(self.left, y)
                asides.draw(painter, aside, origin, clip, self.metrics, self.painter.theme)

    # what the view asks

    def character_at(self, point: QPointF) -> int | None:
        """Code point of the character under a point, None beside the text."""
        if self._room.width <= 0:
            return None
        number, place, line = self.line_at(point.y())
        y = point.y() - self.block_top(number)
        block = self.document().findBlockByNumber(number)
        text_line = block.layout().lineAt(place)
        if not line.top <= y < line.text_bottom or not text_line.isValid():
            return None
        x, natural = point.x() - self.left, text_line.naturalTextRect()
        if not natural.left() <= x < natural.right():
            return None
        on_character = QTextLine.CursorPosition.CursorOnCharacter
        return self.text.map.to_code_points(block.position() + int(text_line.xToCursor(x, on_character)))

    # what changes

    def lay_out_anew(self) -> None:
        """Forget all places, as after another zoom."""
        self._dressing = True
        dress_headings(self.document(), self.text, self.metrics)
        self._dressing = False
        self._room.width = 0
        self.documentChanged(0, 0, 0)

    def set_marks(self, marks: Sequence[Mark]) -> None:
        self.index.replace(marks)
        self._place_later(self._boxes)

    def update_marks(self, changed: Sequence[Mark], removed: Collection[str]) -> None:
        """Put in, replace and take out marks; only the lines they are or were on are placed anew."""
        index = self.index
        ids = {*removed, *(mark.id for mark in changed)}
        marks = [index.by_id[mark_id] for mark_id in ids if mark_id in index.by_id]
        if index.filter.actor is not None:  # they may go with it
            marks += [other for mark_id in ids for other in index.joined_to(mark_id)]
        touched = index.update(changed, removed)
        joined = [other for mark_id in ids for other in index.joined_to(mark_id)]
        touched.update(number for mark in joined for number in index.blocks_of(mark))
        marks += [*changed, *joined]
        for number in sorted(touched):
            box = self._boxes.get(number)
            if box is not None and number not in self._stale:
                self._place(number, {line for mark in marks for line in boxes.lines_of(box, mark)})
        self._report_size()

    def set_arcs(self, arcs: Sequence[Arc]) -> None:
        self._place_later(self.index.replace_arcs(arcs))

    def set_current(self, current: str | None) -> None:
        """Say which mark must not be folded away."""
        before, self._room.current = self._room.current, current
        for mark in (self.index.by_id.get(key) for key in (before, current) if key is not None):
            for number in self.index.blocks_of(mark) if mark else ():
                box = self._boxes.get(number)
                if box is not None and any(line.folds for line in box.lines):
                    self._place(number, [n for n, line in enumerate(box.lines) if line.folds])
        self._report_size()

    def set_filter(self, wanted: Filter) -> None:
        """Show only the marks that pass."""
        if wanted != self.index.filter:
            self.index.set_filter(wanted)
            self._place_later(self._boxes)

    def keep(self, mark_id: str | None) -> None:
        """Show this mark also where it does not pass the filter."""
        self.update_marks(self.index.keep(mark_id), ())

    def show_all_links(self, shown: bool) -> None:
        """Have room for all links at once, or for those of one mark at a time."""
        if shown != self._room.all_links:
            self._room.all_links = shown
            self._place_later(self._boxes)

    def toggle_fold(self, position: int) -> None:
        """Show every bar of the line that holds a character, or fold them again."""
        number = self.text.map.block_of(position)
        box = self.box(number)
        line = box.lines[box.line_of(position)]
        unfolded = {place for place in self._room.unfolded if line.start <= place < line.next}
        if unfolded:
            self._room.unfolded -= unfolded
        else:
            self._room.unfolded.add(position)
        self._place(number, [box.line_of(position)])
        self._report_size()

    def routes(self, focus: str | None, arcs: Iterable[Arc] | None = None) -> list[Route]:
        """How the links of a mark run; with None how these run that are drawn at once."""
        by_id = self.index.by_id
        if focus is not None and focus not in by_id:
            return []
        routes, _ = plan(
            focus,
            self.index.arcs_of(focus) if focus is not None else arcs or (),
            self.ends_of,
            lambda mark_id: by_id[mark_id].start,
            self.metrics.link_width,
            self.metrics.gutter,
        )
        return routes

    def ends_of(self, mark_id: str) -> list[End]:
        """The mark's places on lines that are laid out, in reading order."""
        mark = self.index.by_id[mark_id]
        return [
            end
            for number in sorted(self.index.blocks_of(mark))
            if number in self._boxes
            for end in placing.ends_in(self._boxes[number], number, mark)
        ]
