"""Small pieces that several panels use: labels by role, quiet buttons, clearing a layout."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLayout, QPushButton, QSizePolicy, QToolButton, QWidget


def label(text: str = "", role: str = "", *, wrap: bool = False) -> QLabel:
    """A label; ``role`` is one of the style sheet's: title, heading, muted, key."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        made.setProperty("role", role)
    if wrap:
        made.setWordWrap(True)
        made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.MinimumExpanding)
    return made


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


def icon_button(name: str, clicked: Callable[[], object]) -> QToolButton:
    """A small quiet button that shows an icon only; ``name`` is its tool tip and what a reader says."""
    made = QToolButton()
    made.setProperty("role", "icon")
    made.setToolTip(name)
    made.setAccessibleName(name)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.clicked.connect(lambda: clicked())
    return made


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
