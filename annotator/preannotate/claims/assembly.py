"""From drafts to claims: claims within claims lose weight, the same words are claimed once."""

from __future__ import annotations

import dataclasses
from bisect import bisect_right

from annotator.preannotate.claims import scoring
from annotator.preannotate.claims.context import Context, Draft
from annotator.preannotate.claims.quotes import Quote
from annotator.preannotate.spans import Claim, segments_of

_SURE = 0.7
_TOLD = ("speech clause", "speech around", "speech rest")


def assemble(context: Context, drafts: list[Draft]) -> list[Claim]:
    """The claims with their final scores, each in [0, 1]; without those that are hardly ever right."""
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
        if score < scoring.WORTHLESS:
            continue
        claim = dataclasses.replace(draft.claim, score=scoring.bounded(score))
        if outer is not None:
            who = context.name(outer.claim.speakers) or "somebody else"
            reason = f"{claim.reason}, within what {who} says"
            claim = dataclasses.replace(claim, rule=f"{claim.rule} within", reason=reason)
        claims.append(claim)
    return claims


def go_on(context: Context, claims: list[Claim], taken: set[Quote]) -> list[Claim]:
    """Give a claim the quote that takes it up: Kim said the tax was unfair. “It hurts the poor.”

    Only where nothing else can speak: the quote is a whole sentence of the same paragraph, right behind the
    sentence that holds a sure claim of one speaker.
    """
    by_end: dict[int, int] = {}
    for number, claim in enumerate(claims):
        if claim.score >= _SURE and len(claim.speakers) == 1 and claim.rule in _TOLD:
            by_end[max(end for _, end in (*claim.segments, *claim.cues))] = number
    result = list(claims)
    for quote in context.quotes:
        text = context.text
        if quote in taken or text[quote.end - 1] not in ".!?" or not text[quote.start].isupper():
            continue
        at = quote.outer_start
        while at and text[at - 1] in " .\u00a0":
            at -= 1
        number = by_end.get(at, by_end.get(at + 1, -1))
        if number < 0 or "." not in text[at : quote.outer_start]:
            continue
        claim = result[number]
        segments = segments_of(text, [*claim.segments, (quote.outer_start, quote.outer_end)])
        result[number] = dataclasses.replace(
            claim, segments=segments, reason=f"{claim.reason}; the quotation after it goes on"
        )
        taken.add(quote)
    return result


def _within(context: Context, inner: Draft, outer: Draft) -> float:
    """What a claim loses that stands in what another one says."""
    said = inner.claim.speakers
    if not inner.stacks or not said or context.inside[inner.cue]:
        return scoring.WITHIN
    own = said[0].reason.startswith("pronoun") or said[0] in outer.claim.speakers
    return scoring.WITHIN if own else scoring.STACKED
