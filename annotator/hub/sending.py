"""Sending to the hub what is new in a project."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.hub.remote import Hub, Identity
from annotator.hub.report import Piece, Report, batches, nothing
from annotator.hub.taking import noting, own_key
from annotator.model.article import IncomingArticle
from annotator.model.revision import Entry, RevisionKind
from annotator.project import sending
from annotator.project.queries import Queries
from annotator.store import at_hub, streams


class Sending:
    """One way of an exchange.

    :param batch: entries that are sent together.
    """

    def __init__(self, queries: Queries, hub: Hub, report: Report, batch: int) -> None:
        self._queries = queries
        self._hub = hub
        self._report = report
        self._batch = batch

    def run(self, who: Identity) -> Iterator[Piece]:
        """Send, and have noted what the hub has then."""
        if who.coordinates:
            yield from self._articles()
        entries = self._unsent(who)
        for batch in batches(entries, self._batch):
            self._hub.put(batch)
            self._report.sent += len(batch)
            yield Piece("Sending …", self._report.sent, len(entries), noting(batch))

    def _articles(self) -> Iterator[Piece]:
        there = {article.sha256: article.id for article in self._queries.articles()}
        if self._hub.article_count(0) == len(there):
            return
        missing = [key for key in there if key not in self._hub.known_articles(list(there))]
        for number, key in enumerate(missing, 1):
            article = self._queries.article(there[key])
            incoming = IncomingArticle(article.text, article.metadata, article.removed, article.origin)
            self._report.articles_sent += self._hub.put_articles([incoming])
            yield Piece("Sending articles …", number, len(missing), nothing)

    def _unsent(self, who: Identity) -> list[Entry]:
        """What the hub lacks of what this member may write, as far as the hub has the articles."""
        queries = self._queries
        with streams.snapshot(queries.db):
            layers = [
                layer
                for layer in queries.layers()
                if (layer.kind == "person" and layer.annotator == who.me.annotator)
                or (layer.kind == "gold" and who.settles)
            ]
            common: list[RevisionKind] = ["actor", "assignment"] if who.coordinates else ["actor"]
            unsent = at_hub.unsent(queries.db, [layer.id for layer in layers], common)
            if not unsent:
                return []
            touched = {article for article in unsent.values() if article is not None}
            actors = any(kind == "actor" for kind, _ in unsent)
            found = [
                entry
                for entry in sending.entries(queries, layers, articles=touched, all_actors=actors)
                if own_key(queries, entry) in unsent
            ]
        known = self._hub.known_articles(list({entry.article for entry in found}))
        kept = [entry for entry in found if entry.article and entry.article not in known]
        if kept:
            self._report.notes.append(
                f"{len(kept)} changes stay here, as the hub lacks their articles: a coordinator adds them."
            )
        return [entry for entry in found if not entry.article or entry.article in known]
