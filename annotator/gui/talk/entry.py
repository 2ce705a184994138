"""The field in which a comment is written: Ctrl+Enter sends it, Esc leaves it there, @ names somebody."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QTextCursor, QTextDocument
from PySide6.QtWidgets import QPlainTextEdit

from annotator.gui.guards import guarded
from annotator.gui.talk.names import NameList, offered_names

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LEAST, _MOST = 2, 6
"""Lines that it is high."""


class TalkEntry(QPlainTextEdit):
    sent = Signal(str)
    left = Signal()
    """Esc: the person goes elsewhere; what is written stays."""
    typed = Signal(str)
    """What stands there now, whenever the person changes it."""
    paged = Signal(int)
    """A page down (1) or up (-1) in what was said above."""
    last_wanted = Signal()
    """Up in an empty field: what one said last is to be said otherwise."""

    def __init__(self, names: Callable[[], list[str]]) -> None:
        """:param names: whom “@” offers."""
        super().__init__()
        self.setObjectName("talk-entry")
        self.setTabChangesFocus(True)
        self._names = names
        self._telling = True
        self.popup: NameList | None = None
        self.textChanged.connect(self._on_text)
        self.cursorPositionChanged.connect(self._complete)
        self._fit()

    def show_text(self, text: str) -> None:
        """Show another text, with the caret behind it."""
        if text == self.toPlainText():
            return
        self._telling = False
        self.setPlainText(text)
        self._telling = True
        self.moveCursor(QTextCursor.MoveOperation.End)
        self._end()

    def begin(self) -> None:
        """Take the keyboard, behind what is written."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.moveCursor(QTextCursor.MoveOperation.End)

    # -- inside

    def _on_text(self) -> None:
        self._fit()
        if self._telling:
            self.typed.emit(self.toPlainText())
            self._complete()

    def _fit(self) -> None:
        lines = max(_LEAST, min(_MOST, int(self.document().size().height())))
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 20)

    def _complete(self) -> None:
        """Offer the names that begin as what stands before the caret; without any, nothing."""
        if not self.hasFocus() or not self._telling or self.isReadOnly():
            return
        found = offered_names(self._before(), self._names())
        if found is None:
            self._end()
            return
        if self.popup is None:
            self.popup = NameList(self.window())
            self.popup.taken.connect(self._take)
        self.popup.offer(found, self, self.cursorRect())

    def _before(self) -> str:
        """What stands in the caret's line before it."""
        cursor = self.textCursor()
        cursor.setPosition(cursor.position())
        moves = QTextCursor.MoveOperation.StartOfBlock
        cursor.movePosition(moves, QTextCursor.MoveMode.KeepAnchor)
        return cursor.selectedText()

    def _take(self, name: str) -> None:
        """Put a name in the place of what was typed of it."""
        cursor = self.textCursor()
        end = cursor.position()
        at = self.document().find("@", end, QTextDocument.FindFlag.FindBackward)
        if at.isNull():
            return
        cursor.setPosition(at.selectionStart())
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(f"@{name} ")
        self.setTextCursor(cursor)
        self._end()

    def _end(self) -> None:
        if self.popup is not None:
            self.popup.hide()

    @property
    def _choosing(self) -> bool:
        return self.popup is not None and self.popup.isVisible()

    # -- what Qt calls

    @guarded(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, control = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if self._choosing and not control and self.popup is not None and self.popup.press(key):
            return
        if key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in _ENTER and control:
            self._end()
            self.sent.emit(self.toPlainText())
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.paged.emit(1 if key == Qt.Key.Key_PageDown else -1)
        elif key == Qt.Key.Key_Up and not event.modifiers() and not self.toPlainText():
            self.last_wanted.emit()
        else:
            super().keyPressEvent(event)

    @guarded(False)
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo = event.matches(QKeySequence.StandardKey.Undo) and not self.document().isUndoAvailable()
            if undo or (
                event.matches(QKeySequence.StandardKey.Redo) and not self.document().isRedoAvailable()
            ):
                event.ignore()  # nothing was typed: the program takes back what was done last
                return False
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if event.key() == Qt.Key.Key_Escape or (event.key() in _ENTER and control):
                event.accept()
                return True
        return super().event(event)

    @guarded(False)
    def focusNextPrevChild(self, forward: bool) -> bool:
        return False if self._choosing else super().focusNextPrevChild(forward)

    @guarded(None)
    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._end()
        super().focusOutEvent(event)
