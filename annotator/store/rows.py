"""Every write: one row in, one :class:`RowChange` out.

A write outside a transaction raises; a write to a layer that is not the writer's own raises.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from annotator.errors import AnnotatorError

Row = Mapping[str, Any]

KEYS: dict[str, tuple[str, ...]] = {
    "about": ("name",),
    "articles": ("id",),
    "article_texts": ("article_id",),
    "codebooks": ("version",),
    "layers": ("id",),
    "actors": ("id",),
    "annotations": ("id",),
    "links": ("id",),
    "decisions": ("id",),
    "article_states": ("layer_id", "article_id"),
    "article_answers": ("layer_id", "article_id"),
    "article_times": ("layer_id", "article_id", "sitting_id"),
    "model_runs": ("layer_id", "article_id"),
    "patterns": ("id",),
    "trained_models": ("id",),
    "assignments": ("article_id", "annotator"),
    "comments": ("id",),
    "settlements": ("id",),
}
"""The primary key of each table that is written here."""


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row before and after; None where there was or is none."""

    table: str
    key: tuple[Any, ...]
    before: Row | None
    after: Row | None

    def inverse(self) -> RowChange:
        return RowChange(self.table, self.key, self.after, self.before)

    def to_json(self) -> dict[str, Any]:
        return {"table": self.table, "key": list(self.key), "before": self.before, "after": self.after}


@dataclass(frozen=True, slots=True)
class ColumnChange:
    """One column of many rows of a table: of those with these ``keys`` (ids), or of all that have ``before``.

    ``rows`` is how many it was when it was done, ``articles`` the ids of their articles.
    """

    table: str
    column: str
    before: Any
    after: Any
    keys: tuple[str, ...] | None
    rows: int
    articles: frozenset[int]

    def inverse(self) -> ColumnChange:
        return dataclasses.replace(self, before=self.after, after=self.before)

    def to_json(self) -> dict[str, Any]:
        states = {"before": {self.column: self.before}, "after": {self.column: self.after}}
        of = {"rows": self.rows} | ({} if self.keys is None else {"ids": list(self.keys)})
        return {"table": self.table, "key": [], **states, **of}


Change = RowChange | ColumnChange


