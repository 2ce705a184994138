"""Fetching from the hub what is new there."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence

from annotator.articles.duplicates import fingerprint
from annotator.hub.local import Keeping, Local
from annotator.hub.remote import Hub, Numbered
from annotator.hub.report import Piece, Report, batches, keeping
from annotator.hub.taking import TITLE, take_entries, take_released
from annotator.model.article import IncomingArticle
from annotator.project.operations import articles
from annotator.project.project import Project
from annotator.project.queries import Queries
from annotator.project.visibility import RELEASED

_TOGETHER = 20
"""So many articles are saved together: their texts are large."""


class Fetching:
    """The other way of an exchange.

    :param batch: entries that are fetched and saved together.
    """

    def __init__(self, queries: Queries, hub: Hub, report: Report, batch: int) -> None:
        self._queries = queries
        self._hub = hub
        self._report = report
        self._batch = batch
        self._local = Local(queries)
        self._done = self._total = self._newest = 0
        self._new_actors = False

    def run(self) -> Iterator[Piece]:
        """Fetch; all of it is of one moment."""
        with self._hub.one_moment():
            yield from self._articles()
            yield from self._released()
            yield from self._begin_seeing_all()
            yield from self._actors()
            yield from self._seen()
            yield from self._entries()
            yield from self._left()

    def _articles(self) -> Iterator[Piece]:
        cursor = self._local.article_cursor
        total, done = self._hub.article_count(cursor), 0
        while page := self._hub.articles_after(cursor, _TOGETHER):
            lacking = [key for _, key in page if self._queries.article_by_hash(key) is None]
            found = [(article := self._hub.article(key), fingerprint(article.text)) for key in lacking]
            cursor = page[-1][0]
            done += len(page)
            self._report.articles_received += len(found)
            yield Piece("Fetching articles …", done, total, _adding(found, cursor))

    def _released(self) -> Iterator[Piece]:
        """What the coordinators let everybody see; the articles are here by now."""
        found = (self._queries.article_by_hash(key) for key in self._hub.released())
        released = sorted(number for number in found if number is not None)
        if released != json.loads(self._queries.about(RELEASED, "[]")):
            yield Piece("Fetching …", 0, 0, lambda project: take_released(project, released))

    def _begin_seeing_all(self) -> Iterator[Piece]:
        """Where nothing is hidden any longer, also what the cursor has passed comes."""
        if self._local.seen is not None and self._hub.sees_all():
            yield Piece("Fetching …", 0, 0, keeping(Keeping.begin_seeing_all))

    def _actors(self) -> Iterator[Piece]:
        """Before what points to them: one that was changed since has a higher number than its mentions."""
        self._newest = self._local.cursor
        self._total = self._hub.entry_count(self._newest)
        while page := self._hub.actors_after(self._newest, self._batch):
            self._newest = page[-1].number
            self._done += len(page)
            self._new_actors = True
            yield self._taking(page)

    def _seen(self) -> Iterator[Piece]:
        """What was hidden when it was written and is no longer; the cursor has passed it."""
        if self._hub.sees_all():
            return
        before, cursor, now = self._local.seen, self._local.cursor, self._hub.seen_articles()
        kept = now if before is None else now & before
        if before != kept:
            yield Piece("Fetching …", 0, 0, keeping(Keeping.keep_seen, kept))
        for article in sorted(now - kept):
            after = 0
            while page := self._hub.entries_on(article, after, cursor, self._batch):
                after = page[-1].number
                yield self._taking(page)
            kept = kept | {article}
            yield Piece("Fetching …", self._done, self._total, keeping(Keeping.keep_seen, kept))

    def _entries(self) -> Iterator[Piece]:
        cursor = self._local.cursor
        while page := self._hub.entries_after(cursor, self._batch):
            cursor = page[-1].number
            self._done += len(page)
            yield self._taking(page, cursor=cursor)
        if self._newest > cursor:
            yield Piece("Fetching …", 0, 0, keeping(Keeping.keep_cursor, self._newest))

    def _left(self) -> Iterator[Piece]:
        """What could not be taken in: perhaps the codebook has the words now, or the actors are here."""
        left = self._local.left if self._new_actors else self._local.left_to_try
        for batch in batches(left, self._batch):
            yield self._taking(self._hub.some_entries(batch), tried=batch)

    def _taking(
        self,
        page: Sequence[Numbered],
        *,
        cursor: int | None = None,
        tried: Sequence[int] = (),
    ) -> Piece:
        def save(project: Project) -> None:
            # What came is saved before how far it came: a cut between means that it comes once more.
            taken = take_entries(project, page)
            self._report.count(taken)
            with project.transact(TITLE, undoable=False):
                keeping = Keeping(project)
                if tried or taken.left:
                    keeping.keep_left({*keeping.left, *taken.left} - (set(tried) - set(taken.left)))
                if cursor is not None:
                    keeping.keep_cursor(cursor)

        return Piece("Fetching …", self._done, self._total, save)


def _adding(found: Sequence[tuple[IncomingArticle, int]], cursor: int) -> Callable[[Project], None]:
    def save(project: Project) -> None:
        with project.transact("Fetch articles from the hub", undoable=False):
            for article, mark in found:
                articles.add(project, article, fingerprint=mark)
            Keeping(project).keep_article_cursor(cursor)

    return save
