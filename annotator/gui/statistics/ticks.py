"""A button with a list of things to tick, which stays open while one ticks."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QToolButton

from annotator.gui.guards import guarded
from annotator.gui.widgets.parts import literal

_LONGEST = 44
"""Characters of a name in the list."""


class _Menu(QMenu):
    @guarded(None)
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        action = self.actionAt(event.position().toPoint())
        if action is not None and action.isCheckable():
            action.trigger()
        else:
            super().mouseReleaseEvent(event)

    @guarded(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = self.activeAction()
        if event.key() == Qt.Key.Key_Space and action is not None and action.isCheckable():
            action.trigger()
        else:
            super().keyPressEvent(event)


class Ticks(QToolButton):
    """Nothing ticked means all, unless one at least must be."""

    changed = Signal()

    def __init__(self, what: str, letter: str, every: str, *, least: int = 0) -> None:
        """:param what: “Source”, said on the button.
        :param every: what the button says where nothing is ticked: “all”.
        :param least: so many must stay ticked.
        """
        super().__init__()
        self._what, self._letter, self._every, self._least = what, letter, every, least
        self._names: dict[Hashable, str] = {}
        self._chosen: set[Hashable] = set()
        self.menu_of = _Menu(self)
        self.menu_of.setToolTipsVisible(True)
        self.setProperty("role", "chip")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(self.open_list)
        self._fill()

    @property
    def chosen(self) -> frozenset[Hashable]:
        return frozenset(self._chosen)

    @property
    def chosen_names(self) -> list[str]:
        return [name for key, name in self._names.items() if key in self._chosen]

    def offer(self, things: Sequence[tuple[Hashable, str]]) -> None:
        """Offer these; what is ticked stays so as far as it is still there."""
        if dict(things) == self._names:
            return
        self._names = dict(things)
        self._chosen &= self._names.keys()
        self._fill()

    def choose(self, keys: Sequence[Hashable]) -> None:
        """Tick these and no others, without :attr:`changed`."""
        self._chosen = set(keys) & self._names.keys()
        self._fill()

    def open_list(self) -> None:
        """Show what there is to tick, with the keyboard in it."""
        self.menu_of.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))
        actions = self.menu_of.actions()
        if actions:
            self.menu_of.setActiveAction(actions[0])

    def _fill(self) -> None:
        self.menu_of.clear()
        for key, name in self._names.items():
            text = name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
            action = QAction(literal(text), self.menu_of)
            action.setCheckable(True)
            action.setChecked(key in self._chosen)
            action.setToolTip(name)
            action.triggered.connect(lambda _on, key=key: self._toggle(key))
            self.menu_of.addAction(action)
        if not self._names:
            self.menu_of.addAction("Nothing is counted yet").setEnabled(False)
        self._say()

    def _toggle(self, key: Hashable) -> None:
        wanted = self._chosen ^ {key}
        if len(wanted) < self._least:
            place = list(self._names).index(key)
            self.menu_of.actions()[place].setChecked(True)
            return
        self._chosen = wanted
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        names = self.chosen_names
        said = self._every if not names else names[0] if len(names) == 1 else str(len(names))
        if len(said) > 22:
            said = f"{said[:21]}…"
        self.setText(literal(f"{self._what}: {said} ({self._letter})"))
        self.setAccessibleName(f"{self._what}: {', '.join(names) or self._every}")
        self.setToolTip(", ".join(names))
