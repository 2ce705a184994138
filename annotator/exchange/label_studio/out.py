"""Label Studio's JSON out: a task an article, an annotation a layer, suggestions as predictions.

Offsets count code points, as Label Studio's editor does.  ``completed_by`` is not written, since Label Studio
refuses a file that names somebody whom it does not know; who annotated is the answer of a control.  What it
has no field for stands in ``meta`` of the regions, which it keeps.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from annotator.exchange.beside import compact, hidden, kept_values, ordered, set_by_hand
from annotator.exchange.carried import METADATA, Values, meta_values
from annotator.exchange.formats import Context, Option
from annotator.exchange.label_studio.config import (
    ANNOTATOR,
    LABELS,
    NOTE,
    STATE,
    TEXT,
    Typed,
    attribute_control,
    configuration,
    question_control,
    typed,
)
from annotator.exchange.losses import Holds, Loss, Losses
from annotator.model.annotation import Annotation
from annotator.model.codebook import Codebook
from annotator.model.record import Record

OPTIONS = (
    Option(
        "write",
        "The tasks, or the labelling configuration (XML) that a project needs for them",
        ("tasks", "configuration"),
    ),
)

KEPT = "annotator_kept"
"""The key in a region's ``meta`` with what Label Studio has no field for."""

_SHOWS = Holds(links=True, attributes=True, notes=True, states=True, answers=True, metadata=True)
_NO_ANNOTATION = Loss(
    "annotation", "annotations", "only the labelling configuration is written", drops="annotation"
)
_NO_LINK = Loss("link", "links", "only the labelling configuration is written", drops="link")
_APART = Loss(
    "link between suggestions of several models",
    "links between suggestions of several models",
    "they are predictions of their own",
    drops="link",
)


def losses(record: Record, context: Context) -> Losses:
    """What Label Studio does not show; all of it where only the configuration is written."""
    if context.options["write"] != "tasks":
        return +Losses({_NO_ANNOTATION: len(record.annotations), _NO_LINK: len(record.links)})
    found = hidden(record, "Label Studio", _SHOWS)
    groups = _groups(record)
    found[_APART] = len(record.links) - sum(len(_joins(record, group)) for group in groups.values())
    return +found


def open_writer(path: Path, context: Context) -> _Tasks | _Configuration:
    return _Tasks(path, context) if context.options["write"] == "tasks" else _Configuration(path, context)


class _Configuration:
    def __init__(self, path: Path, context: Context) -> None:
        path.write_text(configuration(context.codebook), encoding="utf-8", newline="\n")

    def add(self, record: Record) -> tuple[int, int]:
        return 0, 0

    def close(self) -> None:
        pass


class _Tasks:
    """Records of one article follow each other and become one task."""

    def __init__(self, path: Path, context: Context) -> None:
        self._codebook = context.codebook
        self._file = path.open("w", encoding="utf-8", newline="\n", buffering=1 << 20)
        self._file.write("[")
        self._task: Values | None = None
        self._written = 0

    def add(self, record: Record) -> tuple[int, int]:
        if self._task is None or self._task["id"] != record.article.id:
            self._flush()
            self._task = _task(record)
        links = 0
        for model, group in _groups(record).items():
            result = [item for a in group for item in _regions(a, record, self._codebook)]
            joins = _joins(record, group)
            links += len(joins)
            result += joins
            if model is None:
                if record.answered:
                    result += _whole(record, self._codebook)
                    self._task["annotations"].append(_annotation(record, result, group))
            elif group:
                self._task["predictions"].append(_prediction(model, result, group))
        return len(record.annotations), links

    def close(self) -> None:
        self._flush()
        self._file.write("\n]\n")
        self._file.close()

    def _flush(self) -> None:
        if self._task is None:
            return
        self._file.write(",\n" if self._written else "\n")
        json.dump(self._task, self._file, ensure_ascii=False)
        self._written += 1
        self._task = None


