"""The rows of an export, article by article: one cursor a table, never more than one article in memory."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any, Literal

from sqlite_utils import Database

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


class ByArticle:
    """A cursor whose rows begin with the article's id and are ordered by it."""

    def __init__(self, cursor: Iterator[Row]) -> None:
        self._groups = groupby(cursor, itemgetter(0))
        self._article, self._rows = next(self._groups, (None, None))

    def take(self, article_id: int) -> list[Row]:
        """The rows of this article; articles must be asked for in ascending order."""
        if self._article != article_id or self._rows is None:
            return []
        rows = list(self._rows)
        self._article, self._rows = next(self._groups, (None, None))
        return rows


def annotations(db: Database, layer: Layer) -> ByArticle:
    """Rows as :meth:`annotator.exchange.jsonl_record.ArticleText.span` takes them."""
    return ByArticle(
        db.conn.execute(
            f"SELECT {_ANNOTATION} FROM annotations WHERE layer_id = ? ORDER BY article_id, start, id",
            (layer.id,),
        )
    )


def links(db: Database, layer: Layer) -> ByArticle:
    """``(article id, label, head id, child id)``."""
    return ByArticle(
        db.conn.execute(
            "SELECT article_id, label, head_id, child_id FROM links WHERE layer_id = ? "
            "ORDER BY article_id, created_at, id",
            (layer.id,),
        )
    )


def decisions(db: Database, layer: Layer | None) -> ByArticle:
    """``(article id, suggestion id, label, segments, attributes, score, verdict, annotation id, created at,
    model layer id)``; none where there is no layer."""
    return ByArticle(
        db.conn.execute(
            f"SELECT {_DECISION} FROM decisions WHERE layer_id = ? ORDER BY article_id, created_at, id",
            (layer.id if layer else None,),
        )
    )


def articles(db: Database) -> Iterator[Row]:
    """``(id, sha256, title, source, author, published, url, language, text)`` of all articles, by id."""
    return db.conn.execute(
        "SELECT a.id, a.sha256, a.title, a.source, a.author, a.published, a.url, a.language, t.text "
        "FROM articles a JOIN article_texts t ON t.article_id = a.id ORDER BY a.id"
    )


def finished(db: Database, layer: Layer) -> set[int]:
    """Articles that need no annotation to count as answered: marked as done, or covered by the model."""
    rows = db.conn.execute(
        "SELECT article_id FROM article_states WHERE layer_id = :layer AND state = 'done' "
        "UNION SELECT article_id FROM model_runs WHERE layer_id = :layer",
        {"layer": layer.id},
    )
    return {int(row[0]) for row in rows}


Table = Literal["annotations", "links", "decisions", "article_states"]


def count(db: Database, table: Table, layers: list[int], condition: str = "") -> int:
    """Rows of a table in these layers."""
    marks = ", ".join("?" * len(layers))
    query = f"SELECT count(*) FROM {table} WHERE layer_id IN ({marks}) {condition}"
    return int(db.conn.execute(query, layers).fetchone()[0])


def with_other_columns(db: Database) -> int:
    """Articles whose file had columns beyond the metadata that the format names."""
    return int(db.conn.execute("SELECT count(*) FROM articles WHERE extra <> '{}'").fetchone()[0])
