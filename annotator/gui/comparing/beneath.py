"""Paints beneath the words: what only some of the layers cover, and a frame around the current difference."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from annotator.gui.article_view.boxes import LineBox
from annotator.gui.article_view.layout import ArticleLayout
from annotator.gui.article_view.painting import Painter
from annotator.gui.article_view.placing import stretches_of
from annotator.model.annotation import Segment, Segments

_WASH = {"light": "#ffe68a", "dark": "#5c4a06"}
"""As of a marker, by theme; text on it has a contrast of more than 7."""
_FRAME = 2.0
_AIR = 1.5


class Beneath:
    """Knows what is contested and what is current, and is called by the painter line by line.

    Contested words have a wash and a dotted line below them, so that they are told apart without colour too.
    """

    def __init__(self, painter: Painter) -> None:
        self._painter = painter
        self._contested: list[Segment] = []
        self._ends: list[int] = []
        self.framed: Segments = ()
        """What the frame is around (code points)."""
        painter.beneath = self.draw

    def set_contested(self, pieces: Iterable[Segment]) -> None:
        self._contested = _apart(sorted(pieces))
        self._ends = [end for _, end in self._contested]

    def draw(self, painter: QPainter, layout: ArticleLayout, number: int, line: LineBox) -> None:
        theme = self._painter.theme
        warning = QColor(theme.warning)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(_WASH[theme.name]))
        washed = [*self._rects(self._in(line), layout, number, line)]
        for rect in washed:
            painter.drawRect(rect)
        if washed:
            dots = QPen(warning, 1.4, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.RoundCap)
            dots.setDashPattern([0.01, 2.6])
            painter.setPen(dots)
            for rect in washed:
                y = rect.bottom() - 1.0
                painter.drawLine(QPointF(rect.left() + 1, y), QPointF(rect.right() - 1, y))
        if self.framed:
            painter.setPen(QPen(QColor(theme.accent), _FRAME))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for rect in self._rects(self.framed, layout, number, line):
                painter.drawRoundedRect(rect.adjusted(-_AIR, -_AIR, _AIR, _AIR), 4, 4)

    def _in(self, line: LineBox) -> Sequence[Segment]:
        first = last = bisect_left(self._ends, line.start + 1)
        while last < len(self._contested) and self._contested[last][0] < line.end:
            last += 1
        return self._contested[first:last]

    def _rects(
        self, pieces: Iterable[Segment], layout: ArticleLayout, number: int, line: LineBox
    ) -> Iterable[QRectF]:
        box = layout.box(number)
        text = layout.document().findBlockByNumber(number).layout()
        which = box.line_of(line.start)
        for start, end in pieces:
            piece = max(start, line.start), min(end, line.end)
            if piece[0] < piece[1]:
                for left, right, _ in stretches_of(piece, box, which, text, number, layout.room):
                    yield QRectF(left, line.top, right - left, line.height)


def _apart(pieces: Iterable[Segment]) -> list[Segment]:
    """Pieces, sorted, as such that do not overlap."""
    found: list[Segment] = []
    for start, end in pieces:
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found
