"""Rows as they travel between copies of a project: read with their revisions; all of it only reads."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlite_utils import Database

from annotator.model.revision import Revision, RevisionKind
from annotator.store.revisions import KINDS

TABLES: dict[RevisionKind, str] = {kind: table for table, kind in KINDS.items()}

_TEXT, _NUMBER = (str,), (int, float)
_OR_NULL: tuple[type, ...] = (str, type(None))
_SCORE: tuple[type, ...] = (int, float, type(None))

COLUMNS: dict[RevisionKind, dict[str, tuple[type, ...]]] = {
    "annotation": {
        "label": _TEXT, "start": (int,), "end": (int,), "segments": _TEXT, "quote": _TEXT,
        "attributes": _TEXT, "actor_id": _OR_NULL, "note": _TEXT, "origin": _TEXT, "score": _SCORE,
        "reason": _TEXT, "derived_from": _OR_NULL, "created_by": _TEXT, "created_at": _TEXT,
        "updated_at": _TEXT,
    },
    "link": {
        "label": _TEXT, "head_id": _TEXT, "child_id": _TEXT, "origin": _TEXT, "score": _SCORE,
        "derived_from": _OR_NULL, "created_by": _TEXT, "created_at": _TEXT, "updated_at": _TEXT,
    },
    "decision": {
        "suggestion_id": _TEXT, "label": _TEXT, "segments": _TEXT, "attributes": _TEXT, "score": _SCORE,
        "verdict": _TEXT, "annotation_id": _OR_NULL, "created_by": _TEXT, "created_at": _TEXT,
    },
    "state": {"state": _TEXT, "updated_at": _TEXT},
    "answers": {"answers": _TEXT, "note": _TEXT, "updated_at": _TEXT},
    "comment": {
        "thread_id": _TEXT, "kind": _TEXT, "annotation_id": _OR_NULL, "label": _TEXT,
        "start": (int, type(None)), "end": (int, type(None)), "quote": _TEXT, "text": _TEXT,
        "mentions": _TEXT, "created_by": _TEXT, "created_at": _TEXT, "updated_at": _TEXT,
    },
    "settlement": {
        "rule": _TEXT, "members": _TEXT, "outcome": _TEXT, "why": _TEXT, "created_by": _TEXT,
        "created_at": _TEXT, "updated_at": _TEXT,
    },
    "assignment": {"created_by": _TEXT, "created_at": _TEXT},
    "actor": {
        "name": _TEXT, "kind": _TEXT, "aliases": _TEXT, "wikidata": _TEXT, "note": _TEXT, "created_by": _TEXT,
        "created_at": _TEXT, "updated_at": _TEXT, "merged_into": _OR_NULL,
    },
}  # fmt: skip
"""The columns of a body, and what may stand in them.  The decision's model has its own form, see
:data:`MODEL`."""

MODEL = "model_layer"
"""In the body of a decision: annotator and version of the layer that had suggested it, or None."""

Row = dict[str, Any]


def own_key(kind: RevisionKind, layer_id: int | None, article_id: int | None, key: str) -> tuple[Any, ...]:
    """The primary key of a row in its table."""
    match kind:
        case "state" | "answers":
            return layer_id, article_id
        case "assignment":
            return article_id, key
        case _:
            return (key,)


def revision(db: Database, kind: RevisionKind, key: str) -> Revision | None:
    row = db.conn.execute(
        "SELECT layer_id, article_id, stamp, deleted FROM revisions WHERE kind = ? AND id = ?", (kind, key)
    ).fetchone()
    return Revision(kind, key, row[0], row[1], row[2], bool(row[3])) if row else None


def body(db: Database, kind: RevisionKind, key: tuple[Any, ...]) -> Row | None:
    """The body of a row; None where it is not there."""
    names = {"state": ("layer_id", "article_id"), "answers": ("layer_id", "article_id")}
    where = names.get(kind, ("article_id", "annotator") if kind == "assignment" else ("id",))
    row = db.conn.execute(
        f"SELECT {_columns(kind)} FROM {TABLES[kind]} t WHERE {' AND '.join(f't.{n} = ?' for n in where)}",
        key,
    ).fetchone()
    return _body(kind, row) if row else None


def bodies(
    db: Database,
    kind: RevisionKind,
    layer_ids: Collection[int] | None = None,
    article_ids: Collection[int] | None = None,
) -> Iterator[tuple[Revision, Row | None]]:
    """Revisions of one kind with the bodies of their rows, by layer, article and id.

    :param layer_ids: None: of what belongs to all.
    :param article_ids: only on these articles; None: on all.
    """
    wheres, values = ["r.kind = ?"], list[str]([kind])
    if layer_ids is not None:
        wheres.append("r.layer_id IN (SELECT value FROM json_each(?))")
        values.append(json.dumps(list(layer_ids)))
    if article_ids is not None:
        wheres.append("r.article_id IN (SELECT value FROM json_each(?))")
        values.append(json.dumps(list(article_ids)))
    match kind:
        case "state" | "answers":
            same, there_is = "t.layer_id = r.layer_id AND t.article_id = r.article_id", "t.layer_id"
        case "assignment":
            same = "t.article_id = r.article_id AND r.id = t.article_id || '/' || t.annotator"
            there_is = "t.annotator"
        case _:
            same, there_is = "t.id = r.id", "t.id"
    rows = db.conn.execute(
        f"SELECT r.id, r.layer_id, r.article_id, r.stamp, r.deleted, {there_is} IS NOT NULL, "
        f"{_columns(kind)} FROM revisions r LEFT JOIN {TABLES[kind]} t ON {same} "
        f"WHERE {' AND '.join(wheres)} ORDER BY r.layer_id, r.article_id, r.id",
        values,
    )
    for key, layer, article, stamp, deleted, there, *row in rows:
        found = Revision(kind, key, layer, article, stamp, bool(deleted))
        yield found, _body(kind, row) if there and not deleted else None


def layer_of(db: Database, kind: RevisionKind, key: str) -> tuple[int, int] | None:
    """Layer and article of the row with an id, also of a model's; None where there is none."""
    row = db.conn.execute(f"SELECT layer_id, article_id FROM {TABLES[kind]} WHERE id = ?", (key,)).fetchone()
    return (row[0], row[1]) if row else None


