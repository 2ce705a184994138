from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

from annotator.gui.frame.keys import number_of

NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CTRL, PAD = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.KeypadModifier


def pressed(key: Qt.Key, modifiers: Qt.KeyboardModifier, text: str, code: int = 0) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, modifiers, code, 0, 0, text)


@pytest.mark.parametrize(
    ("key", "modifiers", "text", "number"),
    [
        (Qt.Key.Key_3, NONE, "3", (3, False)),
        (Qt.Key.Key_0, NONE, "0", (0, False)),
        (Qt.Key.Key_Exclam, SHIFT, "!", (1, True)),
        (Qt.Key.Key_3, PAD, "3", (3, False)),
        (Qt.Key.Key_3, CTRL, "3", None),
        (Qt.Key.Key_A, NONE, "a", None),
        (Qt.Key.Key_A, SHIFT, "A", None),
        (Qt.Key.Key_Shift, SHIFT, "", None),
        (Qt.Key.Key_Exclam, NONE, "!", None),
    ],
)
def test_by_what_it_types(
    key: Qt.Key, modifiers: Qt.KeyboardModifier, text: str, number: tuple[int, bool] | None
) -> None:
    assert number_of(pressed(key, modifiers, text)) == number


@pytest.mark.parametrize(
    ("key", "modifiers", "text", "number"),
    [
        (Qt.Key.Key_QuoteDbl, SHIFT, '"', (2, True)),  # German Shift+2
        (Qt.Key.Key_Eacute, NONE, "é", (2, False)),  # French 2
        (Qt.Key.Key_2, SHIFT, "2", (2, True)),  # French Shift+2
    ],
)
def test_by_its_place_on_keyboards_of_other_countries(
    monkeypatch: pytest.MonkeyPatch,
    key: Qt.Key,
    modifiers: Qt.KeyboardModifier,
    text: str,
    number: tuple[int, bool],
) -> None:
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: "xcb")
    assert number_of(pressed(key, modifiers, text, 11)) == number
