"""What keys do on the page of patterns beside those of its list: in the search, and anywhere on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from annotator.gui.guards import guarded

if TYPE_CHECKING:
    from annotator.gui.patterns.page import PatternsPage

_KEYS = Qt.Key
_LEAVING = (_KEYS.Key_Escape, _KEYS.Key_Return, _KEYS.Key_Enter, _KEYS.Key_Down)


class PageKeys(QObject):
    """Stands as an event filter before the search and before the page."""

    def __init__(self, page: PatternsPage) -> None:
        super().__init__(page)
        self._page = page

    @guarded(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent):
            return False
        key, page = event.key(), self._page
        if watched is page.search:
            return key in _LEAVING and self._leave_search(event)
        if event.type() != QEvent.Type.KeyPress:
            return False
        if key == _KEYS.Key_Insert and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            page.begin_new()
        elif key == _KEYS.Key_T and event.modifiers() == Qt.KeyboardModifier.AltModifier:
            page.trial.here.toggle()
        else:
            return False
        return True

    def _leave_search(self, event: QKeyEvent) -> bool:
        """Esc clears it; all of these go to the list."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
        elif event.type() == QEvent.Type.KeyPress:
            if event.key() == _KEYS.Key_Escape:
                self._page.search.clear()
            self._page.to_list()
        return True
