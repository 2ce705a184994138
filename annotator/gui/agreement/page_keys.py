"""Letters on the page of agreement: they press its chips wherever nobody types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from annotator.gui.guards import guarded
from annotator.gui.palette.desk import CHEAT_SHEET

if TYPE_CHECKING:
    from annotator.gui.agreement.page import AgreementPage
    from annotator.gui.main_window import MainWindow

_ORDER = "S"


class PageKeys(QObject):
    """Stands as an event filter before the grid, the lists and the chips."""

    def __init__(self, window: MainWindow, page: AgreementPage) -> None:
        super().__init__(page)
        self._page = page
        self._chips = {**page.choices.keys, **page.behind.keys}
        lists = (page.grid, page.behind.table, page.behind.articles)
        for part in (*lists, *self._chips.values()):
            part.installEventFilter(self)
        for part in lists:
            part.addAction(window.commands.action(CHEAT_SHEET))

    @guarded(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        wanted = event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
        if (
            not wanted
            or not isinstance(event, QKeyEvent)
            or event.modifiers() != Qt.KeyboardModifier.NoModifier
        ):
            return False
        key = event.key()
        letter = chr(key) if Qt.Key.Key_A <= key <= Qt.Key.Key_Z else ""
        if letter not in self._chips and letter != _ORDER:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
        elif letter == _ORDER:
            self._page.order_by_current()
        else:
            self._chips[letter].click()
        return True