def mentioned_actors(
    db: Database, layer_ids: Collection[int], article_ids: Collection[int] | None
) -> set[str]:
    """Ids of the actors that mentions in these layers, on these articles, point to."""
    query = (
        "SELECT DISTINCT actor_id FROM annotations WHERE actor_id IS NOT NULL "
        "AND layer_id IN (SELECT value FROM json_each(?))"
    )
    values = [json.dumps(list(layer_ids))]
    if article_ids is not None:
        query += " AND article_id IN (SELECT value FROM json_each(?))"
        values.append(json.dumps(list(article_ids)))
    return {key for (key,) in db.conn.execute(query, values)}


def articles_of(db: Database, layer_id: int) -> set[int]:
    """The articles about which a layer says something, or said something that was deleted."""
    rows = db.conn.execute("SELECT DISTINCT article_id FROM revisions WHERE layer_id = ?", (layer_id,))
    return {int(article) for (article,) in rows}


def count(db: Database, layer_ids: Collection[int]) -> int:
    """How many revisions some layers have."""
    query = "SELECT count(*) FROM revisions WHERE layer_id IN (SELECT value FROM json_each(?))"
    return int(db.conn.execute(query, (json.dumps(list(layer_ids)),)).fetchone()[0])


def article_hashes(db: Database) -> dict[int, str]:
    """Article id -> SHA-256 of its text."""
    return dict(db.conn.execute("SELECT id, sha256 FROM articles").fetchall())


def twin(db: Database, kind: RevisionKind, row: Mapping[str, Any]) -> str | None:
    """The id of another link or decision that stands where only one can stand."""
    if kind == "link":
        same: Sequence[str] = ("head_id", "label", "child_id")
    else:
        same = ("layer_id", "article_id", "label", "segments")
    found = db.conn.execute(
        f"SELECT id FROM {TABLES[kind]} WHERE {' AND '.join(f'{name} = ?' for name in same)} AND id <> ?",
        (*[row[name] for name in same], row["id"]),
    ).fetchone()
    return str(found[0]) if found else None


def _columns(kind: RevisionKind) -> str:
    names = [f't."{name}"' for name in COLUMNS[kind]]
    if kind == "decision":
        names.append("(SELECT json_array(annotator, version) FROM layers WHERE layers.id = t.model_layer_id)")
    return ", ".join(names)


def _body(kind: RevisionKind, row: Sequence[Any]) -> Row:
    made = dict(zip(COLUMNS[kind], row, strict=False))
    if kind == "decision":
        made[MODEL] = json.loads(row[-1]) if row[-1] else None
    return made
