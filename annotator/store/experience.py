"""What became of suggestions, counted by their words: for a model that learns from decisions."""

from __future__ import annotations

from typing import NamedTuple

from sqlite_utils import Database

from annotator.store.suggesting import NEWEST

LATEST = 5_000
"""So many of the latest decisions count, which bounds the time this takes."""

_OUTCOME = """
CASE WHEN d.verdict = 'rejected' OR a.label IS NOT NULL AND (a.label <> d.label OR a.segments <> d.segments)
     THEN 0 ELSE 1 END
"""
# Taken over with other borders or another label, it was not right as it was suggested.

_DECIDED = f"""
SELECT d.label AS label, d.suggestion_id AS suggestion, {_OUTCOME} AS kept,
       coalesce(s.quote, (SELECT substr(t.text, json_extract(d.segments, '$[0][0]') + 1,
         json_extract(d.segments, '$[0][1]') - json_extract(d.segments, '$[0][0]'))
         FROM article_texts t WHERE t.article_id = d.article_id)) AS words,
       json_array_length(d.segments) AS pieces
FROM (SELECT * FROM decisions WHERE layer_id = :own ORDER BY created_at DESC, id LIMIT :latest) d
LEFT JOIN annotations s ON s.id = d.suggestion_id
LEFT JOIN annotations a ON a.id = d.annotation_id
"""

_PASSED_OVER = f"""
SELECT s.label AS label, s.id AS suggestion, 0 AS kept, s.quote AS words,
       json_array_length(s.segments) AS pieces
FROM article_states z JOIN ({NEWEST}) n ON n.article_id = z.article_id
JOIN annotations s ON s.layer_id = n.layer_id AND s.article_id = z.article_id
WHERE z.layer_id = :own AND z.state = 'done'
  AND s.id NOT IN (SELECT suggestion_id FROM decisions WHERE layer_id = :own)
  AND NOT EXISTS (SELECT 1 FROM decisions d WHERE d.layer_id = :own AND d.article_id = s.article_id
                  AND d.label = s.label AND d.segments = s.segments)
  AND NOT EXISTS (SELECT 1 FROM annotations o WHERE o.layer_id = :own AND o.article_id = s.article_id
                  AND o.start = s.start AND o.label = s.label AND o.segments = s.segments)
LIMIT :latest
"""


class Outcome(NamedTuple):
    """``number`` suggestions with these words had this outcome; ``by`` is a link's name or empty."""

    label: str
    by: str
    words: str
    kept: bool
    number: int


class Answered(NamedTuple):
    """``number`` own annotations of these words have these answers (JSON)."""

    label: str
    words: str
    answers: str
    number: int


def outcomes(db: Database, own: int) -> list[Outcome]:
    """Decisions of an annotator by the words suggested, and by the words of what those link to.

    What a model suggested in an article that the annotator has marked as done, and they neither decided nor
    tagged themselves, counts as rejected.  Suggestions of several pieces count by their links only.
    """
    rows = db.conn.execute(
        f"""
        WITH decided AS (SELECT * FROM ({_DECIDED}) UNION ALL SELECT * FROM ({_PASSED_OVER}))
        SELECT label, '' AS "by", words, kept, count(*) FROM decided WHERE pieces = 1 GROUP BY 1, 2, 3, 4
        UNION ALL
        SELECT c.label, l.label, e.quote, c.kept, count(*) FROM decided c
        JOIN links l ON l.head_id = c.suggestion JOIN annotations e ON e.id = l.child_id
        GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
        """,
        {"own": own, "latest": LATEST},
    )
    return [Outcome(label, by, words, bool(kept), number) for label, by, words, kept, number in rows]


def answered(db: Database, own: int) -> list[Answered]:
    """The answers that an annotator gave, by the words of the annotation."""
    rows = db.conn.execute(
        "SELECT label, quote, attributes, count(*) FROM annotations WHERE layer_id = ? "
        "AND attributes <> '{}' AND json_array_length(segments) = 1 GROUP BY 1, 2, 3 "
        "HAVING length(quote) <= 80 ORDER BY 1, 2, 3",
        (own,),
    )
    return [Answered(*row) for row in rows]
