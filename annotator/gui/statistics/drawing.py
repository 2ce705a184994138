"""A drawing of figures: painted alike in the window, in a picture and in an SVG, and walked mark by mark."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen

from annotator.analysis.counting import Behind
from annotator.analysis.counting_tables import Row
from annotator.gui.theme import Theme, mix

MIDDLE = Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | MIDDLE
RIGHT = Qt.AlignmentFlag.AlignRight | MIDDLE
CENTRE = Qt.AlignmentFlag.AlignHCenter | MIDDLE


@dataclass(frozen=True, slots=True)
class Mark:
    """Something in a drawing that has annotations behind it.

    ``row`` and ``column`` say where the arrow keys find it; ``box`` is in pixels of the drawing.
    """

    box: QRectF
    said: str
    """In words, for the tool tip, for screen readers and above what is behind it."""
    behind: Behind
    row: int = 0
    column: int = 0


class Look:
    """What a drawing is painted with: the theme's colours and two sizes of one font."""

    def __init__(self, theme: Theme, font: QFont) -> None:
        self.theme = theme
        self.font = QFont(font)
        self.small = QFont(font)
        size = font.pointSizeF()
        if size > 0:
            self.small.setPointSizeF(max(size - 1, 7))
        else:
            self.small.setPixelSize(max(font.pixelSize() - 1, 9))
        self.metrics, self.small_metrics = QFontMetricsF(self.font), QFontMetricsF(self.small)
        self.line = self.metrics.height()

    def colour(self, name: str) -> QColor:
        """A colour of the theme by its name."""
        return QColor(getattr(self.theme, name))

    @property
    def here(self) -> QColor:
        """Behind the current mark."""
        return mix(self.colour("page"), self.colour("selection"), 0.75)

    def cut(self, text: str, room: float, *, small: bool = False) -> str:
        """The text, elided where it is longer than the room (pixels)."""
        metrics = self.small_metrics if small else self.metrics
        return metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(room, 0))


class Drawing:
    """One plot.  :meth:`lay_out` first, which gives :attr:`marks`; then :meth:`paint`."""

    title = ""
    rows: Callable[[], list[Row]] = staticmethod(list)
    """The same in numbers, with its heading first, and what there was no room to draw."""

    def __init__(self) -> None:
        self.marks: list[Mark] = []

    def lay_out(self, width: float, look: Look) -> float:
        """Find a place for everything in this width; the height that it takes, in pixels."""
        raise NotImplementedError

    def paint(self, painter: QPainter, look: Look, current: int | None) -> None:
        """Paint it; ``current`` is the number of the mark on which the keyboard is."""
        raise NotImplementedError

    def mark_at(self, place: QPointF) -> int | None:
        return next((n for n, mark in enumerate(self.marks) if mark.box.contains(place)), None)

    def neighbour(self, current: int | None, across: int, down: int) -> int | None:
        """The next mark to the right (across 1), left (-1), below (down 1) or above (-1)."""
        if not self.marks:
            return None
        if current is None or current >= len(self.marks):
            return 0
        here = self.marks[current]

        def ahead(mark: Mark) -> tuple[int, int] | None:
            rows, columns = mark.row - here.row, mark.column - here.column
            if down:
                return (rows * down, abs(columns)) if rows * down > 0 else None
            return (columns * across, 0) if rows == 0 and columns * across > 0 else None

        found = [(order, n) for n, mark in enumerate(self.marks) if (order := ahead(mark)) is not None]
        return min(found)[1] if found else current


def number(value: int) -> str:
    """“2 193”, as elsewhere in the window."""
    return f"{value:,}".replace(",", "\N{NO-BREAK SPACE}")


def many(count: int, noun: str) -> str:
    """“1 claim”, “2 193 claims”."""
    return f"{number(count)} {noun}" if count == 1 else f"{number(count)} {noun}s"


def words(
    painter: QPainter, look: Look, box: QRectF, text: str, tone: str = "text", flags: Qt.AlignmentFlag = LEFT
) -> None:
    """Write on one line in a box, in a colour of the theme."""
    painter.setPen(look.colour(tone))
    painter.drawText(box, int(flags | Qt.TextFlag.TextSingleLine), text)


def solid(painter: QPainter, look: Look, box: QRectF) -> None:
    painter.fillRect(box, look.colour("accent"))


def hatched(painter: QPainter, look: Look, box: QRectF) -> None:
    """A framed box with slanted lines: drawn as lines, since an SVG would turn a pattern into a picture."""
    accent = look.colour("accent")
    painter.save()
    painter.fillRect(box, mix(look.colour("page"), accent, 0.16))
    painter.setPen(QPen(accent, 1))
    at, high = box.left() + 4, box.height()
    while at < box.right() + high:
        low, top = max(at - high, box.left()), min(at, box.right())
        painter.drawLine(
            QPointF(low, box.top() + (at - low)), QPointF(top, box.top() + (at - top))
        ) if low < top else None
        at += 5
    painter.setBrush(QBrush(Qt.BrushStyle.NoBrush))
    painter.drawRect(box)
    painter.restore()


def hollow(painter: QPainter, look: Look, box: QRectF) -> None:
    painter.save()
    painter.setPen(QPen(look.colour("muted"), 1))
    painter.setBrush(look.colour("page"))
    painter.drawRect(box)
    painter.restore()
