"""Which annotations of an article are shown while only some of them are wanted.  No Qt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.gui.article_view.marks import Mark


@dataclass(frozen=True, slots=True)
class ActorFilter:
    """One actor of the registry.

    ``ids`` are its own and those of the actors merged into it; ``names`` its name and aliases, casefolded: by
    them a suggestion, which points to no actor yet, is known.
    """

    name: str
    ids: frozenset[str]
    names: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Filter:
    """What is to be shown; everything that is asked for must hold.  Without anything, all is shown."""

    undecided: bool = False
    label: str | None = None
    actor: ActorFilter | None = None

    def __bool__(self) -> bool:
        return self.undecided or self.label is not None or self.actor is not None

    def passes(self, mark: Mark, joined: Iterable[Mark]) -> bool:
        """Whether a mark is shown.

        :param joined: the marks at the other ends of its links: with an actor's mentions comes what is said
            by and about the actor.
        """
        if self.undecided and mark.kind != "suggestion":
            return False
        if self.label is not None and mark.label != self.label:
            return False
        actor = self.actor
        return actor is None or _means(mark, actor) or any(_means(other, actor) for other in joined)


def _means(mark: Mark, actor: ActorFilter) -> bool:
    if mark.actor is not None:
        return mark.actor in actor.ids
    return mark.mention and mark.quote.casefold() in actor.names
