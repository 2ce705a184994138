"""A list whose lines are marked by Space or a click at their left."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView

from annotator.gui.actors.delegates import BOX
from annotator.gui.guards import guarded

_KEYS = Qt.Key
_BATCH = 1000


class MarkingList(QListView):
    marked = Signal(QModelIndex)
    taken = Signal(QModelIndex)
    """Enter was pressed on a line, or it was double-clicked beside its box."""
    pressed_key = Signal(str)
    """A key of :attr:`keys` was pressed."""

    def __init__(self, name: str, object_name: str) -> None:
        super().__init__()
        self.keys: frozenset[str] = frozenset()
        """Keys that mean something here, by their names: ``M``, ``Del``, ``Esc`` ..."""
        self.setObjectName(object_name)
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        # A hundred thousand lines find their places bit by bit, the first ones at once.
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(_BATCH)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @guarded(False)
    def event(self, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and _name(event) in self.keys | {"Return", "Space"}
        ):
            event.accept()
            return True
        return super().event(event)

    @guarded(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        name = _name(event)
        if name in self.keys:
            self.pressed_key.emit(name)
        elif name == "Return":
            self.taken.emit(self.currentIndex())
        elif name == "Space":
            self.marked.emit(self.currentIndex())
            self._go_on()
        elif event.text().strip():
            event.ignore()  # no search by first letters: the search field finds more
        else:
            super().keyPressEvent(event)

    @guarded(None)
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid() and self._in_box(event, index):
            self.marked.emit(index)

    @guarded(None)
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid() and not self._in_box(event, index):
            self.taken.emit(index)

    def _in_box(self, event: QMouseEvent, index: QModelIndex) -> bool:
        return event.position().x() - self.visualRect(index).left() < BOX

    def _go_on(self) -> None:
        """To the next line, so that several are marked by Space alone."""
        model = self.model()
        for row in range(self.currentIndex().row() + 1, model.rowCount()):
            index = model.index(row, 0)
            if index.flags() & Qt.ItemFlag.ItemIsSelectable:
                self.setCurrentIndex(index)
                return


def _name(event: QKeyEvent) -> str:
    """The key as text, empty with Ctrl or Alt."""
    strong = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    if event.modifiers() & strong:
        return ""
    names = {
        _KEYS.Key_Return: "Return",
        _KEYS.Key_Enter: "Return",
        _KEYS.Key_Space: "Space",
        _KEYS.Key_Delete: "Del",
        _KEYS.Key_Escape: "Esc",
        _KEYS.Key_F2: "F2",
    }
    return names.get(_KEYS(event.key()), event.text().upper().strip())
