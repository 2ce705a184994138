"""A table that is walked cell by cell, for each of its cells has something behind it."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from annotator.gui.guards import guarded

_TAKEN = (
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
)


class CellTable(QTableView):
    walked = Signal()
    """The current cell is another one, by key or mouse."""
    entered = Signal()
    """Enter, or a double click."""
    head_clicked = Signal(int)

    def __init__(self, name: str, row_height: int, around: int) -> None:
        """:param name: what a screen reader calls it.
        :param row_height: pixels, or more where text with ``around`` above and below needs them.
        """
        super().__init__()
        self.telling = True
        """Whether another current cell is told by :attr:`walked`."""
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(max(row_height, self.fontMetrics().height() + around))
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(True)
        head.setMinimumSectionSize(24)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.sectionClicked.connect(self.head_clicked)
        self.doubleClicked.connect(lambda _index: self.entered.emit())

    def show_model(self, model: QAbstractTableModel) -> None:
        """Show this one, from the beginning on."""
        self.setModel(model)
        self.selectionModel().currentChanged.connect(lambda _now, _before: self._on_current())

    @guarded(False)
    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in _TAKEN
            and event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        ):
            event.accept()
            return True
        return super().event(event)

    @guarded(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    @guarded(None)
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    @guarded(None)
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def _on_current(self) -> None:
        self.viewport().update()
        if self.telling:
            self.walked.emit()
