"""Who is mentioned where, over all layers: each mention counts for the actor that its own was merged into.

What is hidden from who asks neither counts nor is listed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import NamedTuple

from sqlite_utils import Database

from annotator.model.annotation import Segments
from annotator.store.hiding import NOTHING, Hidden


class MentionRow(NamedTuple):
    """A mention as it is listed; ``actor_id`` is the entry it points to, be it merged or not."""

    id: str
    layer_id: int
    article_id: int
    label: str
    segments: Segments
    actor_id: str


def counts(db: Database, hidden: Hidden = NOTHING) -> dict[str, tuple[int, int]]:
    """Actor -> number of mentions and of articles with one; actors without are missing."""
    shown, values = hidden.where("n")
    rows = db.conn.execute(
        "SELECT coalesce(a.merged_into, a.id), count(*), count(DISTINCT n.article_id) "
        f"FROM annotations n JOIN actors a ON a.id = n.actor_id WHERE {shown} GROUP BY 1",
        values,
    )
    return {key: (mentions, articles) for key, mentions, articles in rows}


def count_of(db: Database, actor_ids: Sequence[str], hidden: Hidden = NOTHING) -> int:
    """Mentions of these entries and of those that were merged into them."""
    marks = ", ".join("?" * len(actor_ids))
    shown, values = hidden.where()
    row = db.conn.execute(
        "SELECT count(*) FROM annotations WHERE actor_id IN "
        f"(SELECT id FROM actors WHERE id IN ({marks}) OR merged_into IN ({marks})) AND {shown}",
        (*actor_ids, *actor_ids, *values),
    ).fetchone()
    return int(row[0])


def counts_by_entry(db: Database, actor_ids: Sequence[str], hidden: Hidden = NOTHING) -> dict[str, int]:
    """Entry -> mentions that point to itself; entries without are missing."""
    marks = ", ".join("?" * len(actor_ids))
    shown, values = hidden.where()
    rows = db.conn.execute(
        f"SELECT actor_id, count(*) FROM annotations WHERE actor_id IN ({marks}) AND {shown} "
        "GROUP BY actor_id",
        (*actor_ids, *values),
    )
    return dict(rows.fetchall())


def mentions_of(db: Database, actor_id: str, hidden: Hidden = NOTHING) -> list[MentionRow]:
    """All mentions of an actor and of those merged into it, by article, layer and place."""
    shown, values = hidden.where()
    rows = db.conn.execute(
        "SELECT id, layer_id, article_id, label, segments, actor_id FROM annotations WHERE actor_id IN "
        f"(SELECT id FROM actors WHERE id = ? OR merged_into = ?) AND {shown} "
        "ORDER BY article_id, layer_id, start, id",
        (actor_id, actor_id, *values),
    )
    return [
        MentionRow(key, layer, article, label, tuple((a, b) for a, b in json.loads(segments)), actor)
        for key, layer, article, label, segments, actor in rows
    ]
