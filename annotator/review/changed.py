"""What changed at a place since it was settled, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from annotator.model.actor import Actor
from annotator.model.codebook_remap import said as in_words
from annotator.model.layer import Layer
from annotator.model.settlement import Member, Said, given
from annotator.review.differences import moved
from annotator.review.places import Adjudication, Place


def changes(adjudication: Adjudication, place: Place) -> tuple[str, ...]:
    """A line for each layer that says something else now than when the place was settled last.

    Empty where it holds, or was never settled.
    """
    if place.state != "again":
        return ()
    comparison = adjudication.comparison
    then = {member.layer: member for member in place.earlier[0].members}
    before = place.earlier[0].said
    lines = []
    for layer, now in _now(adjudication, place):
        member = then.get(now.layer)
        if member is None:
            lines.append(f"{layer.name}: was not among the layers then")
        elif member.digest != now.digest or member.annotation != now.annotation:
            text = ", ".join(
                _changes(before.get(member.digest), place.said.get(now.digest), comparison.actors)
            )
            if text:
                lines.append(f"{layer.name}: {text}")
    if any(key not in {annotation.id for annotation in place.gold} for key in place.earlier[0].outcome):
        lines.append("gold has not all that came of it")
    return tuple(lines)


def _now(adjudication: Adjudication, place: Place) -> Iterator[tuple[Layer, Member]]:
    comparison = adjudication.comparison
    yield from zip(comparison.layers, place.members, strict=True)
    yield from ((layer, Member.of(layer)) for layer in comparison.absent)


def _changes(then: Said | None, now: Said | None, actors: Mapping[str, Actor]) -> Iterator[str]:
    if then is None or now is None:
        if now is not None:
            yield "says something here now"
        elif then is not None:
            yield "says nothing here any more"
        return
    if then.label != now.label:
        yield f"{now.label} now, was {then.label}"
    if then.segments != now.segments:
        yield moved(now.segments, then.segments)
    one, other = given(then.attributes), given(now.attributes)
    for name in dict.fromkeys([*one, *other]):
        if one.get(name) != other.get(name):
            was, is_ = (in_words(some.get(name)) or "not answered" for some in (one, other))
            yield f"{name} {is_} now, was {was}"
    if then.actor_id != now.actor_id:
        was, is_ = (
            "no actor" if key is None else actors[key].name if key in actors else key
            for key in (then.actor_id, now.actor_id)
        )
        yield f"{is_} now, was {was}"
    names = {name for name, _ in {*then.links} ^ {*now.links}}
    yield from (f"another {name} link" for name in sorted(names))
