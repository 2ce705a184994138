"""Who takes the same stand as whom: congruence and conflict of actors over concepts.

With ``x(i, c, q)`` = 1 where actor i takes the stand q on concept c at all, the congruence of i and j is the
sum of ``x(i, c, q) x(j, c, q)`` over concepts and stands, and their conflict that of
``x(i, c, yes) x(j, c, no) + x(i, c, no) x(j, c, yes)`` over concepts: Leifeld (2017), with repetitions left
out, so that both count concepts.
A concept without an answer on agreement is a stand of its own in congruence, and none in conflict.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, combinations, product

from annotator.analysis.network import Edge
from annotator.analysis.network_building import LIGHT, Behind, Building, behind, folded, told_by
from annotator.analysis.statements import Statement

EVEN = "edges between actors who agree as often as not"

Taken = dict[str, list[Behind]]
"""Actor -> the claims with which they take one stand on one concept."""


@dataclass(slots=True)
class _Pair:
    congruence: int = 0
    conflict: int = 0
    behind: list[list[Behind]] = field(default_factory=list)
    concepts: dict[str, None] = field(default_factory=dict)


def congruence(building: Building, statements: Iterable[Statement]) -> list[Edge]:
    """The edges of a congruence, conflict or subtract network, each from the actor whose id sorts first."""
    settings = building.settings
    stands: dict[str, dict[bool | None, Taken]] = {}
    names: dict[str, str] = {}
    spoken_on: dict[str, set[str]] = {}
    for statement in statements:
        reason = behind(statement)
        for speaker, claim in building.stands(statement):
            actor, concept = building.actor(speaker, reason), folded(claim)
            names.setdefault(concept, claim)
            spoken_on.setdefault(actor, set()).add(concept)
            stands.setdefault(concept, {}).setdefault(statement.agreement, {}).setdefault(actor, []).append(
                reason
            )
    pairs: dict[tuple[str, str], _Pair] = {}
    for concept, taken in stands.items():
        for one, other, agree, reasons in _meetings(taken):
            if settings.kind == ("conflict" if agree else "congruence"):
                continue
            pair = pairs.setdefault((one, other), _Pair())
            pair.congruence += agree
            pair.conflict += not agree
            pair.behind += reasons
            pair.concepts[names[concept]] = None
    edges = []
    for (one, other), pair in pairs.items():
        net, both = pair.congruence - pair.conflict, pair.congruence + pair.conflict
        if settings.kind == "subtract":
            weight = float(net)
        else:
            weight = float(len(_articles(pair)) if settings.weight == "articles" else both)
        if settings.normalised:
            weight /= (len(spoken_on[one]) + len(spoken_on[other])) / 2
        if abs(weight) < settings.least:
            building.left_out[LIGHT] += 1
        elif weight:
            told = told_by(chain.from_iterable(pair.behind))
            edges.append(
                Edge(
                    one,
                    other,
                    weight,
                    sign=net / both,
                    statements=len(told.claims),
                    positive=pair.congruence,
                    negative=pair.conflict,
                    claims=told.claims,
                    articles=told.articles,
                    first=told.first,
                    last=told.last,
                    by=tuple(pair.concepts),
                )
            )
        else:
            building.left_out[EVEN] += 1
    return edges


def _articles(pair: _Pair) -> set[int]:
    return {reason.article for reason in chain.from_iterable(pair.behind)}


def _meetings(taken: dict[bool | None, Taken]) -> Iterator[tuple[str, str, bool, list[list[Behind]]]]:
    """Two actors, the one that sorts first first; whether they agree on the concept; and their claims."""
    for actors in taken.values():
        for one, other in combinations(sorted(actors), 2):
            yield one, other, True, [actors[one], actors[other]]
    for (one, own), (other, theirs) in product(taken.get(True, {}).items(), taken.get(False, {}).items()):
        if one != other:
            first, second = sorted((one, other))
            yield first, second, False, [own, theirs]
