"""Everything that can be asked of a project; all of it only reads."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotator.errors import UserError
from annotator.model.annotation import Annotation, Segments
from annotator.model.article import Article, ArticleSummary, State
from annotator.model.codebook import Codebook
from annotator.model.decision import Decision
from annotator.model.layer import GOLD, MODEL, Layer
from annotator.model.link import Link
from annotator.project.actor_queries import ActorQueries
from annotator.project.frames import Frames
from annotator.project.hidden_history import shown_entries
from annotator.project.settled import Settled
from annotator.project.suggestion_queries import SuggestionQueries
from annotator.store import annotations as annotation_store
from annotator.store import articles as article_store
from annotator.store import database, history, registry
from annotator.store.hiding import NOTHING

if TYPE_CHECKING:
    from sqlite_utils import Database

_KEPT_ARTICLES = 4
"""Articles kept in memory; their texts never change, their metadata hardly."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One article with what one annotator sees on it.

    ``suggestions`` are the undecided ones of the layers that suggest (see :meth:`Queries.suggesting_on`),
    ``suggested_links`` the links among them and between them and own annotations (see
    :meth:`annotator.project.settled.Settled.waiting_links`).
    """

    article: Article
    annotations: tuple[Annotation, ...]
    links: tuple[Link, ...]
    suggestions: tuple[Annotation, ...]
    suggested_links: tuple[Link, ...]


class Queries(ActorQueries, SuggestionQueries, Frames):
    """Reads a project through one connection; use it only in the thread that made it.

    Annotations, links, decisions and answers are handed out as they stand, of whichever layer: whoever shows
    or exports what others said asks :meth:`sees`, :meth:`seen_articles` or :attr:`hidden` first.
    """

    def __init__(self, db: Database, annotator: str) -> None:
        self.db = db
        """For the rooms project and exchange; everybody else asks the methods."""
        self.annotator = annotator
        self._articles: dict[int, Article] = {}

    @cached_property
    def codebook(self) -> Codebook:
        return registry.codebook(self.db)

    def forget(self, tables: Collection[str]) -> None:
        """Read anew what is kept in memory of these tables; they have changed."""
        if "codebooks" in tables:
            self.__dict__.pop("codebook", None)
        if "articles" in tables:
            self._articles.clear()

    # -- articles

    def articles(self) -> list[ArticleSummary]:
        return article_store.summaries(self.db)

    def article_ids(self) -> list[int]:
        return article_store.ids(self.db)

    def languages(self) -> dict[int, str]:
        """Article id -> its language (ISO 639-1; empty where it is not known), by id."""
        return article_store.languages(self.db)

    def article_count(self) -> int:
        return article_store.count(self.db)

    def article(self, article_id: int) -> Article:
        """:raises UserError: if there is no such article."""
        found = self._articles.get(article_id) or article_store.load(self.db, article_id)
        if found is None:
            raise UserError(f"There is no article {article_id} in this project: choose one that is listed.")
        if article_id not in self._articles and len(self._articles) >= _KEPT_ARTICLES:
            self._articles.clear()
        self._articles[article_id] = found
        return found

    def article_by_hash(self, sha256: str) -> int | None:
        return article_store.by_hash(self.db, sha256)

    def search(self, words: str) -> list[int]:
        """Ids of the articles with these words in text or title."""
        return article_store.search(self.db, words)

    def fingerprints(self) -> dict[int, int]:
        return article_store.fingerprints(self.db)

    # -- layers

    def layers(self) -> list[Layer]:
        return registry.layers(self.db)

    @property
    def layer(self) -> Layer | None:
        """The annotator's own layer; None until something is written to it."""
        return registry.find_layer(self.db, self.annotator, "person")

    def find_layer(self, name: str) -> Layer:
        """The layer that ``--layer name`` means.

        :raises UserError: if there is none; the sentence lists those that there are.
        """
        layers = self.layers()
        meant = self.model_layer() if name == MODEL else None
        if name == GOLD:
            meant = next((layer for layer in layers if layer.kind == "gold"), None)
        # Of a person and a model of one name the person is meant; a model can also be told by its version.
        people_first = sorted(layers, key=lambda layer: layer.kind != "person")
        found = meant or next((each for each in people_first if name in (each.name, each.annotator)), None)
        if found is not None:
            return found
        there = ", ".join(f"“{layer.name}”" for layer in layers) or "none yet"
        raise UserError(f"There is no layer “{name}” in this project; there is {there}.")

    def states(self, layer_id: int | None) -> dict[int, State]:
        """Article id -> state; articles not begun are missing."""
        if layer_id is None:
            return {}
        begun: dict[int, State] = dict.fromkeys(
            annotation_store.counts_by_article(self.db, layer_id), "in progress"
        )
        return begun | registry.states(self.db, layer_id)

    def stored_states(self, layer_id: int) -> dict[int, State]:
        """Article id -> the state that was set by hand."""
        return registry.states(self.db, layer_id)

    # -- annotations

    def annotation(self, annotation_id: str) -> Annotation | None:
        return annotation_store.annotation(self.db, annotation_id)

    def some_annotations(self, ids: Iterable[str]) -> list[Annotation]:
        """Those with these ids, as far as they are there."""
        return annotation_store.some_annotations(self.db, ids)

    def annotations(
        self, article_id: int, *layer_ids: int, since: int = 0, before: int | None = None
    ) -> list[Annotation]:
        """Of some layers, in reading order; only those that begin in ``[since, before)`` (code points)."""
        return annotation_store.load_annotations(self.db, article_id, layer_ids, since, before)

    def start_after(self, article_id: int, layer_id: int, since: int, count: int) -> int | None:
        """Where a layer's annotation begins that follows ``count`` others from ``since`` on (code points)."""
        return annotation_store.start_after(self.db, article_id, layer_id, since, count)

    def find_annotation(
        self, layer_id: int, article_id: int, label: str, segments: Segments
    ) -> Annotation | None:
        """The annotation of a layer that says exactly this."""
        return annotation_store.find_annotation(self.db, layer_id, article_id, label, segments)

    def link(self, link_id: str) -> Link | None:
        return annotation_store.link(self.db, link_id)

    def links(self, article_id: int, *layer_ids: int) -> list[Link]:
        return annotation_store.load_links(self.db, article_id, layer_ids)

    def links_of(self, annotation_id: str) -> list[Link]:
        return annotation_store.links_of(self.db, annotation_id)

    def decisions(self, article_id: int, layer_id: int) -> list[Decision]:
        return annotation_store.load_decisions(self.db, article_id, layer_id)

    def sheet(self, article_id: int) -> Sheet:
        """What the window shows of an article."""
        own = self.layer
        annotations = self.annotations(article_id, own.id) if own else []
        links = self.links(article_id, own.id) if own else []
        suggestions: list[Annotation] = []
        suggested_links: list[Link] = []
        suggested = {a.id: a for a in self.suggested(article_id)}
        if suggested:
            settled = Settled(annotations, self.decisions(article_id, own.id) if own else ())
            suggestions = [a for a in suggested.values() if settled.waits(a)]
            suggesting = (layer.id for layer in self.suggesting_on(article_id))
            suggested_links = settled.waiting_links(
                self.links(article_id, *suggesting), suggested, self.codebook
            )
        return Sheet(
            self.article(article_id),
            tuple(annotations),
            tuple(links),
            tuple(suggestions),
            tuple(suggested_links),
        )

    def colleagues(self, article_id: int) -> dict[str, int | None]:
        """Other people who have annotated an article -> how many annotations they have on it; None where the
        annotator may not see them yet."""
        others = [
            each for each in self.layers() if each.kind == "person" and each.annotator != self.annotator
        ]
        hidden = self.hidden if others else NOTHING
        counts = {each: annotation_store.count_on(self.db, each.id, article_id) for each in others}
        return {
            each.annotator: None if hidden.hides(each.id, article_id) else count
            for each, count in counts.items()
            if count
        }

    def counts(self) -> dict[str, list[tuple[int, str, int]]]:
        """Per layer: ``annotations`` by label, ``links`` by label, ``decisions`` by verdict, as far as the
        annotator may see them, and ``states``."""
        hidden = self.hidden
        return {
            "annotations": annotation_store.counts_by_label(self.db, hidden),
            "links": annotation_store.counts_by_link(self.db, hidden),
            "decisions": annotation_store.counts_by_verdict(self.db, hidden),
            "states": registry.counts_by_state(self.db),
        }

    # -- articles as a whole

    def article_answers(self, article_id: int) -> tuple[dict[str, Any], str]:
        """The annotator's own answers about an article, by question, and their note on it."""
        own = self.layer
        return registry.article_answers(self.db, own.id, article_id) if own else ({}, "")

    def seconds_on(self) -> dict[int, float]:
        """Article id -> seconds the annotator worked on it, all sittings together."""
        own = self.layer
        return registry.seconds_on(self.db, own.id) if own else {}

    # -- history

    def history(
        self, article_id: int | None = None, *, newest: int | None = None
    ) -> list[history.HistoryEntry]:
        """Of one article or the whole project, oldest first; or the ``newest`` so many, newest first.

        What would tell of hidden work of others is left out (see :mod:`annotator.project.hidden_history`).
        """
        found = history.entries(self.db, article_id, newest=newest)
        return shown_entries(found, self.hidden, self.layers(), self.annotator)

    def about(self, name: str, default: str = "") -> str:
        """A fact kept with the project, such as ``annotator`` or ``pipeline``."""
        return registry.about(self.db, name, default)


@contextmanager
def reader(path: Path, annotator: str) -> Iterator[Queries]:
    """Queries over a read-only connection of their own, for a thread beside the window."""
    with database.reading(path) as db:
        yield Queries(db, annotator)
