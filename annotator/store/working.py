"""Who has worked on one article: what a comparison asks before it shows it."""

from __future__ import annotations

from sqlite_utils import Database

from annotator.model.article import State


def states_on(db: Database, article_id: int) -> dict[int, State]:
    """Layer id -> the state that its owner set on an article; those that set none are missing."""
    rows = db.conn.execute(
        "SELECT s.layer_id, s.state FROM layers l CROSS JOIN article_states s "
        "ON s.layer_id = l.id AND s.article_id = ?",
        (article_id,),
    )
    return dict(rows.fetchall())


def deciding_on(db: Database, article_id: int) -> set[int]:
    """The layers whose owners decided on suggestions on an article."""
    rows = db.conn.execute(
        "SELECT id FROM layers l WHERE EXISTS "
        "(SELECT 1 FROM decisions d WHERE d.layer_id = l.id AND d.article_id = ?)",
        (article_id,),
    )
    return {int(row[0]) for row in rows}


def covering(db: Database, article_id: int) -> set[int]:
    """The layers of models that have seen an article, also where they had nothing to suggest."""
    rows = db.conn.execute(
        "SELECT r.layer_id FROM layers l CROSS JOIN model_runs r ON r.layer_id = l.id AND r.article_id = ?",
        (article_id,),
    )
    return {int(row[0]) for row in rows}


def marking_done(db: Database) -> set[int]:
    """The layers whose owners have marked any article as done."""
    rows = db.conn.execute("SELECT DISTINCT layer_id FROM article_states WHERE state = 'done'")
    return {int(row[0]) for row in rows}
