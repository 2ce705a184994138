"""The table of lines: arrows walk, Space marks, and single keys do something with what is marked."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from annotator.gui.commands.key_rules import pressed
from annotator.gui.concordance.delegate import LineDelegate
from annotator.gui.concordance.model import ARTICLE, DATE, MARK, SOURCE, TAGGED, TEXT, LinesModel
from annotator.gui.guards import guarded
from annotator.gui.theme import Theme
from annotator.project.concordance.lines import Line, Order

_WIDTHS = {MARK: 34, TAGGED: 140, DATE: 92, SOURCE: 116, ARTICLE: 190}
_NARROW, _NARROW_WIDTHS = 900, {TAGGED: 96, ARTICLE: 136}
"""Pixels of the whole table under which these columns are smaller, for the sake of the words around a hit."""
_ROOM = {SOURCE: 1060, DATE: 820, ARTICLE: 560}
"""Pixels of the whole table under which a column is left out: the article a hit stands in comes last."""
_ORDERS: dict[int, Order] = {TAGGED: "label", DATE: "date", SOURCE: "source", ARTICLE: "article"}

_UP, _DOWN = Qt.Key.Key_Up, Qt.Key.Key_Down


class LinesTable(QTableView):
    walked = Signal(object)
    """The :class:`Line` to which the person came by key or mouse."""
    entered = Signal(bool)
    """Enter was pressed, or a line double-clicked; with Shift."""
    order_wanted = Signal(str)
    key_pressed = Signal(str)
    """A key of :attr:`keys`, in portable text."""

    def __init__(self, lines: LinesModel) -> None:
        super().__init__()
        self.lines = lines
        self.keys: Callable[[str], bool] = lambda _key: False
        """Whether a key does something with the lines."""
        self.delegate = LineDelegate()
        self.setModel(lines)
        self.setItemDelegate(self.delegate)
        self.setAccessibleName("What was found")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(18)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(self.delegate.height)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setFixedHeight(head.fontMetrics().height() + 13)
        head.setSectionsClickable(True)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setMinimumSectionSize(24)
        for column, width in _WIDTHS.items():
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            head.resizeSection(column, width)
        head.setSectionResizeMode(TEXT, QHeaderView.ResizeMode.Stretch)
        head.sectionClicked.connect(self._on_head)

    def set_theme(self, theme: Theme) -> None:
        self.delegate.theme = theme
        self.viewport().update()

    @property
    def line(self) -> Line | None:
        """The current line."""
        row = self.currentIndex().row()
        return self.lines.lines[row] if 0 <= row < len(self.lines.lines) else None

    def go_to(self, row: int, *, tell: bool = True) -> None:
        """Make a line the current one; with ``tell`` as if the person had come to it."""
        if not 0 <= row < len(self.lines.lines):
            return
        index = self.lines.index(row, TEXT)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        if tell:
            self.walked.emit(self.lines.lines[row])

    # -- what Qt calls

    @guarded(QSize(700, 240))
    def sizeHint(self) -> QSize:
        return QSize(700, self.delegate.height * 8 + 34)

    @guarded(False)
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            key = pressed(event)
            own = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, _UP, _DOWN)
            plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
            mine = key is not None and self.keys(key.toString(QKeySequence.SequenceFormat.PortableText))
            if (own and plain) or mine or event.matches(QKeySequence.StandardKey.SelectAll):
                event.accept()
                return True
        return super().event(event)

    @guarded(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        sequence = pressed(event)
        key = sequence.toString(QKeySequence.SequenceFormat.PortableText) if sequence is not None else ""
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        row = self.currentIndex().row()
        if event.matches(QKeySequence.StandardKey.SelectAll):
            self.lines.mark_all(self.lines.marks < len(self.lines.lines))
        elif event.key() == Qt.Key.Key_Space and row >= 0:
            self.lines.toggle(row)
            if not shift:
                self._walk(row + 1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit(shift)
        elif self.keys(key):
            self.key_pressed.emit(key)
        else:
            super().keyPressEvent(event)
            if self.currentIndex().row() != row:
                self.go_to(self.currentIndex().row())

    def _walk(self, row: int) -> None:
        if row < len(self.lines.lines):
            self.go_to(row)

    @guarded(None)
    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.column() == MARK:
            self.lines.toggle(index.row())
            self.setCurrentIndex(self.lines.index(index.row(), TEXT))
            return
        super().mousePressEvent(event)
        if index.isValid():
            self.go_to(index.row())

    @guarded(None)
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.column() != MARK:
            self.entered.emit(False)

    @guarded(None)
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.delegate.hold(True)
        if not self.currentIndex().isValid():
            self.go_to(0, tell=False)
        self.viewport().update()

    @guarded(None)
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.delegate.hold(False)
        self.viewport().update()

    @guarded(None)
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for column, least in _ROOM.items():
            self.setColumnHidden(column, self.width() < least)
        widths = _WIDTHS | (_NARROW_WIDTHS if self.width() < _NARROW else {})
        for column in _NARROW_WIDTHS:
            self.horizontalHeader().resizeSection(column, widths[column])

    # -- inside

    def _on_head(self, column: int) -> None:
        order = _ORDERS.get(column)
        if column == TEXT:
            place = self.horizontalHeader().mapFromGlobal(self.cursor().pos()) - QPoint(
                self.columnViewportPosition(TEXT), 0
            )
            part = place.x() / max(1, self.columnWidth(TEXT))
            order = "left" if part < 0.4 else "hit" if part < 0.6 else "right"
        if order is not None:
            self.order_wanted.emit(order)
