"""Tables of figures, drawn: who about whom as numbers, sentiment as bars above and below a line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from annotator.analysis.matrix import NO_CONCEPT, NOBODY, Cell, Crossing
from annotator.gui.statistics.bars import NO_DAY, Shown, named_places
from annotator.gui.statistics.drawing import (
    CENTRE,
    LEFT,
    RIGHT,
    Drawing,
    Look,
    Mark,
    hatched,
    hollow,
    many,
    number,
    solid,
    words,
)
from annotator.gui.theme import mix

_PAD = 8.0
_DARKEST = 0.34
"""Share of the accent behind the largest number: text on it stays readable."""
_THIN = 3.0
"""Pixels of the smallest bar."""
_SLANT = -38.0
"""Degrees by which the names of columns are turned."""


class _Grid(Drawing):
    """Rows with their names to the left and their whole to the right."""

    def __init__(self, title: str, table: Crossing) -> None:
        super().__init__()
        self.title, self.crossed = title, table
        self._names = self._whole = self._step = 0.0
        self._high, self._top = 28.0, 24.0

    def _measure(self, width: float, look: Look, whole: Sequence[str], head: str) -> None:
        names = [look.metrics.horizontalAdvance(each.shown) for each in self.crossed.rows]
        self._names = min(max([*names, 40.0]) + 2 * _PAD, width * 0.28)
        self._whole = max(look.metrics.horizontalAdvance(each) for each in (*whole, head)) + 2 * _PAD
        room = width - self._names - self._whole
        self._step = room / max(len(self.crossed.columns), 1)

    def _cell_box(self, row: int, column: int) -> QRectF:
        return QRectF(self._names + column * self._step, self._top + row * self._high, self._step, self._high)

    def _whole_box(self, row: int) -> QRectF:
        left = self._names + len(self.crossed.columns) * self._step
        return QRectF(left, self._top + row * self._high, self._whole, self._high)

    def _row_names(self, painter: QPainter, look: Look) -> None:
        for n, head in enumerate(self.crossed.rows):
            box = QRectF(_PAD, self._top + n * self._high, self._names - _PAD, self._high)
            words(painter, look, box, look.cut(head.shown, self._names - 2 * _PAD))

    def _column_names(self, painter: QPainter, look: Look) -> None:
        """The names of the columns; where there is no room, each rises from the middle of its column."""
        painter.setPen(look.colour("text"))
        for n, head in enumerate(self.crossed.columns):
            if self._flat(look):
                left = self._names + n * self._step
                box = QRectF(left, self._top - look.line - 6, self._step, look.line)
                words(painter, look, box, head.shown, "text", CENTRE)
                continue
            painter.save()
            painter.translate(self._names + (n + 0.5) * self._step - 2, self._top - 6)
            painter.rotate(_SLANT)
            painter.drawText(QPointF(0, 0), look.cut(head.shown, self._slant_room))
            painter.restore()

    _slant_room = 130.0

    def _longest(self, look: Look) -> float:
        return max((look.metrics.horizontalAdvance(each.shown) for each in self.crossed.columns), default=0)

    def _flat(self, look: Look) -> bool:
        """Whether the names of the columns have room beside each other."""
        return self._longest(look) + _PAD <= self._step

    def _rising(self, look: Look) -> float:
        """Pixels that the slanted names take above the table."""
        if self._flat(look):
            return look.line + 10
        longest = self._longest(look)
        return 0.62 * min(longest, self._slant_room) + look.line + 8


class PairGrid(_Grid):
    """How many claims each speaker makes about each; the more, the darker."""

    def __init__(self, title: str, table: Crossing, joint: str = "about") -> None:
        """:param joint: stands between a row and a column in words: “Marn about Holm”."""
        super().__init__(title, table)
        self._joint = joint

    def lay_out(self, width: float, look: Look) -> float:
        self._high = look.line + 12
        self._measure(width, look, [number(each.whole.count) for each in self.crossed.rows], "all")
        # Few columns need no more room than their numbers take.
        self._step = min(self._step, 120.0)
        self._top = self._rising(look)
        self.marks = []
        for n, row in enumerate(self.crossed.rows):
            for m, column in enumerate(self.crossed.columns):
                cell = self.crossed.cells[n][m]
                if cell.count:
                    said = f"{row.shown} {self._joint} {column.shown}: {_claims(cell)}"
                    self.marks.append(Mark(self._cell_box(n, m), said, cell.behind, n, m))
            box = self._whole_box(n)
            said = f"{row.shown}, in all: {_claims(row.whole)}"
            self.marks.append(Mark(box, said, row.whole.behind, n, len(self.crossed.columns)))
        return self._top + self._high * max(len(self.crossed.rows), 1) + 4

    def paint(self, painter: QPainter, look: Look, current: int | None) -> None:
        most = self._most
        page, accent = look.colour("page"), look.colour("accent")
        self._column_names(painter, look)
        head = self._whole_box(0)
        words(painter, look, head.translated(-_PAD, -self._high), "all", "muted", RIGHT)
        for n, row in enumerate(self.crossed.rows):
            for m, cell in enumerate(self.crossed.cells[n]):
                box = self._cell_box(n, m).adjusted(1, 1, -1, -1)
                if cell.count:
                    shade = 0.06 + (_DARKEST - 0.06) * min(cell.count / most, 1)
                    painter.fillRect(box, mix(page, accent, shade))
                    words(painter, look, box, number(cell.count), "text", CENTRE)
                else:
                    words(painter, look, box, "·", "muted", CENTRE)
            whole = self._whole_box(n).adjusted(0, 0, -_PAD, 0)
            words(painter, look, whole, number(row.whole.count), "text", RIGHT)
        self._row_names(painter, look)
        _current_frame(self, painter, look, current)

    @property
    def _most(self) -> int:
        """The largest number of two who have names: all others would make those pale."""
        named = [
            [head.name not in (NOBODY, NO_CONCEPT) and not head.others for head in heads]
            for heads in (self.crossed.rows, self.crossed.columns)
        ]
        counts = (
            cell.count
            for row, shows_row in zip(self.crossed.cells, named[0], strict=True)
            for cell, shows in zip(row, named[1], strict=True)
            if shows_row and shows
        )
        return max(counts, default=0) or max((row.whole.count for row in self.crossed.rows), default=1)


class MoodGrid(_Grid):
    """Sentiment towards actors: positive above the line and filled, negative below it and hatched, neutral a
    hollow band on the line.  The signs stand at the end of each row."""

    def __init__(self, title: str, table: Crossing, shown: Sequence[Shown] | None = None) -> None:
        """:param shown: what stands below the columns, where they are stretches of time; else the names of
        columns stand slanted above them."""
        super().__init__(title, table)
        self._shown = shown

    def lay_out(self, width: float, look: Look) -> float:
        self._high = 2 * look.line + 12
        self._measure(width, look, [signs(each.whole) for each in self.crossed.rows], "all")
        self._top = self._legend_high(look) + (0 if self._shown is not None else self._rising(look))
        self.marks = []
        for n, row in enumerate(self.crossed.rows):
            for m, column in enumerate(self.crossed.columns):
                cell = self.crossed.cells[n][m]
                if cell.count:
                    said = f"{row.shown}, {column.shown}: {_said(cell)}"
                    self.marks.append(Mark(self._cell_box(n, m), said, cell.behind, n, m))
            said = f"{row.shown}, in all: {_said(row.whole)}"
            mark = Mark(self._whole_box(n), said, row.whole.behind, n, len(self.crossed.columns))
            self.marks.append(mark)
        below = look.line + 6 if self._shown is not None else 4
        return self._top + self._high * max(len(self.crossed.rows), 1) + below

    def paint(self, painter: QPainter, look: Look, current: int | None) -> None:
        self._legend(painter, look)
        if not self.crossed.rows:
            words(painter, look, QRectF(_PAD, self._top, 600, self._high), NO_DAY, "muted")
            return
        cells = [cell for row in self.crossed.cells for cell in row]
        above = max((cell.positive + cell.neutral / 2 for cell in cells), default=0)
        below = max((cell.negative + cell.neutral / 2 for cell in cells), default=0)
        most = max(above, below, 1.0)
        for n, row in enumerate(self.crossed.rows):
            line = self._top + (n + 0.5) * self._high
            painter.setPen(QPen(look.colour("faint"), 1))
            end = self._names + len(self.crossed.columns) * self._step
            painter.drawLine(QPointF(self._names, line), QPointF(end, line))
            for m, cell in enumerate(self.crossed.cells[n]):
                if cell.count:
                    self._cell(painter, look, self._cell_box(n, m), cell, most)
            box = self._whole_box(n).adjusted(_PAD, 0, 0, 0)
            words(painter, look, box, signs(row.whole), "text", LEFT)
        self._row_names(painter, look)
        if self._shown is None:
            self._column_names(painter, look)
        else:
            painter.setFont(look.small)
            y = self._top + self._high * len(self.crossed.rows) + 2
            for place, text in named_places(self._shown, self._names, self._step, look):
                words(painter, look, QRectF(place - 60, y, 120, look.line), text, "muted", CENTRE)
            painter.setFont(look.font)
        _current_frame(self, painter, look, current)

    # -- inside

    def _cell(self, painter: QPainter, look: Look, box: QRectF, cell: Cell, most: float) -> None:
        half = (box.height() - 10) / 2
        scale = half / most
        wide = max(min(box.width() - 4, 22.0), 3.0)
        left, line = box.center().x() - wide / 2, box.center().y()
        band = cell.neutral * scale / 2
        if cell.neutral:
            hollow(painter, look, QRectF(left, line - band, wide, max(2 * band, 2)))
        if cell.positive:
            high = max(cell.positive * scale, _THIN)
            solid(painter, look, QRectF(left, line - band - high, wide, high))
        if cell.negative:
            high = max(cell.negative * scale, _THIN)
            hatched(painter, look, QRectF(left, line + band, wide, high))
        if cell.unsaid == cell.count:
            words(painter, look, box, "?", "muted", CENTRE)

    @staticmethod
    def _legend_high(look: Look) -> float:
        return look.line + 10

    def _legend(self, painter: QPainter, look: Look) -> None:
        x, middle = _PAD, look.line / 2
        parts = ((solid, "+ positive"), (hollow, "○ neutral"), (hatched, "− negative"))
        for draw, name in parts:
            draw(painter, look, QRectF(x, middle - 6, 16, 12))
            wide = look.metrics.horizontalAdvance(name)
            words(painter, look, QRectF(x + 22, 0, wide + 4, look.line), name, "muted")
            x += 22 + wide + 20


def signs(cell: Cell) -> str:
    """“+5 ○2 −7”: how many positive, neutral and negative; what is none is left out."""
    parts = (("+", cell.positive), ("○", cell.neutral), ("−", cell.negative), ("?", cell.unsaid))
    return " ".join(f"{sign}{number(count)}" for sign, count in parts if count) or "·"


def _numbers(cell: Cell) -> tuple[int, ...]:
    return cell.positive, cell.neutral, cell.negative, cell.unsaid, cell.count


def _said(cell: Cell) -> str:
    parts = (
        (cell.positive, "positive"),
        (cell.neutral, "neutral"),
        (cell.negative, "negative"),
        (cell.unsaid, "not said"),
    )
    return ", ".join(f"{count} {name}" for count, name in parts if count)


def _claims(cell: Cell) -> str:
    shown = ", ".join(
        f"{count} {name}"
        for count, name in ((cell.positive, "positive"), (cell.negative, "negative"))
        if count
    )
    return many(cell.count, "claim") + (f", {shown}" if shown else "")


def _current_frame(drawing: Drawing, painter: QPainter, look: Look, current: int | None) -> None:
    if current is not None and current < len(drawing.marks):
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(look.theme.muted), 1))
        painter.drawRect(drawing.marks[current].box.adjusted(0.5, 0.5, -0.5, -0.5))
