"""Articles in the project file."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from typing import Any

from sqlite_utils import Database

from annotator.model.article import Article, ArticleSummary, IncomingArticle, Metadata, Removed
from annotator.store.rows import Rows

_SUMMARY = (
    "a.id, a.title, a.source, a.author, a.published, a.url, a.language, a.extra, a.sha256, a.length, "
    "a.imported_at, a.origin"
)


def add(
    rows: Rows,
    db: Database,
    article: IncomingArticle,
    *,
    fingerprint: int,
    annotator: str,
    at: str,
) -> int:
    """Put an article into the file and return its id.  Its text must not be there yet."""
    number = int(db.conn.execute("SELECT coalesce(max(id), 0) + 1 FROM articles").fetchone()[0])
    meta = article.metadata
    rows.insert_many(
        "articles",
        [
            {
                "id": number,
                "sha256": article.sha256,
                "length": len(article.text),
                "title": meta.title,
                "source": meta.source,
                "author": meta.author,
                "published": meta.published,
                "url": meta.url,
                "language": meta.language,
                "extra": json.dumps(meta.extra, ensure_ascii=False),
                "fingerprint": f"{fingerprint:016x}",
                "origin": article.origin,
                "imported_by": annotator,
                "imported_at": at,
            }
        ],
    )
    removed = [[piece.start, piece.end, piece.text, piece.reason] for piece in article.removed]
    rows.insert_many(
        "article_texts",
        [
            {
                "article_id": number,
                "text": article.text,
                "removed": json.dumps(removed, ensure_ascii=False),
            }
        ],
    )
    return number


def by_hash(db: Database, sha256: str) -> int | None:
    row = db.conn.execute("SELECT id FROM articles WHERE sha256 = ?", (sha256,)).fetchone()
    return int(row[0]) if row else None


def fingerprints(db: Database) -> dict[int, int]:
    """Article id -> the fingerprint by which near-duplicates are found."""
    found = db.conn.execute("SELECT id, fingerprint FROM articles WHERE fingerprint <> ''")
    return {number: int(value, 16) for number, value in found}


def summaries(db: Database) -> list[ArticleSummary]:
    """All articles without their texts, in the order of import."""
    return [_summary(row) for row in db.conn.execute(f"SELECT {_SUMMARY} FROM articles a ORDER BY a.id")]


def ids(db: Database) -> list[int]:
    return [int(row[0]) for row in db.conn.execute("SELECT id FROM articles ORDER BY id")]


def languages(db: Database) -> dict[int, str]:
    """Article id -> language (ISO 639-1, or empty), by id."""
    return dict(db.conn.execute("SELECT id, language FROM articles ORDER BY id").fetchall())


def count(db: Database) -> int:
    return int(db.conn.execute("SELECT count(*) FROM articles").fetchone()[0])


def load(db: Database, article_id: int) -> Article | None:
    row = db.conn.execute(
        f"SELECT {_SUMMARY}, t.text, t.removed FROM articles a JOIN article_texts t ON t.article_id = a.id "
        "WHERE a.id = ?",
        (article_id,),
    ).fetchone()
    return _article(row) if row else None


def every(db: Database, ids: Collection[int]) -> Iterator[Article]:
    """The articles of these ids, ascending, read one by one."""
    rows = db.conn.execute(
        f"SELECT {_SUMMARY}, t.text, t.removed FROM articles a JOIN article_texts t ON t.article_id = a.id "
        "WHERE a.id IN (SELECT value FROM json_each(?)) ORDER BY a.id",
        (json.dumps(sorted(ids)),),
    )
    return map(_article, rows)


def search(db: Database, words: str) -> list[int]:
    """Articles whose text has all these words (the last one may be a beginning) or whose title has them.

    Whatever is typed is taken as words, never as a query language.
    """
    terms = words.split()
    if not terms:
        return ids(db)
    quoted = ['"' + term.replace('"', '""') + '"' for term in terms]
    quoted[-1] += "*"
    pattern = "%" + words.strip().replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_") + "%"
    found = db.conn.execute(
        "SELECT id FROM articles WHERE title LIKE ? ESCAPE '\\' UNION "
        "SELECT rowid FROM article_texts_fts WHERE article_texts_fts MATCH ? ORDER BY 1",
        (pattern, " ".join(quoted)),
    )
    return [int(row[0]) for row in found]


def _metadata(row: tuple[Any, ...]) -> Metadata:
    title, source, author, published, url, language, extra = row[1:8]
    others = json.loads(extra) if extra != "{}" else {}
    return Metadata(title, source, author, published, url, language, others)


def _summary(row: tuple[Any, ...]) -> ArticleSummary:
    return ArticleSummary(row[0], _metadata(row), row[8], row[9], row[10], row[11])


def _article(row: tuple[Any, ...]) -> Article:
    removed = tuple(Removed(*piece) for piece in json.loads(row[13])) if row[13] != "[]" else ()
    return Article(row[0], row[12], _metadata(row), row[8], removed, row[10], row[11])
