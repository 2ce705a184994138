"""Networks of actors and claims made from statements, whole or in slices of time.

What the kinds mean stands in :mod:`annotator.analysis.network`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from typing import TypeVar

from annotator.analysis.congruence import congruence
from annotator.analysis.drawing import as_graph, layout
from annotator.analysis.network import (
    CLAIM_ITSELF,
    LABEL,
    NETWORK_KINDS,
    RELATIONS,
    Edge,
    Network,
    NetworkKind,
    NetworkSettings,
    Node,
    Relation,
    Slices,
    Weight,
)
from annotator.analysis.network_building import NO_DATE, Building, settled
from annotator.analysis.parties import Sentiment
from annotator.analysis.periods import Every, Period, day_of, window_of
from annotator.analysis.statements import Statement

__all__ = [
    "CLAIM_ITSELF",
    "LABEL",
    "NETWORK_KINDS",
    "RELATIONS",
    "Edge",
    "Network",
    "NetworkKind",
    "NetworkSettings",
    "Node",
    "Relation",
    "Slices",
    "Weight",
    "as_graph",
    "layout",
    "network",
    "slices",
]


_Said = TypeVar("_Said", Statement, Sentiment)


def network(
    statements: Iterable[Statement], settings: NetworkSettings, opinions: Iterable[Sentiment] = ()
) -> Network:
    """The network that these statements make.

    :param opinions: all sentiments; in ``actor-actor`` one outside claims joins its holder with its targets
        (those within claims are taken from the claims).
    """
    spoken, felt = _asked(statements, settings), _asked(opinions, settings)
    period = Period(settings.since, settings.until)
    if period == Period():
        return _build(spoken, felt, settled(settings, spoken))
    dated = [each for each in spoken if day_of(each.published) is not None]
    within = [each for each in dated if period.holds(day_of(each.published))]
    felt = [each for each in felt if period.holds(day_of(each.published))]
    return _build(within, felt, settled(settings, within), undated=len(spoken) - len(dated))


def slices(
    statements: Iterable[Statement],
    settings: NetworkSettings,
    every: Every,
    opinions: Iterable[Sentiment] = (),
) -> Slices:
    """A network for each day, week (from Monday), month or year in which somebody said something."""
    spoken, felt = _asked(statements, settings), _asked(opinions, settings)
    period = Period(settings.since, settings.until)
    windows: dict[Period, tuple[list[Statement], list[Sentiment]]] = {}
    for said in spoken:
        day = day_of(said.published)
        if day is not None and period.holds(day):
            windows.setdefault(window_of(day, every), ([], []))[0].append(said)
    for opinion in felt:
        day = day_of(opinion.published)
        if day is not None and period.holds(day):
            windows.setdefault(window_of(day, every), ([], []))[1].append(opinion)
    # One meaning of claims for all windows, whatever is said in one of them.
    meant = settled(settings, [statement for said, _ in windows.values() for statement in said])
    made = (_build(*windows[window], meant, window=window) for window in sorted(windows))
    undated = sum(day_of(statement.published) is None for statement in spoken)
    return Slices(every, tuple(each for each in made if each.edges), undated)


def _asked(said: Iterable[_Said], settings: NetworkSettings) -> list[_Said]:
    """What passes the filters, those of time aside."""
    return [
        each
        for each in said
        if (not settings.sources or each.source in settings.sources)
        and (not settings.labels or not isinstance(each, Statement) or each.label in settings.labels)
    ]


def _build(
    statements: Sequence[Statement],
    opinions: Sequence[Sentiment],
    settings: NetworkSettings,
    *,
    undated: int = 0,
    window: Period = Period(),  # noqa: B008  # it is frozen
) -> Network:
    building = Building(settings)
    if undated:
        building.left_out[NO_DATE] += undated
    if settings.kind == "actor-claim":
        edges = building.affiliation(statements)
    elif settings.kind == "actor-actor":
        edges = building.relations(statements, opinions)
    else:
        edges = congruence(building, statements)
    return dataclasses.replace(building.finished(edges, statements), start=window.start, end=window.end)
