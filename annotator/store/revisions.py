"""The revisions of a project file: which row changed last when, so that copies can be brought together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from sqlite_utils import Database

from annotator.model.clock import now
from annotator.model.revision import Revision, RevisionKind
from annotator.store.rows import Change, ColumnChange, Row, RowChange

KINDS: dict[str, RevisionKind] = {
    "annotations": "annotation",
    "links": "link",
    "decisions": "decision",
    "article_states": "state",
    "article_answers": "answers",
    "comments": "comment",
    "settlements": "settlement",
    "assignments": "assignment",
    "actors": "actor",
}
"""The tables whose rows travel."""

_COUNT = 6
"""Digits of the count behind a time at which the clock stood still."""

_COLUMNS = "kind, id, layer_id, article_id, stamp, deleted"
_PUT = (
    f"INSERT INTO revisions ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (kind, id) DO UPDATE SET "
    "layer_id = excluded.layer_id, article_id = excluded.article_id, stamp = excluded.stamp, "
    "deleted = excluded.deleted"
)
_PUT_FIRST = f"INSERT OR IGNORE INTO revisions ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)"


def id_of(table: str, row: Row) -> str:
    """The id of a row's revision."""
    if table in ("article_states", "article_answers"):
        return f"{row['layer_id']}/{row['article_id']}"
    if table == "assignments":
        return f"{row['article_id']}/{row['annotator']}"
    return str(row["id"])


def next_stamp(db: Database) -> str:
    """Later than every stamp in the file, whatever the clock says."""
    # What an import gave as a time, and is none, counts for nothing: “yesterday” is later than all times.
    last = db.conn.execute("SELECT max(stamp) FROM revisions WHERE stamp < ':'").fetchone()[0] or ""
    at = now()
    if at > last:
        return at
    time, _, count = last.rpartition("+")
    if len(count) == _COUNT and count.isdecimal() and int(count) + 1 < 10**_COUNT:
        return f"{time}+{int(count) + 1:0{_COUNT}d}"
    return f"{last}+{1:0{_COUNT}d}"


def stamp(
    db: Database,
    changes: Iterable[Change],
    inserted: Iterable[tuple[str, Row]],
    own: Collection[int],
    models: Collection[int],
) -> None:
    """Note what one transaction changed.

    Rows of the layers ``own`` and rows that belong to all get a new stamp.  A row of somebody else's layer
    has changed only in the words of the codebook, or came with an import: it keeps its stamp, or gets as its
    first one the time that it says itself, so that what its owner writes is always later.

    :param inserted: rows that were written without a change, with their tables.
    :param models: layers that do not travel.
    """
    new, first = [], []
    at = ""
    rows = [
        (c.table, c.after or c.before or {}, c.after is None) for c in changes if isinstance(c, RowChange)
    ]
    rows += [(table, row, False) for table, row in inserted]
    for table, row, deleted in rows:
        layer = row.get("layer_id")
        if table not in KINDS or layer in models:
            continue
        article = row.get("article_id")
        values = (KINDS[table], id_of(table, row), layer, article)
        if layer is None or layer in own:
            at = at or next_stamp(db)
            new.append((*values, at, deleted))
        else:
            first.append((*values, row.get("updated_at") or row["created_at"], deleted))
    db.conn.executemany(_PUT, new)
    db.conn.executemany(_PUT_FIRST, first)
    for change in changes:
        if isinstance(change, ColumnChange) and change.table in KINDS:
            _stamp_column(db, change, own, at or next_stamp(db))


def put(db: Database, revisions: Iterable[Revision]) -> None:
    """Note revisions that came from elsewhere, with the stamps that they have."""
    values = [(r.kind, r.id, r.layer_id, r.article_id, r.stamp, r.deleted) for r in revisions]
    db.conn.executemany(_PUT, values)


def load(
    db: Database, *, layer_ids: Collection[int] | None = None, article_id: int | None = None
) -> Iterator[Revision]:
    """All revisions, or those of some layers, or on one article; by kind and id."""
    wheres, values = ["1"], list[int]()
    if layer_ids is not None:
        wheres.append(f"layer_id IN ({', '.join('?' * len(layer_ids))})")
        values += layer_ids
    if article_id is not None:
        wheres.append("article_id = ?")
        values.append(article_id)
    rows = db.conn.execute(
        f"SELECT {_COLUMNS} FROM revisions WHERE {' AND '.join(wheres)} ORDER BY kind, id", values
    )
    for kind, key, layer, article, at, deleted in rows:
        yield Revision(kind, key, layer, article, at, bool(deleted))


def _stamp_column(db: Database, change: ColumnChange, own: Collection[int], at: str) -> None:
    """All rows of the own layers that have the new value: those that had it before get a stamp too many."""
    marks = ", ".join("?" * len(own))
    db.conn.execute(
        f"UPDATE revisions SET stamp = ? WHERE kind = ? AND id IN (SELECT id FROM {change.table} "
        f"WHERE {change.column} = ? AND layer_id IN ({marks}))",
        (at, KINDS[change.table], change.after, *own),
    )
