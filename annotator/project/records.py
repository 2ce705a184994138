"""Records: one article as one layer sees it, read one after the other, never more than one in memory."""

from __future__ import annotations

import json
from collections.abc import Generator, Iterable, Mapping, Sequence
from typing import Any, cast

from annotator.errors import UserError
from annotator.model.actor import Actor
from annotator.model.annotation import Annotation, Segments, quote_of
from annotator.model.article import Article, State
from annotator.model.layer import Layer
from annotator.model.link import Link
from annotator.model.record import Record
from annotator.model.selection import EVERYTHING, Selection
from annotator.project.layer_rows import LayerRows, Said, selected_articles
from annotator.project.pseudonyms import Pseudonyms
from annotator.project.queries import Queries
from annotator.store import articles, streams

Row = tuple[Any, ...]


def records(
    queries: Queries, layers: Sequence[Layer], selection: Selection = EVERYTHING
) -> Generator[Record, None, None]:
    """The records of these layers, by article and then in the order of the layers.

    What the annotator may not see is left out.  All is of one moment, whatever is saved meanwhile.

    :raises UserError: if a quote does not stand in its text, or an end of a link or an actor is missing.
    """
    with streams.snapshot(queries.db):
        sources = [LayerRows(queries, layer, selection) for layer in layers]
        registry, names = queries.actors_by_id(), Pseudonyms(queries, selection)
        for article in articles.every(queries.db, selected_articles(queries, selection)):
            for source in sources:
                said = source.take(article.id, article.text)
                if said is not None:
                    yield record_of(article, source.layer, said, registry, names)


def record_of(
    article: Article, layer: Layer, said: Said, registry: Mapping[str, Actor], names: Pseudonyms
) -> Record:
    """A record from rows.

    :raises UserError: as :func:`records`.
    """
    own = [_annotation(article, layer, row, names) for row in said.annotations]
    offered = [_annotation(article, layer, row, names) for row in said.suggested]
    found = {a.id: a for a in (*own, *offered)}
    links = [_link(article, layer, row, found, names) for row in said.links]
    offered_links = [_link(article, layer, row, found, names) for row in said.suggested_links]
    return Record(
        article,
        layer,
        names.layer(layer),
        tuple(sorted(found.values(), key=lambda a: (a.start, a.id)) if offered else own),
        (*links, *offered_links),
        _named(article, found.values(), registry),
        said.verdicts,
        frozenset({a.id for a in offered} | {link.id for link in offered_links}),
        said.answered,
        cast(State, said.state),
        json.loads(said.answers),
        said.note,
    )


def _annotation(article: Article, layer: Layer, row: Row, names: Pseudonyms) -> Annotation:
    (_, key, label, start, end, written, quote, attributes, actor, origin, derived, note, by) = row[:13]
    if written == f"[[{start},{end}]]":  # most have one segment: to parse it would take half the time
        segments: Segments = ((start, end),)
        sound = article.text[start:end] == quote
    else:
        segments = streams.segments(written)
        sound = (segments[0][0], segments[-1][1]) == (start, end)
        sound = sound and quote_of(article.text, segments) == quote
    if not sound:
        raise UserError(
            f"Annotation {key} of article {article.id} says “{quote}”, but at {start}–{end} stands "
            f"“{article.text[start:end]}”: restore the project from a backup."
        )
    said = json.loads(attributes) if attributes != "{}" else {}
    created, updated, score, reason = row[13:17]
    return Annotation(
        key, layer.id, article.id, label, segments, quote, said, actor, note, origin, score, reason,
        derived, names.name(by), created, updated,
    )  # fmt: skip


def _link(
    article: Article, layer: Layer, row: Row, found: Mapping[str, Annotation], names: Pseudonyms
) -> Link:
    (_, key, origin, score, derived, by, created, updated, label, head, child) = row
    if head not in found or child not in found:
        raise UserError(
            f"A {label} link of article {article.id} has an end that is not among the annotations of its "
            "layer: restore the project from a backup."
        )
    return Link(
        key, layer.id, article.id, label, head, child, origin, score, derived,
        names.name(by), created, updated,
    )  # fmt: skip


def _named(
    article: Article, annotations: Iterable[Annotation], registry: Mapping[str, Actor]
) -> dict[str, Actor]:
    named = {a.actor_id for a in annotations if a.actor_id is not None}
    if missing := named - registry.keys():
        raise UserError(
            f"An annotation of article {article.id} points to an actor ({min(missing)}) who is not in the "
            "registry: restore the project from a backup."
        )
    return {key: registry[key] for key in sorted(named)}
