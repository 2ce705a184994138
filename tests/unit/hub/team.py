"""A hub with people in it, and what they have said, for tests of its server side."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from typing import Any

from annotator.hub import setting_up
from annotator.hub.connecting import connected
from annotator.hub.remote import Hub
from annotator.hub.setting_up import MemberRole
from annotator.model.article import IncomingArticle
from annotator.model.revision import Entry, RevisionKind
from tests.support.postgres import Server

FIRST = IncomingArticle("Mira Sand said the levy will fail.")
SECOND = IncomingArticle("Tolm Harbour denied it.")

_teams = count(1)


@dataclass(frozen=True, slots=True)
class Team:
    """A hub made by Petra, who coordinates; the logins end with its number, as a server has all of them."""

    server: Server
    database: str
    number: int

    @classmethod
    def make(cls, server: Server, *, blind: bool = False, **people: MemberRole) -> Team:
        number = next(_teams)
        team = cls(server, server.new_database(f"petra{number}"), number)
        with connected(team.socket("petra")) as connection:
            setting_up.make(connection, project="p-1", name="press", coordinator="Petra", blind=blind)
            for name, role in people.items():
                setting_up.admit(connection, name.title(), f"{name}{number}", role)
            Hub(connection).put_articles([FIRST, SECOND])
        return team

    def socket(self, name: str) -> str:
        return self.server.socket_url(self.database, self.login(name))

    def login(self, name: str) -> str:
        return f"{name}{self.number}"

    @contextmanager
    def hub(self, name: str) -> Iterator[Hub]:
        with connected(self.socket(name)) as connection:
            yield Hub(connection)

    def psql(self, name: str, script: str) -> tuple[int, str, str]:
        """Exit code, output, errors."""
        done = self.server.psql(self.socket(name), script)
        return done.returncode, done.stdout.strip(), done.stderr.strip()


def entry(
    owner: str,
    id: str,
    second: int = 0,
    *,
    kind: RevisionKind = "annotation",
    article: IncomingArticle | None = FIRST,
    layer_kind: str = "person",
    deleted: bool = False,
    **body: Any,
) -> Entry:
    """An entry of that second of a certain minute."""
    stamp = f"2026-11-23T08:00:{second:02d}.000Z"
    return Entry(kind, id, owner, layer_kind, article.sha256 if article else "", stamp, deleted, body)


def done(owner: str, second: int = 0, state: str = "done") -> Entry:
    return entry(owner, "", second, kind="state", state=state, updated_at="2026-11-23T08:00:00.000Z")
