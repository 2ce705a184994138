"""A quiet table of lines of text that is walked by key: what is missing, what was done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView, QWidget

from annotator.gui.guards import guarded

_Index = QModelIndex | QPersistentModelIndex

Line = tuple[str, ...]
"""One cell a column."""


class Lines(QAbstractTableModel):
    def __init__(self, columns: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._lines: list[Line] = []

    def set_lines(self, lines: Sequence[Line]) -> None:
        self.beginResetModel()
        self._lines = list(lines)
        self.endResetModel()

    @guarded(0)
    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._lines)

    @guarded(0)
    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._columns)

    @guarded(None)
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._lines):
            return None
        line = self._lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return line[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(cell for cell in line if cell) if index.column() == 0 else line[index.column()]
        return None

    @guarded(None)
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section]
        return None


class Table(QTreeView):
    """Emits :attr:`walked` while one goes through the lines and :attr:`chosen` for Enter and double click."""

    walked = Signal(int)
    chosen = Signal(int)

    def __init__(
        self, name: str, columns: Sequence[str], widths: Sequence[int], parent: QWidget | None = None
    ) -> None:
        """:param widths: of all columns but the one that takes the rest, which has 0."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setProperty("role", "table")
        self._lines = Lines(columns, self)
        self._telling = True
        self.setModel(self._lines)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        for number, width in enumerate(widths):
            if width:
                header.setSectionResizeMode(number, QHeaderView.ResizeMode.Interactive)
                header.resizeSection(number, width)
            else:
                header.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)
        self.selectionModel().currentRowChanged.connect(self._on_row)
        self.doubleClicked.connect(lambda index: self.chosen.emit(index.row()))

    def set_lines(self, lines: Sequence[Line], current: int | None = None) -> None:
        """Show these; ``current`` becomes the current line without :attr:`walked`."""
        self._telling = False
        self._lines.set_lines(lines)
        if current is not None and lines:
            self.go(min(current, len(lines) - 1))
        self._telling = True

    def go(self, number: int) -> None:
        index = self._lines.index(number, 0)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, flags)
        self.scrollTo(index)

    def current_line(self) -> int | None:
        index = self.currentIndex()
        return index.row() if index.isValid() else None

    def lines(self) -> list[Line]:
        """What is shown, for those who look at it."""
        columns = range(self._lines.columnCount())
        return [
            tuple(str(self._lines.index(row, column).data()) for column in columns)
            for row in range(self._lines.rowCount())
        ]

    @guarded(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = self.current_line()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and number is not None:
            self.chosen.emit(number)
        else:
            super().keyPressEvent(event)

    def _on_row(self, current: QModelIndex, _before: QModelIndex) -> None:
        if self._telling and current.isValid():
            self.walked.emit(current.row())
