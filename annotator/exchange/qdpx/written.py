"""A source that we wrote: every layer on it as it went, from what stands beside the selections."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from annotator.articles.xml import Element
from annotator.exchange.carried import (
    foreign_span,
    is_table,
    metadata_of,
    sequence_of,
    state_of,
    table_of,
    text_of,
)
from annotator.exchange.foreign import ForeignDocument, ForeignItem, ForeignLink, ForeignSpan
from annotator.exchange.qdpx.project import Around, carried, children, key_of


def read_written(
    source: Element, text: str, values: Mapping[str, Any], origin: str, known: Around
) -> Iterator[ForeignItem]:
    """A document a layer.

    :raises UserError: if what stands beside does not have its shape.
    """
    by_user: dict[str, list[ForeignSpan]] = {}
    owners: dict[str, tuple[str, str]] = {}
    suggested = 0
    for number, selection in enumerate(children(source, "PlainTextSelection"), 1):
        said = carried(selection)
        if "part_of" in said:
            continue
        if said.get("suggestion") is True:
            suggested += 1
            continue
        span = foreign_span(said, f"selection {number}")
        user = key_of(selection.get("creatingUser"))
        by_user.setdefault(user, []).append(span)
        owners[key_of(selection.get("guid"))] = user, span.id
    links = _links(known, owners)
    metadata = metadata_of(values.get("meta"))
    layers = [each for each in sequence_of(values.get("layers"), "The layers") if is_table(each)]
    for layer in layers:
        user = key_of(text_of(layer, "user"))
        yield ForeignDocument(
            text,
            origin,
            tuple(by_user.pop(user, ())),
            tuple(links.get(user, ())),
            metadata,
            annotator=text_of(layer, "annotator"),
            answers=table_of(layer, "answers", "the article"),
            note=text_of(layer, "note"),
            state=state_of(layer.get("state")),
            suggested=suggested,
        )
        suggested = 0
    for user, spans in by_user.items():
        name = known.users.get(user, "")
        yield ForeignDocument(
            text, origin, tuple(spans), tuple(links.get(user, ())), metadata, annotator=name
        )
    if not layers and not by_user:
        yield ForeignDocument(text, origin, metadata=metadata, suggested=suggested)


def _links(known: Around, owners: Mapping[str, tuple[str, str]]) -> dict[str, list[ForeignLink]]:
    """Links by the user who has both ends; those of suggestions are left out."""
    found: dict[str, list[ForeignLink]] = {}
    for key, (user, head) in owners.items():
        for link in known.links.get(key, ()):
            child = owners.get(link.target)
            if child is not None and child[0] == user:
                found.setdefault(user, []).append(ForeignLink(link.name, head, child[1], f"link {link.name}"))
    return found
