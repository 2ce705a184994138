"""What can be asked about the registry of actors and who is mentioned where; all of it only reads."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from annotator.model.actor import Actor
from annotator.model.knowledge import Pattern
from annotator.project.visibility import Visibility
from annotator.store import mentions, patterns, registry

if TYPE_CHECKING:
    from sqlite_utils import Database


class ActorQueries(Visibility):
    """A part of :class:`annotator.project.queries.Queries`."""

    db: Database

    def actors(self) -> list[Actor]:
        """The registry by name; those that were merged into others are not listed."""
        return [actor for actor in registry.actors(self.db) if actor.merged_into is None]

    def actors_by_id(self) -> dict[str, Actor]:
        """Every id that a mention may point to -> the actor it counts as."""
        there = {actor.id: actor for actor in registry.actors(self.db)}
        return {key: there[actor.merged_into or key] for key, actor in there.items()}

    def actor(self, actor_id: str) -> Actor | None:
        """The actor that an id counts as; None where it is not in the registry."""
        found = registry.actor(self.db, actor_id)
        if found is not None and found.merged_into is not None:
            return registry.actor(self.db, found.merged_into)
        return found

    def actor_known_as(self, actor_id: str, name: str, kind: str) -> Actor | None:
        """The actor that an entry from elsewhere counts as: found by its id, else by name and kind."""
        found = self.actor(actor_id)
        if found is not None:
            return found
        same = registry.actors_named(self.db, name, kind)
        return self.actor(same[0].id) if same else None

    def patterns(self) -> list[Pattern]:
        """The project's own patterns, also those that are off; each points to the actor that counts."""
        counts: dict[str, str] = {}
        found = patterns.patterns(self.db)
        if any(pattern.actor_id for pattern in found):
            counts = {key: actor.id for key, actor in self.actors_by_id().items()}
        return [
            dataclasses.replace(pattern, actor_id=counts.get(pattern.actor_id))
            if pattern.actor_id is not None
            else pattern
            for pattern in found
        ]

    def actors_after(self, actor_id: str, limit: int) -> list[Actor]:
        """The next entries of the registry by id, merged ones among them; "" begins."""
        return registry.actors_after(self.db, actor_id, limit)

    def merged_actors(self, actor_id: str) -> list[Actor]:
        """The entries that were merged into an actor, by name."""
        return registry.merged_into(self.db, actor_id)

    def mention_counts(self) -> dict[str, tuple[int, int]]:
        """Actor -> number of mentions in all layers, and of articles with one; actors without are missing.

        Of mentions, these three count and list those that the annotator may see.
        """
        return mentions.counts(self.db, self.hidden)

    def mentions_of(self, actor_id: str) -> list[mentions.MentionRow]:
        """Every mention of an actor in all layers, by article, layer and place."""
        return mentions.mentions_of(self.db, actor_id, self.hidden)

    def mentions_by_entry(self, *actor_ids: str) -> dict[str, int]:
        """Entry of the registry -> mentions that point to it and not to one merged into it."""
        return mentions.counts_by_entry(self.db, actor_ids, self.hidden)
