"""Answering attributes by key: number after number, while the article has the keyboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from annotator.gui.frame import answering_words as words
from annotator.gui.frame.asker import ENTER, Asker, Question
from annotator.gui.frame.keys import MODIFIERS, STRONG, number_of
from annotator.gui.frame.numbered import Numbered
from annotator.gui.session import INITIATOR, Session
from annotator.model.annotation import Annotation
from annotator.model.codebook import Attribute
from annotator.project.operations import framing

_YES_NO = {"yes": True, "no": False}


class AnswerMode(Question):
    """Asks one attribute after the other, those that are required first."""

    def __init__(
        self,
        asker: Asker,
        attempt: Callable[[Callable[[], object]], None],
        tell: Callable[[str], None],
    ) -> None:
        self._asker = asker
        self._view, self._picker = asker.view, asker.picker
        self._attempt, self._tell = attempt, tell
        self._session: Session | None = None
        self._then: Callable[[], None] | None = None
        self._annotation: Annotation | None = None
        self._attributes: list[Attribute] = []
        self._number = 0
        self._options: Numbered[str] = Numbered([], str)

    @property
    def active(self) -> bool:
        return self._asker.question is self

    @property
    def attribute(self) -> Attribute:
        """What is asked now."""
        return self._attributes[self._number]

    def begin(
        self,
        session: Session,
        first: str | None = None,
        *,
        only: Sequence[str] | None = None,
        quiet: bool = False,
        then: Callable[[], None] | None = None,
    ) -> None:
        """Ask the attributes of the current annotation.

        :param first: with which to begin.
        :param only: the names of those to ask; None: all.
        :param quiet: any key that answers nothing ends it and does what it always does.
        :param then: called after the last answer.
        """
        current = session.current
        if current is None:
            self._tell("Select an annotation first: click it, or go to it with the arrows.")
            return
        asked = words.in_order(session.project.codebook.label(current.label), only)
        if not asked:
            self._tell(f"The codebook asks nothing about a {current.label}.")
            return
        names = [attribute.name for attribute in asked]
        self._ask(session, asked, names.index(first) if first in names else 0, quiet, then)
        if not quiet:
            self.present()

    # -- as a question

    def wants(self, event: QKeyEvent) -> bool:
        key = event.key()
        if event.modifiers() & STRONG or key in MODIFIERS or self._picker.holds_keyboard():
            return False
        if not self.quiet:
            return not Qt.Key.Key_F1 <= key <= Qt.Key.Key_F35
        written = self.attribute.kind in ("number", "text")
        if key == Qt.Key.Key_Escape or (key in ENTER and (written or self.attribute.kind == "several")):
            return True
        number = number_of(event)
        return number is not None and self._choice_at(number[0]) is not None

    def press(self, event: QKeyEvent) -> None:
        key, keys, text = event.key(), Qt.Key, event.text()
        number = number_of(event)
        if not self._picker.isVisible():
            self.present()  # it was pressed before it could be shown
        if key == keys.Key_Escape:
            self._asker.end()
        elif key in ENTER:
            self._enter()
        elif key in (keys.Key_Tab, keys.Key_Down):
            self._picker.step(1)
        elif key in (keys.Key_Backtab, keys.Key_Up):
            self._picker.step(-1)
        elif key in (keys.Key_Right, keys.Key_Left):
            self._go(1 if key == keys.Key_Right else -1)
        elif key in (keys.Key_Backspace, keys.Key_Delete):
            self._take_back()
        elif number is not None:
            position = self._choice_at(number[0])
            if position is not None:
                self.choose(position)
        elif text.strip():
            self._typed(text)

    def choose(self, number: int) -> None:
        shown = self._options.shown()
        if self.attribute.kind in ("number", "text"):
            self._picker.start_writing()
        elif number < len(shown):
            self._take(shown[number])
        elif number == len(shown) and self._options.others():
            self._options.turn()
            self.present()

    def write(self, text: str) -> None:
        if self.attribute.kind == "number" and text:
            value = float(text)
            self._answer(int(value) if value.is_integer() else value)
        else:
            self._answer(text or None)

    def present(self) -> None:
        session, before = self._session, self._annotation
        if session is None or session.sheet is None or before is None:
            return
        fresh = session.sheet.annotation(before.id)
        if fresh is None:
            self._asker.end()
            return
        self._annotation = fresh
        attribute, value = self.attribute, fresh.attributes.get(self.attribute.name)
        title = words.title_of(fresh, attribute, self._number, len(self._attributes))
        hint = words.hint_of(
            attribute,
            self._options.typed,
            quiet=self.quiet,
            answered=value is not None,
            several=len(self._attributes) > 1,
        )
        if attribute.kind in ("number", "text") and not self.quiet:
            shown = "" if value is None else f"{value:g}" if attribute.kind == "number" else str(value)
            if not self._picker.holds_keyboard():
                self._picker.ask_for_text(title, shown, hint, number=attribute.kind == "number")
                self._picker.start_writing()
            return
        self._picker.ask(
            title, words.choices_of(attribute, self._options, value), hint, point=-1 if self.quiet else 0
        )

    def ended(self) -> None:
        self._then = None

    # -- inside

    def _ask(
        self,
        session: Session,
        attributes: list[Attribute],
        number: int,
        quiet: bool,
        then: Callable[[], None] | None,
    ) -> None:
        self._asker.ask(self, session)
        self._session, self._annotation = session, session.current
        self._attributes, self.quiet, self._then = attributes, quiet, then
        self._show(number)

    def _show(self, number: int) -> None:
        self._number = number
        attribute = self.attribute
        options = tuple(_YES_NO) if attribute.kind == "yes/no" else attribute.options
        self._options = Numbered(options, str)

    def _choice_at(self, number: int) -> int | None:
        """Which choice has this number as its key."""
        count = len(self._options.shown())
        if number == 0:
            return count if self._options.others() else None
        return number - 1 if number <= count else None

    def _enter(self) -> None:
        if self.attribute.kind in ("number", "text"):
            self.present()
            self.quiet = False  # it was asked in passing and takes the keyboard from here on
            self.present()
        elif self.attribute.kind == "several":
            self._next()
        else:
            self.choose(self._picker.current())

    def _typed(self, text: str) -> None:
        if self.attribute.kind in ("choice", "several", "yes/no"):
            if self._options.type(text):
                shown = self._options.shown()
                if len(shown) == 1 and not self._options.others() and self.attribute.kind != "several":
                    self._take(shown[0])
                else:
                    self.present()
            else:
                self._tell(f"No answer here begins with “{self._options.typed + text}”.")

    def _take(self, option: str) -> None:
        assert self._annotation is not None
        attribute = self.attribute
        if attribute.kind == "several":
            there = words.chosen(attribute, self._annotation.attributes.get(attribute.name))
            there = there ^ {option}
            self._write([name for name in attribute.options if name in there] or None, stay=True)
        else:
            self._answer(_YES_NO[option] if attribute.kind == "yes/no" else option)

    def _take_back(self) -> None:
        assert self._annotation is not None
        if self._options.erase():
            self.present()
        elif self._annotation.attributes.get(self.attribute.name) is not None:
            self._write(None, stay=True)

    def _answer(self, value: Any) -> None:
        self._write(value, stay=False)

    def _write(self, value: Any, *, stay: bool) -> None:
        """Save an answer, and go on."""
        session, annotation, name = self._session, self._annotation, self.attribute.name
        assert session is not None
        assert annotation is not None
        kept = self._attributes, self._number, self.quiet, self._then

        def work() -> None:
            made = framing.answer(session.project, annotation.id, name, value, initiator=INITIATOR)
            session.set_current(made.id, reveal=False)

        with self._asker.between():
            self._asker.end()
            self._attempt(work)
            attributes, number, quiet, then = kept
            following = number if stay else number + 1
            if following < len(attributes):
                if session.current is not None:
                    self._ask(session, attributes, following, quiet, then)
            elif then is not None:
                then()

    def _go(self, step: int) -> None:
        number = self._number + step
        if 0 <= number < len(self._attributes):
            self._show(number)
            self.present()

    def _next(self) -> None:
        if self._number + 1 < len(self._attributes):
            self._go(1)
            return
        then = self._then
        with self._asker.between():
            self._asker.end()
            if then is not None:
                then()
