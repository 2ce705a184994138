"""Which model's layer suggests on which article, and how many suggestions wait."""

from __future__ import annotations

import json
from collections.abc import Collection

from sqlite_utils import Database

from annotator.model.layer import Layer

NEWEST = """
    SELECT article_id, layer_id FROM (
      SELECT article_id, layer_id,
             row_number() OVER (PARTITION BY article_id ORDER BY ran_at DESC, layer_id DESC) AS place
      FROM model_runs)
    WHERE place = 1"""
"""``article_id`` and ``layer_id`` of the model that read it last."""

# The same rule as annotator.project.settled.Settled.waits.
_WAITS = """
    NOT EXISTS (SELECT 1 FROM decisions d WHERE d.layer_id = :own AND d.article_id = s.article_id
                AND (d.label = s.label AND d.segments = s.segments OR d.suggestion_id = s.id))
    AND NOT EXISTS (SELECT 1 FROM annotations o WHERE o.layer_id = :own
                    AND o.article_id = s.article_id AND o.start = s.start
                    AND o.label = s.label AND o.segments = s.segments)"""

# The same rule as annotator.model.threshold.sureness.
_SURE = """
    (s.score IS NULL OR s.score >= :least OR EXISTS (
       SELECT 1 FROM links k JOIN annotations h ON h.id = k.head_id
       WHERE k.child_id = s.id AND (h.score IS NULL OR h.score >= :least)))"""


def newest_on(db: Database, article_id: int) -> Layer | None:
    """The layer of the model that read an article last."""
    row = db.conn.execute(
        "SELECT l.id, l.annotator, l.kind, l.version, l.created_at, l.updated_at FROM layers l "
        "JOIN model_runs r ON r.layer_id = l.id WHERE r.article_id = ? "
        "ORDER BY r.ran_at DESC, l.id DESC LIMIT 1",
        (article_id,),
    ).fetchone()
    return Layer(*row) if row else None


def newest_by_article(db: Database) -> dict[int, int]:
    """Article id -> id of the layer of the model that read it last; unread articles are missing."""
    return dict(db.conn.execute(NEWEST).fetchall())


def sure_ones(db: Database, ids: Collection[str], least: float) -> set[str]:
    """Which of these suggestions are at least so sure (see :mod:`annotator.model.threshold`)."""
    rows = db.conn.execute(
        f"SELECT s.id FROM json_each(:ids) i JOIN annotations s ON s.id = i.value WHERE {_SURE}",
        {"ids": json.dumps(list(ids)), "least": least},
    )
    return {row[0] for row in rows}


def undecided_by_article(
    db: Database, own_id: int | None, only_layer: int | None = None, least: float = 0.0
) -> dict[int, int]:
    """Article id -> suggestions of the model that read it last which wait for a layer's owner.

    :param only_layer: only the articles on which that is this layer.
    :param least: only what is at least so sure.
    """
    rows = db.conn.execute(
        f"""
        WITH newest AS ({NEWEST})
        SELECT s.article_id, count(*) FROM newest n
        CROSS JOIN annotations s ON s.layer_id = n.layer_id AND s.article_id = n.article_id
        WHERE (:only IS NULL OR n.layer_id = :only) AND {_SURE} AND {_WAITS}
        GROUP BY s.article_id
        """,
        {"own": own_id, "only": only_layer, "least": least},
    )
    return dict(rows.fetchall())


def undecided_asked(db: Database, asked_id: int, own_id: int | None) -> dict[int, int]:
    """The same for what somebody asked for themselves; what the model suggests as well counts there."""
    rows = db.conn.execute(
        f"""
        WITH newest AS ({NEWEST})
        SELECT s.article_id, count(*) FROM annotations s
        LEFT JOIN newest n ON n.article_id = s.article_id
        WHERE s.layer_id = :asked AND {_WAITS}
          AND NOT EXISTS (SELECT 1 FROM annotations e WHERE e.layer_id = n.layer_id
                          AND e.article_id = s.article_id AND e.start = s.start
                          AND e.label = s.label AND e.segments = s.segments)
        GROUP BY s.article_id
        """,
        {"asked": asked_id, "own": own_id},
    )
    return dict(rows.fetchall())
