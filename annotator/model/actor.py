"""An actor: an entry of the project's registry, to which mentions point."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """``merged_into`` is the id of the actor it counts as since they were merged; merges never chain."""

    id: str
    name: str
    kind: str = ""
    aliases: tuple[str, ...] = ()
    wikidata: str = ""
    note: str = ""
    created_by: str = ""
    created_at: str = ""
    updated_at: str = ""
    merged_into: str | None = None
