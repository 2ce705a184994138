"""Statements: one row a claim, with its speakers, cues, addressees, whom it is about, and its sentiment.

Which sentiments belong to a claim is said in :mod:`annotator.analysis.belonging`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from annotator.analysis.belonging import place, sentiments_by_claim
from annotator.analysis.parties import JOIN, Cue, Party, Sentiment, key_of, names
from annotator.analysis.roles import Roles, agrees, polarity_value
from annotator.model.annotation import Annotation, Segments
from annotator.model.codebook import Attribute
from annotator.model.decision import Verdict
from annotator.model.layer import LayerKind
from annotator.model.link import Link
from annotator.model.record import Record

__all__ = ["JOIN", "Cue", "Party", "Sentiment", "Statement", "names", "sentiments", "statements"]


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim with all that is linked to it.  Offsets are code points."""

    article_id: int
    title: str
    source: str
    author: str
    published: str
    """ISO 8601, empty where it is not known."""
    url: str
    language: str
    sha256: str
    annotator: str
    layer_kind: LayerKind
    claim_id: str
    """Id of the claim's annotation."""
    label: str
    content: str
    """The claim's words."""
    segments: Segments
    attributes: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""
    speakers: tuple[Party, ...] = ()
    cues: tuple[Cue, ...] = ()
    addressees: tuple[Party, ...] = ()
    about: tuple[Party, ...] = ()
    sentiments: tuple[Sentiment, ...] = ()
    concept: str = ""
    agreement: bool | None = None
    """Whether the speakers agree with the concept; None where nobody asked or answered."""
    kind: str = ""
    """What the claim's attribute “kind” answers."""
    suggested: bool = False
    """Whether it is a suggestion, undecided or rejected."""
    verdict: Verdict | None = None

    @property
    def start(self) -> int:
        return self.segments[0][0]

    @property
    def end(self) -> int:
        return self.segments[-1][1]


def statements(record: Record, roles: Roles) -> list[Statement]:
    """The claims of a record, in reading order; one without a speaker is a row as well.

    None where the codebook has no claims (:attr:`annotator.analysis.roles.Roles.problem` says so).
    """
    claims = [a for a in record.annotations if a.label in roles.claims]
    if not claims:
        return []
    reading = _Reading(record, roles)
    return [reading.statement(claim) for claim in claims]


def sentiments(record: Record, roles: Roles) -> list[Sentiment]:
    """All sentiments of a record, within claims and outside them, in reading order."""
    found = [a for a in record.annotations if a.label in roles.sentiments]
    if not found:
        return []
    reading = _Reading(record, roles)
    return [reading.sentiment(annotation) for annotation in found]


