"""The note of an annotation: saved by itself when typing pauses or the keyboard goes elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit

from annotator.gui.guards import guarded

_PAUSE = 900
"""Milliseconds without typing after which a note is saved."""


class NoteEdit(QPlainTextEdit):
    written = Signal(str, str)
    """Id of the annotation and its new note."""
    left = Signal()
    """Esc or Ctrl+Enter: the person is done here."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Note")
        self.setTabChangesFocus(True)
        self.setPlaceholderText("Write a note")
        self._id = ""
        self._saved = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self.save)
        self.textChanged.connect(self._timer.start)

    def show_note(self, annotation_id: str, note: str) -> None:
        """Show a note; while the same one is being typed, what is typed stays."""
        if annotation_id == self._id and self.hasFocus():
            return
        self.save()
        self._id, self._saved = annotation_id, note
        if self.toPlainText() != note:
            self.setPlainText(note)
        self.document().setModified(False)
        self._timer.stop()

    def save(self) -> None:
        """Save what is typed, now."""
        self._timer.stop()
        # The field shows a no-break space or the end of a line as another: what nobody has typed
        # in stays as it is.
        if not self.document().isModified():
            return
        text = self.toPlainText().rstrip()
        self.document().setModified(False)
        if self._id and text != self._saved:
            self._saved = text
            self.written.emit(self._id, text)

    def forget(self) -> None:
        """No annotation is shown any more."""
        self.save()
        self._id = ""

    @guarded(None)
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.save()

    @guarded(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape or (enter and control):
            self.save()
            self.left.emit()
            return
        super().keyPressEvent(event)

    @guarded(False)
    def event(self, event: QEvent) -> bool:
        # Without this the window's Esc command takes the key.
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        return super().event(event)
