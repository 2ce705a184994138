"""A small list over the article from which the other end or the kind of a link is chosen."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.gui.guards import guarded
from annotator.gui.widgets.flow import FlowLayout
from annotator.gui.widgets.parts import clear, label

_WIDTH = 760
_MARGIN = 14


@dataclass(frozen=True, slots=True)
class Choice:
    key: str
    text: str
    guideline: str


class LinkPicker(QFrame):
    """Floats at the lower edge of its parent and never takes the keyboard: the article keeps it."""

    chosen = Signal(int)
    pointed = Signal(int)
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("link-picker")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.title = label("", "card-title", wrap=True)
        self._hint = label("", "muted", wrap=True)
        holder = QWidget()
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
        self._parent = parent
        parent.installEventFilter(self)
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
            made.setAccessibleName(f"{choice.key}: {choice.text}")
            inner = QHBoxLayout(made)
            inner.setContentsMargins(6, 3, 9, 3)
            inner.setSpacing(7)
            inner.setSizeConstraint(QHBoxLayout.SizeConstraint.SetFixedSize)
            inner.addWidget(label(choice.key, "key"))
            inner.addWidget(label(choice.text))
            for child in made.findChildren(QLabel):
                child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            made.clicked.connect(lambda _=False, n=number: self.chosen.emit(n))
            self._list.addWidget(made)
            self.buttons.append(made)
        self._show(0)
        self.show()
        self._place()
        self.raise_()
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

    def _show(self, number: int) -> None:
        self._current = number
        for n, made in enumerate(self.buttons):
            made.setChecked(n == number)

    def _place(self) -> None:
        parent = self._parent
        width = min(_WIDTH, parent.width() - 2 * _MARGIN)
        width = max(width, 120)
        layout = self.layout()
        height = layout.totalHeightForWidth(width) if layout is not None else self.height()
        self.resize(width, height)
        self.move((parent.width() - self.width()) // 2, parent.height() - self.height() - _MARGIN)

    @guarded(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False
