"""What of the revisions the hub is known to have."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable

from sqlite_utils import Database

from annotator.model.revision import RevisionKind

Key = tuple[RevisionKind, str]
"""Kind and id of a revision."""


def unsent(
    db: Database, layer_ids: Collection[int], common: Collection[RevisionKind]
) -> dict[Key, int | None]:
    """The revisions that the hub lacks, with their articles: of some layers, and of common kinds."""
    rows = db.conn.execute(
        "SELECT kind, id, article_id FROM revisions WHERE at_hub <> stamp AND "
        "(layer_id IN (SELECT value FROM json_each(?)) "
        "OR layer_id IS NULL AND kind IN (SELECT value FROM json_each(?)))",
        (json.dumps(list(layer_ids)), json.dumps(list(common))),
    )
    return {(kind, key): article for kind, key, article in rows}


def note(db: Database, stamps: Iterable[tuple[Key, str]]) -> None:
    """The hub has these revisions with these stamps.  Only inside a transaction."""
    db.conn.executemany(
        "UPDATE revisions SET at_hub = ? WHERE kind = ? AND id = ?", [(at, *key) for key, at in stamps]
    )


def forget(db: Database) -> None:
    """It is another hub: nothing is there yet.  Only inside a transaction."""
    db.conn.execute("UPDATE revisions SET at_hub = '' WHERE at_hub <> ''")
