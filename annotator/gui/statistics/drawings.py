"""The drawings of each view, made from a stock; beside the window, for a large stock takes its time."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Literal

from annotator.analysis.counting import Stock, by_annotator, by_label, by_source, first_and_rest, over_time
from annotator.analysis.counting_tables import TABLES
from annotator.analysis.course import Course, short
from annotator.analysis.matrix import by_concept, sentiment_by_source, sentiment_over_time, who_about_whom
from annotator.analysis.networks import NetworkKind, NetworkSettings
from annotator.gui.statistics.bars import Bars, Columns, Shown
from annotator.gui.statistics.drawing import Drawing
from annotator.gui.statistics.grids import MoodGrid, PairGrid
from annotator.gui.statistics.network_drawing import NetworkDrawing
from annotator.gui.statistics.network_graph import graph_of, table_of

View = Literal["counts", "pairs", "sentiment", "network"]

_LABELS, _SOURCES, _PEOPLE = 20, 12, 20
_PAIRS, _ACTORS, _OF_SOURCES = 13, 12, 10
"""The most that are drawn; the rest stands together as “others”."""

_NETWORKS: dict[NetworkKind, str] = {
    "actor-claim": "Network of actors and their claims",
    "actor-actor": "Network of who speaks about or to whom",
    "congruence": "Network of actors who take the same stands",
    "conflict": "Network of actors who take opposite stands",
    "subtract": "Network of actors: same stands less opposite ones",
}

WIDE: dict[View, tuple[bool, ...]] = {
    "counts": (False, False, True, False),
    "pairs": (True,),
    "sentiment": (True, True),
}
"""Of each view, which of its drawings has a line for itself."""


def drawings(
    view: View, stock: Stock, unit: str, settings: NetworkSettings | None = None, sought: str = ""
) -> list[Drawing]:
    """What a view shows of a stock.

    :param settings: of the network, and ``sought``: whom in it one looks for.
    """
    if view == "network":
        graph = graph_of(stock, settings or NetworkSettings(), sought)
        drawn = NetworkDrawing(_NETWORKS[graph.whole.settings.kind], graph)
        drawn.rows = partial(table_of, graph)
        return [drawn]
    make: dict[View, Callable[[Stock, Course, str], list[tuple[Drawing, str]]]] = {
        "counts": _counts,
        "pairs": _pairs,
        "sentiment": _sentiment,
    }
    made = make[view](stock, stock.course(), unit)
    for drawing, table in made:
        drawing.rows = partial(TABLES[table], stock)
    return [drawing for drawing, _ in made]


def _per(course: Course) -> str:
    return f"per {course.unit}, by day of publication" if course.stretches else "over time"


def _shown(course: Course) -> list[Shown]:
    """What stands below the stretches of a course."""
    in_year = course.unit in ("day", "week")
    return [(short(course.unit, each), str(each.since.year) if in_year else "") for each in course.stretches]


def _counts(stock: Stock, course: Course, unit: str) -> list[tuple[Drawing, str]]:
    what = unit.capitalize()
    shown = _shown(course)
    counted = (by_label(stock, course), by_source(stock, course), by_annotator(stock, course))
    if unit == "articles":
        for each in counted:
            each.sort(key=lambda count: (-count.articles, count.name.casefold()))
    labels, sources, people = counted
    over = Columns(
        f"{what} {_per(course)}",
        course.unit,
        over_time(stock, course),
        shown,
        unit,
    )
    return [
        (Bars(f"{what} per label", first_and_rest(labels, _LABELS), unit), "labels"),
        (Bars(f"{what} per source", first_and_rest(sources, _SOURCES), unit), "sources"),
        (over, "time"),
        (Bars(f"{what} per annotator", first_and_rest(people, _PEOPLE), unit), "annotators"),
    ]


def _pairs(stock: Stock, _course: Course, _unit: str) -> list[tuple[Drawing, str]]:
    table = who_about_whom(stock, _PAIRS)
    if by_concept(stock):
        grid = PairGrid("Who takes a stand on which concept, in claims", table, "on")
    else:
        grid = PairGrid("Who claims something about whom, in claims", table)
    return [(grid, "who-about-whom")]


def _sentiment(stock: Stock, course: Course, _unit: str) -> list[tuple[Drawing, str]]:
    shown = _shown(course)
    over = sentiment_over_time(stock, course, _ACTORS)
    of_sources = sentiment_by_source(stock, _ACTORS, _OF_SOURCES)
    heading = f"Sentiment towards actors {_per(course)}"
    return [
        (MoodGrid(heading, over, shown), "sentiment-over-time"),
        (MoodGrid("Sentiment towards actors per source", of_sources), "sentiment-by-source"),
    ]
