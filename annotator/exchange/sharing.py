"""Write layers into a file that a colleague takes in: by mail, on a stick, in a shared folder."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotator import __version__
from annotator.errors import UserError
from annotator.exchange.sharing_format import ARTICLES, CODEBOOK, FORMAT, MANIFEST, MEMBERS, VERSION, sealed
from annotator.exchange.writing import Cancelled, ExportCancelledError, Progress, whole_file
from annotator.model.article import Article
from annotator.model.clock import now
from annotator.model.layer import Layer
from annotator.model.revision import Entry
from annotator.project.queries import Queries
from annotator.project.sending import entries
from annotator.store import travelling
from annotator.store.streams import path_of, snapshot


@dataclass(frozen=True, slots=True)
class Shared:
    """What was written: the layers, and how many articles, annotations, links, decisions and comments."""

    layers: tuple[str, ...]
    articles: int
    annotations: int
    links: int
    decisions: int
    comments: int
    with_articles: bool


def layers_to_share(queries: Queries, annotator: str | None) -> list[Layer]:
    """The layer of an annotator, or one's own.

    :raises UserError: if there is none, or it is a model's.
    """
    if annotator is None or annotator == queries.annotator:
        if queries.layer is None:
            raise UserError(f"{queries.annotator} has no layer yet: annotate something first.")
        return [queries.layer]
    layer = queries.find_layer(annotator)
    if layer.kind == "model":
        raise UserError(f"“{layer.name}” is a model: let it run in each copy of the project.")
    return [layer]


def articles_to_share(queries: Queries, layers: Sequence[Layer], chosen: Collection[int] | None) -> list[int]:
    """The articles on which these layers say something, among those chosen.

    :param chosen: None: all.
    :raises UserError: if there is no such article, or what a layer says there is hidden from the annotator.
    """
    there = queries.article_ids()
    unknown = set(chosen or ()) - set(there)
    if unknown:
        raise UserError(f"There is no article {min(unknown)} in this project: choose one that is listed.")
    said = {article for layer in layers for article in travelling.articles_of(queries.db, layer.id)}
    ids = [number for number in there if number in said and (chosen is None or number in chosen)]
    for layer in layers:
        seen = queries.seen_articles(layer)
        hidden = [] if seen is None else [number for number in ids if number not in seen]
        if hidden:
            number = f"{len(hidden)} articles" if len(hidden) > 1 else "an article"
            raise UserError(
                f"What {layer.name} says about {number} is hidden from you until you are done there: share "
                "your own layer, or choose articles that you have done."
            )
    return ids


def share(
    queries: Queries,
    path: Path,
    layers: Sequence[Layer],
    *,
    articles: Collection[int] | None = None,
    with_articles: bool = False,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Shared:
    """Write layers to a file, whole or not at all.

    Articles travel by their SHA-256 alone, unless ``with_articles``: a colleague's copy mostly has them, the
    file stays small enough for a mail, and many texts may not be passed on.

    :param articles: only what is said about these; None: all.
    :raises UserError: if a layer is hidden, there is nothing to share, or the file can't be written.
    :raises ExportCancelledError: if it was cancelled.
    """
    with snapshot(queries.db):
        chosen = articles_to_share(queries, layers, articles)
        if not chosen:
            raise UserError(f"{layers[0].name} has said nothing yet that could be shared: annotate first.")
        with (
            whole_file(path, source=path_of(queries.db)) as file,
            zipfile.ZipFile(
                file.buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6, strict_timestamps=False
            ) as archive,
        ):
            writer = _Writer(archive)
            writer.lines(CODEBOOK, [queries.codebook.to_json()])
            writer.lines(ARTICLES, (_article(queries.article(n), with_articles) for n in chosen))
            found = entries(queries, layers, articles=None if articles is None else chosen)
            total = travelling.count(queries.db, [layer.id for layer in layers])
            writer.entries(_watched(found, total, progress, cancelled))
            manifest = {
                "format": FORMAT,
                "version": VERSION,
                "program": __version__,
                "project": queries.about("project_id"),
                "layers": [{"annotator": layer.annotator, "kind": layer.kind} for layer in layers],
                "shared_by": queries.annotator,
                "shared_at": now(),
                "with_articles": with_articles,
                "members": writer.members,
            }
            archive.writestr(MANIFEST, json.dumps(sealed(manifest), ensure_ascii=False, indent=1))
    count = writer.live
    return Shared(
        tuple(layer.name for layer in layers),
        len(chosen),
        count.get("annotation", 0),
        count.get("link", 0),
        count.get("decision", 0),
        count.get("comment", 0),
        with_articles,
    )


class _Writer:
    """Writes members and notes of each its lines and hash."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.members: dict[str, dict[str, Any]] = {}
        self.live: dict[str, int] = {}

    def lines(self, name: str, lines: Iterable[str]) -> None:
        with self._member(name) as write:
            for line in lines:
                write(line)

    def entries(self, found: Iterator[Entry]) -> None:
        """One member a kind; they come in the order of the kinds."""
        entry = next(found, None)
        for name, kind in MEMBERS.items():
            with self._member(name) as write:
                while entry is not None and entry.kind == kind:
                    write(_line(entry))
                    self.live[kind] = self.live.get(kind, 0) + (not entry.deleted)
                    entry = next(found, None)

    @contextmanager
    def _member(self, name: str) -> Iterator[Callable[[str], None]]:
        digest, count = hashlib.sha256(), 0
        with self._archive.open(name, "w", force_zip64=True) as member:

            def write(line: str) -> None:
                nonlocal count
                data = f"{line}\n".encode()
                digest.update(data)
                member.write(data)
                count += 1

            yield write
        self.members[name] = {"lines": count, "sha256": digest.hexdigest()}


def _line(entry: Entry) -> str:
    said = {
        "id": entry.id,
        "owner": entry.owner,
        "layer_kind": entry.layer_kind,
        "article": entry.article,
        "stamp": entry.stamp,
        **({"deleted": True} if entry.deleted else {"body": dict(entry.body)}),
    }
    return json.dumps(said, ensure_ascii=True)


def _article(article: Article, with_text: bool) -> str:
    said: dict[str, Any] = {
        "sha256": article.sha256,
        "title": article.metadata.title,
        "length": len(article.text),
    }
    if with_text:
        meta = article.metadata
        said["text"] = article.text
        said["metadata"] = {
            "source": meta.source, "author": meta.author, "published": meta.published, "url": meta.url,
            "language": meta.language, "extra": meta.extra,
        }  # fmt: skip
        said["removed"] = [[r.start, r.end, r.text, r.reason] for r in article.removed]
        said["origin"] = article.origin
    return json.dumps(said, ensure_ascii=True)


def _watched(
    found: Iterator[Entry], total: int, progress: Progress | None, cancelled: Cancelled | None
) -> Iterator[Entry]:
    for number, entry in enumerate(found):
        if number % 1000 == 0:
            if cancelled is not None and cancelled():
                raise ExportCancelledError
            if progress is not None:
                progress(min(number, total), total)
        yield entry
