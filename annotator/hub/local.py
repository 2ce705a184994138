"""What a project remembers of its hub: where it is, and how far the exchange has come."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Collection, Iterable

from annotator.model.codebook import Codebook
from annotator.project.project import Project
from annotator.project.queries import Queries
from annotator.store import at_hub

URL = "hub"
"""The fact with the address, without a password."""

_KEY = "hub_key"
_CURSOR = "hub_cursor"
_ARTICLES = "hub_articles"
_SEEN = "hub_seen"
_CODEBOOK = "hub_codebook"
_BODY = "hub_codebook_body"
_BLIND = "hub_blind"
_LEFT = "hub_left"
_TRIED_WITH = "hub_left_codebook"
_ALL = "all"


class Local:
    """The facts of one project; the setters stand inside a transaction.

    Each is kept by itself, as they change at different times: the cursors with every piece that comes in.
    """

    def __init__(self, queries: Queries) -> None:
        self._queries = queries

    @property
    def url(self) -> str:
        return self._queries.about(URL)

    @property
    def key(self) -> str:
        """Of hub and annotator; another one than last time: everything is exchanged anew."""
        return self._queries.about(_KEY)

    @property
    def cursor(self) -> int:
        """The number of the last entry that came in."""
        return self._number(_CURSOR)

    @property
    def article_cursor(self) -> int:
        return self._number(_ARTICLES)

    @property
    def seen(self) -> set[str] | None:
        """Where all came in that all layers say, up to the cursor: articles by hash; None: everywhere."""
        kept = self._queries.about(_SEEN)
        return None if kept == _ALL else set(json.loads(kept or "[]"))

    @property
    def left(self) -> list[int]:
        """Numbers of entries that could not be taken in."""
        return list(json.loads(self._queries.about(_LEFT, "[]")))

    @property
    def left_to_try(self) -> list[int]:
        """Those of them that may fit now: all, where the codebook is another one since they were tried."""
        tried_with = self._queries.about(_TRIED_WITH)
        return [] if tried_with == _digest(self._queries.codebook) else self.left

    @property
    def codebook(self) -> int:
        """The number of the codebook that was exchanged last; 0: none."""
        return self._number(_CODEBOOK)

    @property
    def codebook_changed(self) -> bool:
        """Whether the codebook is another than after the last exchange."""
        return self._queries.about(_BODY) != _digest(self._queries.codebook)

    @property
    def blind(self) -> bool | None:
        """Whether the hub was blind at the last exchange; None: there was none."""
        return {"yes": True, "no": False}.get(self._queries.about(_BLIND))

    def _number(self, name: str) -> int:
        return int(self._queries.about(name, "0"))


class Keeping(Local):
    """The same of a project that is open for writing."""

    def __init__(self, project: Project) -> None:
        super().__init__(project)
        self._project = project

    def join(self, url: str, key: str, *, anew: bool = False) -> None:
        """Begin with a hub, or with another one, or as another annotator.

        :param anew: the hub may have lost what was sent to it.
        """
        if anew or _hub(self.key) != _hub(key):
            at_hub.forget(self._project.db)
        self._project.remember(URL, url)
        self._project.remember(_KEY, key)
        for name in (_CURSOR, _ARTICLES, _CODEBOOK):
            self._project.remember(name, "0")
        for name in (_SEEN, _LEFT):
            self._project.remember(name, "[]")
        for name in (_BODY, _BLIND):
            self._project.remember(name, "")

    def keep_url(self, url: str) -> None:
        if url != self.url:
            self._project.remember(URL, url)

    def keep_cursor(self, number: int) -> None:
        self._project.remember(_CURSOR, str(number))

    def keep_article_cursor(self, number: int) -> None:
        self._project.remember(_ARTICLES, str(number))

    def keep_seen(self, seen: Iterable[str] | None) -> None:
        self._project.remember(_SEEN, _ALL if seen is None else json.dumps(sorted(seen)))

    def begin_seeing_all(self) -> None:
        """From now on every layer is read everywhere: also what the cursor passed while it was hidden."""
        self.keep_cursor(0)
        self.keep_seen(None)

    def keep_left(self, numbers: Collection[int]) -> None:
        self._project.remember(_LEFT, json.dumps(sorted(numbers)))
        self._project.remember(_TRIED_WITH, _digest(self._project.codebook))

    def keep_codebook(self, number: int) -> None:
        """The codebook as it is now is the hub's of this number, or what this copy made of it."""
        self._project.remember(_CODEBOOK, str(number))
        self._project.remember(_BODY, _digest(self._project.codebook))

    def keep_blind(self, blind: bool) -> None:
        self._project.remember(_BLIND, "yes" if blind else "no")


def codebook_body(codebook: Codebook) -> str:
    """A codebook as it travels: its number differs from copy to copy."""
    return dataclasses.replace(codebook, version=0).to_json()


def _digest(codebook: Codebook) -> str:
    return hashlib.sha256(codebook_body(codebook).encode("utf-8")).hexdigest()


def _hub(key: str) -> str:
    """The part of a key that names the hub, without the annotator."""
    return "/".join(key.split("/")[:2])
