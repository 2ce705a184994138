"""The hub as a program sees it: who one is there, entries in and out, articles, the codebook."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from annotator.errors import UserError
from annotator.hub.setting_up import MemberRole
from annotator.hub.tables import VERSION
from annotator.model.article import IncomingArticle, Metadata, Removed
from annotator.model.revision import Entry

if TYPE_CHECKING:
    from psycopg import Connection

_FIELDS = "kind, id, owner, layer_kind, article, stamp, deleted, body"


@dataclass(frozen=True, slots=True)
class Member:
    annotator: str
    role: MemberRole
    login: str


@dataclass(frozen=True, slots=True)
class Identity:
    """The hub, and who one is on it.

    ``key`` changes where everything has to be exchanged anew.  ``newest`` is the last number that was drawn.
    """

    project: str
    name: str
    key: str
    blind: bool
    newest: int
    me: Member

    @property
    def coordinates(self) -> bool:
        return self.me.role == "coordinator"

    @property
    def settles(self) -> bool:
        """Whether this member may write gold."""
        return self.me.role in ("coordinator", "adjudicator")


@dataclass(frozen=True, slots=True)
class Numbered:
    """An entry with the number of its writing."""

    number: int
    entry: Entry


class Hub:
    """One connection to a hub; errors of the server are those of :func:`..connecting.connected`."""

    def __init__(self, connection: Connection[Any]) -> None:
        self._connection = connection

    # -- who and what

    def identity(self) -> Identity:
        """:raises UserError: if this login is no member, or the hub was made by a newer program."""
        row = self._connection.execute(
            "SELECT version, project, name, epoch, blind, annotator.newest() FROM annotator.hub"
        ).fetchone()
        mine = self._connection.execute(
            "SELECT annotator, role, login FROM annotator.members WHERE login = current_user"
        ).fetchone()
        if row is None or mine is None:
            raise UserError(
                f"“{self._connection.info.user}” is no member of this hub: ask its owner to invite you."
            )
        version, project, name, epoch, blind, newest = row
        if version > VERSION:
            raise UserError("The hub was made by a newer version of Annotator: update the program.")
        return Identity(project, name, f"{project}/{epoch}", blind, newest, Member(*mine))

    def members(self) -> list[Member]:
        """By name."""
        rows = self._connection.execute(
            "SELECT annotator, role, login FROM annotator.members ORDER BY annotator"
        )
        return [Member(*row) for row in rows]

    def set_blind(self, blind: bool) -> None:
        """For coordinators."""
        self._connection.execute("UPDATE annotator.hub SET blind = %s", (blind,))

    def release(self, articles: Sequence[str], *, take_back: bool = False) -> int:
        """Let everybody read all layers on articles (by hash), or no longer; how many that changed."""
        if take_back:
            query = "DELETE FROM annotator.releases WHERE article = ANY (%s)"
        else:
            query = (
                "INSERT INTO annotator.releases SELECT sha256 FROM annotator.articles "
                "WHERE sha256 = ANY (%s) ON CONFLICT DO NOTHING"
            )
        return self._connection.execute(query, (list(articles),)).rowcount

    def released(self) -> set[str]:
        """The articles that are released; by hash."""
        return {row[0] for row in self._connection.execute("SELECT article FROM annotator.releases")}

    # -- writing

    def put(self, entries: Sequence[Entry]) -> int:
        """Save entries, all or none; where the hub has a later revision, that stays.

        :returns: how many were news.
        """
        if not entries:
            return 0
        columns = [
            [e.kind for e in entries],
            [e.id for e in entries],
            [e.owner for e in entries],
            [e.layer_kind for e in entries],
            [e.article for e in entries],
            [e.stamp for e in entries],
            [e.deleted for e in entries],
            [json.dumps(e.body, ensure_ascii=False) for e in entries],
        ]
        return self._connection.execute(
            f"INSERT INTO annotator.entries AS there ({_FIELDS}) "
            "SELECT * FROM unnest(%s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[], "
            "%s::boolean[], %s::json[]) "
            "ON CONFLICT (kind, owner, layer_kind, article, id) DO UPDATE SET stamp = excluded.stamp, "
            "deleted = excluded.deleted, body = excluded.body WHERE there.stamp < excluded.stamp",
            columns,
        ).rowcount

    def put_articles(self, articles: Iterable[IncomingArticle]) -> int:
        """Save articles that the hub lacks, each by itself; how many were new.  For coordinators."""
        count = 0
        for article in articles:
            count += self._connection.execute(
                "INSERT INTO annotator.articles (sha256, text, body) VALUES (%s, %s, %s) "
                "ON CONFLICT (sha256) DO NOTHING",
                (article.sha256, article.text.encode("utf-8"), _article_body(article)),
            ).rowcount
        return count

    def put_codebook(self, body: str, after: int) -> int | None:
        """Save a version of the codebook that was made from version ``after``.  For coordinators.

        :returns: its number; None if the hub has got a later one meanwhile.
        """
        with self._connection.transaction():
            self._connection.execute("SELECT pg_advisory_xact_lock(1095650895)")
            if self.codebook_number() != after:
                return None
            row = self._connection.execute(
                "INSERT INTO annotator.codebooks (body, written_by) VALUES (%s, annotator.me()) "
                "RETURNING seq",
                (body,),
            ).fetchone()
            return int(row[0]) if row else None

    # -- reading

    @contextmanager
    def one_moment(self) -> Iterator[None]:
        """All that is read inside is the hub as it was at one moment."""
        with self._connection.transaction():
            self._connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield

    def sees_all(self) -> bool:
        """Whether one may read every layer on every article."""
        return bool(self._one("SELECT annotator.sees_all()"))

    def seen_articles(self) -> set[str]:
        """The articles on which one may read every layer, where that is not all; by hash."""
        return {row[0] for row in self._connection.execute("SELECT annotator.seen_articles()")}

    def entry_count(self, after: int) -> int:
        return int(self._one("SELECT count(*) FROM annotator.entries WHERE seq > %s", after))

    def entries_after(self, number: int, limit: int) -> list[Numbered]:
        """What was written after a number, in that order; actors apart."""
        return self._entries("WHERE seq > %s AND kind <> 'actor' ORDER BY seq LIMIT %s", number, limit)

    def actors_after(self, number: int, limit: int) -> list[Numbered]:
        """The actors that were written after a number, in that order."""
        return self._entries("WHERE seq > %s AND kind = 'actor' ORDER BY seq LIMIT %s", number, limit)

    def entries_on(self, article: str, after: int, until: int, limit: int) -> list[Numbered]:
        """What was written on an article (hash) after a number and until another, in that order."""
        where = "WHERE article = %s AND seq > %s AND seq <= %s ORDER BY seq LIMIT %s"
        return self._entries(where, article, after, until, limit)

    def some_entries(self, numbers: Sequence[int]) -> list[Numbered]:
        """Those with these numbers that were not written anew since."""
        return self._entries("WHERE seq = ANY (%s) ORDER BY seq", list(numbers))

    def known_articles(self, hashes: Sequence[str]) -> set[str]:
        """Those of these articles that the hub has."""
        rows = self._connection.execute(
            "SELECT sha256 FROM annotator.articles WHERE sha256 = ANY (%s)", (list(hashes),)
        )
        return {row[0] for row in rows}

    def article_count(self, after: int) -> int:
        return int(self._one("SELECT count(*) FROM annotator.articles WHERE seq > %s", after))

    def articles_after(self, number: int, limit: int) -> list[tuple[int, str]]:
        """Numbers and hashes of the articles that came after a number."""
        rows = self._connection.execute(
            "SELECT seq, sha256 FROM annotator.articles WHERE seq > %s ORDER BY seq LIMIT %s", (number, limit)
        )
        return [(int(row[0]), str(row[1])) for row in rows]

    def article(self, sha256: str) -> IncomingArticle:
        """:raises UserError: if the text is not the one of this hash."""
        row = self._connection.execute(
            "SELECT text, body FROM annotator.articles WHERE sha256 = %s", (sha256,)
        ).fetchone()
        assert row is not None
        article = _article(bytes(row[0]).decode("utf-8"), row[1])
        if article.sha256 != sha256:
            raise UserError("An article on the hub is damaged: have its database checked.")
        return article

    def codebook_number(self) -> int:
        """Of the newest version of the codebook; 0 where there is none."""
        return int(self._one("SELECT coalesce(max(seq), 0) FROM annotator.codebooks"))

    def codebook(self, number: int) -> tuple[str, str]:
        """A version of the codebook as JSON, and who wrote it."""
        row = self._connection.execute(
            "SELECT body::text, written_by FROM annotator.codebooks WHERE seq = %s", (number,)
        ).fetchone()
        assert row is not None
        return str(row[0]), str(row[1])

    # -- inside

    def _one(self, query: Any, *values: Any) -> Any:
        row = self._connection.execute(query, values).fetchone()
        return row[0] if row else None

    def _entries(self, where: Any, *values: Any) -> list[Numbered]:
        rows = self._connection.execute(f"SELECT {_FIELDS}, seq FROM annotator.entries {where}", values)
        return [Numbered(row[8], Entry(*row[:8])) for row in rows]


def _article_body(article: IncomingArticle) -> str:
    meta = article.metadata
    body = {
        "metadata": {name: getattr(meta, name) for name in Metadata.__slots__},
        "removed": [[piece.start, piece.end, piece.text, piece.reason] for piece in article.removed],
        "origin": article.origin,
    }
    return json.dumps(body, ensure_ascii=False)


def _article(text: str, body: dict[str, Any]) -> IncomingArticle:
    removed = tuple(Removed(*piece) for piece in body["removed"])
    return IncomingArticle(text, Metadata(**body["metadata"]), removed, body["origin"])
