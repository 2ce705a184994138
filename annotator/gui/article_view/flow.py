"""Which paragraphs are laid out, where each one stands, and how a place is kept while heights change.

A small article is laid out whole.  Of a large one only the paragraphs that are looked at are laid out; the
height of the others is estimated from their length.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from math import inf

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QAbstractTextDocumentLayout, QTextDocument

from annotator.gui.article_view import asides, boxes, placing
from annotator.gui.article_view.boxes import BlockBox, LineBox, Room
from annotator.gui.article_view.damage import Damage
from annotator.gui.article_view.document import ArticleText
from annotator.gui.article_view.heights import Heights
from annotator.gui.article_view.marks import MarkIndex
from annotator.gui.article_view.metrics import Metrics
from annotator.gui.guards import guarded
from annotator.model.article import Removed
from annotator.model.offsets import Paragraph

WHOLE = 10_000
"""Articles of up to this many characters are laid out whole, which takes about 30 ms with many marks."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A character and how far below the top of the view its line stands, to be kept there."""

    position: int
    below: float
    laid: bool


class Flow(QAbstractTextDocumentLayout):
    """The paragraphs from top to bottom; one that is cut in pieces counts as several.

    Points are in document coordinates (device-independent px).
    """

    def __init__(self, document: QTextDocument, text: ArticleText, metrics: Metrics) -> None:
        super().__init__(document)
        self.text = text
        self.index = MarkIndex(text.map, len(text.text))
        self._room = Room(text, self.index, metrics, 0)
        self._boxes: dict[int, BlockBox] = {}
        self._stale: set[int] = set()
        """Paragraphs whose marks are to be placed anew when they are next looked at."""
        self._heights = Heights([0.0])
        self._page_width = -1.0
        self.slack = 0.0
        """Left over above the first paragraph where less room was needed than before, so that what is read
        holds still also at the top of the article, where nothing can be scrolled away."""
        self.damage = Damage()
        """Where marks were placed anew, until it is repainted."""
        self._dressing = False
        """Whether the document is being given other fonts, after which all is laid out anew."""
        self._size = QSizeF()

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

    @guarded(QSizeF())
    def documentSize(self) -> QSizeF:
        metrics = self.metrics
        return QSizeF(max(self._page_width, 0), self.page_top + self._heights.total + metrics.bottom)

    # where things are

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

    @property
    def page_top(self) -> float:
        """Where the first paragraph begins."""
        return self.metrics.top + self.slack

    def block_top(self, number: int) -> float:
        return self.page_top + self._heights.above(number)

    def block_at(self, y: float) -> int:
        return self._heights.at(y - self.page_top)

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
        reach = self.metrics.reach
        for _ in self.blocks_between(top - reach, bottom + reach):
            pass
        self._report_size()

    # a place that is kept

    def anchor(self, top: float, height: float) -> Anchor:
        """The first line that is laid out and begins in the view, to come back to by :meth:`top_for`."""
        paragraphs = self.text.map.blocks
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
        """Another look; the caller gives the document its fonts and then calls ``lay_out_anew``."""
        self._room.metrics = metrics
        self._dressing = True

    def show_removed(self, removed: Sequence[Removed]) -> None:
        """Show in grey what was cleaned away, or nothing; the caller then calls ``lay_out_anew``."""
        self._room.asides = asides.places(removed, self.text.map.blocks)

    def _place(self, number: int, lines: Collection[int] | None = None) -> None:
        """Place a paragraph's marks, under the given lines or all."""
        box = self._boxes[number]
        self._stale.discard(number)
        first, last = placing.place_marks(box, self.document().findBlockByNumber(number), self._room, lines)
        top, moved = self.block_top(number), box.height != self._heights[number]
        self._heights[number] = box.height
        self.damage.add(top + box.lines[first].upper, inf if moved else top + box.lines[last].bottom)

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
        self.slack = 0.0
        paragraphs = self.text.map.blocks
        self._heights = Heights([self._estimate(n, p) for n, p in enumerate(paragraphs)])
        if len(self.text.text) <= WHOLE:
            for number in range(len(paragraphs)):
                self.box(number)

    def _estimate(self, number: int, paragraph: Paragraph) -> float:
        room, length = self._room, paragraph.end - paragraph.start
        metrics = room.metrics
        lines = -(-length * metrics.letter // room.width)
        height = lines * (metrics.pitch + metrics.name_height)
        if number in room.asides:
            height += asides.estimate(room.asides[number], room.width, metrics)
        return float(height if paragraph.goes_on else height + metrics.paragraph)

    def _report_size(self) -> None:
        size = self.documentSize()
        if size != self._size:
            self._size = size
            self.documentSizeChanged.emit(size)
