"""From drafts to claims: claims within claims lose weight, the same words are claimed once."""

from __future__ import annotations

import dataclasses
from bisect import bisect_right

from annotator.preannotate.claims import scoring
from annotator.preannotate.claims.context import Context, Draft
from annotator.preannotate.spans import Claim


def assemble(context: Context, drafts: list[Draft]) -> list[Claim]:
    """The claims with their final scores, each in [0, 1]."""
    spans = sorted(
        (start, end, number) for number, draft in enumerate(drafts) for start, end in draft.claim.segments
    )
    begins = [start for start, _, _ in spans]
    widest = max((end - start for start, end, _ in spans), default=0)
    claims = []
    for number, draft in enumerate(drafts):
        place = context.doc[draft.cue].idx
        at = bisect_right(begins, place)
        outer: Draft | None = None
        while at > 0 and begins[at - 1] >= place - widest:
            at -= 1
            _, end, other = spans[at]
            if other != number and place < end and drafts[other].claim.score > 0.4:
                outer = drafts[other]
                break
        score = draft.claim.score
        if outer is not None:
            score += _within(context, draft, outer)
        claims.append(dataclasses.replace(draft.claim, score=scoring.bounded(score)))
    return claims


def _within(context: Context, inner: Draft, outer: Draft) -> float:
    """What a claim loses that stands in what another one says."""
    return scoring.WITHIN
