"""The list of patterns, walked by key; a key that does something with patterns is handed over."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView

from annotator.gui.commands.key_rules import pressed
from annotator.gui.guards import guarded
from annotator.gui.patterns.model import ANSWERS, HITS, LABEL, LANGUAGE, MEANS, NAME, PATTERN, PatternsModel
from annotator.model.knowledge import Pattern

KEYS = frozenset({"Return", "Enter", "F2", "Space", "Del", "Ins", "/", "I", "X", "S"})
"""What the list hands over, in portable text."""

_WIDTHS = {LABEL: 132, ANSWERS: 150, MEANS: 170, LANGUAGE: 84, NAME: 150, HITS: 96}
_ROOM = {LANGUAGE: 760, NAME: 900}
"""Pixels of the whole list under which a column is left out."""


class PatternTable(QTreeView):
    key_pressed = Signal(str)
    """One of :data:`KEYS`."""
    came_to = Signal()
    """Another pattern is the current one."""

    def __init__(self, model: PatternsModel) -> None:
        super().__init__()
        self.patterns = model
        self.setModel(model)
        self.setAccessibleName("Patterns")
        self.setProperty("role", "table")
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setSectionsClickable(True)
        for column, width in _WIDTHS.items():
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            header.resizeSection(column, width)
        header.setSectionResizeMode(PATTERN, QHeaderView.ResizeMode.Stretch)
        header.sectionClicked.connect(self._order_by)
        self.selectionModel().currentRowChanged.connect(lambda _now, _before: self.came_to.emit())
        self.doubleClicked.connect(lambda _index: self.key_pressed.emit("Return"))

    @property
    def pattern(self) -> Pattern | None:
        """The current one."""
        return self.patterns.pattern(self.currentIndex().row()) if self.currentIndex().isValid() else None

    def chosen(self) -> list[Pattern]:
        """The selected ones, else the current one."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        found = [pattern for row in rows if (pattern := self.patterns.pattern(row)) is not None]
        return found or ([self.pattern] if self.pattern is not None else [])

    def go_to(self, pattern_id: str | None, row: int = 0) -> None:
        """Make a pattern the current one, else that of this row."""
        found = self.patterns.row_of(pattern_id) if pattern_id is not None else None
        last = self.patterns.rowCount() - 1
        index = self.patterns.index(min(max(row, 0), last) if found is None else found, 0)
        flags = QItemSelectionModel.SelectionFlag
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
            self.scrollTo(index)
        else:
            self.setCurrentIndex(QModelIndex())

    def _order_by(self, column: int) -> None:
        current = self.pattern
        self.patterns.order_by(column)
        self.go_to(current.id if current is not None else None)

    # -- what Qt calls

    @guarded(False)
    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and _key(event) in KEYS
        ):
            event.accept()
            return True
        return super().event(event)

    @guarded(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = _key(event)
        if key in KEYS:
            self.key_pressed.emit("Return" if key in ("Enter", "F2") else key)
        else:
            super().keyPressEvent(event)

    @guarded(None)
    def keyboardSearch(self, search: str) -> None:
        """Letters are keys here; what one looks for is typed into the search."""

    @guarded(None)
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for column, least in _ROOM.items():
            self.setColumnHidden(column, self.width() < least)


def _key(event: QKeyEvent) -> str:
    sequence = pressed(event)
    return sequence.toString(QKeySequence.SequenceFormat.PortableText) if sequence is not None else ""
