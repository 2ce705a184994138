"""The keys that are the list's own, wherever in it the keyboard is: of the chips, of the order, back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from annotator.gui.commands.key_rules import pressed
from annotator.gui.concordance.choosing import Chip
from annotator.gui.concordance.foot import ORDER_KEYS
from annotator.gui.frame.asker import ENTER
from annotator.gui.guards import guarded

if TYPE_CHECKING:
    from annotator.gui.concordance.page import ConcordancePage

_ESCAPE = "Esc"


class PageKeys(QObject):
    """Stands as an event filter before the page and before its field, which would write their letters."""

    def __init__(self, page: ConcordancePage) -> None:
        super().__init__(page)
        self._page = page

    def takes(self, key: str) -> bool:
        """Whether a key (in portable text) is for a chip that is shown, or leads back."""
        return key in self._chips() or (key == _ESCAPE and self._page.is_spreading)

    def press(self, key: str) -> None:
        """Do what a key does here; any other is for the lines."""
        chip = self._chips().get(key)
        if key == _ESCAPE:
            if self._page.keys.writer.busy:
                self._page.keys.writer.stop()
            else:
                self._page.following.back()
        elif chip is not None:
            if chip.isVisible():
                chip.click()
        elif key in ORDER_KEYS:
            self._page.sort_by(ORDER_KEYS[key])
        else:
            self._page.keys.run(key)

    @guarded(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent):
            return False
        key = _name(event)
        if event.type() == QEvent.Type.ShortcutOverride and watched is self._page and self.takes(key):
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress:
            if self.takes(key):
                self.press(key)
                return True
            page = self._page
            if watched is page and event.key() in ENTER and page.is_spreading and page.runner.running:
                page.enter(bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
                return True
        return False

    def _chips(self) -> dict[str, Chip]:
        """The chips that are shown, by their keys."""
        page = self._page
        head = page.spreading.switches if page.is_spreading else (*page.asking.pickers, *page.asking.switches)
        return {chip.key: chip for chip in (*head, page.foot.sort, page.foot.counts)}


def _name(event: QKeyEvent) -> str:
    """The key of a key event in portable text."""
    sequence = pressed(event)
    return sequence.toString(QKeySequence.SequenceFormat.PortableText) if sequence is not None else ""
