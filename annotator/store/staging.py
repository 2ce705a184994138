"""Entries that are to be brought into a project, put aside on disk: however many, in whichever order."""

from __future__ import annotations

import dataclasses
import json
import sqlite3
from collections.abc import Iterable, Iterator

from annotator.model.article import IncomingArticle, Metadata, Removed
from annotator.model.precedence import KIND_ORDER, rank
from annotator.model.revision import Entry, RevisionKind

_COLUMNS = "kind, owner, layer_kind, article, id, stamp, deleted, body"
_NUMBER: dict[str, int] = {kind: number for number, kind in enumerate(KIND_ORDER)}
_KEY = "kind = ? AND owner = ? AND layer_kind = ? AND article = ? AND id = ?"


class Staging:
    """A file of its own that vanishes with it; of entries with equal keys it keeps the one that holds.

    It may be filled in one thread and read in another, one after the other.
    """

    def __init__(self) -> None:
        self._conn = sqlite3.connect("", check_same_thread=False, isolation_level=None)
        self._conn.execute(
            "CREATE TABLE staged (kind INTEGER, owner TEXT, layer_kind TEXT, article TEXT, id TEXT, "
            "stamp TEXT, deleted INTEGER, body TEXT, PRIMARY KEY (kind, owner, layer_kind, article, id)) "
            "WITHOUT ROWID"
        )
        self._conn.execute("CREATE TABLE articles (sha256 TEXT PRIMARY KEY, text TEXT, about TEXT)")
        self._conn.execute("BEGIN")

    def put(self, entries: Iterable[Entry]) -> int:
        """Put aside; returns how many they were."""
        number = 0
        for entry in entries:
            number += 1
            values = (_NUMBER[entry.kind], *entry.key[1:])
            said = json.dumps(dict(entry.body))
            row = (*values, entry.stamp, entry.deleted, said)
            marks = "?, ?, ?, ?, ?, ?, ?, ?"
            if not self._conn.execute(f"INSERT OR IGNORE INTO staged VALUES ({marks})", row).rowcount:
                there = self.get(*entry.key)
                if there is not None and rank(entry) > rank(there):
                    self._conn.execute(f"REPLACE INTO staged VALUES ({marks})", row)
        return number

    def put_article(self, article: IncomingArticle, fingerprint: int) -> None:
        """Put aside an article that comes with them, and the fingerprint of its text."""
        about = dataclasses.asdict(article) | {"text": "", "fingerprint": fingerprint}
        row = (article.sha256, article.text, json.dumps(about))
        self._conn.execute("INSERT OR IGNORE INTO articles VALUES (?, ?, ?)", row)

    def article_text(self, sha256: str) -> str | None:
        """The text of an article that comes; None where it does not."""
        row = self._conn.execute("SELECT text FROM articles WHERE sha256 = ?", (sha256,)).fetchone()
        return str(row[0]) if row else None

    def articles(self) -> Iterator[tuple[IncomingArticle, int]]:
        """The articles that come, with their fingerprints."""
        for text, about in self._conn.execute("SELECT text, about FROM articles ORDER BY rowid"):
            said = json.loads(about)
            removed = tuple(Removed(**piece) for piece in said["removed"])
            metadata = Metadata(**said["metadata"])
            yield IncomingArticle(text, metadata, removed, said["origin"]), said["fingerprint"]

    def get(self, kind: str, owner: str, layer_kind: str, article: str, key: str) -> Entry | None:
        """The entry with this key."""
        row = self._conn.execute(
            f"SELECT {_COLUMNS} FROM staged WHERE {_KEY}",
            (_NUMBER[kind], owner, layer_kind, article, key),
        ).fetchone()
        return _entry(row) if row else None

    def entries(self, *kinds: RevisionKind) -> Iterator[Entry]:
        """Those of some kinds, or all: by kind, layer, article and id."""
        for kind in kinds or KIND_ORDER:  # one by one, so that nothing has to be sorted before the first
            yield from map(
                _entry,
                self._conn.execute(
                    f"SELECT {_COLUMNS} FROM staged WHERE kind = ? ORDER BY owner, layer_kind, article, id",
                    (_NUMBER[kind],),
                ),
            )

    def count(self, *kinds: RevisionKind) -> int:
        """How many there are of some kinds, or in all."""
        chosen = json.dumps([_NUMBER[kind] for kind in kinds or KIND_ORDER])
        query = "SELECT count(*) FROM staged WHERE kind IN (SELECT value FROM json_each(?))"
        return int(self._conn.execute(query, (chosen,)).fetchone()[0])

    def close(self) -> None:
        self._conn.close()


def _entry(row: tuple[int, str, str, str, str, str, int, str]) -> Entry:
    kind, owner, layer_kind, article, key, stamp, deleted, body = row
    return Entry(KIND_ORDER[kind], key, owner, layer_kind, article, stamp, bool(deleted), json.loads(body))
