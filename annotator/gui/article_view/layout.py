"""The document layout: lines where Qt wants them, with room for bars, names and arcs between them.

A small article is laid out whole.  Of a large one only the paragraphs that are looked at are laid out; the
height of the others is estimated from their length.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QPainter,
    QTextBlock,
    QTextDocument,
    QTextFrame,
    QTextLine,
)

from annotator.gui.article_view import boxes, placing
from annotator.gui.article_view.boxes import BlockBox, LineBox, Room
from annotator.gui.article_view.document import ArticleText
from annotator.gui.article_view.heights import Heights
from annotator.gui.article_view.links import End, Route, plan
from annotator.gui.article_view.marks import Arc, Mark, MarkIndex
from annotator.gui.article_view.metrics import Metrics
from annotator.gui.article_view.painting import Painter
from annotator.gui.guards import guarded

WHOLE = 20_000
"""Articles of up to this many characters are laid out whole."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A character and how far below the top of the view its line stands, to be kept there."""

    position: int
    below: float
    laid: bool


class ArticleLayout(QAbstractTextDocumentLayout):
    """Lays out and paints one document.  Points are in document coordinates (device-independent px)."""

    def __init__(
        self, document: QTextDocument, text: ArticleText, metrics: Metrics, painter: Painter
    ) -> None:
        super().__init__(document)
        self.text = text
        self.index = MarkIndex(text.map, len(text.text))
        self.painter = painter
        self._room = Room(text, self.index, metrics, 0)
        self._boxes: dict[int, BlockBox] = {}
        self._stale: set[int] = set()
        """Paragraphs whose marks are to be placed anew when they are next looked at."""
        self._heights = Heights([0.0])
        self._page_width = -1.0
        self._size = QSizeF()
        self.left = 0.0
        """Of the reading column."""

    @property
    def metrics(self) -> Metrics:
        return self._room.metrics

    @property
    def room(self) -> Room:
        """What names and bars are placed by."""
        return self._room

    @property
    def width(self) -> float:
        """Of the reading column."""
        return self._room.width

    # what Qt asks

    @guarded(None)
    def documentChanged(self, position: int, removed: int, added: int) -> None:
        width = self.document().pageSize().width()
        if width <= 0:
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

    @guarded(QSizeF())
    def documentSize(self) -> QSizeF:
        metrics = self.metrics
        return QSizeF(max(self._page_width, 0), metrics.top + self._heights.total + metrics.bottom)

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

    def box(self, number: int) -> BlockBox:
        """Where everything of a paragraph lies; lays it out if that is not done."""
        box = self._boxes.get(number)
        if box is None:
            block = self.document().findBlockByNumber(number)
            box = self._boxes[number] = boxes.break_lines(block, self._room)
            self._place(number)
        elif number in self._stale:
            self._place(number)
        return box

    def is_laid(self, number: int) -> bool:
        """Whether the height of a paragraph is known and not estimated."""
        return number in self._boxes

    def block_top(self, number: int) -> float:
        return self.metrics.top + self._heights.above(number)

    def block_at(self, y: float) -> int:
        return self._heights.at(y - self.metrics.top)

    def blocks_between(self, top: float, bottom: float) -> Iterable[tuple[int, float, BlockBox]]:
        """Number, top and box of each paragraph that shows between two heights."""
        number = self.block_at(top)
        y = self.block_top(number)
        while number < len(self._heights) and y < bottom:
            box = self.box(number)
            yield number, y, box
            y += box.height
            number += 1

    def line_at(self, y: float) -> tuple[int, int, LineBox]:
        """Paragraph number, line number and line at a height."""
        number = self.block_at(y)
        box = self.box(number)
        line = box.line_at(y - self.block_top(number))
        return number, line, box.lines[line]

    def place_of(self, position: int) -> tuple[float, LineBox]:
        """Top of the paragraph, and the line, that hold a character."""
        number = self.text.map.block_of(position)
        box = self.box(number)
        return self.block_top(number), box.lines[box.line_of(position)]

    def settle(self, top: float, bottom: float) -> None:
        """Lay out what shows between two heights, and tell Qt if the article's height changed by it."""
        for _ in self.blocks_between(top, bottom):
            pass
        self._report_size()

    def anchor(self, top: float, height: float) -> Anchor:
        """The first line that is laid out and begins in the view, to come back to by :meth:`top_for`."""
        paragraphs = self.text.map.paragraphs
        first = number = self.block_at(top)
        while number < len(self._heights) and self.block_top(number) < top + height:
            box = self._boxes.get(number)
            y = self.block_top(number)
            for line in box.lines if box else ():
                if y + line.top >= top:
                    return Anchor(line.start, y + line.top - top, laid=True)
            number += 1
        return Anchor(paragraphs[first].start, self.block_top(first) - top, laid=False)

    def anchor_at(self, position: int, top: float, height: float) -> Anchor | None:
        """The line that holds a character, if it is laid out and its text begins in the view."""
        if not self.is_laid(self.text.map.block_of(position)):
            return None
        y, line = self.place_of(position)
        below = y + line.top - top
        return Anchor(position, below, laid=True) if 0 <= below < height else None

    def top_for(self, anchor: Anchor) -> float:
        """Top of the view with which the anchor stands where it stood."""
        if not anchor.laid:
            return self.block_top(self.text.map.block_of(anchor.position)) - anchor.below
        y, line = self.place_of(anchor.position)
        return y + line.top - anchor.below

    # what changes

    def set_metrics(self, metrics: Metrics) -> None:
        """Another zoom; the caller gives the document its font and then calls :meth:`lay_out_anew`."""
        self._room.metrics = metrics

    def lay_out_anew(self) -> None:
        """Forget all places, as after another zoom."""
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

    def routes(self, focus: str) -> list[Route]:
        """How the links of a mark run."""
        by_id = self.index.by_id
        if focus not in by_id:
            return []
        routes, _ = plan(
            focus,
            self.index.arcs_of(focus),
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

    def _place(self, number: int, lines: Collection[int] | None = None) -> None:
        """Place a paragraph's marks, under the given lines or all."""
        box = self._boxes[number]
        self._stale.discard(number)
        placing.place_marks(box, self.document().findBlockByNumber(number), self._room, lines)
        self._heights[number] = box.height

    def _place_later(self, numbers: Iterable[int]) -> None:
        """Place marks anew: at once in a small article, else as soon as the paragraphs are looked at."""
        self._stale.update(number for number in numbers if number in self._boxes)
        if len(self.text.text) <= WHOLE:
            for number in sorted(self._stale):
                self._place(number)
        self._report_size()

    def _lay_out(self) -> None:
        self._boxes.clear()
        self._stale.clear()
        paragraphs = self.text.map.paragraphs
        self._heights = Heights([self._estimate(p.end - p.start) for p in paragraphs])
        if len(self.text.text) <= WHOLE:
            for number in range(len(paragraphs)):
                self.box(number)

    def _estimate(self, length: int) -> float:
        metrics = self.metrics
        if not length:
            return metrics.paragraph
        lines = -(-length * metrics.letter // self._room.width)
        return float(lines * (metrics.pitch + metrics.name_height) + metrics.paragraph)

    def _report_size(self) -> None:
        size = self.documentSize()
        if size != self._size:
            self._size = size
            self.documentSizeChanged.emit(size)
