"""Says something in the window itself, with at most one thing to do about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy

from annotator.gui import icons
from annotator.gui.guards import guarded
from annotator.gui.theme import Theme
from annotator.gui.widgets.parts import button, icon_button, label

Tone = Literal["info", "warning", "error"]

_SHOWN_FOR = 7000
"""Milliseconds after which a mere piece of information goes by itself."""


class MessageBar(QFrame):
    """Hidden while there is nothing to say.  Information goes by itself, troubles stay until closed."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("message-bar")
        self._theme: Theme | None = None
        self._tone: Tone = "info"
        self._act: Callable[[], object] | None = None
        self._icon = QLabel()
        self.text = label(wrap=True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.action: QPushButton = button("", self._run)
        self._close = icon_button("Close this message", self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 7, 8, 7)
        layout.setSpacing(10)
        layout.addWidget(self._icon)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.action)
        layout.addWidget(self._close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SHOWN_FOR)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def tell(
        self, text: str, tone: Tone = "info", *, action: str = "", run: Callable[[], object] | None = None
    ) -> None:
        """Show ``text``; ``action`` names a button that runs ``run`` and closes the message."""
        self._tone, self._act = tone, run
        self.text.setText(text)
        self.action.setText(action)
        self.action.setVisible(run is not None)
        self._colour()
        self.show()
        if tone == "info" and run is None:
            self._timer.start()
        else:
            self._timer.stop()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def clear_trouble(self) -> None:
        """Something went well since: an old complaint goes."""
        if self._tone != "info" and self._act is None:
            self.hide()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._close.setIcon(icons.icon("close", theme.muted))
        self._colour()

    def _colour(self) -> None:
        if self._theme is None:
            return
        ink = {"info": self._theme.accent, "warning": self._theme.warning, "error": self._theme.error}
        colour = ink[self._tone]
        name = "info" if self._tone == "info" else "warning"
        self._icon.setPixmap(icons.pixmap(name, colour, 16, self.devicePixelRatioF()))
        self.setStyleSheet(
            f"#message-bar {{ background: {self._theme.panel}; border: none; "
            f"border-top: 1px solid {self._theme.faint}; border-left: 4px solid {colour}; }}"
        )

    def _run(self) -> None:
        run = self._act
        self.hide()
        if run is not None:
            run()

    @guarded(None)
    def hideEvent(self, event: QEvent) -> None:
        self._timer.stop()
