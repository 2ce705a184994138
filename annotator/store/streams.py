"""The rows for an export, article by article: one cursor a table, never more than one article in memory."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from annotator.model.annotation import Segments
from annotator.model.layer import Layer

Row = tuple[Any, ...]

_ANNOTATION = (
    "article_id, id, label, start, end, segments, quote, attributes, actor_id, origin, derived_from, note, "
    "created_by, created_at, updated_at, score, reason"
)
_DECISION = (
    "article_id, suggestion_id, label, segments, attributes, score, verdict, annotation_id, created_at, "
    "model_layer_id"
)


@contextmanager
def snapshot(db: Database) -> Iterator[None]:
    """All that is read inside is of one moment, whatever is saved meanwhile."""
    if db.conn.in_transaction:
        yield
        return
    db.conn.execute("BEGIN")
    try:
        yield
    finally:
        db.conn.rollback()


def path_of(db: Database) -> Path | None:
    """The project file that is open; None where it is only in memory."""
    row = db.conn.execute("SELECT file FROM pragma_database_list WHERE name = 'main'").fetchone()
    return Path(row[0]) if row and row[0] else None


class ByArticle:
    """A cursor whose rows begin with the article's id and are ordered by it."""

    def __init__(self, cursor: Iterator[Row]) -> None:
        self._groups = groupby(cursor, itemgetter(0))
        self._article: int | None = None
        self._rows: Iterator[Row] = iter(())
        self._step()

    def take(self, article_id: int) -> list[Row]:
        """The rows of this article; articles must be asked for in ascending order, some may be left out."""
        while self._article is not None and self._article < article_id:
            self._step()
        if self._article != article_id:
            return []
        rows = list(self._rows)
        self._step()
        return rows

    def _step(self) -> None:
        self._article, self._rows = next(self._groups, (None, iter(())))


def annotation_rows(db: Database, layer: Layer) -> ByArticle:
    """``(article id, id, label, start, end, segments, quote, attributes, actor id, origin, derived from,
    note, created by, created at, updated at, score, reason)``, in reading order; segments and attributes
    are JSON."""
    return ByArticle(
        db.conn.execute(
            f"SELECT {_ANNOTATION} FROM annotations WHERE layer_id = ? ORDER BY article_id, start, id",
            (layer.id,),
        )
    )


def link_rows(db: Database, layer: Layer) -> ByArticle:
    """``(article id, id, origin, score, derived from, created by, created at, updated at, label, head id,
    child id)``."""
    return ByArticle(
        db.conn.execute(
            "SELECT article_id, id, origin, score, derived_from, created_by, created_at, updated_at, label, "
            "head_id, child_id FROM links WHERE layer_id = ? "
            "ORDER BY article_id, created_at, id",
            (layer.id,),
        )
    )


def decision_rows(db: Database, layer: Layer | None) -> ByArticle:
    """``(article id, suggestion id, label, segments, attributes, score, verdict, annotation id, created at,
    model layer id)``; none where there is no layer."""
    return ByArticle(
        db.conn.execute(
            f"SELECT {_DECISION} FROM decisions WHERE layer_id = ? ORDER BY article_id, created_at, id",
            (layer.id if layer else None,),
        )
    )


def segments(written: str) -> Segments:
    """Segments as they are kept, as pairs."""
    return tuple((int(start), int(end)) for start, end in json.loads(written))


def whole_rows(db: Database, layer: Layer) -> ByArticle:
    """``(article id, state, answers, note)`` of the articles that have one of them; answers are JSON or
    empty."""
    return ByArticle(
        db.conn.execute(
            "SELECT article_id, max(state), max(answers), max(note) FROM ("
            " SELECT article_id, state, '' AS answers, '' AS note FROM article_states"
            " WHERE layer_id = :layer UNION ALL"
            " SELECT article_id, '', answers, note FROM article_answers WHERE layer_id = :layer)"
            " GROUP BY article_id ORDER BY article_id",
            {"layer": layer.id},
        )
    )


def finished(db: Database, layer: Layer) -> set[int]:
    """Articles that need no annotation to count as answered: marked as done, or covered by the model."""
    rows = db.conn.execute(
        "SELECT article_id FROM article_states WHERE layer_id = :layer AND state = 'done' "
        "UNION SELECT article_id FROM model_runs WHERE layer_id = :layer",
        {"layer": layer.id},
    )
    return {int(row[0]) for row in rows}


def decided(db: Database, layer: Layer) -> set[int]:
    """Articles with a decision of the layer's owner."""
    rows = db.conn.execute("SELECT DISTINCT article_id FROM decisions WHERE layer_id = ?", (layer.id,))
    return {int(row[0]) for row in rows}


def count_chosen(
    db: Database, layer: int, articles: Collection[int] | None, labels: Collection[str] = ()
) -> tuple[int, int]:
    """Annotations and links of a layer in these articles (None: all).

    :param labels: only what has one of them, and links between such.
    """
    inside = "SELECT value FROM json_each(?)"
    chosen = (layer,) if articles is None else (layer, json.dumps(sorted(articles)))
    named = json.dumps(sorted(labels))
    where, of_ends = "", ""
    if labels:
        where = f" AND label IN ({inside})"
        of_ends = "".join(
            f" AND (SELECT label FROM annotations a WHERE a.id = {end}) IN ({inside})"
            for end in ("head_id", "child_id")
        )
    begin = "WHERE layer_id = ?" + ("" if articles is None else f" AND article_id IN ({inside})")
    spans = f"SELECT count(*) FROM annotations {begin}{where}"
    links = f"SELECT count(*) FROM links {begin}{of_ends}"
    return (
        int(db.conn.execute(spans, (*chosen, *[named] * bool(labels))).fetchone()[0]),
        int(db.conn.execute(links, (*chosen, *[named] * (2 * bool(labels)))).fetchone()[0]),
    )
