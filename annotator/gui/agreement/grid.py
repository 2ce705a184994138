"""A grid of figures that is walked cell by cell, for each figure has something behind it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from annotator.gui.agreement.grid_model import UNDEFINED, Cell, GridModel, Index, Row
from annotator.gui.guards import guarded
from annotator.gui.theme import LIGHT, Theme, mix
from annotator.gui.widgets.cell_table import CellTable

_HEIGHT = 34
_PAD = 10
_LINE, _MARK = 3, 2
"""Height of the line under a figure, and width of the mark where the figure stands on it."""
_NAME_LEAST, _NAME_MOST, _CELL_LEAST, _CELL_MOST = 150, 420, 74, 128
_SHADE = 0.42
"""Share of the accent behind a value of 1: text on it still has its contrast."""


class _Delegate(QStyledItemDelegate):
    """Numbers to the right; below each a line from 0 to 1 with its interval, or behind it a shade."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.theme: Theme = LIGHT

    @guarded(None)
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = option.widget
        assert isinstance(view, Grid)
        row, cell, theme = view.figures.rows[index.row()], view.figures.cell(index), self.theme
        rect: QRect = option.rect
        painter.save()
        current = view.currentIndex() == index
        if not row.heading and view.currentIndex().row() == index.row():
            painter.fillRect(rect, mix(QColor(theme.page), QColor(theme.selection), 1.0 if current else 0.4))
        if cell is not None and cell.value is not None:
            (self._shade if cell.shade else self._line)(painter, rect, cell)
        if current and view.hasFocus():
            painter.setPen(QColor(theme.focus))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        font = view.font()
        font.setBold(row.heading or row.strong)
        painter.setFont(font)
        text = cell.text if cell is not None else ("" if index.column() else row.name)
        dim = row.heading or (cell is not None and text in (UNDEFINED, "0", "·"))
        painter.setPen(QColor(theme.muted if dim else theme.text))
        inset = 2 * _PAD if cell is None and row.indent else _PAD
        lines = any(each.value is not None and not each.shade for each in row.cells)
        room = rect.adjusted(inset, 0, -_PAD, -2 * _LINE if lines else 0)
        side = Qt.AlignmentFlag.AlignLeft if cell is None else Qt.AlignmentFlag.AlignRight
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()

    def _line(self, painter: QPainter, rect: QRect, cell: Cell) -> None:
        line = QRect(rect.left() + _PAD, rect.bottom() - 2 * _LINE, rect.width() - 2 * _PAD, _LINE)
        painter.fillRect(line, QColor(self.theme.faint))
        assert cell.value is not None
        low = cell.value if cell.low is None else cell.low
        high = cell.value if cell.high is None else cell.high
        left, right = (line.left() + round(line.width() * _within(end)) for end in (low, high))
        tone = mix(QColor(self.theme.page), QColor(self.theme.accent), 0.55)
        painter.fillRect(QRect(left, line.top(), max(right - left, 1), _LINE), tone)
        at = line.left() + round(line.width() * _within(cell.value)) - _MARK // 2
        painter.fillRect(QRect(at, line.top() - 2, _MARK, _LINE + 4), QColor(self.theme.accent))

    def _shade(self, painter: QPainter, rect: QRect, cell: Cell) -> None:
        assert cell.value is not None
        tone = mix(QColor(self.theme.page), QColor(self.theme.accent), _SHADE * _within(cell.value))
        painter.fillRect(rect.adjusted(1, 1, -1, -1), tone)


class Grid(CellTable):
    def __init__(self, name: str) -> None:
        super().__init__(name, _HEIGHT, 16)
        self.figures = GridModel(self)
        self._delegate = _Delegate(self)
        self.show_model(self.figures)
        self.setItemDelegate(self._delegate)

    def set_theme(self, theme: Theme) -> None:
        self._delegate.theme = theme
        self.viewport().update()

    def show_rows(
        self, titles: Sequence[str], tips: Sequence[str], rows: Sequence[Row], at: tuple[int, int]
    ) -> None:
        """Show these; the cell at ``at`` (row, column) becomes the current one without :attr:`walked`."""
        self.telling = False
        self.figures.set_rows(titles, tips, rows)
        self._widths()
        if rows:
            self.go(*at)
        self.telling = True

    def needed(self) -> int:
        """The height that shows all rows, in pixels."""
        return self.horizontalHeader().height() + self.verticalHeader().length() + 12

    def go(self, row: int, column: int) -> None:
        """Make a cell the current one; of a heading the one below it."""
        rows = self.figures.rows
        row = min(max(row, 0), len(rows) - 1)
        while rows[row].heading and row + 1 < len(rows):
            row += 1
        index = self.figures.index(row, min(max(column, 0), len(self.figures.titles) - 1))
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def current(self) -> tuple[Row, Cell | None] | None:
        """The row and the cell (None: its name) that is the current one."""
        index = self.currentIndex()
        if not index.isValid() or index.row() >= len(self.figures.rows):
            return None
        row = self.figures.rows[index.row()]
        return None if row.heading else (row, self.figures.cell(index))

    @guarded(None)
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._widths()

    def _widths(self) -> None:
        """Names have what they need, and the figures stay near them."""
        columns = len(self.figures.titles) - 1
        metrics, head = self.fontMetrics(), self.horizontalHeader()
        longest = max((metrics.horizontalAdvance(row.name) for row in self.figures.rows), default=0)
        name = min(max(longest + 4 * _PAD, _NAME_LEAST), _NAME_MOST)
        head.resizeSection(0, name)
        room = (self.viewport().width() - name) // max(columns, 1)
        for column in range(1, columns + 1):
            needs = head.fontMetrics().horizontalAdvance(self.figures.titles[column]) + 2 * _PAD + 4
            head.resizeSection(column, max(min(max(room, _CELL_LEAST), _CELL_MOST), min(needs, 190)))


def _within(value: float) -> float:
    """As a share of a line: what is below 0, worse than chance, stands at its left end."""
    return min(max(value, 0.0), 1.0)
