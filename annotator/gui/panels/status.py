"""The status bar: what was last saved and when, who annotates, what waits, and hints of a mode."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QStatusBar

from annotator.gui import icons
from annotator.gui.theme import Theme
from annotator.gui.widgets.parts import button, label

if TYPE_CHECKING:
    from annotator.project.changes import Changes

_DONE = {"do": "", "undo": "Undone: ", "redo": "Done again: "}


class StatusBar(QStatusBar):
    """Says “Saved” only of what the file holds."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self.saved = label()
        self.hint = label()
        self.counts = label("", "muted")
        self.annotator = button("", lambda: None, "quiet-small")
        self._lock = QLabel()
        self._lock.hide()
        self.addWidget(self._lock)
        self.addWidget(self.saved)
        self.addWidget(self.hint, 1)
        self.addPermanentWidget(self.counts)
        self.addPermanentWidget(self.annotator)
        self.setContentsMargins(10, 0, 6, 0)
        self.clear_project()

    def clear_project(self) -> None:
        for part in (self.saved, self.hint, self.counts):
            part.setText("")
        self.annotator.hide()
        self._lock.hide()

    def show_project(self, annotator: str, reading_only: str) -> None:
        """``reading_only`` says why nothing can be changed; empty where it can."""
        self.annotator.setText(f"Annotating as {annotator}")
        self.annotator.setVisible(not reading_only)
        self._lock.setVisible(bool(reading_only))
        self.saved.setText(reading_only or "All you do is saved as you do it")

    def show_saved(self, changes: Changes, at: datetime) -> None:
        self.saved.setText(f"{_DONE[changes.kind]}{changes.title} · Saved {at:%H:%M:%S}")

    def show_hint(self, text: str) -> None:
        """What the keys do in the present mode; empty: none."""
        self.hint.setText(text)
        self.saved.setVisible(not text)

    def show_counts(self, text: str) -> None:
        self.counts.setText(text)

    def set_theme(self, theme: Theme) -> None:
        self._lock.setPixmap(icons.pixmap("lock", theme.warning, 14, self.devicePixelRatioF()))
