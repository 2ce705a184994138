"""Claims of a text as plain words, for the tests of the rules."""

from __future__ import annotations

from dataclasses import dataclass, field

from annotator.model.annotation import quote_of
from annotator.preannotate.pipeline import Suggester


@dataclass(frozen=True)
class Read:
    """``speakers``, ``cue`` and ``words`` are what the spans cover."""

    words: str
    kind: str
    score: float
    reason: str
    cue: str = ""
    speakers: list[str] = field(default_factory=list)
    about: list[str] = field(default_factory=list)
    addressees: list[str] = field(default_factory=list)


def claims_in(suggester: Suggester, text: str, least: float = 0.0) -> list[Read]:
    """What is suggested as claims, in reading order, full stops cut off."""
    suggestions = suggester.suggest(text, "en")
    words = {a.key: quote_of(text, a.segments) for a in suggestions.annotations}
    found = []
    for claim in suggestions.annotations:
        if claim.label != "claim" or claim.score is None or claim.score < least:
            continue
        linked: dict[str, list[str]] = {}
        for link in suggestions.links:
            if link.head == claim.key:
                linked.setdefault(link.label, []).append(words[link.child])
        found.append(
            Read(
                words[claim.key].rstrip("."),
                claim.attributes["kind"],
                claim.score,
                claim.reason,
                "".join(linked.get("cue", [])),
                linked.get("speaker", []),
                linked.get("about", []),
                linked.get("addressee", []),
            )
        )
    return found
