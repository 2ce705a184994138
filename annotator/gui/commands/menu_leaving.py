"""Lets go of the menu bar when a menu was closed by Esc: the keyboard goes back where it was."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QMenu, QMenuBar, QWidget
from shiboken6 import isValid


class MenuLeaving(QObject):
    """Qt keeps the keyboard in the menu bar after Esc, even where the menu was opened by mouse.

    The next letter would then open a menu instead of running its command.
    """

    def __init__(self, bar: QMenuBar) -> None:
        super().__init__(bar)
        self._bar = bar
        self._before: QWidget | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)  # only after the menu is hidden does Qt give the keyboard to the bar
        self._timer.timeout.connect(self._leave)

    def watch(self, menu: QMenu) -> None:
        """Let go of the bar whenever this menu is closed, unless another one is opened at once."""
        menu.aboutToShow.connect(self._remember)
        menu.aboutToHide.connect(self._timer.start)

    def _remember(self) -> None:
        focused = self._bar.window().focusWidget()
        if focused is not None and focused is not self._bar:
            self._before = focused

    def _leave(self) -> None:
        window = self._bar.window()
        if window.focusWidget() is not self._bar or QApplication.activePopupWidget() is not None:
            return
        escape = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(self._bar, escape)
        before = self._before
        if before is not None and isValid(before) and window.focusWidget() in (self._bar, None):
            before.setFocus(Qt.FocusReason.MenuBarFocusReason)
