"""What of a record stands in the rows of a table of claims, and what doesn't."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from annotator.analysis.parties import Party, Sentiment
from annotator.analysis.roles import Roles
from annotator.analysis.statements import Statement
from annotator.exchange.losses import (
    ARTICLE_NOTES,
    ATTRIBUTES,
    NOTES,
    VERDICTS,
    Holds,
    Loss,
    Losses,
    common_losses,
)
from annotator.model.annotation import Annotation
from annotator.model.record import Record

OUTSIDE = Loss(
    "annotation that belongs to no claim",
    "annotations that belong to no claim",
    "in no row",
    drops="annotation",
)
LOOSE_LINKS = Loss("link", "links", "between what does not stand in one row", drops="link")
PLACES = Loss(
    "place of a speaker, cue or sentiment in the text",
    "places of speakers, cues and sentiments in the text",
    "only the claim's own is written",
)
REGISTRY = Loss(
    "mention's aliases and Wikidata id",
    "mentions' aliases and Wikidata ids",
    "only the actor's name and kind are written",
)


@dataclass(frozen=True, slots=True)
class Standing:
    """Ids of annotations and links of a record that stand in rows."""

    claims: frozenset[str]
    sentiments: frozenset[str]
    annotations: frozenset[str]
    links: frozenset[str]

    @property
    def counted(self) -> tuple[int, int]:
        return len(self.annotations), len(self.links)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a table shows of a statement: only the speakers, or all who take part in it."""

    roles: Roles
    whole: bool = True
    attributes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Label of claims -> the attributes that have a column."""
    article: bool = True
    """Whether there are columns for what is said of an article as a whole, and for decisions."""

    @property
    def of_claims(self) -> frozenset[str]:
        """Links from a claim to who is shown."""
        roles = self.roles
        if not self.whole:
            return roles.speakers
        return roles.speakers | roles.cues | roles.addressees | roles.about

    def parties(self, statement: Statement) -> Iterator[Party]:
        shown = [statement.speakers]
        if self.whole:
            shown += [statement.addressees, statement.about]
        for party in chain.from_iterable(shown):
            yield party
            yield from party.member_of


def standing(
    record: Record, rows: Iterable[Statement], shown: Shown, opinions: Iterable[Sentiment] = ()
) -> Standing:
    """What stands in these rows, and in those of these sentiments besides.

    :param opinions: sentiments that have a row of their own.
    """
    rows = list(rows)
    claims = {statement.claim_id for statement in rows}
    parties = [party for statement in rows for party in shown.parties(statement)]
    felt = (
        [*chain.from_iterable(statement.sentiments for statement in rows), *opinions] if shown.whole else []
    )
    sentiments = {opinion.annotation_id for opinion in felt}
    cues = {cue.annotation_id for statement in rows for cue in statement.cues} if shown.whole else set[str]()
    of_sentiments = [each for opinion in felt for each in (*opinion.targets, *opinion.holders)]
    people = [*parties, *(who for each in of_sentiments for who in (each, *each.member_of))]
    annotations = claims | sentiments | cues | {party.annotation_id for party in people}
    held = _Ends(shown, claims, sentiments, annotations, _members(people))
    links = frozenset(link.id for link in record.links if held.link(link.label, link.head_id, link.child_id))
    return Standing(frozenset(claims), frozenset(sentiments), frozenset(annotations), links)


def _members(people: Iterable[Party]) -> frozenset[str]:
    """The organisations' mentions that stand beside somebody as whom they belong to."""
    return frozenset(each.annotation_id for party in people for each in party.member_of)


@dataclass(frozen=True, slots=True)
class _Ends:
    shown: Shown
    claims: set[str]
    sentiments: set[str]
    annotations: set[str]
    members: frozenset[str]

    def link(self, label: str, head: str, child: str) -> bool:
        """Whether what a link says can be read in a row."""
        roles = self.shown.roles
        if label in roles.members and child in self.members:
            return True
        if head not in self.annotations or child not in self.annotations:
            return False
        if head in self.claims and (label in self.shown.of_claims or child in self.sentiments):
            return True
        if head in self.sentiments:
            return label in roles.targets or label in roles.holders or child in self.claims
        return False


def table_losses(
    record: Record,
    rows: Sequence[Statement],
    held: Standing,
    shown: Shown,
    apart: Sequence[Sentiment] = (),
) -> Losses:
    """What a table of claims can't hold of a record that makes these rows.

    :param apart: sentiments that have a row of their own, with their note and place.
    """
    said = record.annotations
    whole = bool(rows) and shown.article
    parties = [party for statement in rows for party in statement.speakers]
    kinds = {p.annotation_id for p in parties if p.attribute_kind and p.kind == p.attribute_kind}
    placed = held.claims | {opinion.annotation_id for opinion in apart}
    holds = Holds(
        links=True, attributes=True, actors=True, notes=True, segments=True,
        states=whole, answers=whole, verdicts=True, metadata=True, columns=shown.article,
    )  # fmt: skip
    found: Losses = Counter(common_losses(record, holds))
    found[OUTSIDE] = len(said) - len(held.annotations)
    found[LOOSE_LINKS] = len(record.links) - len(held.links)
    found[PLACES] = len(held.annotations - placed)
    found[ATTRIBUTES] = sum(len(a.attributes) - _answers_shown(a, held, shown, kinds) for a in said)
    found[NOTES] = sum(bool(a.note) for a in said if a.id not in placed)
    found[ARTICLE_NOTES] = int(bool(record.note) and not whole)
    decided = held.claims if shown.article else frozenset()
    found[VERDICTS] = sum(key not in decided for key in record.verdicts)
    actors = (actor for a in said if (actor := record.actor(a)) is not None)
    found[REGISTRY] = sum(bool(actor.aliases or actor.wikidata) for actor in actors)
    return +found


def _answers_shown(a: Annotation, held: Standing, shown: Shown, kinds: set[str]) -> int:
    if a.id in held.claims:
        return len(a.attributes.keys() & shown.attributes.get(a.label, frozenset()))
    if a.id in held.sentiments:
        asked = dict(shown.roles.polarity).get(a.label)
        return int(asked is not None and asked.name in a.attributes)
    return int(a.id in kinds)
