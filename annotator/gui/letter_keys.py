"""Letters on a page: they press its buttons wherever nobody types."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from annotator.gui.commands.registry import Commands
from annotator.gui.guards import guarded
from annotator.gui.palette.desk import CHEAT_SHEET


class LetterKeys(QObject):
    """Stands as an event filter before the lists and the buttons of a page."""

    def __init__(
        self,
        parent: QObject,
        commands: Commands,
        buttons: Mapping[str, QAbstractButton],
        lists: Iterable[QWidget],
        others: Mapping[str, Callable[[], object]] | None = None,
    ) -> None:
        """:param buttons: by the letter that presses each; ``others``: what other letters do.
        :param lists: where letters count besides; the cheat sheet opens there by its key.
        """
        super().__init__(parent)
        self._does: dict[str, Callable[[], object]] = {letter: each.click for letter, each in buttons.items()}
        self._does |= others or {}
        watched = (*lists, *buttons.values())
        for part in watched:
            part.installEventFilter(self)
        for part in watched[: len(watched) - len(buttons)]:
            # With an action of its own a chip would get the arrow of a menu.
            part.addAction(commands.action(CHEAT_SHEET))

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
        does = self._does.get(chr(key)) if Qt.Key.Key_A <= key <= Qt.Key.Key_Z else None
        if does is None:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
        else:
            does()
        return True
