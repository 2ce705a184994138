"""Annotations, links and decisions in the project file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlite_utils import Database

from annotator.model.annotation import Annotation, Segments
from annotator.model.decision import Decision
from annotator.model.link import Link
from annotator.store.hiding import NOTHING, Hidden

_ANNOTATION = (
    "id, layer_id, article_id, label, segments, quote, attributes, actor_id, note, origin, score, reason, "
    "derived_from, created_by, created_at, updated_at"
)
_LINK = (
    "id, layer_id, article_id, label, head_id, child_id, origin, score, derived_from, created_by, "
    "created_at, updated_at"
)
_DECISION = (
    "id, layer_id, article_id, suggestion_id, model_layer_id, label, segments, attributes, score, verdict, "
    "annotation_id, created_by, created_at"
)
_FAR = 1 << 62
"""Behind the end of every article."""


def segments_json(segments: Segments) -> str:
    return "[" + ",".join(f"[{start},{end}]" for start, end in segments) + "]"


def attributes_json(attributes: Any) -> str:
    return json.dumps(dict(attributes), ensure_ascii=False, sort_keys=True)


def annotation_row(annotation: Annotation) -> dict[str, Any]:
    return {
        "id": annotation.id,
        "layer_id": annotation.layer_id,
        "article_id": annotation.article_id,
        "label": annotation.label,
        "start": annotation.start,
        "end": annotation.end,
        "segments": segments_json(annotation.segments),
        "quote": annotation.quote,
        "attributes": attributes_json(annotation.attributes),
        "actor_id": annotation.actor_id,
        "note": annotation.note,
        "origin": annotation.origin,
        "score": annotation.score,
        "reason": annotation.reason,
        "derived_from": annotation.derived_from,
        "created_by": annotation.created_by,
        "created_at": annotation.created_at,
        "updated_at": annotation.updated_at,
    }


def link_row(link: Link) -> dict[str, Any]:
    return {name: getattr(link, name) for name in Link.__slots__}


def decision_row(decision: Decision) -> dict[str, Any]:
    row = {name: getattr(decision, name) for name in Decision.__slots__}
    row["segments"] = segments_json(decision.segments)
    row["attributes"] = attributes_json(decision.attributes)
    return row


def load_annotations(
    db: Database, article_id: int, layer_ids: Iterable[int], since: int = 0, before: int | None = None
) -> list[Annotation]:
    """The annotations of some layers on one article, in reading order.

    :param since: only those that begin here or later (code points).
    :param before: only those that begin before; None: all to the end.
    """
    found: list[Annotation] = []
    for layer_id in layer_ids:
        rows = db.conn.execute(
            f"SELECT {_ANNOTATION} FROM annotations WHERE layer_id = ? AND article_id = ? "
            "AND start >= ? AND start < ? ORDER BY start, id",
            (layer_id, article_id, since, _FAR if before is None else before),
        )
        found.extend(_annotations(rows.fetchall()))
    return found


def start_after(db: Database, article_id: int, layer_id: int, since: int, count: int) -> int | None:
    """Where the annotation begins that follows ``count`` others from ``since`` on; None if there is none."""
    row = db.conn.execute(
        "SELECT start FROM annotations WHERE layer_id = ? AND article_id = ? AND start >= ? "
        "ORDER BY start LIMIT 1 OFFSET ?",
        (layer_id, article_id, since, count),
    ).fetchone()
    return row[0] if row else None


def annotation(db: Database, annotation_id: str) -> Annotation | None:
    row = db.conn.execute(f"SELECT {_ANNOTATION} FROM annotations WHERE id = ?", (annotation_id,)).fetchone()
    return _annotation(row) if row else None


def some_annotations(db: Database, ids: Iterable[str]) -> list[Annotation]:
    """The annotations with these ids, as far as they are there."""
    rows = db.conn.execute(
        f"SELECT {_ANNOTATION} FROM annotations WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(ids)),),
    )
    return _annotations(rows.fetchall())


def find_annotation(
    db: Database, layer_id: int, article_id: int, label: str, segments: Segments
) -> Annotation | None:
    """The annotation of a layer that says exactly this."""
    row = db.conn.execute(
        f"SELECT {_ANNOTATION} FROM annotations WHERE layer_id = ? AND article_id = ? AND start = ? "
        "AND label = ? AND segments = ? ORDER BY id",
        (layer_id, article_id, segments[0][0], label, segments_json(segments)),
    ).fetchone()
    return _annotation(row) if row else None


def load_links(db: Database, article_id: int, layer_ids: Iterable[int]) -> list[Link]:
    """The links of some layers on one article."""
    found: list[Link] = []
    for layer_id in layer_ids:
        rows = db.conn.execute(
            f"SELECT {_LINK} FROM links WHERE layer_id = ? AND article_id = ? ORDER BY created_at, id",
            (layer_id, article_id),
        )
        found.extend(Link(*row) for row in rows)
    return found


def link(db: Database, link_id: str) -> Link | None:
    row = db.conn.execute(f"SELECT {_LINK} FROM links WHERE id = ?", (link_id,)).fetchone()
    return Link(*row) if row else None


def links_of(db: Database, annotation_id: str) -> list[Link]:
    """The links that begin or end at an annotation."""
    rows = db.conn.execute(
        f"SELECT {_LINK} FROM links WHERE head_id = ? OR child_id = ? ORDER BY created_at, id",
        (annotation_id, annotation_id),
    )
    return [Link(*row) for row in rows]


def load_decisions(db: Database, article_id: int, layer_id: int) -> list[Decision]:
    """What one annotator decided on one article."""
    rows = db.conn.execute(
        f"SELECT {_DECISION} FROM decisions WHERE layer_id = ? AND article_id = ? ORDER BY created_at, id",
        (layer_id, article_id),
    )
    return [_decision(row) for row in rows]


def decision_on(db: Database, layer_id: int, suggestion: Annotation) -> Decision | None:
    """A layer owner's decision on a suggestion or on what says the same, whichever run suggested it."""
    row = db.conn.execute(
        f"SELECT {_DECISION} FROM decisions WHERE layer_id = ? AND article_id = ? "
        "AND (label = ? AND segments = ? OR suggestion_id = ?) ORDER BY suggestion_id = ? DESC",
        (
            layer_id,
            suggestion.article_id,
            suggestion.label,
            segments_json(suggestion.segments),
            suggestion.id,
            suggestion.id,
        ),
    ).fetchone()
    return _decision(row) if row else None


