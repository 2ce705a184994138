"""The scores of suggestions on which an annotator has not decided yet."""

from __future__ import annotations

from sqlite_utils import Database

from annotator.store.suggesting import NEWEST


def scores_by_article(db: Database, own: int | None) -> list[tuple[int, float | None, int]]:
    """``(article id, score, how many)`` of the suggestions that wait, by article.

    The same rule as :func:`annotator.store.suggesting.undecided_by_article`.
    """
    return list(
        db.conn.execute(
            f"""
            WITH newest AS ({NEWEST})
            SELECT s.article_id, s.score, count(*) FROM newest n
            CROSS JOIN annotations s ON s.layer_id = n.layer_id AND s.article_id = n.article_id
            WHERE s.id NOT IN (SELECT suggestion_id FROM decisions WHERE layer_id = :own)
              AND NOT EXISTS (SELECT 1 FROM decisions d WHERE d.layer_id = :own
                              AND d.article_id = s.article_id
                              AND d.label = s.label AND d.segments = s.segments)
              AND NOT EXISTS (SELECT 1 FROM annotations o WHERE o.layer_id = :own
                              AND o.article_id = s.article_id AND o.start = s.start
                              AND o.label = s.label AND o.segments = s.segments)
            GROUP BY 1, 2 ORDER BY 1, 2
            """,
            {"own": own},
        )
    )
