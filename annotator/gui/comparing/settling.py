"""Settles differences into gold: one by one as a person says, or many by a rule."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from annotator.errors import UserError
from annotator.gui.commands.command import HintError
from annotator.gui.commands.comparing import RULE
from annotator.gui.comparing.plans import AT_ONCE, Planned
from annotator.gui.comparing.reading import Read
from annotator.gui.comparing.spots import Spot, Variant
from annotator.gui.comparing.third_bar import Draft
from annotator.gui.session import INITIATOR
from annotator.model.clock import new_id
from annotator.model.settlement import Proposal, Ruling
from annotator.project.operations import adjudication as adjudicating
from annotator.review import adjudicating as rules
from annotator.review.places import Place

if TYPE_CHECKING:
    from annotator.gui.comparing.page import ComparePage
    from annotator.gui.main_window import MainWindow
    from annotator.gui.session import Session


class Settling:
    def __init__(self, window: MainWindow, page: ComparePage) -> None:
        self._window = window
        self._page = page
        self._settled_of: Read | None = None
        self._settled: set[str] = set()
        """What was settled since that was read."""
        details = page.details
        details.taken.connect(lambda variant: self._attempt(lambda: self.take(variant)))
        details.both_wanted.connect(lambda: self._attempt(self.take_both))
        details.third_wanted.connect(lambda: self._attempt(self.begin_third))
        details.reopen_wanted.connect(lambda: self._attempt(self.reopen))
        details.why_written.connect(lambda why: self._attempt(lambda: self._explain(why)))
        details.left.connect(lambda: page.first_field().setFocus(Qt.FocusReason.OtherFocusReason))
        page.third.taken.connect(lambda draft: self._attempt(lambda: self._take_third(draft)))

    # -- one difference

    def take_letter(self, letter: str) -> None:
        """Take what the layer with this letter says, also where that is nothing."""
        spot = self._need()
        found = next((variant for variant in spot.variants if letter in variant.letters), None)
        if found is None:
            raise HintError(f"No layer {letter} is compared here.")
        self.take(found, letter)

    def take_number(self, number: int) -> None:
        """Take the variant with this number, from 1."""
        variants = self._need().variants
        if number > len(variants):
            raise HintError(f"There are only {len(variants)} to choose from.")
        self.take(variants[number - 1])

    def take(self, variant: Variant, letter: str = "") -> None:
        """Take what is said so; the one who says it is the layer with this letter, or the first that does."""
        spot = self._need()
        if not variant.letters:
            self._settle(spot, "Settle with nothing", rules.none)
            return
        letter = letter or variant.letters[0]
        layer = next(v.layer for v in self._page.voices.voices if v.letter == letter)
        self._settle(spot, f"Settle: take {letter}", lambda place: rules.taken(place, layer))

    def take_nothing(self) -> None:
        self.take(Variant("", (), None))

    def take_both(self) -> None:
        """Take each of what is said.

        :raises HintError: if only one thing is.
        """
        spot = self._need()
        if not spot.several:
            raise HintError(
                "There is one label on one place here: take it by the letter of who says it best."
            )
        self._settle(spot, "Settle: take both", rules.both)

    def begin_third(self) -> None:
        base, read = self._need().first, self._page.read
        assert read is not None
        if base is None:
            raise HintError("Nobody says this any more: take nothing (0), or open the article and tag it.")
        commands = self._window.commands
        keys = [f"{commands.key(f'label.{entry.name}')} {entry.name}" for entry in read.codebook.offered]
        self._page.third.begin(base, read.article.text, read.codebook, ", ".join(keys))

    def _take_third(self, draft: Draft) -> None:
        spot = self._need()
        proposal = Proposal(
            draft.label, draft.segments, draft.attributes, draft.actor_id, derived_from=draft.derived_from
        )
        self._settle(spot, "Settle: a third", lambda place: rules.third(place, proposal))
        self._page.third.end()

    def reopen(self) -> None:
        """Take back how the current difference was settled."""
        place = self._need().place
        if place is None or not place.replaces:
            raise HintError("This is not settled yet.")
        adjudicating.reopen(
            self._session.project,
            self._article,
            place.replaces,
            title="Open again",
            initiator=INITIATOR,
        )

    # -- why

    def begin_why(self) -> None:
        """Put the keyboard into the note that says why."""
        self._need()
        field = self._page.details.why
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        field.end(False)

    def _explain(self, why: str) -> None:
        """Say why what is settled already was settled so; what is open keeps the note until it is taken."""
        spot = self._page.current
        settlement = spot.place.settlement if spot is not None and spot.place is not None else None
        if settlement is None or settlement.why == why:
            return
        project, article_id = self._session.project, self._article
        adjudicating.explain(project, article_id, settlement.id, why, initiator=INITIATOR)

    # -- beside

    def mark_own_done(self) -> None:
        """Say that one's own work on this article is done."""
        from annotator.project.operations import articles

        article_id = self._article
        self._attempt(
            lambda: articles.set_state(self._session.project, article_id, "done", initiator=INITIATOR)
        )

    # -- inside

    @property
    def _session(self) -> Session:
        assert self._page.session is not None
        return self._page.session

    @property
    def _article(self) -> int:
        assert self._page.article_id is not None
        return self._page.article_id

    def _attempt(self, work: Callable[[], object]) -> None:
        self._window.attempt(work)

    def _need(self) -> Spot:
        """The current difference.

        :raises UserError: if there is none, or nothing can be settled here.
        """
        read, spot = self._page.read, self._page.current
        if read is None or spot is None:
            raise HintError("There is no difference here to settle.")
        self._window.commands.check(RULE)
        if read.locked:
            raise UserError(read.locked)
        return spot

    def _settle(self, spot: Spot, title: str, rule: Callable[[Place], Ruling]) -> None:
        """Settle a place, and with it all on which everybody agrees; go on to the next open difference."""
        page, project, read = self._page, self._session.project, self._page.read
        assert read is not None
        assert read.adjudication is not None
        assert spot.place is not None
        if self._settled_of is not read:
            self._settled_of, self._settled = read, set()
        onward = page.walking.next_open()
        agreed = rules.plan(read.adjudication, "agreed")
        left = {each.place.id for each in agreed.left_open} - self._settled - {spot.id}
        now = agreed.rulings if not self._settled and len(agreed.rulings) <= AT_ONCE else ()
        later = agreed.rulings if not self._settled and not now else ()
        joins, why = new_id(), page.details.why.text().strip()
        with project.transact(title, article_id=self._article, initiator=INITIATOR, joins=joins):
            if now:
                adjudicating.settle(project, self._article, now, title=title, finished=False)
            done = not left and not later
            adjudicating.settle(
                project, self._article, [rule(spot.place)], title=title, finished=done, why=why
            )
        self._settled.add(spot.id)
        page.details.why.clear()
        if later:
            page.ruling.write([Planned(self._article, later, 0, len(later), len(left))], title, joins)
        if onward is not None:
            page.go_to(onward)
