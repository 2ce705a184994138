"""Gathers what the supervisor's report says from a project."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.model.clock import now
from annotator.model.layer import Layer
from annotator.project.queries import Queries
from annotator.project.team import progress as progress_of
from annotator.review.agreement.agreement import Agreement
from annotator.review.agreement.computing import Cancelled, Progress, compute
from annotator.review.agreement.course import drift, over_time
from annotator.review.agreement.results import ALL_TOGETHER, Measure, measures_of
from annotator.review.scores import ALL_LABELS, Subject
from annotator.review.supervisor.contents import AgreementLine, LowArticle, Report

MEASURES: tuple[Measure, ...] = ("f1_overlapping", "f1_exact", "alpha", "alpha_u", "weighted_kappa")
OVER_TIME: Measure = "alpha"
_KINDS = ("label", "link", "attribute")
_LOWEST_BY: Measure = "f1_overlapping"
_LOWEST = 10
"""Articles that are listed as those on which they agree least."""


def gather(
    queries: Queries,
    name: str,
    layers: Sequence[Layer] | None = None,
    *,
    progress: Progress = lambda _done, _in_all: None,
    cancelled: Cancelled = lambda: False,
) -> Report:
    """Everything that the report says of a project.

    :param name: the project's, as it heads the page.
    :param layers: whose agreement; None: that of all people.
    :raises AgreementCancelledError: if ``cancelled`` said so.
    """
    people = [layer for layer in queries.layers() if layer.kind == "person"] if layers is None else layers
    about = f"{queries.article_count()} articles, as {queries.annotator} sees them on {now()[:10]}."
    done = tuple(progress_of(queries))
    if len(people) < 2:
        return Report(
            name, about, done, "There is agreement as soon as two people have annotated the same article."
        )
    found = compute(queries, people, progress=progress, cancelled=cancelled)
    if not found.frame.articles:
        why = "There is no article yet on which two people are done."
        hidden = len(found.frame.counted.hidden)
        if hidden:
            why = f"What there is to compare is hidden from {queries.annotator}: {hidden} articles."
        return Report(name, about, done, why)
    return _filled(queries, found, name, about)


def _filled(queries: Queries, found: Agreement, name: str, about: str) -> Report:
    table = found.table()
    used: list[Subject] = []
    unused: list[Subject] = []
    for subject in sorted(found.subjects, key=lambda each: (_KINDS.index(each.kind), bool(each.name))):
        figures = [table[measure, subject] for measure in measures_of(subject)]
        (used if any(figure.value is not None for figure in figures) else unused).append(subject)
    shown = tuple(
        measure
        for measure in MEASURES
        if any(measure in measures_of(each) and table[measure, each].value is not None for each in used)
    )
    lines = tuple(
        AgreementLine(
            each,
            tuple(table[measure, each] if measure in measures_of(each) else None for measure in shown),
        )
        for each in used
    )
    frame = found.frame
    how = (
        f"Between {', '.join(layer.name for layer in frame.layers)}, on {len(frame.articles)} articles on "
        "which two or more have worked; of more than two layers F1 is the mean of the pairs; in brackets "
        f"{frame.resampling.level:.0%} intervals from {frame.resampling.resamples:,} resamples of articles."
    )
    return Report(
        name,
        about,
        tuple(progress_of(queries)),
        how=how,
        measures=shown,
        lines=lines,
        unused=tuple(unused),
        over_time=over_time(found, OVER_TIME),
        drifts=tuple((layer.name, drift(found, place)) for place, layer in enumerate(frame.layers)),
        confusion=found.confusion(ALL_TOGETHER),
        lowest=_lowest(queries, found),
        lowest_measure=_LOWEST_BY,
    )


def _lowest(queries: Queries, found: Agreement) -> tuple[LowArticle, ...]:
    titles = {each.id: each.metadata.title for each in queries.articles()}
    tables = found.by_article(wanted=[_LOWEST_BY])
    figures = {article: table[_LOWEST_BY, ALL_LABELS] for article, table in tables.items()}
    there = sorted((figure.value, article) for article, figure in figures.items() if figure.value is not None)
    return tuple(
        LowArticle(article, titles.get(article) or f"Article {article}", figures[article])
        for value, article in there[:_LOWEST]
        if value < 1
    )
