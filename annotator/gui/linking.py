"""Linking two annotations: by key (the kind, then the other end by number) or by a drag from bar to bar."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from annotator.gui.article_view import badges
from annotator.gui.frame.asker import ENTER, MOVES, Asker, Question
from annotator.gui.frame.candidates import ways_between, ways_from
from annotator.gui.frame.keys import MODIFIERS, STRONG, number_of
from annotator.gui.frame.link_maker import LinkMaker
from annotator.gui.frame.linking_words import hint_of, nothing_to_link, title_of
from annotator.gui.frame.offers import Deed, Offer, to_link, to_tag
from annotator.gui.frame.shortlist import Shortlist
from annotator.gui.widgets.link_picker import Choice
from annotator.model.annotation import Annotation
from annotator.model.text_units import trimmed

if TYPE_CHECKING:
    from annotator.gui.session import Session

Action = Callable[[bool], None]
"""What a choice does; True: and go on asking the same."""

Then = Callable[[], None] | None
"""What is done when it is linked."""


class LinkMode(Question):
    """While it is active, keys in the article choose the kind and the other end of a link."""

    def __init__(self, asker: Asker, maker: LinkMaker, tell: Callable[[str], None]) -> None:
        self.asker = asker
        self._view, self._picker = asker.view, asker.picker
        self._maker, self._tell = maker, tell
        self._session: Session | None = None
        self._start: Annotation | None = None
        self._kind: str | None = None
        self._then: Then = None
        self._list = Shortlist()
        self._actions: list[Action] = []
        self._offered: tuple[Offer, bool] | None = None

    @property
    def active(self) -> bool:
        """Whether what is picked in the article is the other end."""
        return self.asker.question is self and not self.quiet

    def begin(
        self,
        session: Session,
        kind: str | None = None,
        *,
        quiet: bool = False,
        then: Then = None,
    ) -> None:
        """Ask for the other end of a link from or to the current annotation.

        :param kind: only this kind of link.
        :param quiet: any key that picks nothing ends it and does what it always does.
        :param then: called when it is linked.
        """
        current = session.current
        if current is None:
            self._tell("Select an annotation first: click its bar, then link it.")
            return
        if not ways_from(session.project.codebook, current.label, kind):
            self._tell(nothing_to_link(session.project.codebook, current.label, kind))
            return
        self._ask(session, current, kind, quiet, then)
        if not quiet:
            self.present()

    def between(self, session: Session, first_id: str, second_id: str) -> None:
        """Link these two, in whichever direction the codebook allows; ask where there are several ways."""
        ends = [session.sheet.annotation(i) if session.sheet else None for i in (first_id, second_id)]
        first, second = ends
        if first is None or second is None or first.id == second.id:
            return
        ways = ways_between(session.project.codebook, first.label, second.label)
        kept = [way for way in ways if way.kind.name == self._kind] if self.active else []
        ways = kept or ways
        if not ways:
            self.cancel()
            self._tell(f"The codebook has no link between {first.label} and {second.label}.")
            return
        if not self.active:
            self._ask(session, first, None, False, None)
        self._start = first
        self._take_offer(to_link(first, ways, second), False)

    def pick(self, annotation_id: str | None) -> None:
        """The person chose the other end in the article; the caret that only passes by chooses nothing."""
        if self._session is None or self._start is None:
            return
        if annotation_id is not None and annotation_id != self._start.id and self.asker.by_mouse:
            self.between(self._session, self._start.id, annotation_id)
        else:
            self._view.set_current(self._start.id, reveal=False)

    def cancel(self) -> None:
        """Leave whatever is asked, without an answer."""
        self.asker.end()

    # -- as a question

    def wants(self, event: QKeyEvent) -> bool:
        key = event.key()
        if event.modifiers() & STRONG or key in MODIFIERS or key in MOVES:
            return False
        if not self.quiet:
            return not Qt.Key.Key_F1 <= key <= Qt.Key.Key_F35
        number = number_of(event)
        if number is None and key != Qt.Key.Key_Escape:
            return False
        if not self._actions:
            self.present()
        if self.asker.question is not self:
            return False
        return number is None or self._position(number[0]) is not None

    def press(self, event: QKeyEvent) -> None:
        key, keys, text = event.key(), Qt.Key, event.text()
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        number = number_of(event)
        if key == keys.Key_Escape:
            self.cancel()
        elif key in ENTER:
            self._enter(shift)
        elif key == keys.Key_Tab and not shift:
            self._picker.step(1)
        elif key in (keys.Key_Backtab, keys.Key_Tab):
            self._picker.step(-1)
        elif number is not None:
            position = self._position(number[0])
            if position is not None:
                self._actions[position](number[1])
        elif self._offered is not None:
            self._picker.press(text)
        elif key == keys.Key_Backspace:
            if self._list.erase():
                self.present()
        elif text and text.isprintable():
            self._typed(text)

    def choose(self, number: int) -> None:
        if 0 <= number < len(self._actions):
            self._actions[number](False)

    def point(self, number: int) -> None:
        """Show the link to the candidate that the list points at, as if it were made."""
        shown = self._list.shown() if self._offered is None else []
        if self._start is not None and 0 <= number < len(shown):
            self._view.point_link(self._start.id, shown[number].id)
        else:
            self._view.point_link("", None)

    def present(self) -> None:
        session, start = self._session, self._start
        if session is None or session.sheet is None or start is None:
            return
        fresh = session.sheet.annotation(start.id)
        if fresh is None:
            self.cancel()
            return
        self._start = fresh
        if self._offered is not None:
            self._show_offer()
            return
        self._list.take_stock(session, fresh, self._kind)
        shown, others = self._list.shown(), self._list.others()
        if self.quiet and not shown:
            then = self._then
            self.cancel()
            if then is not None:
                then()
            return
        choices = self._list.choices(session.sheet, fresh)
        self._actions = [partial(self._take, other) for other in shown]
        if others:
            choices.append(Choice("0", f"{others} more …"))
            self._actions.append(lambda _stay: self._turn())
        span = None if self.quiet else self._view.selected_span()
        words = session.sheet.article.text[slice(*span)].strip() if span else ""
        ways = ways_from(session.project.codebook, fresh.label, self._kind)
        hint = hint_of(ways, words, self._list.typed, one_kind=self._kind is not None, quiet=self.quiet)
        pointed = next((n for n, choice in enumerate(choices) if "linked" not in choice.note), 0)
        if self.quiet or words:
            pointed = -1
        self._picker.ask(title_of(fresh, self._kind), choices, hint, point=pointed)
        badges.show(self._view, {other.id: str(number) for number, other in enumerate(shown, 1)})
        if not self.quiet:
            self.point(-1 if words else self._picker.current())

    def ended(self) -> None:
        self._actions, self._offered, self._then = [], None, None
        start, self._start = self._start, None
        self._view.point_link("", None)
        if start is not None and self._session is not None and self._session.current_id == start.id:
            self._view.set_current(start.id, reveal=False)
        self._session = None

    # -- inside

    def _ask(self, session: Session, start: Annotation, kind: str | None, quiet: bool, then: Then) -> None:
        self.asker.ask(self, session)
        self._session, self._start, self._kind = session, start, kind
        self.quiet, self._then = quiet, then
        self._actions, self._offered = [], None
        self._list = Shortlist()

    def _position(self, number: int) -> int | None:
        """Which choice has this number as its key."""
        keys = [choice.key for choice in self._picker.choices()]
        return keys.index(str(number)) if str(number) in keys else None

    def _enter(self, stay: bool) -> None:
        span = self._view.selected_span() if self._offered is None else None
        if span is not None:
            self._take_words(span, stay)
        elif 0 <= self._picker.current() < len(self._actions):
            self._actions[self._picker.current()](stay)

    def _turn(self) -> None:
        self._list.turn()
        self.present()

    def _typed(self, text: str) -> None:
        """A letter keeps to one kind where none is chosen, else it narrows the list."""
        session, start = self._need()
        ways = ways_from(session.project.codebook, start.label)
        key = next((way for way in ways if way.kind.key.upper() == text.upper()), None)
        if self._kind is None and not self._list.typed and key is not None:
            self._kind, self._list = key.kind.name, Shortlist()
            self.present()
            return
        if not self._list.typed:
            self._list.take_stock(session, start, self._kind, all_=True)
        if self._list.type(text):
            self.present()
        else:
            found = self._list.typed + text
            self._tell(f"Nothing here begins with “{found}”. Select the words in the article, then Enter.")

    def _take(self, other: Annotation, stay: bool) -> None:
        session, start = self._need()
        ways = ways_between(session.project.codebook, start.label, other.label, self._kind)
        self._take_offer(to_link(start, ways, other), stay)

    def _take_words(self, span: tuple[int, int], stay: bool) -> None:
        """Tag the selected words as what fits, and link them."""
        session, start = self._need()
        assert session.sheet is not None
        text = session.sheet.article.text
        words = trimmed(text, *span)
        if words is not None:
            ways = ways_from(session.project.codebook, start.label, self._kind)
            self._take_offer(to_tag(session.project.codebook, ways, words, text), stay)

    def _take_offer(self, offer: Offer, stay: bool) -> None:
        """Do the only thing there is, or ask which."""
        if len(offer.deeds) == 1:
            self._do(offer.deeds[0], stay)
        elif offer.deeds:
            self._offered = offer, stay
            self._show_offer()
            if self._start is not None and offer.deeds[0].other_id:
                self._view.point_link(self._start.id, offer.deeds[0].other_id)

    def _show_offer(self) -> None:
        assert self._offered is not None
        offer, stay = self._offered
        self._actions = [partial(self._do, deed, stay) for deed in offer.deeds]
        badges.show(self._view, {})
        self._picker.ask(offer.title, offer.choices, "Press its key, or Tab and Enter. Esc cancels.")

    def _do(self, deed: Deed, stay: bool, again: bool = False) -> None:
        """Link, and go on with what is asked next: with ``stay`` or ``again`` the same."""
        (session, start), then, before, quiet = self._need(), self._then, self._list, self.quiet
        with self.asker.between():
            self.asker.end()
            self._maker.make(session, start, deed)
            current = session.current
            # A link that begins at the other end has taken the current annotation there.
            if (stay or again) and deed.way.outgoing and current is not None:
                self._ask(session, current, deed.way.kind.name, quiet, then)
                self._list.keep_order_of(before)
            elif then is not None:
                then()

    def _need(self) -> tuple[Session, Annotation]:
        """The session, and where the link is to begin; there while something is asked."""
        assert self._session is not None
        assert self._start is not None
        return self._session, self._start
