"""A small list below the article from which the other end or the kind of a link is chosen."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from annotator.gui.widgets.flow import FlowBox, FlowLayout
from annotator.gui.widgets.parts import clear, label


@dataclass(frozen=True, slots=True)
class Choice:
    key: str
    text: str
    guideline: str = ""
    note: str = ""
    """What is to be known before it is chosen: that it is a suggestion, that it is linked already."""
    suggested: bool = False


class LinkPicker(QFrame):
    """Stands below the article and never takes the keyboard: the article keeps it."""

    chosen = Signal(int)
    pointed = Signal(int)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("link-picker")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.title = label("", "card-title", wrap=True)
        self._hint = label("", "muted", wrap=True)
        holder = FlowBox()
        self._list = FlowLayout(holder, gap=4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.setSpacing(6)
        layout.addWidget(self.title)
        layout.addWidget(holder)
        layout.addWidget(self._hint)
        self.buttons: list[QPushButton] = []
        self._choices: list[Choice] = []
        self._current = 0
        self.hide()

    def ask(self, title: str, choices: list[Choice], hint: str) -> None:
        """Show these choices; the first is the one that Enter takes."""
        clear(self._list)
        self.buttons, self._choices = [], choices
        self.title.setText(title)
        self._hint.setText(hint)
        for number, choice in enumerate(choices):
            made = QPushButton()
            made.setProperty("role", "row")
            made.setCheckable(True)
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            made.setToolTip(choice.guideline)
            made.setProperty("suggested", choice.suggested)
            made.setAccessibleName(f"{choice.key}: {choice.text} {choice.note}".rstrip())
            inner = QHBoxLayout(made)
            inner.setContentsMargins(6, 3, 9, 3)
            inner.setSpacing(7)
            inner.setSizeConstraint(QHBoxLayout.SizeConstraint.SetFixedSize)
            inner.addWidget(label(choice.key, "key"))
            inner.addWidget(label(choice.text))
            if choice.note:
                inner.addWidget(label(choice.note, "muted"))
            for child in made.findChildren(QLabel):
                child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            made.clicked.connect(lambda _=False, n=number: self.chosen.emit(n))
            self._list.addWidget(made)
            self.buttons.append(made)
        self._show(0)
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, title))

    def current(self) -> int:
        return self._current

    def step(self, step: int) -> None:
        """Point at the next (1) or previous (-1) choice."""
        self._show((self._current + step) % max(len(self.buttons), 1))
        self.pointed.emit(self._current)

    def press(self, key: str) -> None:
        """Take the choice of this key, if there is one."""
        for number, choice in enumerate(self._choices):
            if choice.key.upper() == key:
                self.chosen.emit(number)
                return

    def choices(self) -> list[Choice]:
        return list(self._choices)

    def _show(self, number: int) -> None:
        self._current = number
        for n, made in enumerate(self.buttons):
            made.setChecked(n == number)