class Rows:
    """Writes rows and collects their changes between :meth:`begin` and :meth:`end`."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._changes: list[Change] | None = None
        self._layers: frozenset[int] = frozenset()
        self.inserted: list[tuple[str, Row]] = []
        """Rows of layers that were written without a change since :meth:`begin`, with their tables."""

    def begin(self, layers: Iterable[int]) -> None:
        """Start collecting; only rows of these layers (or of none) may be written."""
        self._changes = []
        self.inserted = []
        self._layers = frozenset(layers)

    def allow(self, layers: Iterable[int]) -> None:
        """From now on, rows of these layers may be written."""
        self._layers = frozenset(layers)

    def end(self) -> list[Change]:
        """Stop collecting and hand over what was collected."""
        changes, self._changes = self._changes or [], None
        return changes

    def insert(self, table: str, row: Row) -> None:
        changes = self._writing(row)
        columns = ", ".join(row)
        marks = ", ".join("?" * len(row))
        self._db.conn.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", tuple(row.values()))
        key = tuple(row[name] for name in KEYS[table])
        changes.append(RowChange(table, key, None, self._fetch(table, key)))

    def insert_each(self, table: str, rows: Sequence[Row]) -> None:
        """Many rows at once, each with all columns of the table; each leaves its change."""
        if not rows:
            return
        for row in rows:
            changes = self._writing(row)
        columns = list(rows[0])
        self._db.conn.executemany(
            f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})",
            [tuple(row[name] for name in columns) for row in rows],
        )
        keys = KEYS[table]
        changes += [RowChange(table, tuple(row[k] for k in keys), None, dict(row)) for row in rows]

    def update(self, table: str, key: Sequence[Any], values: Row) -> None:
        """Change some columns of one row; nothing happens where all are as they were."""
        before = self._existing(table, key)
        changes = self._writing(before)
        self._writing(values)  # nor may it be given to somebody else
        if all(before[name] == value for name, value in values.items()):
            return
        sets = ", ".join(f"{name} = ?" for name in values)
        self._db.conn.execute(f"UPDATE {table} SET {sets} WHERE {_where(table)}", (*values.values(), *key))
        changes.append(RowChange(table, tuple(key), before, {**before, **values}))

    def delete(self, table: str, key: Sequence[Any]) -> None:
        before = self._existing(table, key)
        changes = self._writing(before)
        self._db.conn.execute(f"DELETE FROM {table} WHERE {_where(table)}", tuple(key))
        changes.append(RowChange(table, tuple(key), before, None))

    def set_column(
        self, table: str, column: str, before: Any, after: Any, keys: Sequence[str] | None = None
    ) -> int:
        """Change one column of all rows that have ``before``, or of those among ``keys`` (ids) that have it.

        All layers that have rows in the table must be among those that may be written.

        :returns: how many rows it was; those that are gone or have another value are left.
        """
        changes = self._writing({})
        for (layer,) in self._db.conn.execute(f"SELECT DISTINCT layer_id FROM {table}").fetchall():
            self._writing({"layer_id": layer})
        touched = self._articles_of(table, column, before, keys)
        if keys is None:
            count = self._db.conn.execute(
                f"UPDATE {table} SET {column} = ? WHERE {column} = ?", (after, before)
            ).rowcount
        else:
            count = self._db.conn.executemany(
                f"UPDATE {table} SET {column} = ? WHERE id = ? AND {column} = ?",
                [(after, key, before) for key in keys],
            ).rowcount
        if count:
            kept = None if keys is None else tuple(keys)
            changes.append(ColumnChange(table, column, before, after, kept, count, touched))
        return count

    def replay(self, change: Change) -> None:
        """Bring a row to ``change.after``; it must now be as ``change.before``.

        :raises AnnotatorError: if the row is not as the change expects.
        """
        if isinstance(change, ColumnChange):
            self.set_column(change.table, change.column, change.before, change.after, change.keys)
            return
        table, key, before, after = change.table, change.key, change.before, change.after
        if self._fetch(table, key) != before:
            raise AnnotatorError(f"{table} {key} is not as it was; this step can't be replayed")
        self._writing(before or {})
        changes = self._writing(after or {})
        if after is None:
            self._db.conn.execute(f"DELETE FROM {table} WHERE {_where(table)}", key)
        elif before is None:
            marks = ", ".join("?" * len(after))
            self._db.conn.execute(
                f"INSERT INTO {table} ({', '.join(after)}) VALUES ({marks})", tuple(after.values())
            )
        else:
            # What stays as it is is not written: a column that never changes refuses even that.
            other = {name: value for name, value in after.items() if before[name] != value}
            if other:
                sets = ", ".join(f"{name} = ?" for name in other)
                self._db.conn.execute(
                    f"UPDATE {table} SET {sets} WHERE {_where(table)}", (*other.values(), *key)
                )
        changes.append(change)

    def insert_many(self, table: str, rows: Sequence[Row]) -> None:
        """Many rows at once (imports, a model's layer); they leave no changes and can't be undone."""
        if not rows:
            return
        for row in rows:
            self._writing(row)
        columns = list(rows[0])
        marks = ", ".join("?" * len(columns))
        self._db.conn.executemany(
            f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})",
            [tuple(row[name] for name in columns) for row in rows],
        )
        if "layer_id" in columns:
            self.inserted += [(table, row) for row in rows]

    def delete_many(self, table: str, layer_id: int, ids: Sequence[str]) -> None:
        """Delete rows of one layer by id, without changes."""
        self._writing({"layer_id": layer_id})
        self._db.conn.executemany(
            f"DELETE FROM {table} WHERE id = ? AND layer_id = ?", [(key, layer_id) for key in ids]
        )

    def put(self, table: str, row: Row) -> None:
        """Insert or replace a row of bookkeeping, without a change."""
        self._writing(row)
        columns, marks = ", ".join(row), ", ".join("?" * len(row))
        self._db.conn.execute(
            f"INSERT OR REPLACE INTO {table} ({columns}) VALUES ({marks})", tuple(row.values())
        )

    def touch_layer(self, layer_id: int, at: str) -> None:
        """Note that a layer was written; the newest model layer is found by it."""
        self._writing({"layer_id": layer_id})
        self._db.conn.execute("UPDATE layers SET updated_at = ? WHERE id = ?", (at, layer_id))

    def _writing(self, row: Row) -> list[Change]:
        if self._changes is None:
            raise AnnotatorError("a write outside a transaction: use project.transact()")
        layer = row.get("layer_id")
        if layer is not None and layer not in self._layers:
            raise AnnotatorError(f"layer {layer} belongs to somebody else")
        return self._changes

    def _articles_of(self, table: str, column: str, value: Any, keys: Sequence[str] | None) -> frozenset[int]:
        """The articles of the rows that have a value, all or among ``keys``."""
        among, values = "", [value]
        if keys is not None:
            among, values = " AND id IN (SELECT value FROM json_each(?))", [value, json.dumps(list(keys))]
        found = self._db.conn.execute(
            f"SELECT DISTINCT article_id FROM {table} WHERE {column} = ?{among}", values
        )
        return frozenset(article for (article,) in found)

    def _existing(self, table: str, key: Sequence[Any]) -> dict[str, Any]:
        row = self._fetch(table, key)
        if row is None:
            raise AnnotatorError(f"{table} has no row {tuple(key)}")
        return row

    def _fetch(self, table: str, key: Sequence[Any]) -> dict[str, Any] | None:
        cursor = self._db.conn.execute(f"SELECT * FROM {table} WHERE {_where(table)}", tuple(key))
        row = cursor.fetchone()
        if row is None:
            return None
        return dict(zip((column[0] for column in cursor.description), row, strict=True))


def _where(table: str) -> str:
    return " AND ".join(f"{name} = ?" for name in KEYS[table])
