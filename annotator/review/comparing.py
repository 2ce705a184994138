"""Compare layers: on one article thing by thing, over a project in counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from annotator.errors import UserError
from annotator.model.actor import Actor
from annotator.model.annotation import Annotation
from annotator.model.layer import Layer
from annotator.model.link import Link
from annotator.project.queries import Queries
from annotator.project.worked_on import work_on, worked_on
from annotator.review.aligning import Cluster, align
from annotator.review.differences import KINDS, Difference, Kind, differences

Progress = Callable[[int, int], None]
"""Called with ``(articles done, articles in all)``."""

Cancelled = Callable[[], bool]
"""Asked between two articles; true ends the work."""


class ComparisonCancelledError(UserError):
    """The person ended it."""

    def __init__(self) -> None:
        super().__init__("The comparison was stopped before it was ready: ask for it again.")


@dataclass(frozen=True, slots=True)
class Comparison:
    """What layers say about one article.

    ``layers`` are those that are compared, in the order in which they were asked for.  ``absent`` have not
    worked on the article, so that their silence says nothing; ``hidden`` have, but may not be seen yet (blind
    mode).
    ``unfinished`` are those of the compared ones that have begun the article and not marked it as done, while
    they mark others so: what they lack they may only not have reached.

    ``clusters`` are all, ``agreed`` those in which nothing differs, ``differences`` the others; all in
    reading order.  ``links`` are those of the compared layers, by layer id; ``actors`` say as what the ids of
    actors count.  With fewer than two layers there is nothing to compare and no difference.
    """

    article_id: int
    layers: tuple[Layer, ...]
    absent: tuple[Layer, ...]
    hidden: tuple[Layer, ...]
    unfinished: tuple[Layer, ...]
    clusters: tuple[Cluster, ...]
    agreed: tuple[Cluster, ...]
    differences: tuple[Difference, ...]
    links: Mapping[int, tuple[Link, ...]]
    actors: Mapping[str, Actor]

    def counts(self) -> Counter[Kind]:
        """How many places differ in each way; a place that differs in two ways counts in both."""
        return Counter(kind for difference in self.differences for kind in difference.kinds)


def compare_article(
    queries: Queries, article_id: int, layers: Sequence[Layer], *, actors: Mapping[str, Actor] | None = None
) -> Comparison:
    """Compare what layers say about an article; what may not be seen is left out.

    :param actors: as of :meth:`annotator.project.queries.Queries.actors_by_id`, where many articles follow.
    :raises UserError: if there is no such article.
    """
    queries.article(article_id)
    said = {layer.id: queries.annotations(article_id, layer.id) for layer in layers}
    work = work_on(queries, article_id)
    there = [layer for layer in layers if said[layer.id] or layer.id in work.begun]
    hidden = [layer for layer in there if not queries.sees(layer, article_id)]
    shown = [layer for layer in there if layer not in hidden]
    unfinished = work.unfinished({layer.id for layer in shown})
    return _compare(
        queries,
        article_id,
        shown,
        said,
        queries.actors_by_id() if actors is None else actors,
        absent=tuple(layer for layer in layers if layer not in there),
        hidden=tuple(hidden),
        unfinished=tuple(layer for layer in shown if layer.id in unfinished),
    )


def _compare(
    queries: Queries,
    article_id: int,
    layers: Sequence[Layer],
    said: Mapping[int, Sequence[Annotation]],
    actors: Mapping[str, Actor],
    *,
    absent: tuple[Layer, ...],
    hidden: tuple[Layer, ...],
    unfinished: tuple[Layer, ...],
) -> Comparison:
    links = {
        layer.id: tuple(queries.links(article_id, layer.id)) if said[layer.id] else () for layer in layers
    }
    clusters = align({layer.id: said[layer.id] for layer in layers})
    found = differences(clusters, layers, links, actors) if len(layers) > 1 else ()
    differing = {difference.cluster.id for difference in found}
    return Comparison(
        article_id,
        tuple(layers),
        absent,
        hidden,
        unfinished,
        clusters,
        tuple(cluster for cluster in clusters if cluster.id not in differing),
        found,
        links,
        actors,
    )


# -- over a project


@dataclass(frozen=True, slots=True)
class ArticleCounts:
    """``kinds``: how many places differ in each way; ``differing`` how many differ in any."""

    article_id: int
    layers: tuple[int, ...]
    hidden: int
    agreed: int
    differing: int
    kinds: Mapping[Kind, int]


@dataclass(frozen=True, slots=True)
class ProjectComparison:
    """``articles`` are those on which at least two of the layers have worked and may be seen, by id.

    ``not_compared`` are those asked for on which fewer have, ``hidden`` those on which a layer is hidden.
    """

    layers: tuple[Layer, ...]
    articles: tuple[ArticleCounts, ...]
    not_compared: int = 0
    hidden: int = 0

    @property
    def agreed(self) -> int:
        return sum(each.agreed for each in self.articles)

    @property
    def differing(self) -> int:
        return sum(each.differing for each in self.articles)

    @property
    def kinds(self) -> dict[Kind, int]:
        return {kind: sum(each.kinds.get(kind, 0) for each in self.articles) for kind in KINDS}


def compare_project(
    queries: Queries,
    layers: Sequence[Layer],
    progress: Progress = lambda _done, _in_all: None,
    cancelled: Cancelled = lambda: False,
    *,
    articles: Collection[int] = (),
) -> ProjectComparison:
    """Count the differences article by article; see :func:`comparisons`."""
    counts, hidden, alone = [], 0, 0
    for found in comparisons(queries, layers, progress, cancelled, articles=articles):
        hidden += bool(found.hidden)
        if len(found.layers) < 2:
            alone += 1
        else:
            counts.append(counted(found))
    return ProjectComparison(tuple(layers), tuple(counts), alone, hidden)


def comparisons(
    queries: Queries,
    layers: Sequence[Layer],
    progress: Progress = lambda _done, _in_all: None,
    cancelled: Cancelled = lambda: False,
    *,
    articles: Collection[int] = (),
) -> Iterator[Comparison]:
    """Compare layers article by article; one article is held at a time.

    :param articles: only these; empty: all.
    :raises ComparisonCancelledError: if ``cancelled`` said so.
    :raises UserError: if there are fewer than two layers, or there is no such article.
    """
    need_two(layers)
    asked = article_ids(queries, articles)
    seen = {layer.id: queries.seen_articles(layer) for layer in layers}
    work = {layer.id: worked_on(queries, layer) for layer in layers}
    actors = queries.actors_by_id()
    for done, article_id in enumerate(asked):
        progress(done, len(asked))
        if cancelled():
            raise ComparisonCancelledError
        there = [layer for layer in layers if article_id in work[layer.id].begun]
        shown = [layer for layer in there if (may := seen[layer.id]) is None or article_id in may]
        begun = [layer for layer in shown if article_id not in work[layer.id].articles]
        yield _compare(
            queries,
            article_id,
            shown,
            {layer.id: queries.annotations(article_id, layer.id) for layer in shown},
            actors,
            absent=tuple(layer for layer in layers if layer not in there),
            hidden=tuple(layer for layer in there if layer not in shown),
            unfinished=tuple(begun),
        )
    progress(len(asked), len(asked))


def counted(found: Comparison) -> ArticleCounts:
    """The counts of one article."""
    return ArticleCounts(
        found.article_id,
        tuple(layer.id for layer in found.layers),
        len(found.hidden),
        len(found.agreed),
        len(found.differences),
        found.counts(),
    )


def article_ids(queries: Queries, articles: Collection[int]) -> list[int]:
    """The articles asked for, none: all, in the order of the project.

    :raises UserError: if there is no such article.
    """
    wanted = {queries.article(article).id for article in articles}
    return [article for article in queries.article_ids() if not wanted or article in wanted]


def need_two(layers: Sequence[Layer]) -> None:
    """:raises UserError: if there are not two different layers to compare."""
    if len({layer.id for layer in layers}) < 2 or len({layer.id for layer in layers}) < len(layers):
        raise UserError("Name at least two different layers to compare.")