def decisions_for(db: Database, annotation_id: str) -> list[Decision]:
    """The decisions from which an annotation came."""
    rows = db.conn.execute(f"SELECT {_DECISION} FROM decisions WHERE annotation_id = ?", (annotation_id,))
    return [_decision(row) for row in rows]


def counts_by_label(db: Database, hidden: Hidden = NOTHING) -> list[tuple[int, str, int]]:
    """``(layer id, label, number of annotations)`` over the project."""
    return _counts(db, "annotations", "label", hidden)


def counts_by_link(db: Database, hidden: Hidden = NOTHING) -> list[tuple[int, str, int]]:
    """``(layer id, link label, number)`` over the project."""
    return _counts(db, "links", "label", hidden)


def counts_by_verdict(db: Database, hidden: Hidden = NOTHING) -> list[tuple[int, str, int]]:
    """``(layer id, verdict, number)`` over the project."""
    return _counts(db, "decisions", "verdict", hidden)


def _counts(db: Database, table: str, column: str, hidden: Hidden) -> list[tuple[int, str, int]]:
    shown, values = hidden.where()
    return list(
        db.conn.execute(
            f"SELECT layer_id, {column}, count(*) FROM {table} WHERE {shown} "
            f"GROUP BY layer_id, {column} ORDER BY 1, 2",
            values,
        )
    )


def counts_by_article(db: Database, layer_id: int) -> dict[int, int]:
    """Article id -> number of annotations of one layer; articles with none are missing."""
    rows = db.conn.execute(
        "SELECT article_id, count(*) FROM annotations WHERE layer_id = ? GROUP BY article_id", (layer_id,)
    )
    return dict(rows.fetchall())


def count_on(db: Database, layer_id: int, article_id: int) -> int:
    """Number of annotations of one layer on one article."""
    row = db.conn.execute(
        "SELECT count(*) FROM annotations WHERE layer_id = ? AND article_id = ?", (layer_id, article_id)
    ).fetchone()
    return int(row[0])


def _annotation(row: Sequence[Any]) -> Annotation:
    (key, layer, article, label, segments, quote, attributes, *rest) = row
    return Annotation(
        key,
        layer,
        article,
        label,
        _segments(segments),
        quote,
        json.loads(attributes) if attributes != "{}" else {},
        *rest,
    )


def _annotations(rows: Sequence[Sequence[Any]]) -> list[Annotation]:
    """Many at once: JSON is read faster as one list than row by row."""
    pieces = json.loads(f"[{','.join([row[4] for row in rows])}]")
    answers = json.loads(f"[{','.join([row[6] for row in rows])}]")
    made = []
    for row, segments, attributes in zip(rows, pieces, answers, strict=True):
        key, layer, article, label, _, quote, _, *rest = row
        pairs = tuple([(start, end) for start, end in segments])
        made.append(Annotation(key, layer, article, label, pairs, quote, attributes, *rest))
    return made


def _decision(row: Sequence[Any]) -> Decision:
    (key, layer, article, suggestion, model, label, segments, attributes, *rest) = row
    return Decision(
        key, layer, article, suggestion, model, label, _segments(segments), json.loads(attributes), *rest
    )


def _segments(text: str) -> Segments:
    return tuple((start, end) for start, end in json.loads(text))
