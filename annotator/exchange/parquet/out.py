"""Parquet out: one row an annotation, with its article beside it; articles without annotations have one row.

What is the same for many rows (the article's text, title, source, the annotator, labels) is written as a
dictionary: it stands in the file once a group of rows.
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from annotator.exchange.carried import METADATA, span_values
from annotator.exchange.formats import Context
from annotator.exchange.losses import Losses
from annotator.model.record import Record

_ROWS = 20_000
_CHARACTERS = 64 << 20
"""A group of rows is written when it has so many rows, or articles of so many characters."""

_SAME = pa.dictionary(pa.int32(), pa.string())
_LINK = pa.struct([("label", pa.string()), ("to", pa.string()), ("suggestion", pa.bool_())])
_PIECE = pa.struct([("start", pa.int64()), ("end", pa.int64())])

SCHEMA = pa.schema(
    [
        ("id", pa.string()),
        ("label", _SAME),
        ("start", pa.int64()),
        ("end", pa.int64()),
        ("text", pa.string()),
        ("segments", pa.list_(_PIECE)),
        ("attributes", pa.string()),
        ("actor_id", _SAME),
        ("actor", _SAME),
        ("actor_kind", _SAME),
        ("actor_aliases", pa.list_(pa.string())),
        ("wikidata", _SAME),
        ("links", pa.list_(_LINK)),
        ("note", pa.string()),
        ("origin", _SAME),
        ("decision", _SAME),
        ("derived_from", pa.string()),
        ("score", pa.float64()),
        ("reason", pa.string()),
        ("suggestion", pa.bool_()),
        ("created_by", _SAME),
        ("created_at", pa.string()),
        ("updated_at", pa.string()),
        ("annotator", _SAME),
        ("part", _SAME),
        ("state", _SAME),
        ("answers", _SAME),
        ("article_note", _SAME),
        ("article_id", pa.int64()),
        *((name, _SAME) for name in METADATA),
        ("sha256", _SAME),
        ("extra", _SAME),
        ("article_text", _SAME),
    ]
)
"""Offsets count Unicode code points of ``article_text``, ends are exclusive; ``attributes``, ``answers`` and
``extra`` are JSON; ``links`` go from the annotation to the ids of others."""


def open_writer(path: Path, context: Context) -> _Writer:
    """:param path: a file that is not there yet."""
    return _Writer(path, context)


def losses(record: Record, context: Context) -> Losses:
    """All of a record has a place."""
    return Losses()


class _Writer:
    def __init__(self, path: Path, context: Context) -> None:
        self._context = context
        self._file = pq.ParquetWriter(path, SCHEMA, compression="zstd")
        self._rows: list[dict[str, Any]] = []
        self._characters = 0

    def add(self, record: Record) -> tuple[int, int]:
        of_article = _article_values(record, self._context)
        links: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for link in record.links:
            to = {"label": link.label, "to": link.child_id, "suggestion": link.id in record.suggested}
            links[link.head_id].append(to)
        for annotation in record.annotations:
            values = span_values(annotation, record)
            actor = values["actor"] or {}
            self._rows.append(
                of_article
                | values
                | {
                    "segments": [{"start": start, "end": end} for start, end in annotation.segments],
                    "attributes": _json(values["attributes"]),
                    "actor_id": actor.get("id"),
                    "actor": actor.get("name"),
                    "actor_kind": actor.get("kind"),
                    "actor_aliases": actor.get("aliases"),
                    "wikidata": actor.get("wikidata"),
                    "links": links[annotation.id],
                }
            )
        if not record.annotations:
            self._rows.append(of_article)
        self._characters += len(record.article.text)
        if len(self._rows) >= _ROWS or self._characters >= _CHARACTERS:
            self._write()
        return len(record.annotations), len(record.links)

    def _write(self) -> None:
        self._file.write_table(pa.Table.from_pylist(self._rows, SCHEMA), row_group_size=len(self._rows))
        self._rows, self._characters = [], 0

    def close(self) -> None:
        if self._rows:
            self._write()
        self._file.close()


def _article_values(record: Record, context: Context) -> dict[str, Any]:
    known = record.article.metadata
    return {
        "annotator": record.annotator,
        "part": context.parts.get(record.article.id),
        "state": record.state,
        "answers": _json(record.answers),
        "article_note": record.note,
        "article_id": record.article.id,
        **{name: getattr(known, name) for name in METADATA},
        "sha256": record.article.sha256,
        "extra": _json(known.extra),
        "article_text": record.article.text,
    }


def _json(value: Any) -> str:
    return json.dumps(dict(value), ensure_ascii=False, sort_keys=True)


def preview(path: Path) -> str:
    """The columns of the first row, but for the article's text."""
    with pq.ParquetFile(path) as file:
        batch = next(file.iter_batches(batch_size=1, columns=SCHEMA.names[:-1]), None)
    if batch is None or not batch.num_rows:
        return ""
    (row,) = batch.to_pylist()
    return "\n".join(f"{name}: {value!r}" for name, value in row.items())[:4_000]