def preview(path: Path) -> str:
    """The configuration, or the first task."""
    text = path.read_text("utf-8")
    return text if text.startswith("<") else json.dumps(json.loads(text)[:1], ensure_ascii=False, indent=1)


def _groups(record: Record) -> dict[str | None, list[Annotation]]:
    """What is a person's (None) and what each model suggests."""
    found: dict[str | None, list[Annotation]] = {}
    if record.layer.kind != "model":
        found[None] = []
    for each in record.annotations:
        if record.layer.kind == "model":
            model: str | None = record.annotator
        else:
            model = (each.created_by or "suggestions") if each.id in record.suggested else None
        found.setdefault(model, []).append(each)
    return found


def _joins(record: Record, group: Sequence[Annotation]) -> list[Values]:
    return [
        {
            "type": "relation",
            "from_id": link.head_id,
            "to_id": link.child_id,
            "direction": "right",
            "labels": [link.label],
        }
        for link in ordered(record.links, group)
    ]


def _task(record: Record) -> Values:
    meta = meta_values(record)
    known = {name: meta[name] for name in (*METADATA, "extra") if meta[name]}
    return {
        "id": record.article.id,
        "data": {"text": record.article.text, **known},
        "annotations": [],
        "predictions": [],
    }


def _annotation(record: Record, result: list[Values], group: Sequence[Annotation]) -> Values:
    times = [a.updated_at or a.created_at for a in group]
    return {
        "result": result,
        "was_cancelled": False,
        "ground_truth": record.layer.kind == "gold",
        "created_at": max([record.layer.created_at, *times]),
        "lead_time": None,
    }


def _prediction(model: str, result: list[Values], group: Sequence[Annotation]) -> Values:
    scores = [a.score for a in group if a.score is not None]
    mean = sum(scores) / len(scores) if scores else -1.0
    return {"model_version": model, "result": result, **({"score": mean} if 0 <= mean <= 1 else {})}


def _regions(annotation: Annotation, record: Record, codebook: Codebook) -> list[Values]:
    """The region of an annotation, and for each answer an item that has the region's id and place."""
    text = record.article.text[annotation.start : annotation.end]
    place = {"start": annotation.start, "end": annotation.end, "text": text}
    kept = kept_values(annotation, record)
    for name in ("id", "label", "start", "end", "text", "note"):
        kept.pop(name, None)
    meta = compact({"text": [annotation.note] if annotation.note else None, KEPT: kept})
    region = _item(LABELS, "labels", {**place, "labels": [annotation.label]})
    region |= {"id": annotation.id, **({"meta": meta} if meta else {})}
    if annotation.score is not None and annotation.id in record.suggested | _all_of_model(record):
        region["score"] = annotation.score
    label, items = codebook.label(annotation.label), [region]
    for name, value in annotation.attributes.items():
        said = typed(value, label.attribute(name) if label is not None else None)
        if said is not None:
            control = attribute_control(annotation.label, name)
            items.append({"id": annotation.id, **_item(control, said[0], {**place, **said[1]})})
    return items


def _all_of_model(record: Record) -> frozenset[str]:
    return frozenset(a.id for a in record.annotations) if record.layer.kind == "model" else frozenset()


def _whole(record: Record, codebook: Codebook) -> list[Values]:
    """What is said of the article as a whole, and by whom."""
    said: dict[str, Typed | None] = {ANNOTATOR: ("textarea", {"text": [record.annotator]})}
    for name, value in record.answers.items():
        said[question_control(name)] = typed(value, codebook.question(name))
    if record.note:
        said[NOTE] = "textarea", {"text": [record.note]}
    if state := set_by_hand(record):
        said[STATE] = "choices", {"choices": [state]}
    return [
        {"id": f"article-{number}", **_item(control, *each)}
        for number, (control, each) in enumerate(said.items())
        if each is not None
    ]


def _item(control: str, kind: str, value: dict[str, Any]) -> Values:
    return {"from_name": control, "to_name": TEXT, "type": kind, "value": value}
