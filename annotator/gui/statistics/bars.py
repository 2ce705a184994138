"""Bars side by side with their names and numbers, each with its course as a small line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from annotator.analysis.counting import Count
from annotator.gui.statistics.drawing import LEFT, RIGHT, Drawing, Look, Mark, many, number, solid, words

NO_DAY = "No article has a day of publication."
"""Stands in the place of what is drawn over time."""

_PAD, _BAR, _GAP = 8.0, 10.0, 12.0
_COURSE, _COURSE_FROM = 110.0, 420.0
"""Pixels of the small line, and the width from which there is room for it."""


class Bars(Drawing):
    """The longest bar first; its value stands at its end."""

    def __init__(self, title: str, counts: Sequence[Count], unit: str = "annotations") -> None:
        super().__init__()
        self.title, self.unit = title, unit
        self.counts = list(counts)
        self._name = self._number = self._course = 0.0
        self._high = 26.0

    def lay_out(self, width: float, look: Look) -> float:
        self._high = look.line + 2 * 5
        names = [look.metrics.horizontalAdvance(self._named(each)) for each in self.counts]
        values = [look.metrics.horizontalAdvance(number(each.value(self.unit))) for each in self.counts]
        self._name = min(max(names, default=0) + 2 * _PAD, width * 0.38)
        self._number = max(values, default=0) + 2 * _PAD
        several = any(len(each.course) > 1 for each in self.counts)
        self._course = _COURSE if several and width >= _COURSE_FROM else 0.0
        self.marks = [
            Mark(QRectF(0, n * self._high, width, self._high), self._said(each), each.behind, n)
            for n, each in enumerate(self.counts)
        ]
        return self._high * max(len(self.counts), 1)

    def paint(self, painter: QPainter, look: Look, current: int | None) -> None:
        if not self.counts:
            words(painter, look, QRectF(_PAD, 0, 400, self._high), "Nothing is counted here.", "muted")
        most = max((each.value(self.unit) for each in self.counts), default=0) or 1
        tops = [max(each.course, default=0) for each in self.counts]
        for n, (each, mark) in enumerate(zip(self.counts, self.marks, strict=True)):
            box = mark.box
            if n == current:
                painter.fillRect(box, look.here)
            name = look.cut(self._named(each), self._name - 2 * _PAD)
            words(painter, look, QRectF(_PAD, box.top(), self._name - _PAD, self._high), name)
            room = box.width() - self._name - self._number - (self._course + _GAP if self._course else 0)
            wide = max(room * each.value(self.unit) / most, 1.5)
            solid(painter, look, QRectF(self._name, box.center().y() - _BAR / 2, wide, _BAR))
            at = QRectF(self._name + wide + _PAD, box.top(), self._number, self._high)
            words(painter, look, at, number(each.value(self.unit)), "text", LEFT)
            if self._course and len(each.course) > 1:
                there = QRectF(box.right() - self._course - 4, box.top() + 5, self._course, self._high - 10)
                _course(painter, look, there, each.course, tops[n])

    def _named(self, each: Count) -> str:
        return f"{each.others} others" if each.others else each.name

    def _said(self, each: Count) -> str:
        return (
            f"{self._named(each)}: {many(each.annotations, 'annotation')} in {many(each.articles, 'article')}"
        )


class Columns(Drawing):
    """How many in each stretch of time."""

    _BELOW, _TOP = 22.0, 10.0

    def __init__(
        self,
        title: str,
        what: str,
        counts: Sequence[Count],
        shown: Sequence[Shown],
        unit: str = "annotations",
    ) -> None:
        """:param what: “day”, “week” ...
        :param shown: what stands below them.
        """
        super().__init__()
        self.title, self.what, self.unit = title, what, unit
        self.counts, self.shown = list(counts), list(shown)
        self._area = QRectF()

    def lay_out(self, width: float, look: Look) -> float:
        if not self.counts:
            return look.line + _PAD
        most = self._most
        left = look.small_metrics.horizontalAdvance(number(most)) + 2 * _PAD
        high = min(max(width * 0.09, 120.0), 200.0)
        self._area = QRectF(left, self._TOP, max(width - left - _PAD, 10), high)
        self.marks = [
            Mark(
                QRectF(self._area.left() + n * self._step, 0, self._step, self._TOP + high + 2),
                f"{self.what} {each.name}: {many(each.annotations, 'annotation')} "
                f"in {many(each.articles, 'article')}",
                each.behind,
                0,
                n,
            )
            for n, each in enumerate(self.counts)
            if each.annotations
        ]
        return self._TOP + high + self._BELOW

    def paint(self, painter: QPainter, look: Look, current: int | None) -> None:
        if not self.counts:
            words(painter, look, QRectF(_PAD, 0, 600, look.line), NO_DAY, "muted")
            return
        area, most, step = self._area, self._most, self._step
        if current is not None and current < len(self.marks):
            painter.fillRect(self.marks[current].box, look.here)
        painter.setFont(look.small)
        ticks = (0, most) if most < 2 or most % 2 else (0, most // 2, most)
        for tick in ticks:
            y = area.bottom() - area.height() * tick / most
            painter.setPen(QPen(look.colour("faint"), 1))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            box = QRectF(0, y - 10, area.left() - _PAD, 20)
            words(painter, look, box, number(tick), "muted", RIGHT)
        wide = max(min(step - 2, 28.0), 1.5)
        values = step > 2.2 * look.small_metrics.horizontalAdvance(number(most))
        for n, each in enumerate(self.counts):
            value = each.value(self.unit)
            if not value:
                continue
            high = max(area.height() * value / most, 1.5)
            middle = area.left() + (n + 0.5) * step
            solid(painter, look, QRectF(middle - wide / 2, area.bottom() - high, wide, high))
            if values and high < area.height() - 14:
                at = QRectF(middle - step / 2, area.bottom() - high - 16, step, 15)
                words(painter, look, at, number(value), "text", Qt.AlignmentFlag.AlignCenter)
        self._names(painter, look)
        painter.setFont(look.font)

    @property
    def _most(self) -> int:
        return max((each.value(self.unit) for each in self.counts), default=0) or 1

    @property
    def _step(self) -> float:
        return self._area.width() / max(len(self.counts), 1)

    def _names(self, painter: QPainter, look: Look) -> None:
        for place, text in named_places(self.shown, self._area.left(), self._step, look):
            box = QRectF(place - 60, self._area.bottom() + 3, 120, self._BELOW - 4)
            # The first and the last would be cut at the edge of the drawing.
            half = look.small_metrics.horizontalAdvance(text) / 2
            box.moveCenter(
                QPointF(
                    max(half, min(place, self._area.right() + _PAD - half)),
                    box.center().y(),
                )
            )
            words(painter, look, box, text, "muted", Qt.AlignmentFlag.AlignCenter)


Shown = tuple[str, str]
"""The name of a stretch of time in little room, and its year where that is not in it."""


def named_places(shown: Sequence[Shown], left: float, step: float, look: Look) -> list[tuple[float, str]]:
    """Where on an axis which names stand, so many that none runs into the next; each year is told once."""
    texts = [" ".join(each).strip() for each in shown]
    widest = max((look.small_metrics.horizontalAdvance(each) for each in texts), default=0) + 14
    each = max(int(-(-widest // max(step, 0.1))), 1)
    found, told = [], ""
    for n in range(0, len(shown), each):
        name, year = shown[n]
        found.append((left + (n + 0.5) * step, name if year == told else texts[n]))
        told = year
    return found


def _course(painter: QPainter, look: Look, box: QRectF, course: Sequence[int], most: int) -> None:
    """A small line from the first stretch to the last; a dot where it is highest."""
    most = most or 1
    points = [
        QPointF(box.left() + box.width() * n / (len(course) - 1), box.bottom() - box.height() * value / most)
        for n, value in enumerate(course)
    ]
    painter.setPen(QPen(look.colour("faint"), 1))
    painter.drawLine(box.bottomLeft(), box.bottomRight())
    painter.setPen(QPen(look.colour("muted"), 1.2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF(points))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("accent"))
    painter.drawEllipse(points[max(range(len(course)), key=course.__getitem__)], 2.4, 2.4)
