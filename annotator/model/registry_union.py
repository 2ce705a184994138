"""The registries of several copies as one: which entries count as which."""

from __future__ import annotations

import dataclasses
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from annotator.model.actor import Actor
from annotator.model.naming import bare, plain


def same_name(actor: Actor) -> tuple[str, str]:
    """Entries with equal ones are one actor, unless their Wikidata ids differ: name without case, kind."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", actor.name).casefold()), actor.kind


def settle(entries: Mapping[str, Actor], apart: Collection[str] = ()) -> dict[str, Actor]:
    """All entries as they count in one registry, by id.

    Depends on the entries alone and not on the order in which they came.  What somebody merged stays merged,
    also in a chain or a circle; entries of the same name and kind become one, unless their Wikidata ids say
    otherwise.  Of entries that become one, the oldest one counts that nobody merged into another; it gets
    their names as aliases, and a Wikidata id where it has none.  Merges never chain.

    :param entries: as somebody wrote them, with what they themselves were merged into.
    :param apart: ids of entries that no name joins to others.
    """
    groups = _Groups(entries)
    for entry in entries.values():
        if entry.merged_into in entries:
            groups.join(entry.id, str(entry.merged_into))
    named: dict[tuple[str, str], list[str]] = defaultdict(list)
    for entry in entries.values():
        if entry.id not in apart:
            named[same_name(entry)].append(entry.id)
    for _, ids in sorted(named.items()):
        if len(ids) > 1:
            groups.join_named(ids)
    return groups.counted()


class _Groups:
    """Entries that are one, found by any of them; each group has at most one Wikidata id by its name."""

    def __init__(self, entries: Mapping[str, Actor]) -> None:
        self._entries = entries
        self._above = {key: key for key in entries}
        self._members = {key: [key] for key in entries}

    def join(self, one: str, other: str) -> None:
        top, below = self._top(one), self._top(other)
        if top != below:
            self._above[below] = top
            self._members[top] += self._members.pop(below)

    def join_named(self, ids: Iterable[str]) -> None:
        """Join groups that share a name as far as their Wikidata ids allow; those with one come first."""
        tops = {self._top(key) for key in ids}
        by_item: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for top in sorted(tops, key=self._oldest):
            by_item[self._items(top)].append(top)
        for same in by_item.values():
            for top in same[1:]:
                self.join(same[0], top)
        items = [item for item in by_item if item]
        if () in by_item and len(items) == 1 and len(items[0]) == 1:
            self.join(by_item[items[0]][0], by_item[()][0])

    def counted(self) -> dict[str, Actor]:
        found = {}
        for members in self._members.values():
            target = self._entries[self._oldest(members[0])[-1]]
            others = sorted(
                (self._entries[key] for key in members if key != target.id),
                key=lambda entry: (entry.created_at, entry.id),
            )
            found[target.id] = _with_names(target, others)
            for entry in others:
                found[entry.id] = dataclasses.replace(entry, merged_into=target.id)
        return found

    def _top(self, key: str) -> str:
        while self._above[key] != key:
            key = self._above[key]
        return key

    def _oldest(self, key: str) -> tuple[bool, str, str]:
        """How old a group is, and the id of the entry that counts."""
        entries = [self._entries[member] for member in self._members[self._top(key)]]
        return min((entry.merged_into in self._entries, entry.created_at, entry.id) for entry in entries)

    def _items(self, top: str) -> tuple[str, ...]:
        return tuple(sorted({e.wikidata for key in self._members[top] if (e := self._entries[key]).wikidata}))


def _with_names(target: Actor, others: Iterable[Actor]) -> Actor:
    """The entry that counts, with what only the others brought."""
    aliases, wikidata = list(target.aliases), target.wikidata
    known = {plain(name) for name in (target.name, *aliases)}
    for other in others:
        wikidata = wikidata or other.wikidata
        for name in (other.name, *other.aliases):
            if bare(name) and plain(name) not in known:
                known.add(plain(name))
                aliases.append(name)
    return dataclasses.replace(target, aliases=tuple(aliases), wikidata=wikidata, merged_into=None)
