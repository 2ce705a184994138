"""Which sentiments belong to which claims.

One that a link joins to claims belongs to those; any other belongs to the claims in whose segments all its
own lie.  Of claims within claims only the innermost has it, so that what a speaker is reported to quote is
not counted for the speaker as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from annotator.analysis.roles import Roles
from annotator.model.annotation import Annotation, Segments
from annotator.model.link import Link


def sentiments_by_claim(
    annotations: Iterable[Annotation], links: Iterable[Link], roles: Roles
) -> dict[str, list[Annotation]]:
    """Id of a claim -> its sentiments, in reading order; claims without any are left out."""
    claims = sorted((a for a in annotations if a.label in roles.claims), key=place)
    opinions = sorted((a for a in annotations if a.label in roles.sentiments), key=place)
    found: dict[str, list[Annotation]] = {}
    if not claims or not opinions:
        return found
    joined = _joined({a.id: a for a in (*claims, *opinions)}, links, roles)
    for opinion, around in _around(opinions, claims):
        owners = joined.get(opinion.id)
        if owners is None:
            owners = _innermost([claim for claim in around if within(opinion.segments, claim.segments)])
        for claim_id in owners:
            found.setdefault(claim_id, []).append(opinion)
    return found


def place(annotation: Annotation) -> tuple[int, str]:
    """Where it stands in reading order."""
    return annotation.start, annotation.id


def within(inner: Segments, outer: Segments) -> bool:
    """Whether each segment of ``inner`` lies in one of ``outer``."""
    if inner[0][0] < outer[0][0] or inner[-1][1] > outer[-1][1]:
        return False
    return all(any(start <= first and last <= end for start, end in outer) for first, last in inner)


def _joined(by_id: Mapping[str, Annotation], links: Iterable[Link], roles: Roles) -> dict[str, list[str]]:
    """Id of a sentiment -> ids of the claims that a link joins it to, whichever way it goes."""
    found: dict[str, dict[str, None]] = {}
    for link in links:
        head, child = by_id.get(link.head_id), by_id.get(link.child_id)
        if head is None or child is None:
            continue
        if head.label in roles.claims and child.label in roles.sentiments:
            found.setdefault(child.id, {})[head.id] = None
        elif head.label in roles.sentiments and child.label in roles.claims:
            found.setdefault(head.id, {})[child.id] = None
    return {sentiment: list(owners) for sentiment, owners in found.items()}


def _around(
    opinions: Sequence[Annotation], claims: Sequence[Annotation]
) -> Iterator[tuple[Annotation, list[Annotation]]]:
    """Each sentiment with the claims that begin no later and end after its start; both are in order."""
    coming, open_ = 0, list[Annotation]()
    for opinion in opinions:
        while coming < len(claims) and claims[coming].start <= opinion.start:
            open_.append(claims[coming])
            coming += 1
        open_ = [claim for claim in open_ if claim.end > opinion.start]
        yield opinion, open_


def _innermost(claims: Sequence[Annotation]) -> list[str]:
    """Ids of those that hold none of the others; equal ones don't hold each other."""
    if len(claims) < 2:
        return [claim.id for claim in claims]
    return [
        claim.id
        for claim in claims
        if not any(
            other.segments != claim.segments and within(other.segments, claim.segments) for other in claims
        )
    ]
