"""The list of threads: arrows walk it, Enter goes to the place."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView

from annotator.gui.guards import guarded
from annotator.gui.talk.listing import Row
from annotator.gui.talk.rows import RowDelegate, Rows
from annotator.gui.talk.target import Target
from annotator.gui.theme import Theme


class ThreadList(QListView):
    walked = Signal(object)
    """The :class:`Row` to which the person went."""
    chosen = Signal(object)
    """Enter or a double click on one."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("thread-list")
        self.setAccessibleName("Comments")
        self.rows = Rows()
        self._delegate = RowDelegate(self)
        self._telling = True
        self.setModel(self.rows)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.selectionModel().currentChanged.connect(self._on_current)
        self.doubleClicked.connect(lambda _index: self._choose())

    def set_theme(self, theme: Theme) -> None:
        self._delegate.theme = theme
        self.viewport().update()

    @property
    def row(self) -> Row | None:
        """The current one."""
        number = self.currentIndex().row()
        return self.rows.rows[number] if 0 <= number < len(self.rows.rows) else None

    def show_rows(self, rows: tuple[Row, ...], current: Target | None) -> None:
        """Show these; the one of ``current`` is current, without :attr:`walked`."""
        if rows != self.rows.rows:
            self._telling = False
            self.rows.show(rows)
            self._telling = True
        self.point_at(current)

    def point_at(self, target: Target | None) -> None:
        """Make the row of a thread the current one, without :attr:`walked`."""
        number = self.rows.number_of(target)
        self._telling = False
        if number is None:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        else:
            self.setCurrentIndex(self.rows.index(number))
            self.scrollTo(self.rows.index(number))
        self._telling = True

    @guarded(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose()
        else:
            super().keyPressEvent(event)

    def _choose(self) -> None:
        if self.row is not None:
            self.chosen.emit(self.row)

    def _on_current(self, _now: QModelIndex, _before: QModelIndex) -> None:
        if self._telling and self.row is not None:
            self.walked.emit(self.row)
