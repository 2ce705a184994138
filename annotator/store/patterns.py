"""The project's own patterns in the project file."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sqlite_utils import Database

from annotator.model.knowledge import Pattern

_PATTERN = "id, label, pattern, attributes, name, language, actor_id, off"


def patterns(db: Database) -> list[Pattern]:
    """All of them, also those that are off, in the order in which they were made."""
    rows = db.conn.execute(f"SELECT {_PATTERN} FROM patterns ORDER BY created_at, rowid")
    return [_pattern(row) for row in rows]


def pattern(db: Database, pattern_id: str) -> Pattern | None:
    """A pattern as it is kept; its actor may have been merged into another."""
    row = db.conn.execute(f"SELECT {_PATTERN} FROM patterns WHERE id = ?", (pattern_id,)).fetchone()
    return _pattern(row) if row else None


def like(db: Database, pattern: Pattern) -> list[str]:
    """Ids of the patterns that would find the same: of the same label, text and language."""
    row = pattern_row(pattern)
    found = db.conn.execute(
        "SELECT id FROM patterns WHERE label = ? AND pattern = ? AND language = ?",
        (row["label"], row["pattern"], row["language"]),
    )
    return [str(key) for (key,) in found]


def pointing_to(db: Database, actor_ids: Iterable[str]) -> list[str]:
    """Ids of the patterns that point to exactly these entries of the registry."""
    rows = db.conn.execute(
        "SELECT id FROM patterns WHERE actor_id IN (SELECT value FROM json_each(?)) ORDER BY id",
        (json.dumps(list(actor_ids)),),
    )
    return [str(row[0]) for row in rows]


def pattern_row(pattern: Pattern) -> dict[str, Any]:
    """The columns of a pattern, less who made it and when."""
    written = pattern.pattern if isinstance(pattern.pattern, str) else [dict(t) for t in pattern.pattern]
    return {
        "id": pattern.id,
        "label": pattern.label,
        "pattern": json.dumps(written, ensure_ascii=False),
        "attributes": json.dumps(dict(pattern.attributes), ensure_ascii=False, sort_keys=True),
        "name": pattern.name,
        "language": pattern.language,
        "actor_id": pattern.actor_id,
        "off": int(pattern.off),
    }


def _pattern(row: tuple[Any, ...]) -> Pattern:
    key, label, written, attributes, name, language, actor_id, off = row
    pattern = json.loads(written)
    return Pattern(
        key,
        label,
        pattern if isinstance(pattern, str) else tuple(pattern),
        json.loads(attributes),
        name,
        language,
        actor_id,
        bool(off),
    )
