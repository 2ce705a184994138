"""Asks, below the list, into which of the marked actors the others are merged."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from annotator.gui.actors.actor_rows import ActorRow
from annotator.gui.widgets.parts import button, clear, counted, label, literal

_MOST = 9
_LONGEST = 30


class MergeBar(QFrame):
    """The list keeps the keyboard and hands the digits over."""

    chosen = Signal(str)
    """Id of the actor that stays."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("merge-bar")
        self._title = label("", "card-title", wrap=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.setSpacing(6)
        layout.addWidget(self._title)
        layout.addLayout(self._rows)
        said = "The others’ names become aliases, and their mentions follow. Esc leaves it."
        layout.addWidget(label(said, "muted", wrap=True))
        self.buttons: list[QPushButton] = []
        self._ids: list[str] = []
        self.hide()

    def ask(self, rows: Sequence[ActorRow]) -> None:
        """Offer the marked actors, the most mentioned first; the first is what Enter takes."""
        ordered = sorted(rows, key=lambda row: (-row.mentions, not row.actor.wikidata, row.by_name))[:_MOST]
        clear(self._rows)
        self._ids = [row.actor.id for row in ordered]
        self.buttons = []
        self._title.setText(f"Merge {len(rows)} actors into which one?")
        for number, row in enumerate(ordered, 1):
            key = f"{number}, Enter" if number == 1 else str(number)
            name = row.actor.name if len(row.actor.name) <= _LONGEST else row.actor.name[:_LONGEST] + " …"
            text = literal(f"{key}   {name} · {counted(row.mentions, 'mention')}")
            made = button(text, partial(self.chosen.emit, row.actor.id))
            made.setToolTip(f"{row.actor.name} · {row.details}")
            made.setProperty("role", "row")
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._rows.addWidget(made)
            self.buttons.append(made)
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self._title.text()))

    def press(self, number: int) -> None:
        """Take the choice of this number, if there is one."""
        if 1 <= number <= len(self._ids):
            self.chosen.emit(self._ids[number - 1])
