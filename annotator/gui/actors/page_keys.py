"""What keys do on the page of all actors: in its list, beside walking and marking, and anywhere on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from annotator.gui.guards import guarded

if TYPE_CHECKING:
    from annotator.gui.actors.page import ActorsPage
    from annotator.gui.main_window import MainWindow

LIST_KEYS = frozenset({"M", "Del", "F2", "/"})
"""What the list of actors hands over."""
MERGE_KEYS = frozenset({"Esc", "Return", *"123456789"})
"""What it hands over besides while it is asked into whom the marked ones are merged."""


class PageKeys(QObject):
    """Stands as an event filter before the page, to which keys come that nothing on it takes."""

    def __init__(self, window: MainWindow, page: ActorsPage) -> None:
        super().__init__(page)
        self._window = window
        self._page = page

    @guarded(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() == Qt.Key.Key_Insert and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self._page.changes.add()
            return True
        return False

    def press(self, key: str) -> None:
        """A key that the list handed over."""
        asking = not self._page.merge_bar.isHidden()
        if asking and key == "Esc":
            self._page.changes.end_merge()
        elif asking and key == "Return":
            self._page.merge_bar.press(1)
        elif asking and key.isdigit():
            self._page.merge_bar.press(int(key))
        elif key == "M":
            self._window.attempt(self._page.changes.begin_merge)
        elif key == "Del":
            self._page.changes.remove()
        elif key == "F2":
            self._page.edit_current()
        elif key == "/":
            self._page.head.begin()
