"""Comments in the project file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sqlite_utils import Database

from annotator.model.comment import Anchor, Comment

_COMMENT = (
    "id, layer_id, article_id, thread_id, kind, annotation_id, label, start, end, quote, text, mentions, "
    "created_by, created_at, updated_at"
)


_CONCERNING = "thread_id IN (SELECT thread_id FROM comments WHERE created_by = ? OR instr(text, '@'))"


def load(
    db: Database,
    *,
    article_id: int | None = None,
    thread_id: str | None = None,
    concerning: str | None = None,
) -> Iterator[Comment]:
    """All comments, or those on one article or of one thread, by id.

    :param concerning: only of threads in which this annotator said something or anybody is named.
    """
    wheres, values = ["1"], list[int | str]()
    for where, value in (
        ("article_id = ?", article_id),
        ("thread_id = ?", thread_id),
        (_CONCERNING, concerning),
    ):
        if value is not None:
            wheres.append(where)
            values.append(value)
    rows = db.conn.execute(
        f"SELECT {_COMMENT} FROM comments WHERE {' AND '.join(wheres)} ORDER BY id", values
    )
    for row in rows:
        yield _comment(row)


def comment(db: Database, comment_id: str) -> Comment | None:
    row = db.conn.execute(f"SELECT {_COMMENT} FROM comments WHERE id = ?", (comment_id,)).fetchone()
    return _comment(row) if row else None


def row_of(said: Comment) -> dict[str, Any]:
    """The columns of a comment."""
    row = {name: getattr(said, name) for name in Comment.__slots__ if name != "anchor"}
    row |= {name: getattr(said.anchor, name) for name in Anchor.__slots__}
    row["mentions"] = json.dumps(list(said.mentions), ensure_ascii=False)
    return row


def people(db: Database) -> list[str]:
    """Who has a layer, is assigned an article, or has worked in this file, by name."""
    rows = db.conn.execute(
        "SELECT annotator FROM layers WHERE kind = 'person' "
        "UNION SELECT annotator FROM assignments UNION SELECT annotator FROM sittings ORDER BY 1"
    )
    return [str(name) for (name,) in rows]


def _comment(row: tuple[Any, ...]) -> Comment:
    key, layer, article, thread, kind, annotation, label, start, end, quote, text, mentions, *rest = row
    anchor = Anchor(annotation, label, start, end, quote)
    return Comment(
        key,
        layer,
        article,
        thread,
        kind,
        anchor,
        text,
        () if mentions == "[]" else tuple(json.loads(mentions)),
        *rest,
    )
