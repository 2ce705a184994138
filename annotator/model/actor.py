"""An actor: an entry of the project's registry, to which mentions point."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    id: str
    name: str
    kind: str = ""
    aliases: tuple[str, ...] = ()
    wikidata: str = ""
    note: str = ""
    created_by: str = ""
    created_at: str = ""
    updated_at: str = ""
