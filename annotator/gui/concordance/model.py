"""The lines of the concordance as a table, with those that are marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from annotator.gui.guards import guarded
from annotator.project.concordance.lines import Line, Order, ordered, plain

MARK, TEXT, TAGGED, DATE, SOURCE, ARTICLE = range(6)
"""The columns."""

TITLES = ("", "Line", "Tagged as", "Date", "Source", "Article")

LINE_ROLE = Qt.ItemDataRole.UserRole
"""The :class:`Line` of an index."""
MARK_ROLE = Qt.ItemDataRole.UserRole + 1
"""Whether the line is marked."""

_Index = QModelIndex | QPersistentModelIndex


class LinesModel(QAbstractTableModel):
    marks_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: list[Line] = []
        self.order: Order = "article"
        self._rows: dict[object, int] = {}
        self._marked: set[object] = set()

    # -- what Qt asks

    @guarded(0)
    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.lines)

    @guarded(0)
    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(TITLES)

    @guarded(None)
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return TITLES[section]
        return None

    @guarded(None)
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.lines):
            return None
        line = self.lines[index.row()]
        match role:
            case _ if role == LINE_ROLE:
                return line
            case _ if role == MARK_ROLE:
                return line.key in self._marked
            case Qt.ItemDataRole.DisplayRole:
                return shown(line, index.column())
            case Qt.ItemDataRole.ToolTipRole if index.column() == TEXT:
                return f"{plain(line.left)} {plain(line.hit)} {plain(line.right)}"
            case Qt.ItemDataRole.ToolTipRole:
                return shown(line, index.column()) or None
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(line) if index.column() == TEXT else shown(line, index.column())
        return None

    # -- what it holds

    def clear(self) -> None:
        self.beginResetModel()
        self.lines, self._rows = [], {}
        self._marked.clear()
        self.endResetModel()
        self.marks_changed.emit()

    def add(self, lines: Sequence[Line], *, marked: bool = False) -> None:
        """Put lines behind those that are there."""
        if not lines:
            return
        first = len(self.lines)
        self.beginInsertRows(QModelIndex(), first, first + len(lines) - 1)
        self.lines += lines
        self._rows |= {line.key: first + n for n, line in enumerate(lines)}
        if marked:
            self._marked.update(line.key for line in lines)
        self.endInsertRows()
        if marked:
            self.marks_changed.emit()

    def sort_by(self, order: Order) -> None:
        """Order the lines; who shows them keeps the current one by its key."""
        self.order = order
        self.beginResetModel()
        self.lines = ordered(self.lines, order)
        self._rows = {line.key: n for n, line in enumerate(self.lines)}
        self.endResetModel()

    def take(self, lines: Iterable[Line]) -> None:
        """Take these in place of those with the same key; the list does not move."""
        changed = []
        for line in lines:
            row = self._rows.get(line.key)
            if row is not None and self.lines[row] != line:
                self.lines[row] = line
                changed.append(row)
        if changed:
            self.dataChanged.emit(self.index(min(changed), 0), self.index(max(changed), len(TITLES) - 1))

    def row_of(self, line: Line) -> int | None:
        return self._rows.get(line.key)

    def articles(self) -> int:
        """In how many articles the lines are."""
        return len({line.article_id for line in self.lines})

    # -- marks

    def marked(self) -> list[Line]:
        """The marked lines, as they stand."""
        return [line for line in self.lines if line.key in self._marked] if self._marked else []

    @property
    def marks(self) -> int:
        return len(self._marked)

    def toggle(self, row: int) -> None:
        self._marked ^= {self.lines[row].key}
        self._show_marks(row, row)

    def mark_all(self, marked: bool) -> None:
        self._marked = {line.key for line in self.lines} if marked else set()
        if self.lines:
            self._show_marks(0, len(self.lines) - 1)

    def _show_marks(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(TITLES) - 1))
        self.marks_changed.emit()

    def _spoken(self, line: Line) -> str:
        """All of the line in words, for screen readers."""
        marked = "marked" if line.key in self._marked else ""
        text = f"{plain(line.left[-60:])} {plain(line.hit)} {plain(line.right[:60])}"
        told = (marked, text, tagged(line), line.date, line.source, line.title)
        return ", ".join(part for part in told if part)


def shown(line: Line, column: int) -> str:
    """What a column says of a line."""
    match column:
        case 1:
            return plain(line.hit)
        case 2:
            return tagged(line)
        case 3:
            return line.date
        case 4:
            return line.source
        case 5:
            return line.title
    return ""


def tagged(line: Line) -> str:
    """How what stands on a line's hit is tagged, in words."""
    name = " · ".join(part for part in (line.label, line.actor) if part)
    match line.kind:
        case "suggestion":
            return f"{name}, suggested"
        case "colleague":
            return f"{name}, {line.annotator}"
        case "gone":
            return f"{name}, gone"
    return name or (f"in {line.around}" if line.around else "")
