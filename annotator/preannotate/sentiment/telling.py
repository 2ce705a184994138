"""Who judges, and the reason of an opinion in words."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import TYPE_CHECKING

from annotator.model.annotation import Segments
from annotator.preannotate.claims.english import subject_of
from annotator.preannotate.sentiment.bearing import Evidence
from annotator.preannotate.spans import Claim, Mention, MentionIndex, Opinion

if TYPE_CHECKING:
    from spacy.tokens import Token


def told_together(text: str, opinions: list[Opinion]) -> list[Opinion]:
    """The same words become one suggestion with several targets; its reason names them all."""
    groups: dict[tuple[Segments, str], list[Opinion]] = {}
    for opinion in opinions:
        groups.setdefault((opinion.segments, opinion.polarity), []).append(opinion)
    told = {}
    for key, group in groups.items():
        best = max(group, key=lambda opinion: opinion.score)
        others = dict.fromkeys(_name(text, each.target) for each in group if each is not best)
        others.pop(_name(text, best.target), None)
        told[key] = best.reason + (f"; likewise towards {', '.join(others)}" if others else "")
    return [
        dataclasses.replace(opinion, reason=told[opinion.segments, opinion.polarity]) for opinion in opinions
    ]


def told(
    text: str,
    polarity: str,
    places: Sequence[tuple[int, int]],
    target: Mention,
    how: str,
    holder: Mention | None,
) -> str:
    """The reason in words."""
    quoted = " … ".join(" ".join(text[start:end].split()) for start, end in places)
    by = f", judged by {_name(text, holder)}" if holder is not None else ""
    if how:
        words = "words" if len(quoted.split()) > 1 else "word"
        return f"{polarity} {words} '{quoted}' about {_name(text, target)} ({how}){by}"
    return f"the sentence sounds {polarity} towards {_name(text, target)}, most of all '{quoted}'{by}"


def _name(text: str, mention: Mention) -> str:
    """A name as it is; a pronoun or a noun in quotation marks, so that it is read as the article's word."""
    words = " ".join(text[mention.start : mention.end].split())
    return words if mention.named and mention.kind else f"“{words}”"


def holder_of(
    evidence: Evidence | None,
    words: Sequence[Token],
    index: MentionIndex,
    claims: tuple[Claim, ...],
) -> Mention | None:
    """Who judges: the subject of a judging verb, else the speaker of the claim around the words."""
    judge = judge_of(evidence, index) if evidence is not None else None
    if judge is not None:
        return judge
    around = [
        claim
        for claim in claims
        if claim.speakers
        and claim.segments[0][0] <= words[0].idx < claim.segments[-1][1]
        and all(any(start <= word.idx < end for start, end in claim.segments) for word in words)
    ]
    if not around:
        return None
    innermost = min(around, key=lambda claim: claim.segments[-1][1] - claim.segments[0][0])
    return innermost.speakers[0]


def judge_of(evidence: Evidence, index: MentionIndex) -> Mention | None:
    """The subject of a judging verb, who judges somebody else."""
    if evidence.role != "verb of object":
        return None
    subject = subject_of(evidence.word)
    mention = index.at(subject) if subject is not None else None
    return mention if mention != evidence.target else None
