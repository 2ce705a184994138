"""A field in which an actor is chosen: numbered candidates, the registry by what is typed, or a new one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import QLineEdit, QSizePolicy

from annotator.gui.actors.choice_list import ChoiceList
from annotator.gui.actors.choices import choices
from annotator.gui.guards import guarded
from annotator.model.actor import Actor
from annotator.model.name_index import NameIndex
from annotator.model.naming import plain
from annotator.model.resolving import Candidate

_KEYS = Qt.Key
_OWN = (_KEYS.Key_Escape, _KEYS.Key_Return, _KEYS.Key_Enter)
_STEPS = {_KEYS.Key_Down: 1, _KEYS.Key_Up: -1, _KEYS.Key_PageDown: 6, _KEYS.Key_PageUp: -6}
_HINT = "Enter takes it · ↑ ↓ choose · type to search"
_TYPED_HINT = "Enter takes it · ↑ ↓ choose · Ctrl+Enter: a new actor of this name"


class ActorField(QLineEdit):
    """Emits what the person wants, and changes nothing itself.

    :param known: the registry, asked for when the keyboard comes.
    :param candidates: whom it may be, asked for likewise.
    :param proposed: the name for a new actor while nothing is typed.
    :param current: who it is now.
    """

    chosen = Signal(object)
    """An :class:`Actor`, the name of a new one, or None for nobody."""
    left = Signal()
    """The person is done here."""

    def __init__(
        self,
        known: Callable[[], NameIndex],
        candidates: Callable[[], Sequence[Candidate]],
        *,
        proposed: str = "",
        current: Actor | None = None,
    ) -> None:
        super().__init__()
        self._known = known
        self._ask = candidates
        self._candidates: Sequence[Candidate] = ()
        self._proposed = proposed
        self._actor = current
        self._name = current.name if current else ""
        self._list: ChoiceList | None = None
        self._moved = False
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setText(self._name)
        self.setCursorPosition(0)
        self.textEdited.connect(lambda _text: self._refresh())

    @property
    def choices(self) -> ChoiceList:
        """The list at the field."""
        if self._list is None:
            self._list = ChoiceList(self.window())
            self._list.clicked.connect(self._click)
            self.destroyed.connect(self._list.deleteLater)
        return self._list

    def begin(self) -> None:
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def save(self) -> None:
        """Take what is typed, now: the one actor of exactly this name or alias, else a new one."""
        typed = " ".join(self.text().split())
        if typed == self._name:
            return
        exact = [a for a, _ in self._known().search(typed, 20) if plain(typed) in _called(a)] if typed else []
        named = [actor for actor in exact if plain(actor.name) == plain(typed)]
        pick = named or exact
        self._take((pick[0] if len(pick) == 1 else typed) if typed else None)

    # -- what Qt calls

    @guarded(False)
    def event(self, event: QEvent) -> bool:
        # Without this the window's commands take these keys.
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.key() in _OWN
        ):
            event.accept()
            return True
        if not self._touched and is_undo(event):
            event.ignore()  # nothing is typed here: what was done last is undone
            return True
        return super().event(event)

    @guarded(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, listed = event.key(), self.choices
        if key == _KEYS.Key_Escape:
            self.setText(self._name)
            self._finish()
        elif key in (_KEYS.Key_Return, _KEYS.Key_Enter):
            self._enter(bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        elif key in _STEPS:
            if listed.isHidden():
                self._refresh()
            else:
                self._step(_STEPS[_KEYS(key)])
        elif (number := self._numbered(event)) is not None:
            self._click(number)
        else:
            super().keyPressEvent(event)

    @guarded(None)
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.isReadOnly():
            self._candidates = self._ask()
            self._refresh()

    @guarded(None)
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() == Qt.FocusReason.ActiveWindowFocusReason:
            return  # another program: everything stays as it is
        self._close()
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.save()

    @guarded(None)
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._close()

    # -- inside

    @property
    def _touched(self) -> bool:
        return " ".join(self.text().split()) != self._name

    def _refresh(self) -> None:
        typed = self.text() if self._touched else ""
        listed, taken = choices(
            typed,
            self._candidates,
            self._known(),
            proposed=self._proposed,
            current=self._actor,
            cleared=self._touched and not typed.strip(),
        )
        if not listed:
            self._close()
            return
        self.choices.show_choices(listed, taken, _TYPED_HINT if typed.strip() else _HINT, self)
        self._say()

    def _step(self, step: int) -> None:
        last = len(self.choices.model.choices) - 1
        number = self.choices.current + step
        if abs(step) == 1:
            number %= last + 1
        self.choices.point_at(min(max(number, 0), last))
        self._moved = True
        self._say()

    def _say(self) -> None:
        choice = self.choices.choice()
        if choice is not None:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, choice.spoken))

    def _numbered(self, event: QKeyEvent) -> int | None:
        """The row that a digit means while nothing is typed."""
        sign = event.text()
        if self._touched or self.choices.isHidden() or not (sign.isascii() and sign.isdigit()):
            return None
        rows = self.choices.model.choices
        return next((n for n, choice in enumerate(rows) if choice.number == int(sign) != 0), None)

    def _enter(self, new: bool) -> None:
        typed = " ".join(self.text().split())
        choice = self.choices.choice() if not self.choices.isHidden() else None
        if new and typed:
            self._take(typed)
        elif choice is not None and (self._touched or self._actor is None or self._moved):
            self._take(choice.who)
        else:
            self.setText(self._name)
        self._finish()

    def _click(self, number: int) -> None:
        self._take(self.choices.model.choices[number].who)
        self._finish()

    def _take(self, who: Actor | str | None) -> None:
        self._name = who if isinstance(who, str) else who.name if who is not None else ""
        self.setText(self._name)
        self._moved = False
        if who is None or isinstance(who, str) or self._actor is None or who.id != self._actor.id:
            self._actor = who if isinstance(who, Actor) else None
            self.chosen.emit(who)

    def _finish(self) -> None:
        self._moved = False
        self._close()
        self.left.emit()

    def _close(self) -> None:
        if self._list is not None:
            self._list.hide()


def is_undo(event: QEvent) -> bool:
    """Whether a field is asked if it keeps the keys of undo or redo for itself."""
    standard = QKeySequence.StandardKey
    return (
        isinstance(event, QKeyEvent)
        and event.type() == QEvent.Type.ShortcutOverride
        and (event.matches(standard.Undo) or event.matches(standard.Redo))
    )


def _called(actor: Actor) -> set[str]:
    return {plain(name) for name in (actor.name, *actor.aliases)}
