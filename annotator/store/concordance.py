"""Reads for the concordance: texts one after the other, and which articles have which annotations."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sqlite_utils import Database

from annotator.model.annotation import Segment


class TextRow(NamedTuple):
    """An article as a line of a concordance names it, and its text (empty where it was not asked for)."""

    id: int
    title: str
    source: str
    published: str
    origin: str
    text: str


def rows(
    db: Database,
    *,
    texts: bool,
    article_id: int | None = None,
    source: str = "",
    since: str = "",
    until: str = "",
) -> Iterator[TextRow]:
    """Articles in the order of import.

    ``since`` and ``until`` are ISO dates or beginnings of such (``2025``, ``2025-03``), both inclusive;
    articles without a date lie outside of either.
    """
    conditions, values = ["1"], []
    if article_id is not None:
        conditions.append("a.id = ?")
        values.append(str(article_id))
    if source:
        conditions.append("a.source = ?")
        values.append(source)
    if since:
        conditions.append("a.published >= ?")
        values.append(since)
    if until:
        conditions.append("a.published <> '' AND substr(a.published, 1, ?) <= ?")
        values += [str(len(until)), until]
    text = "t.text" if texts else "''"
    join = "JOIN article_texts t ON t.article_id = a.id" if texts else ""
    cursor = db.conn.execute(
        f"SELECT a.id, a.title, a.source, a.published, a.origin, {text} FROM articles a {join} "
        f"WHERE {' AND '.join(conditions)} ORDER BY a.id",
        values,
    )
    return map(TextRow._make, cursor)


def text(db: Database, article_id: int) -> str:
    """The text of an article that is there."""
    row = db.conn.execute("SELECT text FROM article_texts WHERE article_id = ?", (article_id,)).fetchone()
    return str(row[0])


def sources(db: Database) -> list[str]:
    """All sources that articles name, by name."""
    found = db.conn.execute("SELECT DISTINCT source FROM articles WHERE source <> '' ORDER BY 1")
    return [str(row[0]) for row in found]


def articles_with(
    db: Database, layer_ids: Iterable[int], label: str, actor_ids: Sequence[str] | None
) -> set[int]:
    """The articles that have an annotation of these layers with a label (empty: any) of one of the actors
    (None: of any or none)."""
    conditions = [f"layer_id IN ({', '.join(str(int(layer)) for layer in layer_ids)})"]
    values: list[str] = []
    if label:
        conditions.append("label = ?")
        values.append(label)
    if actor_ids is not None:
        conditions.append(f"actor_id IN ({', '.join('?' * len(actor_ids))})")
        values += actor_ids
    cursor = db.conn.execute(
        f"SELECT DISTINCT article_id FROM annotations WHERE {' AND '.join(conditions)}", values
    )
    return {int(row[0]) for row in cursor}


def spans(db: Database, layer_ids: Iterable[int], article_id: int, label: str) -> list[Segment]:
    """``(start, end)`` of every annotation of these layers with a label on an article, gaps included."""
    found: list[Segment] = []
    for layer in layer_ids:
        found += db.conn.execute(
            "SELECT start, end FROM annotations WHERE layer_id = ? AND article_id = ? AND label = ?",
            (layer, article_id, label),
        )
    return found


Place = tuple[int, Segment]
"""An article's id and ``[start, end)`` in it (code points)."""


def standing(db: Database, layer_id: int, label: str, places: Iterable[Place]) -> dict[Place, str]:
    """Those places on which exactly the layer has an annotation with this label, with its id."""
    wanted = json.dumps([(article, start, end) for article, (start, end) in places])
    cursor = db.conn.execute(
        """
        WITH place AS (
          SELECT json_extract(value, '$[0]') AS article_id, json_extract(value, '$[1]') AS start,
                 json_extract(value, '$[2]') AS end
          FROM json_each(:places)
        )
        SELECT a.article_id, a.start, a.end, min(a.id) FROM place p
        CROSS JOIN annotations a ON a.layer_id = :layer AND a.article_id = p.article_id AND a.start = p.start
        WHERE a.end = p.end AND a.label = :label AND json_array_length(a.segments) = 1
        GROUP BY 1, 2, 3
        """,
        {"places": wanted, "layer": layer_id, "label": label},
    )
    return {(article, (start, end)): key for article, start, end, key in cursor}


def decided(db: Database, layer_id: int, label: str) -> set[tuple[int, str]]:
    """Article and segments (JSON) of every decision of a layer on a label."""
    return set(
        db.conn.execute(
            "SELECT article_id, segments FROM decisions WHERE layer_id = ? AND label = ?", (layer_id, label)
        )
    )
