"""Export: layers of a project, in one of the formats, to a file or folder that is whole or not there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, suppress
from functools import partial
from pathlib import Path

from annotator.errors import UserError
from annotator.exchange.formats import FORMATS, Context, Format, chosen_options
from annotator.exchange.leaving_out import left_out
from annotator.exchange.losses import sentences
from annotator.exchange.sink import Counts, Sink, sink_of
from annotator.exchange.writing import (
    Cancelled,
    ExportCancelledError,
    ExportReport,
    Progress,
    whole_folder,
    whole_path,
)
from annotator.model.layer import Layer
from annotator.model.selection import EVERYTHING, Selection
from annotator.project.layer_rows import LayerRows, selected_articles
from annotator.project.pseudonyms import Pseudonyms
from annotator.project.queries import Queries
from annotator.project.records import record_of
from annotator.store import articles, streams

__all__ = ["FORMATS", "ExportCancelledError", "ExportReport", "chosen_layers", "export", "lost_beforehand"]


def export(
    queries: Queries,
    path: Path,
    layers: Sequence[Layer],
    format: str = "jsonl",
    *,
    selection: Selection = EVERYTHING,
    options: Mapping[str, str] | None = None,
    parts: Mapping[int, str] | None = None,
    accompany: Callable[[Path, ExportReport], None] | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> ExportReport:
    """Write these layers to ``path``, which is replaced when all of it is written.

    In a blind project there is no record of what the annotator may not see yet; the report counts them.

    :param format: a key of :data:`FORMATS`.
    :param parts: id of an article -> the part it is in ("train", "dev", "test"); ``path`` is a folder then,
        with a file or folder for each part; every article that has a record has one.
    :param accompany: writes what goes with them into the folder.
    :raises UserError: if it can't be written, there is nothing to write, a quote does not stand in its text,
        or something that went in did not come out (:class:`ExportCancelledError` if ``cancelled`` said so).
    """
    kind = FORMATS[format]
    with streams.snapshot(queries.db):
        context = context_of(queries, layers, kind, selection, options or {}, parts or {})
        chosen = selected_articles(queries, selection)
        sources = [LayerRows(queries, layer, selection) for layer in layers]
        names = () if kind.parts else sorted(set((parts or {}).values()))
        with _target(queries, path, folder=bool(names) or kind.is_folder) as place:
            places = {name: _part(place, name, kind) for name in names} or {"": place}
            counts = Counts()
            with ExitStack() as closing:
                sinks: dict[str, Sink] = {}
                for name, at in places.items():
                    sinks[name] = sink_of(queries, kind, at, context, selection, counts)
                    closing.push(partial(_close, sinks[name]))
                for done, article in enumerate(articles.every(queries.db, chosen), 1):
                    if cancelled is not None and cancelled():
                        raise ExportCancelledError
                    for rows in sources:
                        said = rows.take(article.id, article.text)
                        if said is not None and counts.take(kind, article, said):
                            part = (parts or {})[article.id] if names else ""
                            sinks[part].add(article, rows.layer, said)
                    if progress is not None:
                        progress(done, len(chosen))
            if cancelled is not None and cancelled():
                raise ExportCancelledError
            report = _report(queries, sources, chosen, selection, counts, kind)
            report.check()
            if not report.records:
                why = "".join(f" {sentence}" for sentence in report.left_out)
                raise UserError(
                    "Nothing that you asked for is there, so nothing was written: name another layer, or ask "
                    f"for less.{why}"
                )
            if accompany is not None:
                accompany(place, report)
    return report


def lost_beforehand(
    queries: Queries,
    layers: Sequence[Layer],
    format: str,
    *,
    selection: Selection = EVERYTHING,
    options: Mapping[str, str] | None = None,
    cancelled: Cancelled | None = None,
) -> tuple[str, ...]:
    """What :func:`export` would say it left out: nothing is written.

    :raises UserError: as :func:`export`.
    """
    kind = FORMATS[format]
    with streams.snapshot(queries.db):
        context = context_of(queries, layers, kind, selection, options or {})
        sources = [LayerRows(queries, layer, selection) for layer in layers]
        registry, names = queries.actors_by_id(), Pseudonyms(queries, selection)
        counts = Counts()
        for article in articles.every(queries.db, selected_articles(queries, selection)):
            if cancelled is not None and cancelled():
                raise ExportCancelledError
            for rows in sources:
                said = rows.take(article.id, article.text)
                if said is None or not counts.take(kind, article, said):
                    continue
                if kind.name == "jsonl":
                    counts.note(article, said)
                else:
                    counts.lose(record_of(article, rows.layer, said, registry, names), context, kind)
        return (*sentences(counts.losses), *left_out(queries, sources, selection, kind, counts))


def context_of(
    queries: Queries,
    layers: Sequence[Layer],
    kind: Format,
    selection: Selection = EVERYTHING,
    options: Mapping[str, str] | None = None,
    parts: Mapping[int, str] | None = None,
) -> Context:
    """What the writer of a format gets to know.

    :raises UserError: if the format has no such option.
    """
    source, names = streams.path_of(queries.db), Pseudonyms(queries, selection)
    return Context(
        source.stem if source is not None else "",
        queries.codebook,
        chosen_options(kind, options or {}),
        tuple(names.layer(layer) for layer in layers),
        parts or {},
    )


def chosen_layers(queries: Queries, names: Sequence[str]) -> list[Layer]:
    """The layers of these names, each once; without names the current annotator's own.

    :raises UserError: if there is no such layer.
    """
    if not names:
        own = queries.layer
        if own is None:
            raise UserError(
                f"{queries.annotator} has no layer yet: annotate something, or name the layer that you mean."
            )
        return [own]
    found = {layer.id: layer for layer in map(queries.find_layer, names)}
    return list(found.values())


def _target(queries: Queries, path: Path, *, folder: bool) -> AbstractContextManager[Path]:
    """Where to write, to be put in place of ``path``."""
    return whole_folder(path) if folder else whole_path(path, source=streams.path_of(queries.db))


def _close(sink: Sink, _kind: object, failed: BaseException | None, _trace: object) -> None:
    if failed is None:
        sink.close()
        return
    with suppress(Exception):  # what failed first is told, not what follows from it
        sink.close()


def _part(folder: Path, name: str, kind: Format) -> Path:
    """The file or folder of one part of a training set."""
    place = folder / f"{name}{kind.suffix}"
    if kind.is_folder:
        place.mkdir()
    return place


def _report(
    queries: Queries,
    sources: Sequence[LayerRows],
    chosen: Sequence[int],
    selection: Selection,
    counts: Counts,
    kind: Format,
) -> ExportReport:
    spans = links = 0
    for rows in sources:
        seen = queries.seen_articles(rows.layer)
        shown: Collection[int] | None = set(chosen) if seen is None else seen & set(chosen)
        if selection.every_article and seen is None:
            shown = None  # also what belongs to no article that is there is counted, and missed
        if selection.states:
            shown = rows.in_state
        found = streams.count_chosen(queries.db, rows.layer.id, shown, selection.labels)
        spans, links = spans + found[0], links + found[1]
    suggestions = sum(rows.suggestions for rows in sources)
    suggested_links = sum(rows.suggested_links for rows in sources)
    dropped = Counter[str]()
    for loss, number in counts.losses.items():
        dropped[loss.drops] += number
    return ExportReport(
        len(chosen),
        counts.records,
        spans + suggestions,
        counts.annotations,
        links + suggested_links,
        counts.links,
        suggestions,
        suggested_links,
        dropped["annotation"],
        dropped["link"],
        (*sentences(counts.losses), *left_out(queries, sources, selection, kind, counts)),
    )
