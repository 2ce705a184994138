"""Bring the actors of another copy into the registry."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from annotator.model.actor import Actor
from annotator.model.clock import now
from annotator.model.merge_account import ActorChange
from annotator.model.merge_mapping import MergeMapping
from annotator.model.naming import plain
from annotator.model.precedence import rank
from annotator.model.registry_union import settle
from annotator.model.revision import Entry, Revision
from annotator.project.merge_checking import checked
from annotator.project.project import Project
from annotator.project.queries import Queries
from annotator.project.sending import actor_body, actor_from
from annotator.project.waiting import apart, keep_apart, keep_written, written_actors
from annotator.store import registry, revisions
from annotator.store.registry import actor_row
from annotator.store.staging import Staging

_SOME = 200
"""Actors that are written at once."""


@dataclass(slots=True)
class Registry:
    """The registry after a merge: what the entries say themselves, and how they count.

    ``taken`` are the ids whose entries come or are replaced, with what becomes of them.  ``refused`` are ids
    of entries that are not as they should be.
    """

    written: dict[str, tuple[str, Actor]]
    counted: dict[str, Actor]
    apart: set[str]
    taken: set[str] = field(default_factory=set)
    changes: list[ActorChange] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def join(queries: Queries, staging: Staging, mapping: MergeMapping) -> Registry:
    """The registry as it would be; writes nothing.

    That an entry was deleted elsewhere changes nothing: it can only be deleted where nobody mentions it.
    """
    if not staging.count("actor"):
        # Nothing is to be settled; it is only asked which there are.
        return Registry({actor.id: ("", actor) for actor in registry.actors(queries.db)}, {}, set())
    before = written_actors(queries.db)
    found = Registry(dict(before), {}, apart(queries.db))
    come = set[str]()
    for entry in staging.entries("actor"):
        if entry.deleted:
            continue
        try:
            actor = actor_from(entry.id, checked(entry))
        except (ValueError, TypeError, KeyError):
            found.refused.append(entry.id)
            continue
        come.add(entry.id)
        here = before.get(entry.id)
        if here is None or rank(entry) > rank(_entry(*here)):
            found.written[entry.id] = (entry.stamp, actor)
            found.taken.add(entry.id)
    decided = _decide(queries, found, mapping, come)
    found.counted = settle({key: actor for key, (_, actor) in found.written.items()}, found.apart)
    found.changes = _changes(queries, found, before, come, decided)
    return found


def write(project: Project, found: Registry) -> Iterator[None]:
    """Make the registry so, some entries at a time.  Only inside a transaction that keeps the stamps."""
    db = project.db
    there = {actor.id: actor for actor in registry.actors(db)}
    fresh = [actor for key, actor in found.counted.items() if key not in there]
    # First without what they count as, which may come only after them.
    for at in range(0, len(fresh), _SOME):
        rows = [actor_row(dataclasses.replace(actor, merged_into=None)) for actor in fresh[at : at + _SOME]]
        project.rows.insert_many("actors", rows)
        yield
    there |= {actor.id: dataclasses.replace(actor, merged_into=None) for actor in fresh}
    for key, actor in found.counted.items():
        if actor != there[key]:
            row = actor_row(actor)
            project.rows.update("actors", (key,), {name: v for name, v in row.items() if name != "id"})
            yield
    revisions.put(
        db, (Revision("actor", key, None, None, found.written[key][0]) for key in sorted(found.taken))
    )
    said = {
        key: (stamp, actor, actor.merged_into is None and found.counted[key].merged_into is not None)
        for key, (stamp, actor) in found.written.items()
        if found.counted[key] != actor
    }
    keep_written(db, project.rows, said)
    keep_apart(db, project.rows, found.apart)


def _entry(stamp: str, actor: Actor) -> Entry:
    return Entry("actor", actor.id, "", "", "", stamp, body=actor_body(actor))


def _decide(queries: Queries, found: Registry, mapping: MergeMapping, come: set[str]) -> set[str]:
    """Carry out what the mapping says of actors that come; returns those that are merged by it."""
    decided = set[str]()
    at = ""
    for key, target in sorted(mapping.actors.items()):
        if key not in come or key == target:
            continue
        _, actor = found.written[key]
        if target is None:
            found.apart.add(key)
        elif target in found.written:
            decided.add(key)
            if actor.merged_into != target:
                at = at or revisions.next_stamp(queries.db)
                found.written[key] = (at, dataclasses.replace(actor, merged_into=target, updated_at=now()))
                found.taken.add(key)
    return decided


def _changes(
    queries: Queries, found: Registry, before: dict[str, tuple[str, Actor]], come: set[str], decided: set[str]
) -> list[ActorChange]:
    """What becomes of the actors that come, for people."""
    ours = queries.actors_by_id()
    known_as: dict[str, list[Actor]] = defaultdict(list)
    for actor in queries.actors():
        for name in (actor.name, *actor.aliases):
            known_as[plain(name)].append(actor)
    group: dict[str, list[str]] = defaultdict(list)
    for key in sorted(before):
        group[found.counted[key].merged_into or key].append(key)
    changes = []
    for key in sorted(come, key=lambda key: (found.written[key][1].name, key)):
        actor = found.written[key][1]
        target = found.counted[key].merged_into or key
        others = [other for other in group[target] if ours[other].id != key and other != key]
        here = ours[others[0]] if others else None
        if key in decided:
            changes.append(ActorChange(actor, "merged", ours.get(str(actor.merged_into))))
        elif key in before:
            if key in found.taken:
                changes.append(ActorChange(actor, "newer", before[key][1]))
        elif here is not None:
            changes.append(ActorChange(actor, "joined", here))
        else:
            names = (actor.name, *actor.aliases)
            alike = next((a for name in names for a in known_as.get(plain(name), ())), None)
            kept = key in found.apart
            changes.append(ActorChange(actor, "apart" if kept else "alike" if alike else "new", alike))
    return changes
