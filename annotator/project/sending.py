"""What a copy of the project has to say to others: the revisions of some layers, as they travel."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from annotator.errors import UserError
from annotator.model.actor import Actor
from annotator.model.layer import Layer
from annotator.model.precedence import KIND_ORDER
from annotator.model.revision import Entry, RevisionKind
from annotator.project.queries import Queries
from annotator.project.waiting import waiting, written_actors
from annotator.store import travelling

_COMMON = ("actor", "assignment")


def entries(
    queries: Queries,
    layers: Sequence[Layer],
    *,
    articles: Collection[int] | None = None,
    all_actors: bool = False,
) -> Iterator[Entry]:
    """Everything in these layers as it stands, what was deleted among it, and what it refers to.

    First the actors that mentions point to (with those that they count as) and the assignments, then what
    each layer owns, by kind in the order of :data:`annotator.model.precedence.KIND_ORDER`.  An actor is never
    sent as deleted: it can only be deleted where nobody mentions it, and others may.  Two runs without a
    change between give the same.  Whoever writes meanwhile stands in a transaction or reads through
    :func:`annotator.store.streams.snapshot`.

    Whether the layers may be seen is asked before (:meth:`annotator.project.queries.Queries.seen_articles`).

    :param articles: only what is on these; None: on all.
    :param all_actors: the whole registry, not only those that are referred to.
    :raises UserError: for a model's layer, which does not travel.
    """
    for layer in layers:
        if layer.kind == "model":
            raise UserError(f"“{layer.name}” is a model's layer: models run in each copy of their own.")
    db = queries.db
    owners = {layer.id: (layer.annotator, layer.kind) for layer in layers}
    hashes = travelling.article_hashes(db)
    chosen = None if articles is None else {hashes[number] for number in articles if number in hashes}
    waits = [
        item.entry
        for item in waiting(db)
        if (item.entry.owner, item.entry.layer_kind) in owners.values()
        and (chosen is None or item.entry.article in chosen)
    ]
    mentioned = travelling.mentioned_actors(db, owners.keys(), articles)
    mentioned |= {str(e.body["actor_id"]) for e in waits if e.body.get("actor_id")}
    written = written_actors(db)
    for key in sorted(written if all_actors else _with_targets(mentioned, written)):
        stamp, actor = written[key]
        yield Entry("actor", key, "", "", "", stamp, body=actor_body(actor))
    for kind in KIND_ORDER[1:]:
        own = None if kind in _COMMON else owners.keys()
        for revision, body in travelling.bodies(db, kind, own, articles):
            if body is None and not revision.deleted:
                continue  # it waits: see below
            owner, layer_kind = ("", "") if revision.layer_id is None else owners[revision.layer_id]
            article = hashes[revision.article_id] if revision.article_id is not None else ""
            key = travelling_id(kind, revision.id)
            yield Entry(
                kind, key, owner, layer_kind, article, revision.stamp, revision.deleted, body if body else {}
            )
        yield from (entry for entry in waits if entry.kind == kind)


def travelling_id(kind: RevisionKind, key: str) -> str:
    """The id of an entry, of that of its revision."""
    match kind:
        case "state" | "answers":
            return ""
        case "assignment":
            return key.partition("/")[2]
        case _:
            return key


def actor_body(actor: Actor) -> dict[str, Any]:
    """An actor as the body of an entry."""
    body = {name: getattr(actor, name) for name in travelling.COLUMNS["actor"]}
    body["aliases"] = json.dumps(list(actor.aliases), ensure_ascii=False)
    return body


def actor_from(key: str, body: dict[str, Any]) -> Actor:
    """The reverse of :func:`actor_body`.  :raises ValueError: if its aliases are no list of texts."""
    aliases = json.loads(body["aliases"])
    if not isinstance(aliases, list) or not all(isinstance(alias, str) for alias in aliases):
        raise ValueError("aliases")
    return Actor(id=key, **{**body, "aliases": tuple(aliases)})


def _with_targets(ids: Collection[str], written: dict[str, tuple[str, Actor]]) -> set[str]:
    """With what they were merged into, by whomever and however often."""
    found, left = set[str](), [key for key in ids if key in written]
    while left:
        key = left.pop()
        target = written[key][1].merged_into
        if key not in found and target is not None and target in written:
            left.append(target)
        found.add(key)
    return found
