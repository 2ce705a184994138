"""Rows for comparing many layers: no more columns than that takes, and all layers of an article at once."""

from __future__ import annotations

from collections.abc import Sequence

from sqlite_utils import Database

AnnotationRow = tuple[int, str, str, int, int, str, str, str | None]
"""``(layer id, id, label, start, end, segments, attributes, actor id)``; segments and attributes as JSON."""

LinkRow = tuple[int, str, str, str, str]
"""``(layer id, id, label, head id, child id)``."""


def annotations_on(db: Database, article_id: int, layer_ids: Sequence[int]) -> list[AnnotationRow]:
    """The annotations of some layers on one article, in no order."""
    return db.conn.execute(
        "SELECT layer_id, id, label, start, end, segments, attributes, actor_id FROM annotations "
        f"WHERE layer_id IN ({_marks(layer_ids)}) AND article_id = ?",
        (*layer_ids, article_id),
    ).fetchall()


def links_on(db: Database, article_id: int, layer_ids: Sequence[int]) -> list[LinkRow]:
    """The links of some layers on one article, in no order."""
    return db.conn.execute(
        "SELECT layer_id, id, label, head_id, child_id FROM links "
        f"WHERE layer_id IN ({_marks(layer_ids)}) AND article_id = ?",
        (*layer_ids, article_id),
    ).fetchall()


def labels_used(db: Database, layer_ids: Sequence[int]) -> set[str]:
    """The labels of the annotations of some layers."""
    return _names(db, "annotations", layer_ids)


def links_used(db: Database, layer_ids: Sequence[int]) -> set[str]:
    """The names of the links of some layers."""
    return _names(db, "links", layer_ids)


def finished(db: Database, layer_ids: Sequence[int]) -> dict[tuple[int, int], str]:
    """(article id, layer id) -> when its owner was done there (ISO 8601).

    When it was marked as done; else when the model ran there; else when an annotation there last changed.
    """
    marks = _marks(layer_ids)
    found: dict[tuple[int, int], str] = {}
    for query in (
        "SELECT article_id, layer_id, max(updated_at) FROM annotations "
        f"WHERE layer_id IN ({marks}) GROUP BY layer_id, article_id",
        f"SELECT article_id, layer_id, ran_at FROM model_runs WHERE layer_id IN ({marks})",
        "SELECT article_id, layer_id, updated_at FROM article_states "
        f"WHERE state = 'done' AND layer_id IN ({marks})",
    ):
        for article_id, layer_id, at in db.conn.execute(query, tuple(layer_ids)):
            found[article_id, layer_id] = at
    return found


def _names(db: Database, table: str, layer_ids: Sequence[int]) -> set[str]:
    query = f"SELECT DISTINCT label FROM {table} WHERE layer_id IN ({_marks(layer_ids)})"
    return {str(row[0]) for row in db.conn.execute(query, tuple(layer_ids))}


def _marks(layer_ids: Sequence[int]) -> str:
    return ", ".join("?" * len(layer_ids))
