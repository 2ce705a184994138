"""What an export leaves out of the layers that it was asked for, whatever the format; in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from annotator.exchange.formats import Format
from annotator.exchange.sink import Counts
from annotator.model.selection import Selection
from annotator.project.layer_rows import LayerRows
from annotator.project.pseudonyms import Pseudonyms
from annotator.project.queries import Queries


def left_out(
    queries: Queries, sources: Sequence[LayerRows], selection: Selection, kind: Format, counts: Counts
) -> Iterator[str]:
    """What is hidden, what was not asked for though an export could have it, what has no place.

    :param sources: the layers, after all was read.
    """
    names = Pseudonyms(queries, selection)
    for rows in sources:
        if rows.hidden:
            yield _unseen(names.layer(rows.layer), rows.hidden)
    yield from _without_place(queries, counts)
    if not selection.rejected and (number := sum(rows.rejections for rows in sources)):
        them = _them(number)
        yield f"{_some(number, 'rejected suggestion')}: ask for {them} to have {them} written."
    if kind.trains and (number := counts.unanswered):
        yield (
            f"{_some(number, 'article')} that nobody has annotated or marked as done: "
            f"{'it teaches' if number == 1 else 'they teach'} nothing."
        )


def _without_place(queries: Queries, counts: Counts) -> Iterator[str]:
    if number := len(counts.with_columns):
        yield f"Further columns of {_some(number, 'article')} have no place in this format."
    if not counts.named:
        return
    registry = queries.actors_by_id()
    named = {actor.id: actor for key in counts.named if (actor := registry.get(key))}
    if number := sum(bool(actor.note) for actor in named.values()):
        whose = "The note on 1 actor has" if number == 1 else f"The notes on {number} actors have"
        yield f"{whose} no place in this format."


def _unseen(name: str, number: int) -> str:
    where, them = _some(number, "article"), _them(number)
    return f"What {name} said on {where}: the project is blind, and you have not marked {them} as done."


def _some(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _them(number: int) -> str:
    return "it" if number == 1 else "them"
