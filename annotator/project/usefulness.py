"""Which article teaches the model most: where it is least sure, for the time that reading takes."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, get_args

from annotator.project.project import Project
from annotator.project.queries import Queries
from annotator.store import waiting

Measure = Literal["entropy", "margin"]
MEASURES: tuple[Measure, ...] = get_args(Measure)

ORDER = "order"
"""The fact kept with the project that says by which measure its to-do list is ordered; empty: not at all."""

_READING = 1000
"""Code points that take as long to read as an article takes to open and to close."""


@dataclass(frozen=True, slots=True)
class Useful:
    """An article that is to do.

    ``waiting`` suggestions are undecided, ``unsure`` of them have a score near a half; ``use`` is what
    deciding them teaches (see :func:`most_useful`).
    """

    article_id: int
    use: float
    waiting: int
    unsure: int


def entropy(score: float) -> float:
    """Bits that a decision is expected to tell: ``-p log2 p - (1-p) log2 (1-p)`` (Shannon 1948)."""
    if not 0 < score < 1:
        return 0.0
    return -score * math.log2(score) - (1 - score) * math.log2(1 - score)


def margin(score: float) -> float:
    """One minus the distance of right and wrong: ``1 - |p - (1-p)|`` (Scheffer et al. 2001)."""
    return 1 - abs(2 * score - 1)


_UNCERTAINTY: dict[Measure, Callable[[float], float]] = {"entropy": entropy, "margin": margin}

_UNSURE = (0.35, 0.65)
"""Scores between these are as good as a toss of a coin."""


def most_useful(project: Queries, measure: Measure = "entropy") -> list[Useful]:
    """The articles that are to do, most useful first; those on which no model suggests anything come last.

    Uncertainty sampling (Settles 2009, "Active learning literature survey", section 3.1) over whole articles:
    the uncertainties of the suggestions that wait are added up, and divided by what it costs to read the
    article, ``1 + length / 1000`` (Settles, Craven and Friedland 2008): long articles do not win by their
    length alone, nor very short ones by a single suggestion.  Suggestions without a score do not count.
    """
    own, uncertainty = project.layer, _UNCERTAINTY[measure]
    states = project.states(own.id if own else None)
    doubts = defaultdict[int, float](float)
    waits, unsure = Counter[int](), Counter[int]()
    for article, score, number in waiting.scores_by_article(project.db, own.id if own else None):
        waits[article] += number
        if score is not None:
            doubts[article] += number * uncertainty(score)
            unsure[article] += number if _UNSURE[0] <= score <= _UNSURE[1] else 0
    found = [
        Useful(a.id, doubts[a.id] / (1 + a.length / _READING), waits[a.id], unsure[a.id])
        for a in project.articles()
        if states.get(a.id, "to do") == "to do"
    ]
    return sorted(found, key=lambda useful: (-round(useful.use, 9), useful.article_id))


def chosen_order(project: Queries) -> Measure | None:
    """The measure by which the to-do list is ordered, None where it is in the order of import."""
    name = project.about(ORDER)
    return next((measure for measure in MEASURES if measure == name), None)


def choose_order(project: Project, measure: Measure | None) -> None:
    """Remember by which measure the to-do list is ordered (None: in the order of import)."""
    if chosen_order(project) != measure:
        title = "List the most useful articles first" if measure else "List the articles as imported"
        with project.transact(title, undoable=False) as transaction:
            project.remember(ORDER, measure or "")
            transaction.bulk.add("about")
