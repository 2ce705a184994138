"""The append-only history: who, when, which operation, before and after."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
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
    articles: Iterable[int],
    changes: Sequence[dict[str, Any]],
) -> None:
    """Add an entry; must stand in the transaction of the changes it tells of.

    :param article_id: the one article that the operation is about; None where it is about no certain one.
    :param articles: all that it touches; in the history of each the entry is found.
    """
    cursor = db.conn.execute(
        "INSERT INTO history (sitting_id, annotator, at, operation, kind, article_id, changes) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (sitting_id, annotator, at, operation, kind, article_id, json.dumps(changes, ensure_ascii=False)),
    )
    db.conn.executemany(
        "INSERT INTO history_articles (article_id, history_id) VALUES (?, ?)",
        [(article, cursor.lastrowid) for article in articles],
    )


def entries(db: Database, article_id: int | None = None, *, newest: int | None = None) -> list[HistoryEntry]:
    """The history of one article or of the whole project, oldest first.

    An entry that touches several articles is found in the history of each.

    :param newest: so many at most, and then the newest first.
    """
    source, values = "history", []
    if article_id is not None:
        source = (
            "(SELECT history_id FROM history_articles WHERE article_id = ?) JOIN history ON id = history_id"
        )
        values = [article_id]
    order = "ORDER BY id"
    if newest is not None:
        order, values = "ORDER BY id DESC LIMIT ?", [*values, newest]
    rows = db.conn.execute(
        f"SELECT id, annotator, at, operation, kind, article_id, changes FROM {source} {order}", values
    )
    return [
        HistoryEntry(number, annotator, at, operation, kind, article, json.loads(changes))
        for number, annotator, at, operation, kind, article, changes in rows
    ]
