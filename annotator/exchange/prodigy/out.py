"""Prodigy's JSONL out, in the strict form that its loaders, ``db-in`` and spaCy's converters take.

Offsets count code points; ``end`` is exclusive, ``token_end`` inclusive, ``head`` and ``child`` of a relation
are the last tokens of the spans.  A layer's record is a line with the answer “accept”; suggestions that were
asked for are lines of their own, “ignore” where nobody has decided and “reject”, since Prodigy answers tasks
and not spans.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from annotator.exchange.beside import compact, hidden, kept_values, ordered, set_by_hand
from annotator.exchange.carried import Values, meta_values
from annotator.exchange.formats import Context, Option
from annotator.exchange.losses import LINKS, OVERLAPS, Holds, Loss, Losses, overlapping
from annotator.exchange.prodigy.tokens import aligned, cut_inside
from annotator.model.annotation import Annotation
from annotator.model.link import Link
from annotator.model.record import Record
from annotator.model.tokens import TokenIndex, cuts

OPTIONS = (
    Option(
        "task",
        "What it is for: links and all, spans without links, or named entities without overlaps",
        ("relations", "spans", "ner"),
    ),
)
_VIEWS = {"relations": "relations", "spans": "spans_manual", "ner": "ner_manual"}
_SHOWS = Holds(links=True, metadata=True)
_CUT = Loss(
    "annotation that does not begin and end with a word",
    "annotations that do not begin and end with a word",
    "the tokens are cut there",
)
_APART = Loss(
    "link between a rejected and an undecided suggestion",
    "links between a rejected and an undecided suggestion",
    "they stand in records of their own",
    drops="link",
)
_REFUSED = Loss(
    "annotation that overlaps another",
    "annotations that overlap others",
    "Prodigy's recipes for named entities refuse them; those for spans and relations do not",
)


@dataclass(frozen=True, slots=True)
class _Task:
    """One line: what is said together with one answer."""

    answer: str
    annotations: tuple[Annotation, ...]
    links: tuple[Link, ...]
    dropped: int = 0
    apart: int = 0


def losses(record: Record, context: Context) -> Losses:
    """What Prodigy does not show, and what the chosen task leaves out."""
    kind, tasks = context.options["task"], _tasks(record, context.options["task"])
    found = hidden(replace(record, links=()), "Prodigy", _SHOWS)
    places = [(a.start, a.end) for task in tasks for a in task.annotations]
    found[_CUT] = cut_inside(cuts(record.article.text), places) if places else 0
    if kind == "ner":
        found[OVERLAPS] = sum(task.dropped for task in tasks)
    elif kind == "relations":
        found[_REFUSED] = overlapping(record)
        found[_APART] = sum(task.apart for task in tasks)
    if kind != "relations":
        found[LINKS] = len(record.links)
    return +found


def open_writer(path: Path, context: Context) -> _Writer:
    return _Writer(path, context)


class _Writer:
    def __init__(self, path: Path, context: Context) -> None:
        self._context = context
        self._file = path.open("w", encoding="utf-8", newline="\n", buffering=1 << 20)

    def add(self, record: Record) -> tuple[int, int]:
        tasks = _tasks(record, self._context.options["task"])
        for task in tasks:
            self._file.write(json.dumps(_line(record, task, self._context), ensure_ascii=False))
            self._file.write("\n")
        return sum(len(task.annotations) for task in tasks), sum(len(task.links) for task in tasks)

    def close(self) -> None:
        self._file.close()


def _tasks(record: Record, kind: str) -> list[_Task]:
    own = [a for a in record.annotations if a.id not in record.suggested]
    offered = [a for a in record.annotations if a.id in record.suggested]
    rejected = [a for a in offered if record.verdicts.get(a.id) == "rejected"]
    undecided = [a for a in offered if record.verdicts.get(a.id) != "rejected"]
    links = [link for link in record.links if link.id not in record.suggested]
    between = [link for link in record.links if link.id in record.suggested]
    tasks = [_task("accept" if record.answered else "ignore", own, links, kind)]
    if undecided:
        tasks.append(_task("ignore", undecided, between, kind))
    if rejected:
        tasks.append(_task("reject", rejected, between, kind))
    written = {link.id for task in tasks for link in task.links}
    apart = len(record.links) - len(written)
    return [replace(tasks[0], apart=apart), *tasks[1:]]


def _task(answer: str, annotations: Sequence[Annotation], links: Sequence[Link], kind: str) -> _Task:
    kept = _flat(annotations) if kind == "ner" else tuple(annotations)
    joins = tuple(ordered(links, kept)) if kind == "relations" else ()
    return _Task(answer, kept, joins, dropped=len(annotations) - len(kept))


def _flat(annotations: Sequence[Annotation]) -> tuple[Annotation, ...]:
    """Those that do not overlap: longer ones first, then those that begin earlier, as spaCy chooses."""
    kept: list[Annotation] = []
    for each in sorted(annotations, key=lambda a: (a.start - a.end, a.start, a.id)):
        if all(each.end <= other.start or other.end <= each.start for other in kept):
            kept.append(each)
    return tuple(sorted(kept, key=lambda a: (a.start, a.id)))


def _line(record: Record, task: _Task, context: Context) -> Values:
    text = record.article.text
    tokens = aligned(cuts(text), [(a.start, a.end) for a in task.annotations])
    index = TokenIndex([cut[1] for cut in tokens], [cut[2] for cut in tokens])
    spans = {a.id: _span(a, record, index) for a in task.annotations}
    relations = [_relation(link, spans) for link in task.links]
    meta = meta_values(record)
    shown = {name: value for name, value in meta.items() if value and isinstance(value, str)}
    beside = compact({"cats": dict(record.answers), "state": set_by_hand(record), "note": record.note})
    line: Values = {
        "text": text,
        "meta": shown,
        "tokens": [
            {"text": word, "start": start, "end": end, "id": number, "ws": ws}
            for number, (word, start, end, ws) in enumerate(tokens)
        ],
        "spans": list(spans.values()),
    }
    if context.options["task"] == "relations":
        line["relations"] = relations
    return {
        **line,
        **(beside if task.answer == "accept" else {}),
        **compact({"extra": meta["extra"]}),
        "answer": task.answer,
        "_input_hash": _number(bytes.fromhex(record.article.sha256)),
        "_task_hash": _task_hash(record, spans, relations, task),
        "_view_id": _VIEWS[context.options["task"]],
        "_session_id": f"{context.project}-{record.annotator}",
        "_annotator_id": record.annotator,
        **_timestamp(task),
    }


def _span(annotation: Annotation, record: Record, index: TokenIndex) -> Values:
    first, last, _ = index.span(annotation.start, annotation.end)
    native = {
        "start": annotation.start,
        "end": annotation.end,
        "token_start": first,
        "token_end": last,
        "label": annotation.label,
        "text": record.article.text[annotation.start : annotation.end],
    }
    kept = kept_values(annotation, record)
    return native | {name: value for name, value in kept.items() if name not in native}


def _relation(link: Link, spans: dict[str, Values]) -> Values:
    head, child = spans[link.head_id], spans[link.child_id]
    brief = ("start", "end", "token_start", "token_end", "label")
    return {
        "head": head["token_end"],
        "child": child["token_end"],
        "head_span": {name: head[name] for name in brief},
        "child_span": {name: child[name] for name in brief},
        "label": link.label,
        "head_id": link.head_id,
        "child_id": link.child_id,
    }


def _task_hash(record: Record, spans: dict[str, Values], relations: Sequence[Values], task: _Task) -> int:
    """Of the text and what is said on it, as Prodigy tells two tasks on one input apart by it."""
    said: list[Any] = [[s["start"], s["end"], s["label"]] for s in spans.values()]
    said += [[r["head_span"], r["child_span"], r["label"]] for r in relations]
    whole = json.dumps([record.article.sha256, task.answer, said, dict(record.answers)])
    return _number(hashlib.sha256(whole.encode("utf-8")).digest())


def _number(digest: bytes) -> int:
    """The beginning of a hash as a signed 32-bit number, as Prodigy's are."""
    return int.from_bytes(digest[:4], "big", signed=True)


def _timestamp(task: _Task) -> Values:
    """When it was last changed, in seconds; left out where nothing says so."""
    times = [a.updated_at or a.created_at for a in task.annotations]
    last = max(filter(None, times), default="")
    try:
        return {"_timestamp": int(datetime.fromisoformat(last).timestamp())} if last else {}
    except ValueError:
        return {}
