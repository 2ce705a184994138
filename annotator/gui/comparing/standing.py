"""How far a place is, as it is shown: by whom it was settled, how, when and why, and what changed since.

No Qt.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from annotator.gui.widgets.parts import counted
from annotator.model.annotation import Annotation, quote_of
from annotator.model.settlement import Member, Said, Settlement
from annotator.review.differences import short
from annotator.review.places import Place, State

_RULES: Mapping[str, str] = {
    "agreed": "as all agreed",
    "majority": "by majority",
    "trust": "by trust",
    "taken": "by taking what one said",
    "both": "by taking each",
    "third": "with a third",
    "none": "with nothing",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """``told`` says who settled it and how; ``changes`` what changed since, a line each."""

    state: State
    told: str = ""
    why: str = ""
    outcome: tuple[Annotation, ...] = ()
    changes: tuple[str, ...] = ()


OPEN = Standing("open")


def standing_of(place: Place | None, text: str) -> Standing:
    """How far a place of an article with this text is."""
    if place is None or place.state == "open":
        return OPEN
    settlement = place.settlement or place.earlier[0]
    changes = () if place.state == "settled" else tuple(_changes(settlement, place, text))
    return Standing(place.state, settled_words(settlement, place), settlement.why, place.gold, changes)


def settled_words(settlement: Settlement, place: Place) -> str:
    """“Settled by Robin on 23 Nov at 10:12 by majority”."""
    at = datetime.fromisoformat(settlement.updated_at).astimezone()
    verb = "Settled" if place.state == "settled" else "It was settled"
    how = _RULES[settlement.rule]
    if settlement.rule == "third" and place.gold:
        how = f"with a third: {place.gold[0].label} “{short(place.gold[0].quote)}”"
    if settlement.rule == "taken":
        how = _taken_from(settlement, place) or how
    return f"{verb} by {settlement.created_by} on {at.day} {at:%b} at {at:%H:%M} {how}"


def _taken_from(settlement: Settlement, place: Place) -> str:
    """“by taking what Kim and Lou said”."""
    came_from = {annotation.derived_from for annotation in place.gold}
    digests = {member.digest for member in settlement.members if member.annotation in came_from}
    names = [m.annotator for m in settlement.members if m.annotation is not None and m.digest in digests]
    if not settlement.outcome:
        names = [member.annotator for member in settlement.members if member.annotation is None]
        return f"by taking that {_and(names)} said nothing" if names else ""
    return f"by taking what {_and(names)} said" if names else ""


def _changes(settlement: Settlement, place: Place, text: str) -> Iterator[str]:
    """What the layers say now that they did not say then, and who else settled it."""
    for other in place.earlier[1:]:
        yield f"{other.created_by} had settled it {_RULES[other.rule]}; settle it anew, so that one counts."
    then = {member.layer: member for member in settlement.members}
    now = {member.layer: member for member in place.members}
    for key, member in now.items():
        before = then.get(key)
        if before is None:
            yield f"{member.annotator} has come in since."
        elif before.annotation is None and member.annotation is not None:
            yield f"{member.annotator} said nothing then, and now: {_told(member, place.said, text)}."
        elif before.annotation is not None and member.annotation is None:
            yield f"{member.annotator} took back: {_told(before, settlement.said, text)}."
        elif before.digest != member.digest:
            was, is_ = settlement.said.get(before.digest), place.said.get(member.digest)
            yield f"{member.annotator} changed it: {_moved(was, is_, text)}."
        elif before.annotation != member.annotation:
            yield f"{member.annotator} tagged it anew."
    gone = [member.annotator for key, member in then.items() if key not in now and member.annotation]
    if gone:
        yield f"{_and(gone)} {'is' if len(gone) == 1 else 'are'} not compared now."


def _moved(was: Said | None, now: Said | None, text: str) -> str:
    """In what an annotation is other than it was."""
    if was is None or now is None:
        return "it is not as it was"
    said = []
    if was.label != now.label:
        said.append(f"label was {was.label}, is {now.label}")
    if was.segments != now.segments:
        said.append(f"words were “{_quote(was, text)}”, are “{_quote(now, text)}”")
    if dict(was.attributes) != dict(now.attributes):
        names = [
            name
            for name in dict.fromkeys([*was.attributes, *now.attributes])
            if was.attributes.get(name) != now.attributes.get(name)
        ]
        said += [f"{n} was {_answer(was, n)}, is {_answer(now, n)}" for n in names]
    if was.actor_id != now.actor_id:
        said.append("it points to another actor")
    if sorted(was.links) != sorted(now.links):
        said.append(f"it had {counted(len(was.links), 'link')}, has {counted(len(now.links), 'link')}")
    return "; ".join(said) or "it is not as it was"


def _answer(said: Said, name: str) -> str:
    value = said.attributes.get(name)
    return "not answered" if value is None else str(value)


def _told(member: Member, said: Mapping[str, Said], text: str) -> str:
    found = said.get(member.digest)
    return f"{found.label} “{_quote(found, text)}”" if found is not None else "an annotation"


def _quote(said: Said, text: str) -> str:
    return short(quote_of(text, said.segments))


def _and(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""
