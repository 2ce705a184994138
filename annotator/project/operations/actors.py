"""The registry of actors: entries, what they are called, and which of them count as one."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable

from annotator.errors import UserError
from annotator.model.actor import Actor
from annotator.model.clock import new_id, now
from annotator.model.naming import bare, plain
from annotator.project.project import Project
from annotator.store import mentions, patterns
from annotator.store.registry import actor_row, actors_named
from annotator.store.registry import merged_into as merged_entries

_WIKIDATA = re.compile(r"(?:https?://(?:www\.)?wikidata\.org/(?:wiki|entity)/)?([Qq][1-9]\d{0,11})/?")
_GONE = "This actor is no longer in the registry."
_TITLES = {
    "name": "Rename actor",
    "kind": "Set kind of actor",
    "aliases": "Change aliases of actor",
    "wikidata": "Set Wikidata id of actor",
    "note": "Write note on actor",
}


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

    :raises UserError: if the name is empty or the Wikidata id can't be one.
    """
    name = name.strip()
    if not name:
        raise UserError("An actor needs a name.")
    for there in actors_named(project.db, name, kind):
        if there.merged_into is None:
            return there
    at = now()
    known_as = _aliases(name, aliases)
    item = wikidata_id(wikidata)
    actor = Actor(actor_id or new_id(), name, kind, known_as, item, note, project.annotator, at, at)
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

    :raises UserError: if it is gone, would have no name or the name of another of its kind, or the Wikidata
        id can't be one.
    """
    before = need(project, actor_id)
    called = before.name if name is None else name.strip()
    after = dataclasses.replace(
        before,
        name=called,
        kind=before.kind if kind is None else kind.strip(),
        aliases=before.aliases if aliases is None else _aliases(called, aliases),
        wikidata=before.wikidata if wikidata is None else wikidata_id(wikidata),
        note=before.note if note is None else note,
    )
    if not after.name:
        raise UserError("An actor needs a name.")
    if after == before:
        return before
    if (after.name, after.kind) != (before.name, before.kind):
        for there in actors_named(project.db, after.name, after.kind):
            if there.merged_into is None and there.id != actor_id:
                kind_said = f" ({after.kind})" if after.kind else ""
                raise UserError(
                    f"There is an actor “{after.name}”{kind_said} already: merge the two, or tell them apart "
                    "in the name."
                )
    changed = [title for field, title in _TITLES.items() if getattr(before, field) != getattr(after, field)]
    after = dataclasses.replace(after, updated_at=now())
    with project.transact(changed[0] if len(changed) == 1 else "Change actor", initiator=initiator):
        _write(project, after)
    return after


def merge(project: Project, into_id: str, actor_ids: Iterable[str], *, initiator: str = "") -> Actor:
    """Let some actors count as another from now on; nobody's mentions are written.

    Their names and aliases become aliases of ``into_id``, and what was merged into them counts as it too, so
    that merges never chain.  Kind and Wikidata id are taken over where it has none.

    :raises UserError: if one is gone, there is nothing to merge, or their Wikidata ids differ.
    """
    target = need(project, into_id)
    chosen = [need(project, actor_id) for actor_id in dict.fromkeys(actor_ids) if actor_id != into_id]
    if not chosen:
        raise UserError("Mark two actors or more to merge them.")
    items = list(dict.fromkeys(a.wikidata for a in (target, *chosen) if a.wikidata))
    if len(items) > 1:
        raise UserError(
            f"They have different Wikidata ids ({', '.join(items)}), so they are not one actor: take the "
            "wrong id away first."
        )
    kinds = [a.kind for a in (target, *chosen) if a.kind]
    known_as = [name for actor in chosen for name in (actor.name, *actor.aliases)]
    at = now()
    after = dataclasses.replace(
        target,
        aliases=_aliases(target.name, (*target.aliases, *known_as)),
        wikidata=items[0] if items else "",
        kind=kinds[0] if kinds else "",
        updated_at=at,
    )
    with project.transact("Merge actors", initiator=initiator):
        for actor in chosen:
            for entry in (actor, *merged_entries(project.db, actor.id)):
                project.rows.update("actors", (entry.id,), {"merged_into": into_id, "updated_at": at})
        _write(project, after)
    return after


def split(project: Project, actor_ids: Iterable[str], *, initiator: str = "") -> list[Actor]:
    """Let merged actors count for themselves again, with the mentions that point to them.

    The names that only they brought are no aliases of the other any longer.

    :raises UserError: if one is gone or was not merged.
    """
    chosen = [_entry(project, actor_id) for actor_id in dict.fromkeys(actor_ids)]
    if not chosen or any(entry.merged_into is None for entry in chosen):
        raise UserError("This actor was not merged into another.")
    at = now()
    made = []
    with project.transact("Split off actor", initiator=initiator):
        for entry in chosen:
            assert entry.merged_into is not None
            target = need(project, entry.merged_into)
            rest = [e for e in merged_entries(project.db, target.id) if e.id != entry.id]
            kept = {plain(name) for other in rest for name in (other.name, *other.aliases)}
            gone = {plain(name) for name in (entry.name, *entry.aliases)} - kept
            shares_item = bool(entry.wikidata) and entry.wikidata == target.wikidata
            _write(
                project,
                dataclasses.replace(
                    target,
                    aliases=tuple(alias for alias in target.aliases if plain(alias) not in gone),
                    wikidata="" if shares_item else target.wikidata,
                    updated_at=at,
                ),
            )
            free = dataclasses.replace(entry, merged_into=None, updated_at=at)
            _write(project, free)
            made.append(free)
    return made


def remove(project: Project, actor_ids: Iterable[str], *, initiator: str = "") -> int:
    """Take actors out of the registry that nobody mentions, with what was merged into them.

    Patterns that meant one of them stay, without an actor.

    :returns: how many that are.
    :raises UserError: if one is gone, or somebody's mention points to one.
    """
    chosen = [need(project, actor_id) for actor_id in dict.fromkeys(actor_ids)]
    for actor in chosen:
        number = mentions.count_of(project.db, [actor.id])
        if number:
            seen = mentions.count_of(project.db, [actor.id], project.hidden)
            said = "1 mention points" if number == 1 else f"{number} mentions point"
            said = said if seen == number else "A colleague's mentions point"
            raise UserError(f"{said} to “{actor.name}”, so it stays: merge it into another, and they follow.")
    entries = [e.id for actor in chosen for e in (*merged_entries(project.db, actor.id), actor)]
    title = "Remove actor" if len(chosen) == 1 else f"Remove {len(chosen)} actors"
    with project.transact(title, initiator=initiator):
        for pattern_id in patterns.pointing_to(project.db, entries):
            project.rows.update("patterns", (pattern_id,), {"actor_id": None, "updated_at": now()})
        for actor_id in entries:
            project.rows.delete("actors", (actor_id,))
    return len(chosen)


def need(project: Project, actor_id: str) -> Actor:
    """An actor that counts for itself.

    :raises UserError: if it is gone or was merged into another.
    """
    found = project.actor(actor_id)
    if found is None or found.id != actor_id:
        raise UserError(_GONE if found is None else f"It was merged into “{found.name}”.")
    return found


def wikidata_id(text: str) -> str:
    """The id in what was typed or pasted: “q42” and its address are “Q42”; empty stays empty.

    :raises UserError: if there is none.
    """
    text = text.strip()
    if not text:
        return ""
    found = _WIKIDATA.fullmatch(text)
    if found is None:
        raise UserError(f"A Wikidata id is a Q and a number, such as Q42, not “{text}”.")
    return found[1].upper()


def _entry(project: Project, actor_id: str) -> Actor:
    from annotator.store.registry import actor

    found = actor(project.db, actor_id)
    if found is None:
        raise UserError(_GONE)
    return found


def _write(project: Project, actor: Actor) -> None:
    row = actor_row(actor)
    project.rows.update("actors", (actor.id,), {k: v for k, v in row.items() if k != "id"})


def _aliases(name: str, aliases: Iterable[str]) -> tuple[str, ...]:
    """Without empty ones, without the name, each once; compared as names are, kept as they are written."""
    own = plain(name)
    found: dict[str, str] = {}
    for alias in aliases:
        alias = alias.strip()
        if bare(alias) and plain(alias) != own:
            found.setdefault(plain(alias), alias)
    return tuple(found.values())
