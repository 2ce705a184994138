"""Who and what takes part in a statement: speakers and others, cues, sentiments."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from annotator.model.actor import Actor
from annotator.model.annotation import Segments

JOIN = "; "
"""Stands between several names in one cell."""


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who takes part in a statement: the mention, and the actor it points to, if any."""

    annotation_id: str
    quote: str
    actor: Actor | None = None
    label: str = ""
    """The label of the mention."""
    attribute_kind: str = ""
    """What the mention's attribute “kind” answers."""
    link: str = ""
    """The link that leads to it, by the codebook's name."""
    start: int = 0
    end: int = 0
    member_of: tuple[Party, ...] = ()
    """The organisations that the article says the person belongs to, by a link from any of their mentions."""

    @property
    def name(self) -> str:
        """The registry's name, else the words in the article."""
        return self.actor.name if self.actor is not None else self.quote

    @property
    def kind(self) -> str:
        """Person, organisation ...: as the registry says, else the mention's attribute, else its label."""
        registered = self.actor.kind if self.actor is not None else ""
        return registered or self.attribute_kind or self.label

    @property
    def key(self) -> str:
        """Equal for what counts as the same, see :func:`key_of`."""
        return key_of(self.actor, self.quote)


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that introduce a claim."""

    annotation_id: str
    quote: str
    segments: Segments

    @property
    def start(self) -> int:
        return self.segments[0][0]

    @property
    def end(self) -> int:
        return self.segments[-1][1]


@dataclass(frozen=True, slots=True)
class Sentiment:
    """Words that show somebody well or badly."""

    annotation_id: str
    quote: str
    segments: Segments
    polarity: str = ""
    """As answered in the codebook's words; empty where it isn't."""
    value: float | None = None
    """From -1 (badly) to 1 (well), see :func:`annotator.analysis.roles.polarity_value`."""
    targets: tuple[Party, ...] = ()
    holders: tuple[Party, ...] = ()
    article_id: int = 0
    source: str = ""
    published: str = ""
    annotator: str = ""
    suggested: bool = False

    @property
    def start(self) -> int:
        return self.segments[0][0]

    @property
    def end(self) -> int:
        return self.segments[-1][1]


def names(parties: Iterable[Party]) -> str:
    """Their names as one text, each once, in reading order."""
    return JOIN.join(dict.fromkeys(party.name for party in parties))


def key_of(actor: Actor | None, quote: str) -> str:
    """Equal for what counts as the same: the registry's id, else the words in small letters."""
    return actor.id if actor is not None else f"“{' '.join(quote.casefold().split())}”"