class _Reading:
    """A record with its links by their ends."""

    def __init__(self, record: Record, roles: Roles) -> None:
        self._record = record
        self._roles = roles
        self._by_id = {annotation.id: annotation for annotation in record.annotations}
        self._from: dict[str, list[Link]] = {}
        for link in record.links:
            self._from.setdefault(link.head_id, []).append(link)
        self._organisations = self._memberships() if roles.members else {}
        self._polarity: dict[str, Attribute] = dict(roles.polarity)
        self._concepts: dict[str, Attribute] = dict(roles.concepts)
        self._agreements: dict[str, Attribute] = dict(roles.agreements)
        self._kinds: dict[str, Attribute] = dict(roles.kinds)
        self._of_claims = sentiments_by_claim(record.annotations, record.links, roles)

    def statement(self, claim: Annotation) -> Statement:
        record, roles = self._record, self._roles
        article, meta = record.article, record.article.metadata
        links = self._from.get(claim.id, ())
        concept = _answer(self._concepts, claim)
        return Statement(
            article_id=article.id,
            title=meta.title,
            source=meta.source,
            author=meta.author,
            published=meta.published,
            url=meta.url,
            language=meta.language,
            sha256=article.sha256,
            annotator=record.annotator,
            layer_kind=record.layer.kind,
            claim_id=claim.id,
            label=claim.label,
            content=claim.quote,
            segments=claim.segments,
            attributes=claim.attributes,
            note=claim.note,
            speakers=self._parties(links, roles.speakers),
            cues=tuple(Cue(a.id, a.quote, a.segments) for a, _ in self._children(links, roles.cues)),
            addressees=self._parties(links, roles.addressees),
            about=self._parties(links, roles.about),
            sentiments=tuple(self.sentiment(each) for each in self._of_claims.get(claim.id, ())),
            concept=_said(concept),
            agreement=agrees(_answer(self._agreements, claim)),
            kind=_said(_answer(self._kinds, claim)),
            suggested=claim.id in record.suggested,
            verdict=record.verdicts.get(claim.id),
        )

    def sentiment(self, annotation: Annotation) -> Sentiment:
        record, links = self._record, self._from.get(annotation.id, ())
        answer = _answer(self._polarity, annotation)
        meta = record.article.metadata
        return Sentiment(
            annotation.id,
            annotation.quote,
            annotation.segments,
            _said(answer),
            polarity_value(self._polarity.get(annotation.label), answer),
            self._parties(links, self._roles.targets),
            self._parties(links, self._roles.holders),
            record.article.id,
            meta.source,
            meta.published,
            record.annotator,
            annotation.id in record.suggested,
        )

    # -- who takes part

    def _children(self, links: Sequence[Link], role: frozenset[str]) -> list[tuple[Annotation, str]]:
        """What these links of a role lead to, each once, in reading order."""
        found: dict[str, tuple[Annotation, str]] = {}
        for link in links:
            child = self._by_id.get(link.child_id) if link.label in role else None
            if child is not None and child.id not in found:
                found[child.id] = child, link.label
        if len(found) < 2:
            return list(found.values())
        return sorted(found.values(), key=lambda each: place(each[0]))

    def _parties(self, links: Sequence[Link], role: frozenset[str]) -> tuple[Party, ...]:
        if not links:
            return ()
        return tuple([self._party(child, name) for child, name in self._children(links, role)])

    def _party(self, mention: Annotation, link: str, *, members: bool = True) -> Party:
        actor = self._record.actor(mention)
        known = members and self._organisations
        organisations = self._organisations.get(self._who(mention), ()) if known else ()
        kind = mention.attributes.get("kind")
        return Party(
            mention.id,
            mention.quote,
            actor,
            mention.label,
            kind if isinstance(kind, str) else "",
            link,
            mention.segments[0][0],
            mention.segments[-1][1],
            tuple([self._party(each, name, members=False) for each, name in organisations]),
        )

    def _who(self, mention: Annotation) -> str:
        actor = self._record.actor(mention)
        return key_of(actor, mention.quote)

    def _memberships(self) -> dict[str, list[tuple[Annotation, str]]]:
        """Whose mentions are linked to which organisations, each organisation once, in reading order."""
        found: dict[str, dict[str, tuple[Annotation, str]]] = {}
        for link in self._record.links:
            if link.label not in self._roles.members:
                continue
            head, child = self._by_id.get(link.head_id), self._by_id.get(link.child_id)
            if head is not None and child is not None:
                organisations = found.setdefault(self._who(head), {})
                known = organisations.get(self._who(child))
                if known is None or place(child) < place(known[0]):
                    organisations[self._who(child)] = child, link.label
        return {
            who: sorted(organisations.values(), key=lambda each: place(each[0]))
            for who, organisations in found.items()
        }


def _answer(attributes: Mapping[str, Attribute], annotation: Annotation) -> Any:
    attribute = attributes.get(annotation.label)
    return annotation.attributes.get(attribute.name) if attribute is not None else None


def _said(answer: Any) -> str:
    """An answer as text."""
    if answer is None:
        return ""
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    if isinstance(answer, list | tuple):
        return JOIN.join(str(each) for each in answer)
    return str(answer)
