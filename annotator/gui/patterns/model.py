"""The patterns as a table: filtered by words, in an order, with how many hits each has."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from annotator.gui.guards import guarded
from annotator.gui.patterns.results import Results
from annotator.gui.theme import Theme
from annotator.model.codebook import Codebook
from annotator.model.codebook_remap import said
from annotator.model.knowledge import Pattern
from annotator.model.pattern_text import explained, read, written

LABEL, PATTERN, ANSWERS, MEANS, LANGUAGE, NAME, HITS = range(7)
"""The columns."""
TITLES = ("Label", "Pattern", "Answers", "Actor", "Language", "From", "Hits")

_Index = QModelIndex | QPersistentModelIndex


class PatternsModel(QAbstractTableModel):
    theme: Theme

    def __init__(self, results: Results, parent: QObject) -> None:
        super().__init__(parent)
        self._results = results
        self._all: list[Pattern] = []
        self._shown: list[Pattern] = []
        self._actors: Mapping[str, str] = {}
        self._codebook: Codebook | None = None
        self._words = ""
        self._order: tuple[int, bool] | None = None

    # -- what Qt asks

    @guarded(0)
    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._shown)

    @guarded(0)
    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(TITLES)

    @guarded(None)
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            arrow = (
                "" if self._order is None or self._order[0] != section else " ▾" if self._order[1] else " ▴"
            )
            return TITLES[section] + arrow
        if role == Qt.ItemDataRole.TextAlignmentRole and section == HITS:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    @guarded(None)
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._shown):
            return None
        pattern, column = self._shown[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.text(pattern, column)
            case Qt.ItemDataRole.ToolTipRole:
                return self._tip(pattern, column)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(pattern) if column == LABEL else self.text(pattern, column)
            case Qt.ItemDataRole.DecorationRole if column == LABEL and self._codebook is not None:
                label = self._codebook.label(pattern.label)
                return self.theme.label_colour(label) if label is not None else None
            case Qt.ItemDataRole.TextAlignmentRole if column == HITS:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            case Qt.ItemDataRole.ForegroundRole:
                quiet = pattern.off or column not in (LABEL, PATTERN, HITS) or self.is_retired(pattern)
                return QColor(self.theme.muted if quiet else self.theme.text)
        return None

    # -- what it holds

    def set_patterns(
        self, patterns: Sequence[Pattern], actors: Mapping[str, str], codebook: Codebook | None
    ) -> None:
        """``actors``: id -> name."""
        self._all, self._actors, self._codebook = list(patterns), actors, codebook
        self.refresh()

    def filter(self, words: str) -> None:
        """Show only those in which all these words stand."""
        self._words = words
        self.refresh()

    def order_by(self, column: int) -> None:
        """In the order of a column; asked again, the other way round."""
        descending = column == HITS
        if self._order is not None and self._order[0] == column:
            descending = not self._order[1]
        self._order = column, descending
        self.refresh()

    def refresh(self) -> None:
        self.beginResetModel()
        words = self._words.casefold().split()
        self._shown = [p for p in self._all if not words or self._has(p, words)]
        if self._order is not None:
            column, descending = self._order
            self._shown.sort(key=self._sorted_by(column), reverse=descending)
        self.endResetModel()

    @property
    def all(self) -> Sequence[Pattern]:
        return self._all

    def pattern(self, row: int) -> Pattern | None:
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def row_of(self, pattern_id: str) -> int | None:
        return next((row for row, pattern in enumerate(self._shown) if pattern.id == pattern_id), None)

    def show_hits(self) -> None:
        """Counts have changed."""
        if self._shown:
            self.dataChanged.emit(self.index(0, HITS), self.index(len(self._shown) - 1, HITS))

    def is_retired(self, pattern: Pattern) -> bool:
        label = self._codebook.label(pattern.label) if self._codebook is not None else None
        return label is not None and label.retired

    def text(self, pattern: Pattern, column: int) -> str:
        """What a cell says."""
        match column:
            case 0:
                return f"{pattern.label} (retired)" if self.is_retired(pattern) else pattern.label
            case 1:
                return read(pattern.pattern)
            case 2:
                return ", ".join(said(value) for value in pattern.attributes.values())
            case 3:
                return self._actors.get(pattern.actor_id or "", "")
            case 4:
                return pattern.language
            case 5:
                return pattern.name
        result = self._results.of(pattern)
        hits = "…" if result is None else f"{result.hits:,}" + ("" if result.whole else " …")
        return f"off · {hits}" if pattern.off else hits

    # -- inside

    def _tip(self, pattern: Pattern, column: int) -> str | None:
        if column == PATTERN:
            return f"{written(pattern.pattern)}\nFound {explained(pattern.pattern)}."
        if column != HITS:
            return self.text(pattern, column) or None
        result = self._results.of(pattern)
        if result is None:
            return "Not counted yet"
        told = f"{result.hits:,} hits in {result.articles:,} articles"
        return told + (f"\nNot used to the full in {result.unused:,}: {result.why}" if result.unused else "")

    def _spoken(self, pattern: Pattern) -> str:
        cells = [self.text(pattern, column) for column in range(HITS)]
        return ", ".join(cell for cell in [*cells, f"{self.text(pattern, HITS)} hits"] if cell)

    def _has(self, pattern: Pattern, words: Sequence[str]) -> bool:
        cells = " ".join(self.text(pattern, column) for column in range(HITS)).casefold()
        return all(word in cells for word in words)

    def _sorted_by(self, column: int) -> Callable[[Pattern], Any]:
        if column == HITS:
            return lambda pattern: result.hits if (result := self._results.of(pattern)) is not None else -1
        return lambda pattern: self.text(pattern, column).casefold()
