"""The reliability plot: for each tenth of the score, how many of the suggestions decided on were kept."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFocusEvent,
    QFont,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from annotator.gui.guards import guarded
from annotator.gui.theme import LIGHT, Theme, mix
from annotator.gui.widgets.parts import counted
from annotator.review.reliability import BINS, Bin, Reliability

_LEFT, _TOP, _RIGHT, _BELOW = 46, 12, 12, 58
_NAME = "Reliability: suggestions kept by score."
_GAP = 0.16
"""Share of a bin's width that stays free on either side of its bar."""


class ReliabilityPlot(QWidget):
    """Left and right walk through the bins, Enter goes on to what is behind one.

    What is accepted as it was stands at the bottom of a bar, what was corrected hatched above it; the line
    through its end is the 95 % interval.  The table beside it says the same in numbers.
    """

    walked = Signal(int)
    entered = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._shown = Reliability()
        self._theme: Theme = LIGHT
        self.there: list[int] = []
        """The bins with a decision; one walks through these."""
        self.current: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(260, 170)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_NAME)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def show_reliability(self, found: Reliability) -> None:
        self._shown = found
        self.there = [number for number, each in enumerate(found.bins) if each.decided]
        if self.current not in self.there:
            self.current = None
        self.setAccessibleDescription(" ".join(spoken(each) for each in found.bins if each.decided))
        self.update()

    def set_current(self, number: int | None) -> None:
        """Mark a bin without :attr:`walked`."""
        self.current = number
        said = spoken(self._shown.bins[number]) if number is not None else ""
        self.setAccessibleName(f"{_NAME} {said}".strip())
        self.update()

    # -- what Qt calls

    @guarded(QSize(420, 250))
    def sizeHint(self) -> QSize:
        return QSize(420, 250)

    @guarded(False)
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            number = self.bin_at(QPointF(event.pos()))
            if number is not None:
                QToolTip.showText(event.globalPos(), spoken(self._shown.bins[number]), self)
            return True
        return super().event(event)

    @guarded(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._walk(1 if key == Qt.Key.Key_Right else -1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._take(self.there[0 if key == Qt.Key.Key_Home else -1] if self.there else None)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current is not None:
            self.entered.emit(self.current)
        else:
            super().keyPressEvent(event)

    @guarded(None)
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._take(self.bin_at(event.position()))

    @guarded(None)
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    @guarded(None)
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    @guarded(None)
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        small = QFont(self.font())
        small.setPointSizeF(max(small.pointSizeF() - 1, 7))
        painter.setFont(small)
        area = self._area()
        self._paint_axes(painter, area)
        for number, each in enumerate(self._shown.bins):
            self._paint_bin(painter, area, number, each)
        painter.setPen(QPen(QColor(self._theme.muted), 1, Qt.PenStyle.DashLine))
        painter.drawLine(area.bottomLeft(), area.topRight())
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._theme.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.end()

    # -- inside

    def bin_at(self, place: QPointF) -> int | None:
        """Which bin stands there; None beside all of them."""
        area = self._area()
        number = int((place.x() - area.left()) // (area.width() / BINS))
        return number if 0 <= number < BINS else None

    def _walk(self, step: int) -> None:
        ahead = [n for n in self.there if self.current is None or (n - self.current) * step > 0]
        self._take(ahead[0 if step > 0 else -1] if ahead else None)

    def _take(self, number: int | None) -> None:
        if number in self.there:
            self.set_current(number)
            self.walked.emit(number)

    def _area(self) -> QRectF:
        return QRectF(self.rect()).adjusted(_LEFT, _TOP, -_RIGHT, -_BELOW)

    def _paint_axes(self, painter: QPainter, area: QRectF) -> None:
        theme = self._theme
        line = painter.fontMetrics().height()
        middle = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        for percent in (0, 25, 50, 75, 100):
            y = area.bottom() - area.height() * percent / 100
            painter.setPen(QPen(QColor(theme.faint), 1))
            painter.drawLine(QLineF(area.left(), y, area.right(), y))
            painter.setPen(QColor(theme.muted))
            box = QRectF(0, y - line / 2, _LEFT - 8, line)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{percent} %")
        width = area.width() / BINS
        for number in range(BINS + 1):
            if number % 2 == 0:
                box = QRectF(area.left() + number * width - 20, area.bottom() + line + 6, 40, line)
                painter.drawText(box, middle, f"{number / BINS:.1f}")
        box = QRectF(area.left(), area.bottom() + 2 * line + 7, area.width(), line)
        painter.drawText(box, middle, "score, with the number of decisions")

    def _paint_bin(self, painter: QPainter, area: QRectF, number: int, each: Bin) -> None:
        theme = self._theme
        width = area.width() / BINS
        column = QRectF(area.left() + number * width, area.top(), width, area.height())
        if number == self.current:
            painter.fillRect(column, mix(QColor(theme.page), QColor(theme.selection), 0.7))
        if not each.decided or each.share is None or each.interval is None:
            return
        accent = QColor(theme.accent)
        inset = width * _GAP

        def bar(low: float, high: float) -> QRectF:
            top = area.bottom() - area.height() * high
            return QRectF(column.left() + inset, top, width - 2 * inset, area.height() * (high - low))

        unchanged = each.accepted / each.decided
        painter.fillRect(bar(0, unchanged), accent)
        if each.corrected:
            part = bar(unchanged, each.share)
            painter.fillRect(part, mix(QColor(theme.page), accent, 0.22))
            painter.fillRect(part, QBrush(accent, Qt.BrushStyle.BDiagPattern))
            painter.setPen(QPen(accent, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(part)
        low, high = (area.bottom() - area.height() * end for end in each.interval)
        x = column.center().x()
        # A rim in the colour of the page keeps the line apart from the bar that it crosses.
        for colour, thick in ((theme.page, 4.0), (theme.text, 1.6)):
            painter.setPen(QPen(QColor(colour), thick))
            painter.drawLine(QLineF(x, low, x, high))
            for y in (low, high):
                painter.drawLine(QLineF(x - 4, y, x + 4, y))
        painter.setPen(QColor(theme.text))
        box = QRectF(column.left() - 8, area.bottom() + 3, width + 16, painter.fontMetrics().height())
        painter.drawText(box, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, str(each.decided))


def span_text(each: Bin) -> str:
    """The scores of a bin: “0.7–0.8”."""
    return f"{each.low:.1f}–{each.high:.1f}"


def spoken(each: Bin) -> str:
    """All of a bin in words."""
    if each.share is None or each.interval is None:
        return f"Score {span_text(each)}: no decision."
    low, high = each.interval
    return (
        f"Score {span_text(each)}: {counted(each.decided, 'decision')}, {each.accepted} accepted, "
        f"{each.corrected} corrected, {each.rejected} rejected; {percent(each.share)} kept, "
        f"probably {percent(low)} to {percent(high)}."
    )


def percent(share: float) -> str:
    """A share as per cent: “66 %”."""
    return f"{share * 100:.0f} %"


class Legend(QWidget):
    """What the parts of a bar mean."""

    def __init__(self) -> None:
        super().__init__()
        self._theme: Theme = LIGHT
        self.setFixedHeight(self.fontMetrics().height() + 8)
        self.setAccessibleName("Solid: accepted. Hatched: corrected. Line: 95 % interval. Dashed: score.")

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    @guarded(None)
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        accent, middle, x = QColor(self._theme.accent), self.height() / 2, float(_LEFT)
        for name in ("accepted", "corrected", "95 %", "score = share"):
            mark = QRectF(x, middle - 6, 16, 12)
            if name == "accepted":
                painter.fillRect(mark, accent)
            elif name == "corrected":
                painter.fillRect(mark, mix(QColor(self._theme.page), accent, 0.22))
                painter.fillRect(mark, QBrush(accent, Qt.BrushStyle.BDiagPattern))
                painter.setPen(QPen(accent, 1))
                painter.drawRect(mark)
            elif name == "95 %":
                painter.setPen(QPen(QColor(self._theme.text), 1.6))
                painter.drawLine(QLineF(mark.center().x(), mark.top(), mark.center().x(), mark.bottom()))
                for y in (mark.top(), mark.bottom()):
                    painter.drawLine(QLineF(mark.center().x() - 4, y, mark.center().x() + 4, y))
            else:
                painter.setPen(QPen(QColor(self._theme.muted), 1, Qt.PenStyle.DashLine))
                painter.drawLine(mark.bottomLeft(), mark.topRight())
            painter.setPen(QColor(self._theme.muted))
            text = QRectF(x + 22, 0, 200, self.height())
            painter.drawText(text, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
            x += 22 + painter.fontMetrics().horizontalAdvance(name) + 18
        painter.end()
