"""Hugging Face out: a folder that ``datasets.load_dataset`` loads, with the names of the classes.

A split is a file of JSON lines.  Articles on which there are only suggestions are a split of their own.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, TextIO

from annotator.exchange.carried import link_values, meta_values, span_values
from annotator.exchange.formats import Context
from annotator.exchange.hugging_face.card import README, card_text, features
from annotator.exchange.losses import Loss, Losses
from annotator.exchange.tagging import UNALIGNED, LastLayout, words
from annotator.model.codebook import Codebook
from annotator.model.record import Record

OPTIONS = (UNALIGNED,)

SPLITS = {"train": "train", "dev": "validation", "test": "test"}
"""Part of a training set -> what ``datasets`` calls it."""

SUGGESTIONS = "suggestions"

_SHOWN = 4_000

INSIDE = Loss(
    "annotation that begins or ends within a token",
    "annotations that begin or end within a token",
    "not in ner_tags, but in spans",
)
WHITE = Loss(
    "annotation of nothing but white space",
    "annotations of nothing but white space",
    "not in ner_tags, but in spans",
)
NOT_TAGGED = Loss(
    "annotation that overlaps a longer one",
    "annotations that overlap longer ones",
    "not in ner_tags, but in spans",
)

_last = LastLayout(words)


def open_writer(path: Path, context: Context) -> _Writer:
    """:param path: an empty folder."""
    return _Writer(path, context)


def losses(record: Record, context: Context) -> Losses:
    """Nothing is lost to our own import; counted is what is not among the tags, or tagged otherwise."""
    placed = _last.take(record, context)
    found = placed.common_losses()
    found[INSIDE] = len(placed.inside)
    found[WHITE] = len(placed.white)
    found[NOT_TAGGED] = placed.overlapping
    return +found


def tag_names(codebook: Codebook) -> list[str]:
    """The classes: “O”, then two for each label."""
    return ["O", *(f"{prefix}-{label.name}" for label in codebook.labels for prefix in "BI")]


class _Writer:
    def __init__(self, folder: Path, context: Context) -> None:
        self._folder, self._context = folder, context
        self._tags = tag_names(context.codebook)
        self._numbers = {name: number for number, name in enumerate(self._tags)}
        self._files: dict[str, TextIO] = {}
        self._languages: set[str] = set()

    def add(self, record: Record) -> tuple[int, int]:
        part = self._context.part(record)
        split = SPLITS.get(part, part) if record.answered else SUGGESTIONS
        if split not in self._files:
            self._files[split] = self._open(split)
        self._files[split].write(json.dumps(self._row(record), ensure_ascii=False) + "\n")
        self._languages |= {record.article.metadata.language} - {""}
        return len(record.annotations), len(record.links)

    def _open(self, split: str) -> TextIO:
        return (self._folder / f"{split}.jsonl").open("w", encoding="utf-8", newline="\n")

    def _row(self, record: Record) -> dict[str, Any]:
        placed = _last.take(record, self._context)
        text = record.article.text
        meta = meta_values(record)
        questions = self._context.codebook.questions
        row = {
            "id": f"{record.article.id}-{record.annotator}",
            "annotator": record.annotator,
            "ner_tags": [self._numbers[tag] for tag in placed.tags()],
            "text": text,
            "tokens": [text[start:end] for start, end in placed.tokens],
            "token_starts": [start for start, _ in placed.tokens],
            "token_ends": [end for _, end in placed.tokens],
            "spans": [
                {
                    **(values := span_values(annotation, record)),
                    "attributes": _json(values["attributes"]),
                    "in_tags": annotation.id in placed.flat,
                }
                for annotation in record.annotations
            ],
            "relations": link_values(record),
            "state": record.state,
            "note": record.note,
            **meta,
            "extra": _json(meta["extra"]),
        }
        if questions:
            row["cats"] = {question.name: record.answers.get(question.name) for question in questions}
        return row

    def close(self) -> None:
        if not self._files:
            self._files["train"] = self._open("train")
        for file in self._files.values():
            file.close()
        order = [*SPLITS.values(), SUGGESTIONS]
        splits = {name: f"{name}.jsonl" for name in sorted(self._files, key=order.index)}
        columns = features(self._tags, self._context.codebook.questions)
        name = self._context.project or "Annotations"
        card = card_text(name, splits, columns, sorted(self._languages))
        (self._folder / README).write_text(card, "utf-8", newline="\n")


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def preview(path: Path) -> str:
    """The first row."""
    for split in (*SPLITS.values(), SUGGESTIONS):
        file = path / f"{split}.jsonl"
        if file.is_file():
            with file.open(encoding="utf-8") as lines:
                if line := lines.readline():
                    shown = json.dumps(json.loads(line), ensure_ascii=False, indent=1)
                    return f"{file.name}\n\n{shown}"[:_SHOWN]
    return ""
