"""What an export leaves out of the layers that it was asked for, whatever the format; in sentences."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from annotator.exchange.formats import Format
from annotator.model.layer import Layer
from annotator.model.selection import Selection
from annotator.project.queries import Queries
from annotator.store import streams


def left_out(
    queries: Queries, layers: Sequence[Layer], articles: Collection[int], selection: Selection, kind: Format
) -> Iterator[str]:
    """What is hidden, what was not asked for though an export could have it, what has no place.

    :param articles: the ids that were chosen.
    """
    db, hidden, chosen = queries.db, queries.hidden, set(articles)
    for layer in layers:
        seen = queries.seen_articles(layer)
        if seen is not None and (number := len(chosen - seen)):
            yield _unseen(layer, number)
    ids = [layer.id for layer in layers]
    if kind.name == "jsonl":
        yield from _without_place(queries, ids)
    people = [layer.id for layer in layers if layer.kind == "person"]
    rejected = streams.count(db, "decisions", people, hidden, verdict="rejected")
    if rejected and not selection.rejected:
        yield f"{rejected} rejected suggestions: ask for them to have them written."
    if kind.trains and (number := _unanswered(queries, layers, chosen)):
        yield f"{number} articles that nobody has annotated or marked as done: they teach nothing."


def _without_place(queries: Queries, ids: Sequence[int]) -> Iterator[str]:
    db = queries.db
    if number := streams.with_other_columns(db):
        yield f"Further columns of {number} articles have no place in this format."
    registry = queries.actors_by_id()
    keys = streams.named_actors(db, ids, queries.hidden)
    named = {actor.id: actor for key in keys if (actor := registry.get(key))}
    if number := sum(bool(actor.note) for actor in named.values()):
        whose = "The note on 1 actor has" if number == 1 else f"The notes on {number} actors have"
        yield f"{whose} no place in this format."


def _unanswered(queries: Queries, layers: Sequence[Layer], chosen: set[int]) -> int:
    answered: set[int] = set()
    for layer in layers:
        answered |= streams.finished(queries.db, layer) | set(queries.states(layer.id))
    return len(chosen - answered)


def _unseen(layer: Layer, number: int) -> str:
    articles, them = ("1 article", "it") if number == 1 else (f"{number} articles", "them")
    return (
        f"What {layer.name} said on {articles}: the project is blind, and you have not marked {them} as done."
    )
