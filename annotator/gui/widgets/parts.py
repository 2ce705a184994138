"""Small pieces that several panels use: labels by role, quiet buttons, clearing a layout."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QLayout, QPushButton, QSizePolicy, QToolButton, QWidget

from annotator.gui.guards import guarded


def label(text: str = "", role: str = "", *, wrap: bool = False) -> QLabel:
    """A label; ``role`` is one of the style sheet's: title, heading, muted, key."""
    made = WrapLabel(text) if wrap else QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        made.setProperty("role", role)
    return made


class WrapLabel(QLabel):
    """Wraps its text and asks for no more height than that takes at its real width."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @guarded(QSize(0, 16))
    def minimumSizeHint(self) -> QSize:
        # Qt's own answer is the height at the narrowest width, which makes scroll bars that nobody needs.
        return QSize(0, self.fontMetrics().lineSpacing())


class ElidedLabel(QLabel):
    """One line that ends with an ellipsis where it is too long; the tool tip has it all."""

    def __init__(self, role: str = "") -> None:
        super().__init__()
        self._full = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    @property
    def full(self) -> str:
        """The whole text, also where it is cut."""
        return self._full

    def show_text(self, text: str) -> None:
        self._full = " ".join(text.split())
        self._elide()

    @guarded(None)
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        metrics = self.fontMetrics()
        # What a style sheet puts around the text takes room from it.
        around = max(self.sizeHint().width() - metrics.horizontalAdvance(self.text()), 0)
        shown = metrics.elidedText(self._full, Qt.TextElideMode.ElideRight, self.width() - around)
        self.setText(shown)
        self.setToolTip(self._full if shown != self._full else "")
        self.setAccessibleName(self._full)


def button(
    text: str, clicked: Callable[[], object], role: str = "", *, keep_focus: bool = True
) -> QPushButton:
    """A button; with ``keep_focus`` a click leaves the keyboard where it was (Tab still reaches it)."""
    made = QPushButton(text)
    made.setAutoDefault(False)
    if role:
        made.setProperty("role", role)
    if keep_focus:
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.clicked.connect(lambda: clicked())
    return made


def chip(text: str) -> QToolButton:
    """A small button that stays down: one of several ways to see a list."""
    made = QToolButton()
    made.setProperty("role", "chip")
    made.setText(text)
    made.setCheckable(True)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return made


def icon_button(name: str, clicked: Callable[[], object]) -> QToolButton:
    """A small quiet button that shows an icon only; ``name`` is its tool tip and what a reader says."""
    made = QToolButton()
    made.setProperty("role", "icon")
    made.setToolTip(name)
    made.setAccessibleName(name)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.clicked.connect(lambda: clicked())
    return made


def counted(number: int, noun: str) -> str:
    """A number and its noun: “1 link”, “2 links”."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def literal(text: str) -> str:
    """Text for a button in which ``&`` is a character and not the mark of a key."""
    return text.replace("&", "&&")


def clear(layout: QLayout) -> None:
    """Take away all widgets and inner layouts."""
    while layout.count():
        item = layout.takeAt(0)
        if item is None:
            return
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


def restyle(widget: QWidget) -> None:
    """Let the style sheet see a changed property."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
