"""Reading the views with plain names (:mod:`annotator.store.schema.fifth`) as rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal

from sqlite_utils import Database

from annotator.store.hiding import NOTHING, Hidden

View = Literal["v_spans", "v_claims", "v_links", "v_decisions"]


def columns(db: Database, view: View) -> list[str]:
    """The names of a view's columns, in order."""
    return [row[0] for row in db.conn.execute(f"SELECT name FROM pragma_table_info('{view}')")]


def rows(
    db: Database, view: View, hidden: Hidden = NOTHING, layers: Sequence[int] | None = None
) -> Iterator[tuple[Any, ...]]:
    """All rows but those that are hidden, by article and then layer; of these layers only, if named."""
    shown, values = hidden.where()
    marks = "1" if layers is None else f"layer_id IN ({', '.join('?' * len(layers))})"
    order = (
        "article_id, layer_id, id"
        if view in ("v_links", "v_decisions")
        else "article_id, layer_id, start, id"
    )
    query = f"SELECT * FROM {view} WHERE {shown} AND {marks} ORDER BY {order}"
    return db.conn.execute(query, (*values, *(layers or ())))
