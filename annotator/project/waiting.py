"""What a merge knows and the tables can't hold at the moment, kept so that no order of merging loses it.

A link whose end was deleted on another machine, or that was made on two machines, waits: its revision holds,
its row is not there.  And of each actor that counts as another only because they have the same name, what the
entry itself says.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from annotator.model.actor import Actor
from annotator.model.revision import Entry
from annotator.store import registry, travelling
from annotator.store.rows import Rows

if TYPE_CHECKING:
    from sqlite_utils import Database

_WAITING = "waiting_rows"
_JOINED = "joined_actors"
_APART = "actors_apart"


@dataclass(frozen=True, slots=True)
class Waiting:
    """An entry that waits, and the id of the row that stands in its place (empty: something is missing)."""

    entry: Entry
    winner: str = ""


def waiting(db: Database) -> list[Waiting]:
    """All that wait.  Where the row in its place was deleted since, it was deleted with it."""
    stored = json.loads(registry.about(db, _WAITING, "[]"))
    found = {item["entry"]["id"]: Waiting(Entry(**item["entry"]), item["winner"]) for item in stored}
    for key in found:
        at = _deleted_with(db, found, key)
        if at is not None:
            gone = dataclasses.replace(found[key].entry, stamp=at, deleted=True, body={})
            found[key] = Waiting(gone)
    return list(found.values())


def keep(db: Database, rows: Rows, items: Iterable[Waiting]) -> None:
    """From now on these wait.  Only inside a transaction."""
    plain = [{"entry": dataclasses.asdict(item.entry), "winner": item.winner} for item in items]
    _put(db, rows, _WAITING, sorted(plain, key=lambda item: str(item["entry"]["id"])))


def written_actors(db: Database) -> dict[str, tuple[str, Actor]]:
    """Of every actor its stamp and what its entry says, whatever it counts as by its name."""
    joined = json.loads(registry.about(db, _JOINED, "{}"))
    stamps = {r.id: r.stamp for r, _ in travelling.bodies(db, "actor") if not r.deleted}
    found = {}
    for actor in registry.actors(db):
        stamp, said, _ = joined.get(actor.id, ("", {}, False))
        if stamp and stamp == stamps.get(actor.id):
            actor = dataclasses.replace(actor, **(said | {"aliases": tuple(said["aliases"])}))
        found[actor.id] = (stamps.get(actor.id, actor.updated_at), actor)
    return found


def keep_written(db: Database, rows: Rows, entries: Mapping[str, tuple[str, Actor, bool]]) -> None:
    """Note what these entries say themselves; of all others that is what stands in the registry.

    :param entries: the stamp, the entry, and whether its name alone makes it count as another.
    """
    fields = ("merged_into", "aliases", "wikidata")
    said = {
        key: [stamp, {name: getattr(actor, name) for name in fields}, named]
        for key, (stamp, actor, named) in sorted(entries.items())
    }
    _put(db, rows, _JOINED, said)


def apart(db: Database) -> set[str]:
    """Ids of actors that somebody keeps apart from those of the same name: by a mapping or split off."""
    kept = set(json.loads(registry.about(db, _APART, "[]")))
    for key, (stamp, _, named) in json.loads(registry.about(db, _JOINED, "{}")).items():
        revision, actor = travelling.revision(db, "actor", key), registry.actor(db, key)
        changed = revision is not None and revision.stamp != stamp
        if named and changed and actor is not None and actor.merged_into is None:
            kept.add(key)
    return kept


def keep_apart(db: Database, rows: Rows, ids: Iterable[str]) -> None:
    _put(db, rows, _APART, sorted(ids))


def _deleted_with(db: Database, found: dict[str, Waiting], key: str) -> str | None:
    """The stamp of the deletion of the row that stands in this one's place, directly or over others."""
    seen = set[str]()
    while key in found and key not in seen:
        seen.add(key)
        item = found[key]
        if not item.winner:
            return None
        revision = travelling.revision(db, item.entry.kind, item.winner)
        if revision is not None and revision.deleted:
            return revision.stamp
        key = item.winner
    return None


def _put(db: Database, rows: Rows, name: str, value: Any) -> None:
    text = json.dumps(value)
    empty = "{}" if isinstance(value, dict) else "[]"
    if text != registry.about(db, name, empty):
        rows.put("about", {"name": name, "value": text})
