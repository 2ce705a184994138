"""The append-only history: who, when, which operation, before and after."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlite_utils import Database

ChangeKind = Literal["do", "undo", "redo"]


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    id: int
    annotator: str
    at: str
    operation: str
    kind: ChangeKind
    article_id: int | None
    changes: list[dict[str, Any]]


def append(
    db: Database,
    *,
    sitting_id: int,
    annotator: str,
    at: str,
    operation: str,
    kind: ChangeKind,
    article_id: int | None,
    changes: Sequence[dict[str, Any]],
) -> None:
    """Add an entry; must stand in the transaction of the changes it tells of."""
    db.conn.execute(
        "INSERT INTO history (sitting_id, annotator, at, operation, kind, article_id, changes) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (sitting_id, annotator, at, operation, kind, article_id, json.dumps(changes, ensure_ascii=False)),
    )


def entries(db: Database, article_id: int | None = None, *, newest: int | None = None) -> list[HistoryEntry]:
    """The history of one article or of the whole project, oldest first.

    :param newest: so many at most, and then the newest first.
    """
    where, values = ("WHERE article_id = ?", [article_id]) if article_id is not None else ("", [])
    order = "ORDER BY id"
    if newest is not None:
        order, values = "ORDER BY id DESC LIMIT ?", [*values, newest]
    rows = db.conn.execute(
        f"SELECT id, annotator, at, operation, kind, article_id, changes FROM history {where} {order}",
        values,
    )
    return [
        HistoryEntry(number, annotator, at, operation, kind, article, json.loads(changes))
        for number, annotator, at, operation, kind, article, changes in rows
    ]
