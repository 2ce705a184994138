"""Goes through the articles on which two or more layers have worked, and counts what agreement needs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import combinations

import numpy as np

from annotator.errors import UserError
from annotator.model.layer import Layer
from annotator.project.compared import Countable, countable, finished, names_used, rows_on
from annotator.project.queries import Queries
from annotator.review.agreement.agreement import Agreement
from annotator.review.agreement.covering import tokens_of
from annotator.review.agreement.reading import Vocabulary, read
from annotator.review.agreement.results import RESAMPLING, Counted, Frame, Pair, Resampling
from annotator.review.agreement.statistics import Statistics
from annotator.review.scores import ACTOR, ALL_LABELS, ALL_LINKS, Subject
from annotator.review.stopping import StoppedError

Progress = Callable[[int, int], None]
"""Called with ``(articles done, articles in all)``."""

Cancelled = Callable[[], bool]
"""Asked between two articles; true ends the work."""


class AgreementCancelledError(StoppedError):
    """The person ended it."""

    def __init__(self) -> None:
        super().__init__("The agreement was stopped before it was ready: ask for it again.")


def compute(
    queries: Queries,
    layers: Sequence[Layer],
    *,
    label: str | None = None,
    articles: Collection[int] = (),
    all_states: bool = False,
    resampling: Resampling = RESAMPLING,
    progress: Progress = lambda _done, _in_all: None,
    cancelled: Cancelled = lambda: False,
) -> Agreement:
    """Compare layers with each other on all articles on which two or more of them have worked.

    Reads one article at a time; what is kept of it are counts.  A model's layer is compared like a person's.

    :param label: only what concerns this label; None: all.
    :param articles: only these; empty: all.
    :param all_states: see :func:`annotator.project.worked_on.worked_on`.
    :raises UserError: if there are fewer than two layers, one is named twice, or there is no such label.
    :raises AgreementCancelledError: if ``cancelled`` said so.
    """
    _check(layers)
    used_labels, used_links = names_used(queries, layers)
    codebook = queries.codebook
    labels = _in_order((each.name for each in codebook.labels), used_labels)
    links = _in_order((each.name for each in codebook.links), used_links)
    if label is not None and label not in labels:
        codebook.check_label(label)
    actors = {key: actor.id for key, actor in queries.actors_by_id().items()}
    vocabulary = Vocabulary(tuple(labels), tuple(links), codebook, actors)
    frame = _frame(queries, layers, articles, all_states, resampling)
    there = np.array(
        [[article in side.articles for side in frame.counted.worked] for article in frame.articles], np.bool_
    ).reshape(len(frame.articles), len(layers))
    statistics = Statistics.empty(there, len(labels), len(links))
    for number, article in enumerate(frame.articles):
        if cancelled():
            raise AgreementCancelledError
        progress(number, len(frame.articles))
        here = [layers[int(place)] for place in np.flatnonzero(there[number])]
        annotations, joined = rows_on(queries, article, here)
        places = {layer.id: place for place, layer in enumerate(here)}
        text = queries.article(article).text
        said = read(annotations, joined, places, vocabulary)
        statistics.add(number, said, tokens_of(text), len(text), vocabulary)
    progress(len(frame.articles), len(frame.articles))
    return Agreement(frame, _subjects(vocabulary, label), vocabulary, statistics)


def _check(layers: Sequence[Layer]) -> None:
    if len(layers) < 2:
        raise UserError("Agreement needs two or more layers: name at least two.")
    for one, other in combinations(layers, 2):
        if one.id == other.id:
            raise UserError(f"The layer “{one.name}” is named twice: name each layer once.")


def _frame(
    queries: Queries,
    layers: Sequence[Layer],
    articles: Collection[int],
    all_states: bool,
    resampling: Resampling,
) -> Frame:
    ids = [queries.article(article).id for article in sorted(articles)] or queries.article_ids()
    sides = [countable(queries, layer, all_states=all_states) for layer in layers]
    pairs = tuple(_pair(ids, one, other, sides) for one, other in combinations(range(len(layers)), 2))
    shared = {article for pair in pairs for article in pair.articles}
    hidden = {article for one, other in combinations(sides, 2) for article in _hidden(one, other)}
    when = finished(queries, layers)
    return Frame(
        tuple(layers),
        pairs,
        tuple(article for article in ids if article in shared),
        Counted(
            len(ids),
            tuple(side.worked for side in sides),
            tuple(article for article in ids if article in hidden),
        ),
        resampling,
        {
            (article, place): when[article, layer.id]
            for article in shared
            for place, layer in enumerate(layers)
            if article in sides[place].worked.articles and (article, layer.id) in when
        },
    )


def _pair(ids: Sequence[int], one: int, other: int, sides: Sequence[Countable]) -> Pair:
    both = sides[one].worked.articles & sides[other].worked.articles
    hidden = _hidden(sides[one], sides[other])
    return Pair(
        one,
        other,
        tuple(article for article in ids if article in both),
        sum(article in hidden for article in ids),
    )


def _hidden(one: Countable, other: Countable) -> frozenset[int]:
    """The articles that would count if the annotator might see both."""
    both = (one.worked.articles | one.hidden) & (other.worked.articles | other.hidden)
    return both & (one.hidden | other.hidden)


def _in_order(known: Iterable[str], used: set[str]) -> list[str]:
    names = list(known)
    return [*names, *sorted(used.difference(names))]


def _subjects(vocabulary: Vocabulary, label: str | None) -> tuple[Subject, ...]:
    """In the codebook's order: labels, links, attributes that somebody answered; or what concerns a label."""
    labels = [label] if label is not None else vocabulary.labels
    links = []
    for name in vocabulary.links:
        kind = vocabulary.codebook.link(name)
        if label is None or (kind is not None and label in (*kind.heads, *kind.children)):
            links.append(name)
    answered = []
    for each in labels:
        known = vocabulary.codebook.label(each)
        names = [attribute.name for attribute in known.attributes] if known else []
        there = sorted(name for owner, name in vocabulary.slots if owner == each and name != ACTOR)
        answered += [
            Subject("attribute", each, name)
            for name in dict.fromkeys([*names, *there, ACTOR])
            if (each, name) in vocabulary.slots
        ]
    return (
        *(Subject("label", name) for name in labels),
        *((ALL_LABELS,) if label is None else ()),
        *(Subject("link", name) for name in links),
        *((ALL_LINKS,) if label is None and links else ()),
        *answered,
    )
