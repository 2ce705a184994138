"""The rows that have to follow when names in the codebook change, of all layers; all of it only reads."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class Said:
    """An annotation or decision: where it stands, and its label, answers and note as stored."""

    id: str
    layer_id: int
    article_id: int
    segments: str
    label: str
    attributes: str
    note: str = ""
    created_at: str = ""
    annotation_id: str | None = None

    @property
    def place(self) -> tuple[int, int, str]:
        """Layer, article and segments."""
        return self.layer_id, self.article_id, self.segments


def annotations_with(db: Database, labels: Collection[str]) -> list[Said]:
    """All annotations with one of these labels, oldest first."""
    rows = db.conn.execute(
        "SELECT id, layer_id, article_id, segments, label, attributes, note, created_at FROM annotations "
        f"WHERE label IN ({_marks(labels)}) ORDER BY created_at, id",
        tuple(labels),
    )
    return [Said(*row) for row in rows]


def decisions_with(db: Database, labels: Collection[str]) -> list[Said]:
    """All decisions on suggestions with one of these labels, oldest first."""
    rows = db.conn.execute(
        "SELECT id, layer_id, article_id, segments, label, attributes, '', created_at, annotation_id "
        f"FROM decisions WHERE label IN ({_marks(labels)}) ORDER BY created_at, id",
        tuple(labels),
    )
    return [Said(*row) for row in rows]


def links_with(db: Database, labels: Collection[str]) -> list[tuple[str, str, str, str]]:
    """``(id, label, head id, child id)`` of all links with one of these labels, oldest first."""
    return list(
        db.conn.execute(
            f"SELECT id, label, head_id, child_id FROM links WHERE label IN ({_marks(labels)}) "
            "ORDER BY created_at, id",
            tuple(labels),
        )
    )


def answers_about_articles(db: Database) -> list[tuple[int, int, str, str]]:
    """``(layer id, article id, answers, note)`` of all articles that have answers."""
    return list(
        db.conn.execute(
            "SELECT layer_id, article_id, answers, note FROM article_answers WHERE answers <> '{}'"
        )
    )


def count(db: Database, table: str, label: str) -> int:
    """How many rows of ``annotations`` or ``links`` have a label."""
    return int(db.conn.execute(f"SELECT count(*) FROM {table} WHERE label = ?", (label,)).fetchone()[0])


def names_in_use(db: Database, table: str) -> set[str]:
    """The labels that rows of ``annotations``, ``links`` or ``decisions`` have."""
    return {str(row[0]) for row in db.conn.execute(f"SELECT DISTINCT label FROM {table}")}


def _marks(values: Collection[str]) -> str:
    return ", ".join("?" * len(values))
