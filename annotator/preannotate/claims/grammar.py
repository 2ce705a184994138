"""What the claim rules ask of a parse, whatever the labels of the treebank behind it.

One implementation a scheme of labels: :mod:`english` knows those of spaCy's English pipelines.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from annotator.model.annotation import Segment
from annotator.preannotate.spans import end_of

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Prepositional:
    """A dependent behind a preposition: its lower-case word, its token, and the head of what follows."""

    word: str
    preposition: Token
    inner: Token

    @property
    def piece(self) -> Segment:
        """What follows the preposition, whichever of the two the parse hangs on the other."""
        doc = self.inner.doc
        first = max(self.inner.left_edge.i, self.preposition.i + 1)
        last = max(self.inner.right_edge.i, self.preposition.right_edge.i)
        return int(doc[first].idx), end_of(doc[last])


@dataclass(slots=True)
class Arguments:
    """What stands around a verb, noun or adjective that may announce a claim.

    ``subject`` is who acts (a passive's agent, whose preposition is ``agent``); ``patient`` the subject of a
    passive; ``relative`` the pronoun that names the subject in the word's own clause ("Kim, *who* said ...").
    ``host`` is the clause into which the word's own was put ("The plan, she said, failed") or that it
    accompanies ("as she said").  ``in_passing``: the word's clause is only a part of another one and not what
    the sentence tells.
    """

    subject: Token | None = None
    patient: Token | None = None
    passive: bool = False
    clause: Token | None = None
    infinitive: Token | None = None
    gerund: Token | None = None
    object: Token | None = None
    description: Token | None = None
    addressee: Token | None = None
    host: Token | None = None
    relative: Token | None = None
    agent: Token | None = None
    as_clause: bool = False
    in_passing: bool = False
    negated: bool = False
    hypothetical: bool = False
    particles: tuple[Token, ...] = ()
    prepositions: list[Prepositional] = field(default_factory=list)


class Grammar(Protocol):
    """Reads one scheme of dependency labels."""

    def of_verb(self, verb: Token) -> Arguments:
        """What stands around a verb."""

    def of_noun(self, noun: Token) -> Arguments:
        """What stands around a noun: ``subject`` is its owner ("Berlin's claim", "the claim of Berlin")."""

    def of_adjective(self, adjective: Token) -> Arguments:
        """What stands around an adjective that is said of its ``subject``: "Kim is confident that ..."."""

    def governing_verb(self, token: Token) -> Token:
        """The verb of the clause a token stands in (the root where there is none)."""

    def behind(self, first: Token, last: Token) -> Token | None:
        """The head of what follows a phrase that works as a preposition: "according to" the minister."""

    def object_of(self, noun: Token) -> Token | None:
        """The verb whose object a noun is: "made the claim"."""

    def is_infinitive(self, verb: Token) -> bool:
        """Whether the verb has no tense of its own: "to stay"."""

    def trails(self, verb: Token) -> bool:
        """Whether the verb goes on with the sentence's own subject behind a comma: "..., adding that ..."."""

    def joined(self, verb: Token) -> Token | None:
        """The verb to which this one is joined by "and" or "but" without a subject of its own."""

    def opens(self, token: Token) -> bool:
        """Whether a token only joins a clause to what is before: "that"."""

    def conjuncts(self, noun: Token) -> Iterator[Token]:
        """The nouns that are joined to this one: "Kim and Li"."""

    def phrase(self, head: Token) -> tuple[int, int]:
        """First and last token of a head's noun phrase, without article, relative clause and apposition."""

    def apposition(self, noun: Token) -> Token | None:
        """The name beside a noun: "the mayor, Kim"."""

    def is_name_or_noun(self, token: Token) -> bool:
        """Whether the token can head a noun phrase."""
