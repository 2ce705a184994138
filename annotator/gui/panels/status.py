"""The status bar: what the last key press did, when it was saved, and who annotates."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QLabel, QStatusBar

from annotator.gui import icons
from annotator.gui.theme import Theme
from annotator.gui.widgets.parts import ElidedLabel, button, label

_AFTER = 15
"""Milliseconds after which it says what was saved, so that the article is painted before."""


class StatusBar(QStatusBar):
    """Says “Saved” only of what the file holds."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        # However long it is, it must not make the window wider.
        self.saved = ElidedLabel()
        self.counts = label("", "muted")
        self.watching = button("", lambda: None, "quiet-small")
        self.annotator = button("", lambda: None, "quiet-small")
        self._lock = QLabel()
        self._lock.hide()
        self._next: tuple[str, str] | None = None
        """What it is about to say, and how that is spoken."""
        self._soon = QTimer(self, singleShot=True, interval=_AFTER)
        self._soon.timeout.connect(self._say_next)
        self.addWidget(self._lock)
        self.addWidget(self.saved, 1)
        self.addPermanentWidget(self.watching)
        self.addPermanentWidget(self.counts)
        self.addPermanentWidget(self.annotator)
        self.setContentsMargins(10, 0, 6, 0)
        self.clear_project()

    def clear_project(self) -> None:
        self._next = None
        self.saved.show_text("")
        self.counts.setText("")
        self.annotator.hide()
        self.watching.hide()
        self._lock.hide()

    def show_project(self, annotator: str, reading_only: str) -> None:
        """``reading_only`` says why nothing can be changed; empty where it can."""
        self.annotator.setText(f"Annotating as {annotator}")
        self.annotator.setVisible(not reading_only)
        self._lock.setVisible(bool(reading_only))
        self._next = None
        self.saved.show_text(reading_only or "All you do is saved as you do it")

    def show_saved(self, done: str, at: datetime) -> None:
        """Say what was done and that the file holds it, in a moment."""
        self._next = f"{done} · Saved {at:%H:%M:%S}", done
        if not self._soon.isActive():
            self._soon.start()

    def show_done(self, done: str) -> None:
        """Say what a key press did that saved nothing: where it led, what it switched."""
        self._say(done, done)

    def says(self) -> str:
        """What was last said, or is about to be, in full."""
        return self._next[0] if self._next is not None else self.saved.full

    def _say_next(self) -> None:
        if self._next is not None:
            self._say(*self._next)

    def _say(self, text: str, spoken: str) -> None:
        self._next = None
        self.saved.show_text(text)
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.saved, spoken))

    def show_counts(self, text: str) -> None:
        self.counts.setText(text)

    def show_watching(self, text: str) -> None:
        """Which folder is watched, and what came of it; empty: none is."""
        self.watching.setText(text)
        self.watching.setVisible(bool(text))

    def set_theme(self, theme: Theme) -> None:
        self._lock.setPixmap(icons.pixmap("lock", theme.warning, 14, self.devicePixelRatioF()))
