"""Keeps the keyboard in its field, with what is selected there, while a form is made anew."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from annotator.gui.codebook_page.fields import LineField, TextField


@dataclass(frozen=True, slots=True)
class Place:
    """A field by its name; from where to where something is selected in it, in Qt's units."""

    name: str
    anchor: int = 0
    cursor: int = 0


def place_in(form: QWidget | None) -> Place | None:
    """Where in the form the keyboard is, None where it is elsewhere."""
    focused = form.window().focusWidget() if form is not None else None
    if form is None or focused is None or not form.isAncestorOf(focused):
        return None
    name = focused.objectName()
    if isinstance(focused, QLineEdit):
        cursor, start = focused.cursorPosition(), focused.selectionStart()
        anchor = cursor if start < 0 else start if start != cursor else focused.selectionEnd()
        return Place(name, anchor, cursor)
    if isinstance(focused, QPlainTextEdit):
        return Place(name, focused.textCursor().anchor(), focused.textCursor().position())
    return Place(name)


def put_back(form: QWidget, place: Place) -> bool:
    """Give the keyboard to the field of this name; whether there is one."""
    field = form.findChild(QWidget, place.name) if place.name else None
    if field is None:
        # It has another name now, as an attribute that was renamed: the same field of the same kind.
        ending = place.name.rpartition(": ")[2]
        same = (w for w in form.findChildren(QWidget) if w.objectName().endswith(f": {ending}"))
        field = next(same, None)
    if field is None:
        return False
    field.setFocus(Qt.FocusReason.OtherFocusReason)
    if isinstance(field, QLineEdit):
        length = len(field.text())
        anchor, cursor = min(place.anchor, length), min(place.cursor, length)
        field.setCursorPosition(cursor)
        if anchor != cursor:
            field.setSelection(anchor, cursor - anchor)
    elif isinstance(field, QPlainTextEdit):
        text, last = field.textCursor(), field.document().characterCount() - 1
        text.setPosition(min(place.anchor, last))
        text.setPosition(min(place.cursor, last), QTextCursor.MoveMode.KeepAnchor)
        field.setTextCursor(text)
    return True


def half_written(form: QWidget | None) -> bool:
    """Whether the keyboard is in a field of the form with something that is not saved yet."""
    focused = form.window().focusWidget() if form is not None else None
    inside = form is not None and focused is not None and form.isAncestorOf(focused)
    return inside and isinstance(focused, LineField | TextField) and focused.unsaved
