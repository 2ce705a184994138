"""Where records go while an export is written, and what is counted on the way."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Protocol

from annotator.exchange.formats import Context, Format, module_of
from annotator.exchange.jsonl_out import JsonlLines
from annotator.exchange.losses import Loss, Losses
from annotator.model.article import Article
from annotator.model.layer import Layer
from annotator.model.record import Record
from annotator.model.selection import Selection
from annotator.project.layer_rows import Said
from annotator.project.pseudonyms import Pseudonyms
from annotator.project.queries import Queries
from annotator.project.records import record_of

_UNANSWERED = Loss(
    "suggestion on an article that nobody has annotated",
    "suggestions on articles that nobody has annotated",
    "left out",
    drops="annotation",
)
_UNANSWERED_LINKS = Loss(
    "link on an article that nobody has annotated",
    "links on articles that nobody has annotated",
    "left out",
    drops="link",
)


def takes(kind: Format, said: Said) -> bool:
    """Whether a format has a record for what a layer says.

    Articles that nobody has annotated teach nothing.  Formats with parts keep suggestions on them apart.
    """
    return not kind.trains or said.answered or (kind.parts and bool(said.suggested))


class Counts:
    """What was written and what was lost, over all parts."""

    def __init__(self) -> None:
        self.records = self.annotations = self.links = 0
        self.losses: Losses = Counter()
        self.with_columns: set[int] = set()
        """Articles with further columns, for formats that are not asked for their losses."""
        self.named: set[str] = set()
        """Ids of the actors that mentions point to: no format has a place for the notes on them."""
        self._article = 0
        self._taken: set[int] = set()
        self._passed_over: set[int] = set()

    @property
    def unanswered(self) -> int:
        """Articles that have no record because nobody has annotated them."""
        return len(self._passed_over - self._taken)

    def take(self, kind: Format, article: Article, said: Said) -> bool:
        """Whether there is a record for it; if not, that is counted."""
        if takes(kind, said):
            if kind.trains:
                self._taken.add(article.id)
            return True
        self._passed_over.add(article.id)
        self.losses.update({_UNANSWERED: len(said.suggested), _UNANSWERED_LINKS: len(said.suggested_links)})
        return False

    def lose(self, record: Record, context: Context, kind: Format) -> None:
        """Count what the format can't hold of a record."""
        again = record.article.id == self._article
        self._article = record.article.id
        self.named.update(record.actors)
        for loss, number in module_of(kind).losses(record, context).items():
            if not (again and loss.of_article):
                self.losses[loss] += number

    def note(self, article: Article, said: Said) -> None:
        """The same of rows, for JSONL: what it has no place for is known without making a record."""
        if article.metadata.extra:
            self.with_columns.add(article.id)
        self.named.update(row[8] for row in said.annotations if row[8] is not None)
        self.named.update(row[8] for row in said.suggested if row[8] is not None)


class Sink(Protocol):
    """Takes what a layer says of an article."""

    def add(self, article: Article, layer: Layer, said: Said) -> None: ...

    def close(self) -> None:
        """May be called again."""


def sink_of(
    queries: Queries, kind: Format, place: Path, context: Context, selection: Selection, counts: Counts
) -> Sink:
    """What writes this format to a file or folder, and counts what it writes.

    :raises UserError: if something has to be installed first.
    """
    if kind.name == "jsonl":
        return _Lines(queries, place, context, selection, counts)
    return _Records(queries, kind, place, context, selection, counts)


class _Lines:
    """JSONL is written from the rows themselves: for a million annotations that is several times faster."""

    def __init__(
        self, queries: Queries, place: Path, context: Context, selection: Selection, counts: Counts
    ) -> None:
        self._counts = counts
        self._lines = JsonlLines(queries, context.project, Pseudonyms(queries, selection))
        self._file = place.open("w", encoding="utf-8", newline="\n", buffering=1 << 20)

    def add(self, article: Article, layer: Layer, said: Said) -> None:
        self._file.write(self._lines.line(article, layer, said))
        counts = self._counts
        counts.note(article, said)
        counts.records += 1
        counts.annotations += len(said.annotations) + len(said.suggested)
        counts.links += len(said.links) + len(said.suggested_links)

    def close(self) -> None:
        self._file.close()


class _Records:
    def __init__(
        self,
        queries: Queries,
        kind: Format,
        place: Path,
        context: Context,
        selection: Selection,
        counts: Counts,
    ) -> None:
        self._counts = counts
        self._kind, self._context = kind, context
        self._registry, self._names = queries.actors_by_id(), Pseudonyms(queries, selection)
        self._writer = module_of(kind).open_writer(place, context)
        self._open = True

    def add(self, article: Article, layer: Layer, said: Said) -> None:
        record = record_of(article, layer, said, self._registry, self._names)
        self._counts.lose(record, self._context, self._kind)
        annotations, links = self._writer.add(record)
        self._counts.records += 1
        self._counts.annotations += annotations
        self._counts.links += links

    def close(self) -> None:
        if self._open:
            self._open = False
            self._writer.close()
