"""Gives the keys of the article to what is being asked in the picker below it: one question at a time."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication

from annotator.gui.article_view import ArticleView, badges
from annotator.gui.frame.floating import Floating
from annotator.gui.frame.keys import MODIFIERS, STRONG
from annotator.gui.guards import guarded
from annotator.gui.widgets.link_picker import LinkPicker

if TYPE_CHECKING:
    from annotator.gui.session import Session

MOVES = frozenset(
    {
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
    }
)
_GOING = MOVES | {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}
ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class Question(ABC):
    """Something that is asked.  A quiet one takes only the keys that answer it: any other ends it."""

    quiet = False

    @abstractmethod
    def wants(self, event: QKeyEvent) -> bool:
        """Whether a key is for this question."""

    @abstractmethod
    def press(self, event: QKeyEvent) -> None:
        """Such a key was pressed."""

    @abstractmethod
    def choose(self, number: int) -> None:
        """A choice of the picker was clicked, from 0."""

    def write(self, text: str) -> None:  # noqa: B027 - who has no use for it need not say so
        """The field of the picker was filled."""

    def point(self, number: int) -> None:  # noqa: B027 - who has no use for it need not say so
        """The picker points at another choice."""

    @abstractmethod
    def present(self) -> None:
        """Show or show again what is asked: it is asked only now, or what can be chosen has changed."""

    def ended(self) -> None:  # noqa: B027 - who has no use for it need not say so
        """It is no longer asked, whether it was answered or not."""


class Asker(QObject):
    """Asks one question at a time; the article keeps the keyboard."""

    changed = Signal()
    """Something is asked now, or nothing any more."""

    def __init__(self, view: ArticleView, picker: LinkPicker) -> None:
        super().__init__(view)
        self.view = view
        self.picker = picker
        self.question: Question | None = None
        self.by_mouse = False
        """Whether the mouse was used last, and not a key."""
        self.by_hand = False
        """Whether the mouse was the last to go anywhere in the article: nothing may move under it."""
        self.floating: Floating | None = None
        self._session: Session | None = None
        self._start: str | None = None
        picker.coming.connect(self._place)
        picker.chosen.connect(lambda number: self.question and self.question.choose(number))
        picker.pointed.connect(lambda number: self.question and self.question.point(number))
        picker.written.connect(self._written)
        picker.closed.connect(self.end)
        view.selection_changed.connect(self._on_selection)
        view.installEventFilter(self)
        view.viewport().installEventFilter(self)

    def ask(self, question: Question, session: Session) -> None:
        """Ask about the session's current annotation; what was asked before is not answered."""
        self.end()
        self.question, self._session, self._start = question, session, session.current_id
        session.current_changed.connect(self._on_current)
        session.sheet_changed.connect(self._on_sheet)
        self.changed.emit()

    def end(self) -> None:
        """Leave the question, answered or not."""
        question, self.question = self.question, None
        if question is None:
            return
        if self._session is not None:
            self._session.current_changed.disconnect(self._on_current)
            self._session.sheet_changed.disconnect(self._on_sheet)
        self._session = None
        had_keyboard = self.picker.holds_keyboard()
        self.picker.hide()
        badges.show(self.view, {})
        if had_keyboard:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        question.ended()
        self.changed.emit()

    @contextmanager
    def between(self) -> Iterator[None]:
        """From one question to the next: the picker goes only if nothing is asked at the end."""
        picker, shown = self.picker, self.picker.isVisible()
        picker.setUpdatesEnabled(False)
        try:
            yield
        finally:
            if shown and self.question is not None:
                self.question.present()
            picker.setUpdatesEnabled(True)

    # -- inside

    def _place(self) -> None:
        question = self.question
        if self.floating is not None and question is not None:
            self.floating.place(floats=question.quiet and self.by_hand)

    def _written(self, text: str) -> None:
        if self.question is not None:
            self.question.write(text)

    def _on_current(self, annotation_id: str | None, _reveal: bool) -> None:
        if annotation_id != self._start:
            self.end()

    def _on_sheet(self, _change: object) -> None:
        if self.question is not None:
            self.question.present()

    def _on_selection(self, span: object) -> None:
        if span is not None and self.question is not None and self.question.quiet:
            self.end()
        elif self.question is not None and self.picker.isVisible():
            self.question.present()

    @guarded(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is not self.view:
            pressed = kind == QEvent.Type.MouseButtonPress
            self.by_mouse, self.by_hand = self.by_mouse or pressed, self.by_hand or pressed
            return False
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in _GOING:
            self.by_hand = False
        if self.question is None:
            return False
        if kind == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            self._focus_left(event)
        elif isinstance(event, QKeyEvent) and event.key() not in MODIFIERS:
            self.by_mouse = False
            if kind == QEvent.Type.ShortcutOverride:
                return self._override(event)
            if kind == QEvent.Type.KeyPress:
                return self._press(event)
        return False

    def _override(self, event: QKeyEvent) -> bool:
        """Before any command: keep the keys of the question; a quiet one is ended by all others."""
        assert self.question is not None
        if self.question.wants(event):
            event.accept()
            return True
        if self.question is not None and self.question.quiet:
            self.end()
        return False

    def _press(self, event: QKeyEvent) -> bool:
        assert self.question is not None
        if self.question.wants(event):
            self.question.press(event)
            return True
        if self.question is None or self.question.quiet:
            self.end()
            return False
        return event.key() not in MOVES and not event.modifiers() & STRONG

    def _focus_left(self, event: QFocusEvent) -> None:
        reasons = Qt.FocusReason
        passing = (reasons.PopupFocusReason, reasons.ActiveWindowFocusReason, reasons.MenuBarFocusReason)
        inside = QApplication.focusWidget()
        if event.reason() not in passing and not (inside and self.picker.isAncestorOf(inside)):
            assert self.question is not None
            if self.question.quiet:
                self.end()
