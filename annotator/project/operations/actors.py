"""The registry of actors."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from annotator.errors import UserError
from annotator.model.actor import Actor
from annotator.model.clock import new_id, now
from annotator.project.project import Project
from annotator.store.registry import actor_row


def add(
    project: Project,
    name: str,
    *,
    kind: str = "",
    aliases: Iterable[str] = (),
    wikidata: str = "",
    note: str = "",
    actor_id: str | None = None,
    initiator: str = "",
) -> Actor:
    """A new entry of the registry; one of the same name and kind is returned as it is.

    :raises UserError: if the name is empty.
    """
    name = name.strip()
    if not name:
        raise UserError("An actor needs a name.")
    for there in project.actors():
        if there.name == name and there.kind == kind:
            return there
    at = now()
    actor = Actor(actor_id or new_id(), name, kind, tuple(aliases), wikidata, note, project.annotator, at, at)
    with project.transact("Add actor", initiator=initiator):
        project.rows.insert("actors", actor_row(actor))
    return actor


def change(
    project: Project,
    actor_id: str,
    *,
    name: str | None = None,
    kind: str | None = None,
    aliases: Iterable[str] | None = None,
    wikidata: str | None = None,
    note: str | None = None,
    initiator: str = "",
) -> Actor:
    """Change an entry; what is None stays.

    :raises UserError: if it is gone or would have no name.
    """
    before = project.actor(actor_id)
    if before is None:
        raise UserError("This actor is no longer in the registry.")
    after = dataclasses.replace(
        before,
        name=before.name if name is None else name.strip(),
        kind=before.kind if kind is None else kind,
        aliases=before.aliases if aliases is None else tuple(aliases),
        wikidata=before.wikidata if wikidata is None else wikidata,
        note=before.note if note is None else note,
    )
    if not after.name:
        raise UserError("An actor needs a name.")
    if after == before:
        return before
    after = dataclasses.replace(after, updated_at=now())
    with project.transact("Change actor", initiator=initiator):
        row = actor_row(after)
        project.rows.update("actors", (actor_id,), {k: v for k, v in row.items() if k != "id"})
    return after
