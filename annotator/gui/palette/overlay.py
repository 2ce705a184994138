"""A frame over the window that has the keyboard while it is there, and gives it back exactly where it was."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from annotator.gui.guards import guarded

_MARGIN = 24


class Overlay(QFrame):
    """No dialog: it goes by itself as soon as the keyboard is wanted elsewhere.

    Whatever was selected in the article stays selected under it.
    """

    ended = Signal()

    def __init__(self, over: QWidget) -> None:
        """``over``: the widget whose area it covers a part of."""
        super().__init__(over)
        self._over = over
        self._before: QWidget | None = None
        self.hide()
        over.installEventFilter(self)

    def wanted(self, room: QRect) -> QRect:
        """Where it stands in the room that there is."""
        return room

    def room(self) -> QRect:
        """What it may cover."""
        return self._over.rect().adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)

    def begin(self, field: QWidget) -> None:
        """Show it with the keyboard in ``field``."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        if not self.isVisible():
            # Of the window and not of the program: a dialog that is just closing may still have the keyboard.
            self._before = self._over.window().focusWidget()
            app.focusChanged.connect(self._on_focus)
        self._place()
        self.show()
        self.raise_()
        field.setFocus(Qt.FocusReason.PopupFocusReason)

    def end(self, *, give_back: bool = True) -> None:
        """Hide it; with ``give_back`` the keyboard goes where it was before."""
        if not self.isVisible():
            return
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.disconnect(self._on_focus)
        before, self._before = self._before, None
        # A panel may have been built anew in the meantime.
        if give_back and before is not None and shiboken6.isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.hide()
        self.ended.emit()

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and new is not self and not self.isAncestorOf(new):
            self.end(give_back=False)

    def _place(self) -> None:
        self.setGeometry(self.wanted(self.room()))

    @guarded(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False
