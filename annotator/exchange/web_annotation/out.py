"""Web Annotations (W3C, 2017) out: one collection of annotations as JSON-LD.

Positions count code points from 0, as the model asks for; beside each stands the quote with what is before
and after it.  An annotation in several segments has a target for each: selectors of one target are
alternatives.  The text of an article stands at its source, in the first annotation on it, which is on the
article as a whole.
"""

from __future__ import annotations

import json
import uuid
from pathlib import Path
from typing import Any

from annotator.exchange.beside import compact, kept_values, ordered, set_by_hand
from annotator.exchange.carried import Values, meta_values
from annotator.exchange.formats import Context
from annotator.exchange.losses import Losses
from annotator.exchange.web_annotation.terms import (
    ARTICLE_TEXT,
    CONTEXT,
    FIELDS,
    KEPT,
    OWN_CONTEXT,
    name_of_annotation,
    name_of_article,
    said,
)
from annotator.model.actor import Actor
from annotator.model.annotation import Annotation, Segment
from annotator.model.link import Link
from annotator.model.record import Record

_AROUND = 32
"""Code points of a quote's prefix and suffix."""
_IDS = uuid.UUID("7f5f8f2a-5d2b-4c0e-8a39-6f3c8e1f5b77")


def losses(record: Record, context: Context) -> Losses:
    """Nothing: what the model has no words for stands in a namespace of ours."""
    return Losses()


def open_writer(path: Path, context: Context) -> _Writer:
    return _Writer(path, context)


class _Writer:
    def __init__(self, path: Path, context: Context) -> None:
        self._file = path.open("w", encoding="utf-8", newline="\n", buffering=1 << 20)
        self._written = self._article = 0
        head = {
            "@context": [CONTEXT, OWN_CONTEXT],
            "id": f"urn:uuid:{uuid.uuid5(_IDS, context.project)}",
            "type": "AnnotationCollection",
            "label": context.project,
        }
        page = {"type": "AnnotationPage", "startIndex": 0}
        self._file.write(
            f'{json.dumps(head, ensure_ascii=False)[:-1]}, "first": {json.dumps(page)[:-1]}, "items": ['
        )

    def add(self, record: Record) -> tuple[int, int]:
        self._put(_on_article(record, whole=record.article.id != self._article))
        self._article = record.article.id
        for annotation in record.annotations:
            self._put(_on_words(annotation, record))
        links = ordered(record.links, record.annotations)
        for link in links:
            self._put(_between(link, record))
        return len(record.annotations), len(links)

    def close(self) -> None:
        self._file.write(f'\n]}}, "total": {self._written}}}\n')
        self._file.close()

    def _put(self, item: Values) -> None:
        self._file.write(",\n" if self._written else "\n")
        self._file.write(json.dumps(item, ensure_ascii=False))
        self._written += 1


def _on_article(record: Record, *, whole: bool) -> Values:
    """What the annotator says of the article itself; with all of the article where it is the first time."""
    meta = meta_values(record)
    source: Values = {"id": name_of_article(record.article.sha256)}
    if whole:
        described = {term: meta[name] for term, name in FIELDS.items() if meta[name]}
        source |= {"type": "Text", "format": "text/plain", ARTICLE_TEXT: record.article.text, **described}
        source |= {KEPT: {"extra": meta["extra"]}} if meta["extra"] else {}
    kept = {"answers": dict(record.answers), "state": set_by_hand(record), "answered": record.answered}
    bodies = [
        _body("classifying", text, name) for name, value in record.answers.items() for text in said(value)
    ]
    bodies += [_body("commenting", record.note)] if record.note else []
    key = uuid.uuid5(_IDS, f"{record.article.sha256} {record.annotator}")
    return {
        "id": f"urn:uuid:{key}",
        "type": "Annotation",
        "motivation": "describing",
        "creator": _creator(record, record.annotator),
        **({"body": bodies} if bodies else {}),
        "target": source,
        KEPT: compact(kept),
    }


def _on_words(annotation: Annotation, record: Record) -> Values:
    source, text = name_of_article(record.article.sha256), record.article.text
    targets = [
        {"type": "SpecificResource", "source": source, "selector": _selectors(text, piece)}
        for piece in annotation.segments
    ]
    bodies = [_body("tagging", annotation.label)]
    for name, value in annotation.attributes.items():
        bodies += [_body("classifying", each, name) for each in said(value)]
    if (actor := record.actor(annotation)) is not None:
        bodies.append(_identity(actor))
    if annotation.note:
        bodies.append(_body("commenting", annotation.note))
    kept = kept_values(annotation, record)
    for name in ("id", "label", "start", "end", "segments", "text", "note"):
        kept.pop(name, None)
    times = {"created": annotation.created_at, "modified": annotation.updated_at}
    return {
        "id": name_of_annotation(annotation.id),
        "type": "Annotation",
        "motivation": "tagging",
        "creator": _creator(record, record.annotator, suggested=annotation.id in record.suggested),
        **{name: time for name, time in times.items() if time},
        "body": bodies,
        "target": targets[0] if len(targets) == 1 else targets,
        KEPT: {"annotator": record.annotator, **kept},
    }


def _between(link: Link, record: Record) -> Values:
    """A link: an annotation on its head, with its child as body."""
    key = uuid.uuid5(_IDS, f"{link.head_id} {link.label} {link.child_id}")
    child = {
        "type": "SpecificResource",
        "source": name_of_annotation(link.child_id),
        "purpose": "linking",
    }
    return {
        "id": f"urn:uuid:{key}",
        "type": "Annotation",
        "motivation": "linking",
        "creator": _creator(record, record.annotator, suggested=link.id in record.suggested),
        "body": [child, _body("tagging", link.label)],
        "target": name_of_annotation(link.head_id),
        KEPT: {"annotator": record.annotator, "suggestion": link.id in record.suggested},
    }


def _selectors(text: str, piece: Segment) -> list[Values]:
    start, end = piece
    return [
        {"type": "TextPositionSelector", "start": start, "end": end},
        {
            "type": "TextQuoteSelector",
            "exact": text[start:end],
            "prefix": text[max(0, start - _AROUND) : start],
            "suffix": text[end : end + _AROUND],
        },
    ]


def _body(purpose: str, value: str, label: str = "") -> Values:
    """``label`` is the attribute or question that is answered."""
    named: dict[str, Any] = {"label": label} if label else {}
    return {"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": value, **named}


def _identity(actor: Actor) -> Values:
    """The actor that a mention points to: by Wikidata where it is known there."""
    known = f"http://www.wikidata.org/entity/{actor.wikidata}" if actor.wikidata else f"urn:uuid:{actor.id}"
    return {
        "type": "SpecificResource",
        "purpose": "identifying",
        "source": {"id": known, "schema:name": actor.name},
    }


def _creator(record: Record, name: str, *, suggested: bool = False) -> Values:
    software = suggested or record.layer.kind == "model"
    return {"type": "Software"} if suggested else {"type": "Software" if software else "Person", "name": name}
