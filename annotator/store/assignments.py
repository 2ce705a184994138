"""Who is to annotate what, in the project file."""

from __future__ import annotations

from sqlite_utils import Database


def load(db: Database) -> list[tuple[int, str]]:
    """``(article id, annotator)`` of all assignments, by article and name."""
    return list(db.conn.execute("SELECT article_id, annotator FROM assignments ORDER BY 1, 2"))


def of(db: Database, annotator: str) -> set[int]:
    """The articles that are assigned to an annotator."""
    found = db.conn.execute("SELECT article_id FROM assignments WHERE annotator = ?", (annotator,))
    return {int(row[0]) for row in found}


def on(db: Database, article_id: int) -> list[str]:
    """To whom an article is assigned, by name."""
    found = db.conn.execute(
        "SELECT annotator FROM assignments WHERE article_id = ? ORDER BY annotator", (article_id,)
    )
    return [str(row[0]) for row in found]


def names(db: Database) -> list[str]:
    """Everybody to whom something is assigned, by name."""
    return [str(row[0]) for row in db.conn.execute("SELECT DISTINCT annotator FROM assignments ORDER BY 1")]


def last_written(db: Database) -> dict[int, str]:
    """Layer id -> when something in it changed last; of layers that do not travel it is not known."""
    # SQLite would sort all of them to group them, which takes ten times as long.
    last: dict[int, str] = {}
    for layer, stamp in db.conn.execute("SELECT layer_id, stamp FROM revisions WHERE layer_id IS NOT NULL"):
        if stamp > last.get(layer, ""):
            last[layer] = stamp
    return {layer: stamp.partition("+")[0] for layer, stamp in last.items()}
