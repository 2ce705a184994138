"""From a processed document to suggestions."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from annotator.model.annotation import Segments
from annotator.model.suggestion import SuggestedAnnotation, SuggestedLink, Suggestions
from annotator.preannotate.pattern_finder import Hit
from annotator.preannotate.spans import Claim, Mention, Opinion

if TYPE_CHECKING:
    from spacy.tokens import Doc


def extract(doc: Doc, offset: int = 0) -> Suggestions:
    """What the components found, in reading order, no label and segments twice.

    :param offset: code points by which the document was cut off before; added to all positions.
    """
    collector = _Collector(offset)
    for mention in doc._.annotator_actors:
        collector.mention(mention)
    for claim in doc._.annotator_claims:
        collector.claim(claim)
    for opinion in doc._.annotator_sentiment:
        collector.opinion(opinion)
    for hit in doc._.annotator_patterns:
        collector.hit(hit)
    return collector.suggestions()


def joined(parts: list[Suggestions]) -> Suggestions:
    """The suggestions for the pieces of one article as one."""
    if len(parts) == 1:
        return parts[0]
    return Suggestions(
        tuple(annotation for part in parts for annotation in part.annotations),
        tuple(link for part in parts for link in part.links),
    )


class _Collector:
    def __init__(self, offset: int) -> None:
        self._offset = offset
        self._annotations: dict[str, SuggestedAnnotation] = {}
        self._mentions: dict[int, str] = {}  # by identity: the document keeps them alive meanwhile
        self._links: dict[tuple[str, str, str], SuggestedLink] = {}

    def _add(
        self,
        label: str,
        segments: Segments,
        attributes: Mapping[str, Any],
        score: float,
        reason: str,
        actor_id: str | None = None,
        kind: str = "",
    ) -> str:
        """Keep an annotation unless its like is there; returns its key: its place and kind."""
        moved = tuple((start + self._offset, end + self._offset) for start, end in segments)
        key = f"{label}:{kind}{','.join(f'{start}-{end}' for start, end in moved)}"
        if key not in self._annotations:
            score = round(min(max(score, 0.0), 1.0), 3)
            self._annotations[key] = SuggestedAnnotation(
                key, label, moved, attributes, score, reason, actor_id
            )
        return key

    def _link(self, label: str, head: str, child: str, score: float) -> None:
        score = round(min(max(score, 0.0), 1.0), 3)
        self._links.setdefault((label, head, child), SuggestedLink(label, head, child, score))

    def mention(self, mention: Mention) -> str:
        known = self._mentions.get(id(mention))
        if known is not None:
            return known
        attributes = mention.attributes or ({"kind": mention.kind} if mention.kind else {})
        place = ((mention.start, mention.end),)
        key = self._add(mention.label, place, attributes, mention.score, mention.reason, mention.actor_id)
        self._mentions[id(mention)] = key
        return key

    def claim(self, claim: Claim) -> None:
        before = len(self._annotations)
        key = self._add("claim", claim.segments, {"kind": claim.kind}, claim.score, claim.reason)
        if len(self._annotations) == before:
            return  # the same words twice: the first reading stands
        for speaker in claim.speakers:
            self._link("speaker", key, self.mention(speaker), claim.score)
        if claim.cues:
            cue = self._add("cue", claim.cues, {}, claim.score, claim.reason)
            self._link("cue", key, cue, claim.score)
        for addressee in claim.addressees:
            self._link("addressee", key, self.mention(addressee), claim.score * 0.9)
        for about in claim.about:
            self._link("about", key, self.mention(about), claim.score * 0.6)

    def opinion(self, opinion: Opinion) -> None:
        attributes = {"polarity": opinion.polarity}
        # The same word can show one well and another badly: "Kim beat Li".
        key = self._add(
            "sentiment",
            opinion.segments,
            attributes,
            opinion.score,
            opinion.reason,
            kind=f"{opinion.polarity}:",
        )
        found = self._annotations[key]
        if (found.score or 0.0) < round(opinion.score, 3):  # towards another mention it is surer
            self._annotations[key] = dataclasses.replace(
                found, score=round(opinion.score, 3), reason=opinion.reason
            )
        self._link("target", key, self.mention(opinion.target), opinion.score)
        if opinion.holder is not None:
            self._link("holder", key, self.mention(opinion.holder), opinion.score * 0.9)

    def hit(self, hit: Hit) -> None:
        """A hit of the project's own pattern; mentions have come with the actors before.

        Where its like is suggested already, what the pattern says holds.
        """
        key = self._add(
            hit.pattern.label, ((hit.start, hit.end),), hit.pattern.attributes, hit.score, hit.reason
        )
        found = self._annotations[key]
        if found.reason != hit.reason:
            self._annotations[key] = dataclasses.replace(
                found,
                attributes={**found.attributes, **hit.pattern.attributes},
                score=max(found.score or 0.0, hit.score),
                reason=hit.reason,
            )

    def suggestions(self) -> Suggestions:
        order = sorted(self._annotations.values(), key=lambda a: (a.segments[0], a.label, a.segments))
        return Suggestions(tuple(order), tuple(self._links.values()))
