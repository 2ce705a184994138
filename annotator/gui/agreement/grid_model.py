"""Cells of a grid of figures: a value with its interval, or why there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.gui.guards import guarded

Index = QModelIndex | QPersistentModelIndex

UNDEFINED = "–"


@dataclass(frozen=True, slots=True)
class Cell:
    """``value`` is between 0 and 1 where something is drawn of it; ``low`` and ``high`` are its interval.

    ``said`` is what a screen reader and the tool tip say; ``key`` is what the cell means to the page.
    ``shade`` says that the value is drawn as a shade behind it, not as a line below.
    """

    text: str = ""
    value: float | None = None
    low: float | None = None
    high: float | None = None
    said: str = ""
    key: object = None
    shade: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """``heading`` stands alone; ``strong`` is about all; ``indent`` moves the name in."""

    name: str
    cells: tuple[Cell, ...] = ()
    key: object = None
    heading: bool = False
    strong: bool = False
    indent: bool = False


class GridModel(QAbstractTableModel):
    """The first column has the names of the rows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []
        self.titles: tuple[str, ...] = ("",)
        self.tips: tuple[str, ...] = ("",)

    def set_rows(self, titles: Sequence[str], tips: Sequence[str], rows: Sequence[Row]) -> None:
        """Show other rows; titles and their tool tips are those of all columns."""
        self.beginResetModel()
        self.titles, self.tips, self.rows = tuple(titles), tuple(tips), list(rows)
        self.endResetModel()

    def cell(self, index: Index) -> Cell | None:
        """None for a name, and where there is nothing."""
        if not index.isValid() or index.row() >= len(self.rows) or not index.column():
            return None
        cells = self.rows[index.row()].cells
        return cells[index.column() - 1] if index.column() <= len(cells) else None

    @guarded(0)
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    @guarded(0)
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.titles)

    @guarded(Qt.ItemFlag.NoItemFlags)
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self.rows[index.row()].heading:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    @guarded(None)
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row, cell = self.rows[index.row()], self.cell(index)
        if cell is None:
            if index.column():
                return None
            return row.name if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole) else None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return cell.text
            case Qt.ItemDataRole.ToolTipRole:
                return cell.said
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{row.name}, {self.titles[index.column()]}: {cell.said or cell.text}"
        return None

    @guarded(None)
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or section >= len(self.titles):
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.titles[section]
            case Qt.ItemDataRole.ToolTipRole:
                return self.tips[section]
            case Qt.ItemDataRole.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignLeft if not section else Qt.AlignmentFlag.AlignRight
                return side | Qt.AlignmentFlag.AlignVCenter
        return None
