"""The actors of a registry by what they are called: looked up, and searched while somebody types."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from annotator.model.actor import Actor
from annotator.model.naming import acronym, bare, name_words, plain, without_article

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class ComparedName:
    """A name or alias as it is compared: its words without title, and its first letters if they are used."""

    words: tuple[str, ...]
    acronym: str


class NameIndex:
    """Holds the actors that count for themselves; kept up to date one by one."""

    def __init__(self, actors: Iterable[Actor] = ()) -> None:
        self._actors: dict[str, Actor] = {}
        self._names: dict[str, dict[str, Actor]] = {}
        self._aliases: dict[str, dict[str, tuple[Actor, str]]] = {}
        self._compared: dict[str, tuple[ComparedName, ...]] = {}
        self._parts: dict[str, dict[str, Actor]] = {}
        self._searched: dict[str, tuple[str, tuple[str, ...]]] = {}
        for actor in actors:
            self.put(actor)

    def __len__(self) -> int:
        return len(self._actors)

    def actor(self, actor_id: str) -> Actor | None:
        return self._actors.get(actor_id)

    def put(self, actor: Actor) -> None:
        """Take in an actor, in place of what was known of it; one that was merged into another goes."""
        self.drop(actor.id)
        if actor.merged_into is not None:
            return
        self._actors[actor.id] = actor
        name = bare(actor.name)
        for form in {name, without_article(name)}:
            self._names.setdefault(form, {})[actor.id] = actor
        for alias in actor.aliases:
            form = bare(alias)
            if form != name:
                self._aliases.setdefault(form, {})[actor.id] = (actor, alias)
        self._compared[actor.id] = tuple(map(_compared, (actor.name, *actor.aliases)))
        for part in _parts(self._compared[actor.id]):
            self._parts.setdefault(part, {})[actor.id] = actor
        self._searched[actor.id] = (plain(actor.name), tuple(plain(alias) for alias in actor.aliases))

    def drop(self, actor_id: str) -> None:
        actor = self._actors.pop(actor_id, None)
        if actor is None:
            return
        name = bare(actor.name)
        for form in {name, without_article(name)}:
            _remove(self._names, form, actor_id)
        for alias in actor.aliases:
            _remove(self._aliases, bare(alias), actor_id)
        for part in _parts(self._compared.pop(actor_id)):
            _remove(self._parts, part, actor_id)
        del self._searched[actor_id]

    # -- looking up

    def by_name(self, form: str) -> list[Actor]:
        """Whose name this is (a compared form)."""
        return list(self._names.get(form, {}).values())

    def by_alias(self, form: str) -> list[tuple[Actor, str]]:
        """Whose alias this is (a compared form), with the alias as it is written."""
        return list(self._aliases.get(form, {}).values())

    def called(self, form: str) -> list[Actor]:
        """Who has this as name or alias."""
        found = {actor.id: actor for actor in self.by_name(form)}
        return list((found | {actor.id: actor for actor, _ in self.by_alias(form)}).values())

    def compared(self, actor: Actor) -> tuple[ComparedName, ...]:
        """Name and aliases of an actor that is known here, as they are compared."""
        return self._compared[actor.id]

    def by_part(self, said: Sequence[str]) -> list[Actor]:
        """Whose name or alias may begin or end with these words, be one with them by initials, or be
        shortened so.  Thousands may share a word: only who shares all of them is looked at.
        """
        found: dict[str, Actor] = {}
        for part in {" ".join(said), _by_initials(said), "".join(said).replace(".", "")}:
            found |= self._parts.get(part, {})
        return list(found.values())

    def search(self, typed: str, limit: int) -> list[tuple[Actor, str]]:
        """Actors for what somebody typed, with the alias that was found, else "".

        First those whose name begins so, then those with a word that does, then by alias, then by any
        piece of the name.
        """
        sought = plain(typed)
        if not sought:
            return []
        ranked: list[tuple[int, str, str]] = []
        inside = " " + sought
        for actor_id, (name, aliases) in self._searched.items():
            if name.startswith(sought):
                ranked.append((0, name, actor_id))
            elif inside in name or "-" + sought in name:
                ranked.append((1, name, actor_id))
            elif any(alias.startswith(sought) or inside in alias for alias in aliases):
                ranked.append((2, name, actor_id))
            elif sought in name:
                ranked.append((3, name, actor_id))
        ranked.sort()
        return [(self._actors[key], self._alias(key, sought, rank)) for rank, _, key in ranked[:limit]]

    def _alias(self, actor_id: str, sought: str, rank: int) -> str:
        if rank != 2:
            return ""
        actor = self._actors[actor_id]
        forms = self._searched[actor_id][1]
        return next(a for a, f in zip(actor.aliases, forms, strict=True) if sought in f)


def _compared(name: str) -> ComparedName:
    form = bare(name)
    return ComparedName(tuple(name_words(form)), acronym(form))


def _parts(names: Iterable[ComparedName]) -> set[str]:
    """By what a part of a name finds its actor: how it begins and ends, initials, and first letters."""
    found: set[str] = set()
    for name in names:
        said = name.words
        for size in range(1, len(said)):
            found |= {" ".join(said[:size]), " ".join(said[-size:])}
        found |= {_by_initials(said), name.acronym}
    return found - {""}


def _by_initials(said: Sequence[str]) -> str:
    """What all names have in common that are one by initials."""
    return f"{said[0][0]}. {said[-1]}" if len(said) > 1 else ""


def _remove(where: dict[str, dict[str, _T]], form: str, actor_id: str) -> None:
    there = where.get(form)
    if there is not None:
        there.pop(actor_id, None)
        if not there:
            del where[form]
