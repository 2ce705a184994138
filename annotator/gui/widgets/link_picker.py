"""A small list below the article from which one picks by key: the other end of a link, an answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QLocale, QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QDoubleValidator, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout

from annotator.gui.guards import guarded
from annotator.gui.widgets.flow import FlowBox, FlowLayout
from annotator.gui.widgets.parts import clear, label

_KEYS = Qt.Key


@dataclass(frozen=True, slots=True)
class Choice:
    key: str
    text: str
    guideline: str = ""
    note: str = ""
    """What is to be known before it is chosen: that it is a suggestion, that it is linked already."""
    suggested: bool = False
    chosen: bool = False
    """Whether it is the answer already; it gets a tick."""


class LinkPicker(QFrame):
    """Stands below the article and leaves the keyboard there, unless something is written in its field."""

    chosen = Signal(int)
    pointed = Signal(int)
    written = Signal(str)
    """Enter was pressed in the field."""
    closed = Signal()
    coming = Signal()
    """It has been filled, and is shown now."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("link-picker")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.title = label("", "card-title", wrap=True)
        self.hint = label("", "muted", wrap=True)
        self._holder = FlowBox()
        self._list = FlowLayout(self._holder, gap=4)
        self.field = QLineEdit()
        self.field.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.field.installEventFilter(self)
        self.field.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.setSpacing(6)
        layout.addWidget(self.title)
        layout.addWidget(self._holder)
        layout.addWidget(self.field)
        layout.addWidget(self.hint)
        self.buttons: list[QPushButton] = []
        self._choices: list[Choice] = []
        self._current = 0
        self._said = ""
        self.hide()

    def ask(self, title: str, choices: Sequence[Choice], hint: str, *, point: int = 0) -> None:
        """Show these choices.

        :param point: at which to point, as Enter takes that; -1: at none.  The same choices shown again keep
            what is pointed at.
        """
        self._head(title, hint)
        self.field.hide()
        self._holder.setVisible(bool(choices))
        same = list(choices) == self._choices and len(self.buttons) == len(choices)
        if not same:
            clear(self._list)
            self._choices = list(choices)
            self.buttons = [self._button(number, choice) for number, choice in enumerate(choices)]
        self._show(self._current if same and point >= 0 and self._current >= 0 else point)
        self.coming.emit()
        self.show()
        self._say(title)

    def ask_for_text(self, title: str, value: str, hint: str, *, number: bool) -> None:
        """Show a field; it gets the keyboard by :meth:`start_writing`."""
        self._head(title, hint)
        self._holder.hide()
        clear(self._list)
        self.buttons, self._choices = [], []
        self.field.setValidator(_validator(self.field) if number else None)  # type: ignore[arg-type]
        self.field.setText(value)
        self.field.setPlaceholderText("A number" if number else "")
        self.field.setAccessibleName(title)
        self.field.show()
        self.coming.emit()
        self.show()
        self._say(title)

    def start_writing(self) -> None:
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.selectAll()

    def holds_keyboard(self) -> bool:
        return self.field.hasFocus()

    def current(self) -> int:
        """The number of the choice that it points at, -1 for none."""
        return self._current

    def step(self, step: int) -> None:
        """Point at the next (1) or previous (-1) choice."""
        if self.buttons:
            self._show((self._current + step) % len(self.buttons))
            self.pointed.emit(self._current)

    def press(self, key: str) -> bool:
        """Take the choice of this key; False where there is none."""
        for number, choice in enumerate(self._choices):
            if choice.key.upper() == key.upper():
                self.chosen.emit(number)
                return True
        return False

    def choices(self) -> list[Choice]:
        return list(self._choices)

    def _head(self, title: str, hint: str) -> None:
        self.title.setText(title)
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))

    def _button(self, number: int, choice: Choice) -> QPushButton:
        made = QPushButton()
        made.setProperty("role", "row")
        made.setCheckable(True)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setToolTip(choice.guideline)
        made.setProperty("suggested", choice.suggested)
        said = [f"{choice.key}: {choice.text}", choice.note, "chosen" if choice.chosen else ""]
        made.setAccessibleName(", ".join(filter(None, said)))
        inner = QHBoxLayout(made)
        inner.setContentsMargins(6, 3, 9, 3)
        inner.setSpacing(7)
        inner.setSizeConstraint(QHBoxLayout.SizeConstraint.SetFixedSize)
        inner.addWidget(label(choice.key, "key"))
        inner.addWidget(label(f"✓ {choice.text}" if choice.chosen else choice.text))
        if choice.note:
            inner.addWidget(label(choice.note, "muted"))
        for child in made.findChildren(QLabel):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        made.clicked.connect(lambda _=False, n=number: self.chosen.emit(n))
        self._list.addWidget(made)
        made.show()
        return made

    def _show(self, number: int) -> None:
        self._current = number
        for n, made in enumerate(self.buttons):
            made.setChecked(n == number)

    def _say(self, title: str) -> None:
        """Let a screen reader say what is asked, once, with the first choices."""
        said = ". ".join([title, *(f"{choice.key} {choice.text}" for choice in self._choices[:9])])
        if said != self._said:
            self._said = said
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))

    @guarded(None)
    def hideEvent(self, event: QEvent) -> None:
        self._said, self._current = "", 0
        super().hideEvent(event)  # type: ignore[arg-type]

    @guarded(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Esc in the field."""
        if not isinstance(event, QKeyEvent) or event.key() not in (
            _KEYS.Key_Return,
            _KEYS.Key_Enter,
            _KEYS.Key_Escape,
        ):
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress:
            if event.key() == _KEYS.Key_Escape:
                self.closed.emit()
            elif self.field.hasAcceptableInput() or not self.field.text():
                self.written.emit(self.field.text().strip())
            return True
        return False


def _validator(parent: QObject) -> QDoubleValidator:
    made = QDoubleValidator(parent)
    made.setLocale(QLocale.c())
    return made
