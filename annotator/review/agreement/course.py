"""How agreement went over time, and whether one annotator drifts away from the rest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import groupby

from annotator.review.agreement.agreement import Agreement, Table
from annotator.review.agreement.results import ALL_TOGETHER, Between, Drift, Measure, Point
from annotator.review.scores import ALL_LABELS, Subject

DAYS_APART = 21
"""Up to so many days each has a point of its own; up to half a year each week, then each month."""
_WEEKS_APART = 183

GROUP, GROUPS = 5, 10
"""Of drift a point has at least so many articles, and there are at most so many points."""


def over_time(
    agreement: Agreement,
    measure: Measure = "f1_overlapping",
    subject: Subject = ALL_LABELS,
    between: Between = ALL_TOGETHER,
) -> tuple[Point, ...]:
    """A figure by the day, week or month in which articles were finished, earliest first.

    An article is finished when the last of those that are compared was done with it.  Days, weeks and months
    without one have no point.
    """
    when = _finished(agreement, between)
    if not when:
        return ()
    days = (when[-1][0] - when[0][0]).days
    groups = [
        (since, until, [article for _, article in some])
        for (since, until), some in groupby(when, lambda each: _period(each[0], days))
    ]
    tables = agreement.by_groups([articles for _, _, articles in groups], between, [measure])
    return tuple(
        Point(since.isoformat(), until.isoformat(), table[measure, subject])
        for (since, until, _), table in zip(groups, tables, strict=True)
    )


def drift(
    agreement: Agreement,
    layer: int,
    measure: Measure = "f1_overlapping",
    subject: Subject = ALL_LABELS,
) -> Drift:
    """One annotator against the rest, in the order in which they finished the articles.

    The articles are cut into groups of about equal size.  Both lines are means over pairs of layers, so that
    they can be compared.

    Who shares no article with anybody has no points.

    :param layer: its place in :attr:`Frame.layers`.
    """
    between = Between(layer)
    when = _finished(agreement, between, [layer])
    if not when:
        return Drift(layer, (), ())
    size = max(GROUP, -(-len(when) // GROUPS))
    # A last group that is too small joins the one before.
    starts = [start for start in range(0, len(when), size) if start == 0 or len(when) - start >= GROUP]
    groups = [when[a:b] for a, b in zip(starts, [*starts[1:], len(when)], strict=True)]
    articles = [[article for _, article in group] for group in groups]
    others = [place for place in range(len(agreement.frame.layers)) if place != layer]
    mine = agreement.by_groups(articles, between, [measure])
    rest = agreement.by_groups(articles, ALL_TOGETHER, [measure], among=others) if len(others) > 1 else []

    def points(tables: Sequence[Table]) -> tuple[Point, ...]:
        return tuple(
            Point(group[0][0].isoformat(), group[-1][0].isoformat(), table[measure, subject])
            for group, table in zip(groups, tables, strict=True)
        )

    return Drift(layer, points(mine), points(rest) if rest else ())


# -- inside


def _finished(
    agreement: Agreement, between: Between, whose: Iterable[int] | None = None
) -> list[tuple[date, int]]:
    """(day, article), in order; articles of which it is not known are left out.

    :param whose: by when these layers were done with it; None: all that are compared there.
    """
    frame = agreement.frame
    pairs = [frame.pairs[number] for number in frame.pairs_of(between)]
    layers: dict[int, set[int]] = {}
    for pair in pairs:
        for article in pair.articles:
            layers.setdefault(article, set()).update((pair.one, pair.other))
    found = []
    for article, there in layers.items():
        stamps = [
            frame.finished[article, place]
            for place in (there if whose is None else whose)
            if (article, place) in frame.finished
        ]
        if stamps:
            found.append((max(stamps), article))
    return [(date.fromisoformat(stamp[:10]), article) for stamp, article in sorted(found)]


def _period(day: date, days: int) -> tuple[date, date]:
    """The period in which a day lies, where the first and the last are so many days apart."""
    if days <= DAYS_APART:
        return day, day
    if days <= _WEEKS_APART:
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    first = day.replace(day=1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
