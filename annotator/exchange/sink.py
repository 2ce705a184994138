"""Where records go while an export is written, and what is counted on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from annotator.exchange.formats import Context, Format, module_of
from annotator.exchange.jsonl_out import JsonlLines
from annotator.exchange.losses import Losses
from annotator.model.article import Article
from annotator.model.layer import Layer
from annotator.model.record import Record
from annotator.model.selection import Selection
from annotator.project.layer_rows import Said
from annotator.project.pseudonyms import Pseudonyms
from annotator.project.queries import Queries
from annotator.project.records import record_of


class Counts:
    """What was written and what was lost."""

    def __init__(self) -> None:
        self.records = self.annotations = self.links = 0
        self.losses: Losses = Counter()
        self._article = 0

    def lose(self, record: Record, context: Context, kind: Format) -> None:
        """Count what the format can't hold of a record."""
        again = record.article.id == self._article
        self._article = record.article.id
        for loss, number in module_of(kind).losses(record, context).items():
            if not (again and loss.of_article):
                self.losses[loss] += number

    @classmethod
    def of(cls, sinks: Iterable[Sink]) -> Counts:
        """Those of several parts together."""
        whole = cls()
        for sink in sinks:
            whole.records += sink.counts.records
            whole.annotations += sink.counts.annotations
            whole.links += sink.counts.links
            whole.losses.update(sink.counts.losses)
        return whole


class Sink(Protocol):
    """Takes what a layer says of an article."""

    counts: Counts

    def add(self, article: Article, layer: Layer, said: Said) -> None: ...

    def close(self) -> None:
        """May be called again."""


def sink_of(queries: Queries, kind: Format, place: Path, context: Context, selection: Selection) -> Sink:
    """What writes this format to a file or folder.

    :raises UserError: if something has to be installed first.
    """
    if kind.name == "jsonl":
        return _Lines(queries, place, context, selection)
    return _Records(queries, kind, place, context, selection)


class _Lines:
    """JSONL is written from the rows themselves: for a million annotations that is several times faster."""

    def __init__(self, queries: Queries, place: Path, context: Context, selection: Selection) -> None:
        self.counts = Counts()
        self._lines = JsonlLines(queries, context.project, Pseudonyms(queries, selection))
        self._file = place.open("w", encoding="utf-8", newline="\n", buffering=1 << 20)

    def add(self, article: Article, layer: Layer, said: Said) -> None:
        self._file.write(self._lines.line(article, layer, said))
        self.counts.records += 1
        self.counts.annotations += len(said.annotations) + len(said.suggested)
        self.counts.links += len(said.links) + len(said.suggested_links)

    def close(self) -> None:
        self._file.close()


class _Records:
    def __init__(
        self, queries: Queries, kind: Format, place: Path, context: Context, selection: Selection
    ) -> None:
        self.counts = Counts()
        self._kind, self._context = kind, context
        self._registry, self._names = queries.actors_by_id(), Pseudonyms(queries, selection)
        self._writer = module_of(kind).open_writer(place, context)
        self._open = True

    def add(self, article: Article, layer: Layer, said: Said) -> None:
        if self._kind.trains and not said.answered and not said.suggested:
            return
        record = record_of(article, layer, said, self._registry, self._names)
        self.counts.lose(record, self._context, self._kind)
        annotations, links = self._writer.add(record)
        self.counts.records += 1
        self.counts.annotations += annotations
        self.counts.links += links

    def close(self) -> None:
        if self._open:
            self._open = False
            self._writer.close()
