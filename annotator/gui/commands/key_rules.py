"""Which key a command may have, and why it may not have another."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from annotator.gui.commands.command import Command, key_text

LABELS = "label."
"""How the ids of the commands that tag begin: their keys belong to the codebook."""
LINKS = "link."
"""The same of those that link."""

_KEYS = Qt.Key
_STRONG = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_STANDARD = QKeySequence.StandardKey
_FIELDS = (_STANDARD.Copy, _STANDARD.Cut, _STANDARD.Paste)
_GOING = frozenset({_KEYS.Key_Tab, _KEYS.Key_Backtab, _KEYS.Key_Space, _KEYS.Key_Up, _KEYS.Key_Down})
_ENTER = frozenset({_KEYS.Key_Return, _KEYS.Key_Enter})


def pressed(event: QKeyEvent) -> QKeySequence | None:
    """The key that was pressed as a shortcut has it; None where only Shift, Ctrl or the like was.

    A sign that needs Shift on one keyboard and none on another is meant as itself.
    """
    key = _KEYS(event.key())
    if key in _MODIFIERS or key in (_KEYS.Key_unknown, _KEYS(0)):
        return None
    modifiers = event.modifiers() & ~(
        Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.GroupSwitchModifier
    )
    if key == _KEYS.Key_Backtab:
        key, modifiers = _KEYS.Key_Tab, modifiers | Qt.KeyboardModifier.ShiftModifier
    is_sign = key.value < 0x01000000 and not chr(key.value).isalpha() and key != _KEYS.Key_Space
    if is_sign:
        modifiers &= ~Qt.KeyboardModifier.ShiftModifier
    return QKeySequence(QKeyCombination(modifiers, key))


_MODIFIERS = frozenset(
    {
        _KEYS.Key_Shift,
        _KEYS.Key_Control,
        _KEYS.Key_Alt,
        _KEYS.Key_AltGr,
        _KEYS.Key_Meta,
        _KEYS.Key_CapsLock,
        _KEYS.Key_NumLock,
        _KEYS.Key_ScrollLock,
        _KEYS.Key_Super_L,
        _KEYS.Key_Super_R,
        _KEYS.Key_Hyper_L,
        _KEYS.Key_Hyper_R,
        _KEYS.Key_Menu,
    }
)


def problem(command: Command, key: str, places: Iterable[QWidget]) -> str | None:
    """Why a command can't have this key (portable text), in one sentence; None where it can.

    :param places: the widgets in which the key would have to work; what they keep for themselves (arrows,
        copy) would never reach the command.
    """
    sequence = QKeySequence(key)
    shown = key_text(key)
    if command.id.startswith((LABELS, LINKS)):
        what = "label" if command.id.startswith(LABELS) else "link"
        return f"The key of a {what} stands in the codebook: change it there."
    if key in portable_keys(command):
        return None  # a command may always have its own keys back
    if sequence.count() != 1:
        return "A command has single keys, such as J or Ctrl+J."
    chord: QKeyCombination = sequence[0]  # type: ignore[index]
    pressed_key, modifiers = chord.key(), chord.keyboardModifiers()
    if pressed_key == _KEYS.Key_Escape:
        return "Esc always leads back to the article: choose another key."
    if any(sequence in QKeySequence.keyBindings(kind) for kind in _FIELDS):
        return f"{shown} belongs to text that is selected or typed: choose another key."
    plain = not modifiers & _STRONG
    if plain and pressed_key in _ENTER:
        return f"{shown} goes on in lists and fields: choose another key."
    if (
        plain
        and pressed_key in _GOING
        and not (command.scope == "article" and pressed_key != _KEYS.Key_Space)
    ):
        return f"{shown} goes from one part of the window to the next: choose another key."
    if command.scope == "window" and plain and not _KEYS.Key_F1 <= pressed_key <= _KEYS.Key_F35:
        return (
            f"“{command.title.removesuffix(' …')}” works everywhere, also while you type: "
            f"add Ctrl or Alt to {shown}, or choose an F key."
        )
    if any(_keeps(place, chord) for place in places):
        return f"{shown} moves or selects in the article: choose another key."
    return None


def portable_keys(command: Command) -> set[str]:
    """The command's own keys in portable text."""
    return {QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText) for key in command.keys}


def _keeps(place: QWidget, chord: QKeyCombination) -> bool:
    """Whether a widget takes this key before any command: it is asked as Qt asks it."""
    event = QKeyEvent(QEvent.Type.ShortcutOverride, chord.key(), chord.keyboardModifiers())
    event.ignore()
    place.event(event)
    return event.isAccepted()
