"""Takes the next key that is pressed as it is, in place of what it usually does."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLabel

from annotator.gui.commands.key_rules import pressed
from annotator.gui.guards import guarded


class KeyField(QLabel):
    typed = Signal(str)
    """A key in portable text."""
    cancelled = Signal()
    """Esc was pressed, or the keyboard went elsewhere."""

    def __init__(self) -> None:
        super().__init__("…")
        self.setObjectName("key-field")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setMinimumWidth(120)

    @guarded(False)
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self._press(event)
                return True
        return super().event(event)

    @guarded(None)
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (
            Qt.FocusReason.ActiveWindowFocusReason,
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.OtherFocusReason,
        ):
            self.cancelled.emit()

    def _press(self, event: QKeyEvent) -> None:
        sequence = pressed(event)
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            self.cancelled.emit()
        elif sequence is not None:
            self.typed.emit(sequence.toString())
