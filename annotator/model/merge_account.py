"""What becomes of everything that comes with a merge, counted: the preview and the report have one form."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Literal

from annotator.model.actor import Actor
from annotator.model.layer import LayerKind
from annotator.model.merge_mapping import Word
from annotator.model.revision import RevisionKind

Outcome = Literal[
    "new",
    "newer",
    "deleted",
    "gone",
    "older",
    "already",
    "waiting",
    "left",
    "undecided",
    "refused",
    "missing",
]
"""What becomes of one row.

- new: it was not here.
- newer: it replaces an older state of the same row, which stands in the history.
- deleted: its owner has deleted it since, and here it goes as well.
- gone: its owner has deleted it, and it does not stand here either.
- older: here it stands in a later state, or was deleted since; it is ignored.
- already: it is here, just so.
- waiting: it is kept, but can't stand yet, as an end of a link is deleted, or its twin stands there.
- left: it stays out, as the mapping says.
- undecided: it uses a word of which nothing was decided.
- refused: it can't be taken; :attr:`Account.refusals` says why.
- missing: its article is not here.
"""

Place = tuple[str, LayerKind, str]
"""Owner, kind of the layer, SHA-256 of the article (empty: no certain one)."""

ActorOutcome = Literal["new", "newer", "joined", "alike", "merged", "apart"]
"""What becomes of an actor.

- new, newer: it comes in; its entry replaces an older state.
- joined: it counts as one of ours, or one of ours as it: same name and kind, no other Wikidata id.
- alike: it comes in, though one of ours looks like it: a common name, but another kind or Wikidata id.
- merged, apart: it is merged into one of ours or kept apart from it, as the mapping says.
"""

MOST_REFUSALS = 1000
"""So many are kept with their sentences; the others are only counted."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """One row that can't be taken, and why in a sentence."""

    place: Place
    kind: RevisionKind
    id: str
    sentence: str


@dataclass(frozen=True, slots=True)
class ActorChange:
    """An actor that comes; ``here`` is the one of ours that it is, counts as, or looks like."""

    actor: Actor
    outcome: ActorOutcome
    here: Actor | None = None


@dataclass(slots=True)
class Account:
    """All of it.

    ``rows`` counts by place what becomes of each kind of row.  ``missing`` are the articles that are not here
    (SHA-256), with the number of rows on them; ``articles`` are those that come with the merge.
    ``undecided`` are words of which nothing was decided, with the number of rows that use them: while there
    are any, nothing is taken.  ``left`` are those whose rows or answers stay out, ``added`` those that come
    into the codebook.
    """

    rows: dict[Place, Counter[tuple[Outcome, RevisionKind]]] = field(
        default_factory=lambda: defaultdict(Counter)
    )
    missing: Counter[str] = field(default_factory=Counter)
    articles: list[str] = field(default_factory=list)
    undecided: Counter[Word] = field(default_factory=Counter)
    left: Counter[Word] = field(default_factory=Counter)
    added: list[Word] = field(default_factory=list)
    actors: list[ActorChange] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    refused: int = 0

    def count(self, *outcomes: Outcome, kind: RevisionKind | None = None, owner: str | None = None) -> int:
        """How many rows have one of these outcomes, of one kind or all, of one owner or all."""
        return sum(
            number
            for place, counts in self.rows.items()
            if owner is None or place[0] == owner
            for (outcome, of), number in counts.items()
            if outcome in outcomes and (kind is None or of == kind)
        )

    @property
    def changes(self) -> int:
        """How many rows of the project it changes, adds or takes away; actors among them."""
        actors = sum(change.outcome != "alike" or change.here is not None for change in self.actors)
        return self.count("new", "newer", "deleted") + actors

    def refuse(self, refusal: Refusal) -> None:
        self.refused += 1
        if len(self.refusals) < MOST_REFUSALS:
            self.refusals.append(refusal)
