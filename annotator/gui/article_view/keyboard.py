"""What keys do in the article view itself: move the caret, copy, let go.  All others are commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextCursor

if TYPE_CHECKING:
    from annotator.gui.article_view.view import ArticleView

_KEYS = Qt.Key
_BY_LINE = frozenset({_KEYS.Key_Up, _KEYS.Key_Down})
_MOVES = _BY_LINE | {
    _KEYS.Key_Left,
    _KEYS.Key_Right,
    _KEYS.Key_Home,
    _KEYS.Key_End,
    _KEYS.Key_PageUp,
    _KEYS.Key_PageDown,
}
_ENTER = (_KEYS.Key_Return, _KEYS.Key_Enter)
_ERASING = (_KEYS.Key_Backspace, _KEYS.Key_Delete)
_WITH_OTHERS = frozenset(
    {
        _KEYS.Key_Shift,
        _KEYS.Key_Control,
        _KEYS.Key_Alt,
        _KEYS.Key_AltGr,
        _KEYS.Key_Meta,
        _KEYS.Key_CapsLock,
    }
)
"""Pressed on the way to another key."""
_CONTROL = Qt.KeyboardModifier.ControlModifier
_MOVE_MODIFIERS = Qt.KeyboardModifier.ShiftModifier | _CONTROL | Qt.KeyboardModifier.KeypadModifier
_TYPING_MODIFIERS = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


class Keyboard:
    """Handles the keys it wants (and says so by True); arrows and copying go on to the text edit.

    While it is held, what would be typed runs no command: somebody types where they believe a field to be.
    """

    def __init__(self, view: ArticleView) -> None:
        self._view = view
        self.held = False

    def hold(self) -> None:
        """From now on keep what is typed, until a key that nobody types with, or a click."""
        self.held = True

    def release(self) -> None:
        self.held = False

    def keeps(self, event: QKeyEvent) -> bool:
        """Whether a key is the view's own; all others go to the window's shortcuts and commands."""
        if event.matches(QKeySequence.StandardKey.Copy) or event.matches(QKeySequence.StandardKey.SelectAll):
            return True
        if self.held and event.key() not in _WITH_OTHERS:
            if _typed(event) or event.key() in (*_ENTER, _KEYS.Key_Escape):
                return True
            self.held = False  # nobody writes with Tab or Ctrl+Z
        if event.key() == _KEYS.Key_Escape:
            return self._view.gestures.busy or self._view.textCursor().hasSelection()
        modifiers = event.modifiers()
        if event.key() in _BY_LINE and modifiers & _CONTROL:
            return False  # by paragraph: commands, whose keys can be changed
        return event.key() in _MOVES and not modifiers & ~_MOVE_MODIFIERS

    def press(self, event: QKeyEvent) -> bool:
        view, key = self._view, event.key()
        if self._swallows(event):
            return True
        current = view.current()
        if key in _ENTER and current is not None:
            view.activated.emit(current)
        elif key in (_KEYS.Key_Tab, _KEYS.Key_Backtab):
            event.accept()  # if no command took it, it must not wander to a parent that moves the focus
        elif not self.keeps(event):
            event.ignore()
        elif key == _KEYS.Key_Escape:
            self._let_go()
        else:
            return False
        return True

    def is_move(self, event: QKeyEvent) -> bool:
        return event.key() in _MOVES

    def pass_gap(self, key: int, before: int) -> None:
        """Let a caret that came to a gap between paragraphs go on to the next words, the way it went.

        :param key: what moved it.
        :param before: where it stood (Qt's units).
        """
        cursor, moves = self._view.textCursor(), QTextCursor.MoveOperation
        if cursor.position() == before or cursor.block().length() > 1:
            return
        mode = QTextCursor.MoveMode.KeepAnchor if cursor.hasSelection() else QTextCursor.MoveMode.MoveAnchor
        onward = cursor.position() > before
        if key in _BY_LINE:
            step = moves.Down if onward else moves.Up
        else:
            step = moves.NextCharacter if onward else moves.PreviousCharacter
        while cursor.block().length() <= 1 and cursor.movePosition(step, mode):
            pass
        if cursor.block().length() <= 1:
            cursor.setPosition(before, mode)  # there are no more words that way
        self._view.setTextCursor(cursor)

    def caret_to(self, position: int, *, select: bool = False) -> None:
        """The person moves the caret to a code point.

        :param select: from where the selection begins, or the caret stands, up to there.
        """
        view = self._view
        cursor = view.textCursor()
        mode = QTextCursor.MoveMode.KeepAnchor if select else QTextCursor.MoveMode.MoveAnchor
        cursor.setPosition(view.article_layout.text.map.to_document(position), mode)
        view.setTextCursor(cursor)
        self.follow_caret()

    def follow_caret(self) -> None:
        """Show where the caret went; the annotation it came to becomes current."""
        view = self._view
        view.show_line(view.caret())
        if not view.textCursor().hasSelection():
            ids = view.marks_at(view.caret())
            if view.current() not in ids:
                view.pick(ids[0] if ids else None)
            view.speech.caret_moved()

    def _let_go(self) -> None:
        """What Esc does: end a drag, or else clear the selection."""
        if self._view.gestures.busy:
            self._view.gestures.cancel()
        else:
            self._view.clear_selection()

    def _swallows(self, event: QKeyEvent) -> bool:
        """Keep what is typed in vain; any other key lets go of the keyboard."""
        if not self.held or event.key() in _WITH_OTHERS:
            return False
        if _typed(event):
            self._view.typed_in_vain.emit()
            return True
        self.held = False
        return event.key() in (*_ENTER, _KEYS.Key_Escape)


def _typed(event: QKeyEvent) -> bool:
    """Whether it would write or erase in a field."""
    if event.modifiers() & ~_TYPING_MODIFIERS:
        return False
    return event.key() in _ERASING or (bool(event.text()) and event.text().isprintable())
