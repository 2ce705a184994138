"""Keys as a person presses them: each goes to where the keyboard is by then."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

Key = str | Qt.Key | tuple[Qt.Key, Qt.KeyboardModifier]
"""Characters, a key, or a key with modifiers."""

Press = Callable[..., None]
"""Takes any number of keys."""


def focused() -> QWidget:
    """What has the keyboard."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def press_keys(qtbot: QtBot, *keys: Key, into: Callable[[], QWidget] = focused) -> None:
    for key in keys:
        if isinstance(key, tuple):
            qtbot.keyClick(into(), *key)
        elif isinstance(key, str):
            for character in key:
                qtbot.keyClicks(into(), character)
        else:
            qtbot.keyClick(into(), key)
