"""The table of figures: walked cell by cell, for each figure has something behind it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
)
from PySide6.QtGui import QColor, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from annotator.gui.guards import guarded
from annotator.gui.scores.figure_rows import BOTH, F1, NAME, ONLY_B, PRECISION, FigureRow
from annotator.gui.theme import LIGHT, Theme, mix
from annotator.gui.widgets.cell_table import CellTable

_Index = QModelIndex | QPersistentModelIndex
_TITLES = ("", "Precision", "Recall", "F1", "In both", "Only 1st", "Only 2nd")
_WIDTHS = {1: 82, 2: 68, 3: 62, 4: 70, 5: 96, 6: 96}
_LEAST, _MOST = 60, 560
"""Pixels of the first column."""
_HEIGHT = 28
_PAD = 10
_BAR = 3
"""Height of the line under a figure that is as long as the figure is high."""


class FigureModel(QAbstractTableModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[FigureRow] = []
        self.titles: tuple[str, ...] = _TITLES

    def set_rows(self, rows: Sequence[FigureRow], titles: Sequence[str]) -> None:
        self.beginResetModel()
        self.rows, self.titles = list(rows), tuple(titles)
        self.endResetModel()

    def set_title(self, column: int, title: str) -> None:
        self.titles = (*self.titles[:column], title, *self.titles[column + 1 :])
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, column, column)

    @guarded(0)
    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    @guarded(0)
    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(_TITLES)

    @guarded(Qt.ItemFlag.NoItemFlags)
    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid() or self.rows[index.row()].subject is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    @guarded(None)
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row, column = self.rows[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.cell(column)
            case Qt.ItemDataRole.ToolTipRole:
                return row.reason(column) or (row.text if column == NAME else None)
            case Qt.ItemDataRole.AccessibleTextRole:
                if column == NAME:
                    return row.text
                return f"{row.text}, {self.titles[column]}: {row.reason(column) or row.cell(column)}"
        return None

    @guarded(None)
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.titles[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeft if section == NAME else Qt.AlignmentFlag.AlignRight
            return side | Qt.AlignmentFlag.AlignVCenter
        return None


class FigureDelegate(QStyledItemDelegate):
    """Numbers to the right with a line below them that is as long as they are high."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.theme: Theme = LIGHT

    @guarded(None)
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        view = option.widget
        assert isinstance(view, FigureTable)
        row, column, theme = view.figures.rows[index.row()], index.column(), self.theme
        rect: QRect = option.rect
        painter.save()
        current = view.currentIndex() == index
        if row.subject is not None and view.currentIndex().row() == index.row():
            painter.fillRect(rect, mix(QColor(theme.page), QColor(theme.selection), 1.0 if current else 0.4))
        if PRECISION <= column <= F1 and row.subject is not None:
            self._paint_bar(painter, rect, row.figures[column - PRECISION])
        if current and view.hasFocus():
            painter.setPen(QColor(theme.focus))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        font = view.font()
        whole = row.subject is not None and not row.subject.name and row.article_id is None
        font.setBold(whole or (row.subject is None))
        painter.setFont(font)
        dim = row.subject is None or row.cell(column) in ("–", "0")
        painter.setPen(QColor(theme.muted if dim else theme.text))
        inset = _PAD if row.subject is None or row.article_id is not None else 2 * _PAD
        room = rect.adjusted(inset if column == NAME else _PAD, 0, -_PAD, 0)
        side = Qt.AlignmentFlag.AlignLeft if column == NAME else Qt.AlignmentFlag.AlignRight
        text = painter.fontMetrics().elidedText(row.cell(column), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()

    def _paint_bar(self, painter: QPainter, rect: QRect, figure: float | None) -> None:
        if figure is None:
            return
        line = QRect(rect.left() + _PAD, rect.bottom() - _BAR - 1, rect.width() - 2 * _PAD, _BAR)
        painter.fillRect(line, QColor(self.theme.faint))
        line.setWidth(round(line.width() * figure))
        painter.fillRect(line, QColor(self.theme.accent))


class FigureTable(CellTable):
    def __init__(self) -> None:
        super().__init__("Scores", _HEIGHT, 12)
        self.figures = FigureModel(self)
        self._delegate = FigureDelegate(self)
        self.show_model(self.figures)
        self.setItemDelegate(self._delegate)
        self.setObjectName("figure-table")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for column, width in _WIDTHS.items():
            self.horizontalHeader().resizeSection(column, width)

    def set_theme(self, theme: Theme) -> None:
        self._delegate.theme = theme
        self.viewport().update()

    def show_rows(
        self, rows: Sequence[FigureRow], names: tuple[str, str], at: tuple[int, int], heading: str
    ) -> None:
        """Show these; the cell at ``(row, column)`` becomes the current one without :attr:`walked`.

        :param names: what the two layers are called.
        :param heading: of the first column.
        """
        self.telling = False
        titles = (heading, *_TITLES[PRECISION : BOTH + 1], *(f"Only {name}" for name in names))
        self.figures.set_rows(rows, titles)
        if rows:
            self.go(*at)
        self.telling = True

    def show_order(self, order: tuple[int, bool] | None) -> None:
        """Say in the head by which column the lines are ordered, and whether the highest is first."""
        if order is not None:
            column, downwards = order
            self.figures.set_title(column, f"{self.figures.titles[column]} {'↓' if downwards else '↑'}")

    def title(self, column: int) -> str:
        """What a column is called."""
        return self.figures.titles[column].rstrip(" ↑↓")

    def go(self, row: int, column: int) -> None:
        """Make a cell the current one; of a heading the one below it."""
        row = min(max(row, 0), len(self.figures.rows) - 1)
        if self.figures.rows[row].subject is None and row + 1 < len(self.figures.rows):
            row += 1
        index = self.figures.index(row, min(max(column, NAME), ONLY_B))
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def current(self) -> tuple[FigureRow, int] | None:
        """The line and the column of the current figure."""
        index = self.currentIndex()
        if not index.isValid() or index.row() >= len(self.figures.rows):
            return None
        row = self.figures.rows[index.row()]
        return (row, index.column()) if row.subject is not None else None

    @guarded(None)
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Names far from their figures are hard to follow.
        room = self.viewport().width() - sum(_WIDTHS.values())
        self.horizontalHeader().resizeSection(NAME, min(max(room, _LEAST), _MOST))
