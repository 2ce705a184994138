"""Says in the page itself what is wrong, or what a change would do before it is done."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from annotator.gui.codebook_page.desk import Ask
from annotator.gui.guards import guarded
from annotator.gui.widgets.parts import button, label, restyle


class AskBar(QFrame):
    """Hidden while there is nothing to say.  Enter does what is asked, Esc lets it be."""

    closed = Signal()
    """It is gone, and had the keyboard."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("codebook-ask")
        self._ask: Ask | None = None
        self.text = label("", wrap=True)
        self.yes = button("", self._yes, "primary", keep_focus=False)
        self.no = button("Cancel (Esc)", self.cancel, keep_focus=False)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.yes)
        row.addWidget(self.no)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 10)
        layout.setSpacing(8)
        layout.addWidget(self.text)
        layout.addLayout(row)
        self.hide()

    @property
    def asking(self) -> bool:
        return self._ask is not None and self.isVisible()

    def ask(self, ask: Ask) -> None:
        """Show what would happen, with the keyboard on the button that does it."""
        self._say(ask.text, "")
        self._ask = ask
        self.yes.setText(f"{ask.action} (Enter)")
        self.yes.show()
        self.no.setText("Cancel (Esc)")
        self.show()
        self.yes.setFocus(Qt.FocusReason.OtherFocusReason)

    def complain(self, text: str) -> None:
        """Say what is wrong; empty: nothing is."""
        self._ask = None
        self.setVisible(bool(text))
        if text:
            self._say(text, "error")
            self.yes.hide()
            self.no.setText("Close (Esc)")

    def cancel(self) -> None:
        ask, self._ask = self._ask, None
        self._close()
        if ask is not None:
            ask.cancelled()

    def _yes(self) -> None:
        ask, self._ask = self._ask, None
        self._close()
        if ask is not None:
            ask.run()

    def _close(self) -> None:
        # Of the window and not of the program: the menu that led here may still be closing.
        held = self.window().focusWidget() in (self.yes, self.no)
        self.hide()
        if held:
            self.closed.emit()

    def _say(self, text: str, role: str) -> None:
        self.text.setText(text)
        self.text.setProperty("role", role)
        restyle(self.text)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    @guarded(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._ask is not None:
            (self.cancel if self.no.hasFocus() else self._yes)()
        else:
            super().keyPressEvent(event)
