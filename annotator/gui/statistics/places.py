"""The annotations behind a figure, as lines of a concordance."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from annotator.analysis.counting import Behind, Stock
from annotator.model.annotation import Annotation
from annotator.project.concordance.lines import Kind, Line, around
from annotator.project.queries import Queries
from annotator.review.stopping import StoppedError

MOST = 400
"""Lines that are listed."""


class Listed(NamedTuple):
    """At most :data:`MOST` lines; ``more`` says whether there are others."""

    lines: list[Line]
    more: bool


def lines_behind(queries: Queries, behind: Behind, stock: Stock, stopped: Callable[[], bool]) -> Listed:
    """What is behind a figure and still there, by article.

    :raises StoppedError: if ``stopped`` said so.
    """
    found: list[Line] = []
    names = {key: actor.name for key, actor in queries.actors_by_id().items()}
    own = queries.layer
    for annotation in _annotations(queries, behind):
        if stopped():
            raise StoppedError
        if len(found) == MOST:
            return Listed(found, True)
        kind: Kind = "own" if own is not None and annotation.layer_id == own.id else "colleague"
        found.append(_line(queries, annotation, kind, stock, names))
    return Listed(found, False)


def _annotations(queries: Queries, behind: Behind) -> Iterator[Annotation]:
    layers = {layer.id: layer for layer in queries.layers()}
    # What was hidden since it was counted is not shown.
    seen = {key: queries.seen_articles(layer) for key, layer in layers.items()}

    def shows(article: int, layer: int) -> bool:
        return layer in layers and ((only := seen[layer]) is None or article in only)

    if behind.ids is not None:
        there = queries.some_annotations(behind.ids)
        yield from sorted(
            (each for each in there if shows(each.article_id, each.layer_id)),
            key=lambda each: (each.article_id, each.start, each.id),
        )
        return
    by_article: dict[int, list[int]] = {}
    for article, layer in sorted(behind.places):
        if shows(article, layer):
            by_article.setdefault(article, []).append(layer)
    for article, those in by_article.items():
        for annotation in queries.annotations(article, *those):
            if not behind.labels or annotation.label in behind.labels:
                yield annotation


def _line(queries: Queries, annotation: Annotation, kind: Kind, stock: Stock, names: dict[str, str]) -> Line:
    article = queries.article(annotation.article_id)
    left, right = around(article.text, annotation.start, annotation.end)
    about = article.metadata
    return Line(
        article.id,
        about.title,
        about.source,
        about.published[:10],
        annotation.segments,
        left,
        annotation.quote,
        right,
        kind,
        annotation.id,
        annotation.label,
        names.get(annotation.actor_id or "", ""),
        stock.layers.get(annotation.layer_id, ""),
        listed_as=annotation.label,
    )
