"""Chips that hold one choice each, and the small list from which it is picked: by typing or by arrows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.gui.guards import guarded
from annotator.gui.widgets.parts import literal

Choices = Sequence[tuple[str, Any]]
"""Words and what they stand for; the first is to ask nothing."""

_SHOWN = 200
"""Lines of the list; typing narrows the rest down."""


class Chip(QToolButton):
    """Says what is chosen; a click or its key opens the list, or for a switch turns it."""

    def __init__(self, name: str, key: str, *, switch: bool = False, tip: str = "") -> None:
        super().__init__()
        self.name, self.key = name, key
        self.setProperty("role", "chip")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        said = f"{tip or name} ({key})"
        self.setToolTip(said)
        self.setAccessibleName(said)
        self.switch = switch
        self.say("")

    def say(self, chosen: str) -> None:
        """Show what is chosen; empty: nothing."""
        shown = chosen if len(chosen) <= 24 else chosen[:23] + "…"
        text = f"{self.name}: {shown}" if chosen else self.name
        letter = self.key.removeprefix("Alt+")
        at = text.casefold().find(letter.casefold()) if self.key.startswith("Alt+") else -1
        marked = literal(text[:at]) + "&" + literal(text[at:]) if at >= 0 else literal(text)
        self.setText(marked)
        # The underlined letter only shows the key, which works in the whole list and there alone.
        self.setShortcut(QKeySequence())
        if not self.switch:
            self.setChecked(bool(chosen))
            self.setAccessibleName(f"{text} ({self.key})")


class ChoicePopup(QFrame):
    """Opens under a chip; Enter takes, Esc leaves it as it was."""

    chosen = Signal(str, object)
    """The words and what they stand for."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("choice-popup")
        self.field = QLineEdit()
        self.list = QListWidget()
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._choices: Choices = ()
        self._free: Callable[[str], Any] | None = None
        self._before: QWidget | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 6, 6, 6)
        layout.setSpacing(6)
        layout.addWidget(self.field)
        layout.addWidget(self.list)
        self.field.textChanged.connect(lambda _text: self._fill())
        self.field.installEventFilter(self)
        self.list.itemClicked.connect(self._take)

    def ask(
        self,
        chip: Chip,
        choices: Choices,
        current: Any = None,
        *,
        hint: str = "Type to narrow down",
        free: Callable[[str], Any] | None = None,
    ) -> None:
        """Open the list.

        :param free: what typed words that are no choice stand for; None: nothing.
        """
        self._choices, self._free = choices, free
        self._before = chip.window().focusWidget()
        self.field.setPlaceholderText(hint)
        self.field.setAccessibleName(chip.name)
        self.list.setAccessibleName(chip.name)
        self.field.clear()
        self._fill()
        for row in range(self.list.count()):
            if self.list.item(row).data(Qt.ItemDataRole.UserRole) == current:
                self.list.setCurrentRow(row)
        rows = min(10, max(3, len(choices)))
        self.list.setFixedHeight(rows * max(24, self.list.sizeHintForRow(0)) + 4)
        self.setFixedWidth(260)
        self.adjustSize()
        below = chip.mapToGlobal(QPoint(0, chip.height() + 2))
        room = chip.screen().availableGeometry()
        if below.y() + self.height() > room.bottom():
            below = chip.mapToGlobal(QPoint(0, -self.height() - 2))
        below.setX(min(below.x(), room.right() - self.width()))
        self.move(below)
        self.show()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def _fill(self) -> None:
        words = self.field.text().casefold().split()
        fitting = [c for c in self._choices if all(word in c[0].casefold() for word in words)]
        self.list.clear()
        for text, value in fitting[:_SHOWN]:
            item = QListWidgetItem(text)
            item.setData(Qt.ItemDataRole.UserRole, value)
            self.list.addItem(item)
        free = self._free(self.field.text().strip()) if self._free is not None and words else None
        if free is not None:
            item = QListWidgetItem(self.field.text().strip())
            item.setData(Qt.ItemDataRole.UserRole, free)
            self.list.insertItem(0, item)
        if len(fitting) > _SHOWN:
            more = QListWidgetItem(f"{len(fitting) - _SHOWN} more: type to narrow down")
            more.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(more)
        self.list.setCurrentRow(0)

    def _take(self, item: QListWidgetItem | None) -> None:
        if item is None or not item.flags() & Qt.ItemFlag.ItemIsEnabled:
            return
        self.hide()
        self.chosen.emit(item.text(), item.data(Qt.ItemDataRole.UserRole))

    @guarded(None)
    def hideEvent(self, event: QHideEvent) -> None:
        """The keyboard goes back to where it was."""
        super().hideEvent(event)
        before, self._before = self._before, None
        if before is not None and before.isVisible():
            before.window().activateWindow()
            before.setFocus(Qt.FocusReason.PopupFocusReason)

    @guarded(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take(self.list.currentItem())
                return True
            if event.key() in steps:
                row = self.list.currentRow() + steps[Qt.Key(event.key())]
                self.list.setCurrentRow(min(max(row, 0), self.list.count() - 1))
                return True
        return super().eventFilter(watched, event)
