"""Numbers as keys: also with Shift, on keyboards of any country."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

_SHIFTED = {sign: number for number, sign in enumerate("!@#$%^&*(", 1)} | {")": 0}
_FIRST_CODES = {"xcb": 10, "wayland": 10, "wayland-egl": 10, "windows": 2}
"""What each system calls the key at the place of the 1; those of 2 to 9 and 0 follow."""

MODIFIERS = frozenset(
    {
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
    }
)
STRONG = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


def number_of(event: QKeyEvent) -> tuple[int, bool] | None:
    """The number of a key (0 to 9) and whether Shift is held; None for any other key.

    With Shift a number key types a sign, another one in each country, so the place of the key counts where
    the system tells it.
    """
    if event.modifiers() & STRONG:
        return None
    shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    if event.modifiers() & Qt.KeyboardModifier.KeypadModifier:
        return (int(event.text()), False) if event.text() in set("0123456789") else None
    first = _FIRST_CODES.get(QGuiApplication.platformName())
    place = event.nativeScanCode() - first if first is not None and event.nativeScanCode() else -1
    if 0 <= place <= 9:
        return (place + 1) % 10, shifted
    text = event.text()
    if len(text) == 1 and text in "0123456789":
        return int(text), shifted
    return (_SHIFTED[text], True) if shifted and text in _SHIFTED else None
