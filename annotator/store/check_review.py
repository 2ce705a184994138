"""Is what colleagues settled and said to each other sound?  A part of :mod:`annotator.store.check`."""

from __future__ import annotations

import json
from collections.abc import Iterator

from sqlite_utils import Database

from annotator.store import settlements
from annotator.store.problem import Problem

_SETTLE_ANEW = "Compare this article in the window, open the place again and settle it anew."
_SAY_ANEW = "Nothing is lost but its place: say it anew where it belongs, and delete it."


def settled(db: Database) -> Iterator[Problem]:
    """Each settlement can be read and belongs to gold, and what came of it is there."""
    rows = db.conn.execute(
        "SELECT s.id, s.layer_id, s.article_id, s.outcome, l.kind FROM settlements s "
        "JOIN layers l ON l.id = s.layer_id ORDER BY s.article_id, s.id"
    ).fetchall()
    for key, layer, article, outcome, kind in rows:
        where = f"settlement {key} on article {article}"
        if kind != "gold":
            yield Problem("settlement", where, "It belongs to a layer that is not gold.", _SETTLE_ANEW)
        for annotation in json.loads(outcome):
            there = db.conn.execute(
                "SELECT layer_id, article_id FROM annotations WHERE id = ?", (annotation,)
            ).fetchone()
            if there != (layer, article):
                sentence = f"The annotation {annotation}, which came of it, is not in gold on this article."
                yield Problem("settlement", where, sentence, _SETTLE_ANEW)
    for article in settlements.articles(db):
        try:
            settlements.load(db, article)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            sentence = f"The settlements of this article can't be read: {type(error).__name__} {error}."
            yield Problem("settlement", f"article {article}", sentence, _SETTLE_ANEW)


def said(db: Database) -> Iterator[Problem]:
    """Each comment is on the article of its thread, and the words that it is about stand there.

    Of a thread the beginning may be missing: an answer may come with a colleague's file before it.
    """
    rows = db.conn.execute(
        "SELECT c.id, c.article_id, t.article_id FROM comments c JOIN comments t ON t.id = c.thread_id "
        "WHERE t.article_id <> c.article_id ORDER BY c.id"
    )
    for key, article, other in rows:
        sentence = f"It answers a comment on article {other}."
        yield Problem("comment", f"comment {key} on article {article}", sentence, _SAY_ANEW)
    rows = db.conn.execute(
        "SELECT c.id, c.article_id, c.start, c.end, a.length FROM comments c "
        "JOIN articles a ON a.id = c.article_id WHERE c.end > a.length ORDER BY c.id"
    )
    for key, article, start, end, length in rows:
        sentence = f"It is about {start}–{end} in a text of {length} characters."
        yield Problem("comment", f"comment {key} on article {article}", sentence, _SAY_ANEW)
