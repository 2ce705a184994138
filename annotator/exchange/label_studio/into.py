"""Label Studio's JSON in: its full export, its “JSON-MIN”, and what our export wrote for it.

Offsets count code points.  Each annotation of a task is a layer of its own; skipped ones and predictions are
told, not taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from annotator.articles.failure import ReadFailure
from annotator.errors import UserError
from annotator.exchange.carried import METADATA, is_table, sequence_of, state_of, text_of
from annotator.exchange.foreign import ForeignDocument, ForeignItem
from annotator.exchange.json_in import whole
from annotator.exchange.label_studio.config import ANNOTATOR, NOTE, STATE, question_of
from annotator.exchange.label_studio.results import Results, one_of
from annotator.model.article import Metadata
from annotator.model.incoming import Noted

_OWN = (ANNOTATOR, NOTE, STATE)
_MIN_KEYS = frozenset((
    "id", "annotator", "annotation_id", "created_at", "updated_at", "lead_time", "agreement", "text",
    *METADATA,
))  # fmt: skip

Task = Mapping[str, Any]


def read(path: Path) -> Iterator[ForeignItem]:
    """The tasks of a file; a bad one is a failure, the others stay.

    :raises OSError: if the file can't be read.
    :raises UserError: if it is no JSON, or holds no tasks.
    """
    tasks = whole(path)
    if is_table(tasks):
        tasks = [tasks]
    if not isinstance(tasks, list):
        raise UserError("It holds no list of tasks: export the project as JSON or JSON-MIN.")
    for number, task in enumerate(tasks, 1):
        origin = f"{path}, task {number}"
        try:
            if not is_table(task):
                raise UserError("It is no task: each is a table, in braces.")
            yield from _task(task, origin) if is_table(task.get("data")) else _short_task(task, origin)
        except UserError as error:
            yield ReadFailure(origin, str(error))


def _task(task: Task, origin: str) -> Iterator[ForeignItem]:
    data = task["data"]
    text = _text(data)
    metadata = _metadata(data, text)
    listed = task.get("annotations", task.get("completions"))
    annotations = sequence_of(listed, "Its annotations")
    suggested = sum(map(_regions, sequence_of(task.get("predictions"), "Its predictions")))
    # The article by itself: also one on which nobody said anything is an article.
    yield ForeignDocument(text, origin, metadata=metadata, suggested=suggested)
    for number, annotation in enumerate(annotations, 1):
        where = f"{origin}, annotation {number}"
        if not is_table(annotation):
            yield ReadFailure(where, "It is no annotation: each is a table, in braces.")
        elif annotation.get("was_cancelled") is True or annotation.get("skipped") is True:
            yield Noted(where, "The task was skipped, so its annotation was left out.")
        else:
            try:
                yield _annotation(annotation, text, metadata, where)
            except UserError as error:
                yield ReadFailure(where, str(error))


def _annotation(annotation: Task, text: str, metadata: Metadata, origin: str) -> ForeignDocument:
    results = Results(sequence_of(annotation.get("result"), "Its results"), text)
    whole_article = results.article
    return ForeignDocument(
        text,
        origin,
        tuple(results.spans),
        tuple(results.links),
        metadata,
        annotator=str(one_of(whole_article.get(ANNOTATOR)) or _who(annotation.get("completed_by"))),
        answers={question_of(name): value for name, value in whole_article.items() if name not in _OWN},
        note=str(one_of(whole_article.get(NOTE)) or ""),
        state=state_of(one_of(whole_article.get(STATE))),
    )


def _short_task(task: Task, origin: str) -> Iterator[ForeignItem]:
    """A task of JSON-MIN: what each control says stands under its name, regions without ids and relations.

    A single text can't be told from a column of the data, and is taken for one.
    """
    text = _text(task)
    results: list[dict[str, Any]] = []
    for name, value in task.items():
        if name in _MIN_KEYS or value == text:
            continue
        if isinstance(value, list) and value and all(map(is_table, value)):
            results += [_region(name, each, f"{name} {number}") for number, each in enumerate(value, 1)]
        elif is_table(value) and isinstance(value.get("choices"), list):
            results.append({"from_name": name, "type": "choices", "value": value})
    found = Results(results, text)
    who = task.get("annotator")
    answers = {question_of(name): value for name, value in found.article.items() if name not in _OWN}
    yield ForeignDocument(
        text,
        origin,
        tuple(found.spans),
        metadata=_metadata(task, text, _MIN_KEYS),
        annotator=_who(who) if isinstance(who, int) else text_of(task, "annotator"),
        answers=answers,
    )


def _region(name: str, value: Any, key: str) -> dict[str, Any]:
    kinds = ("labels", "choices", "number", "text")
    kind = next((kind for kind in kinds if kind in value), "")
    return {"id": key, "from_name": name, "type": "textarea" if kind == "text" else kind, "value": value}


def _text(data: Task) -> str:
    """The one that is annotated: “text”, else the longest there is."""
    texts = [value for value in data.values() if isinstance(value, str)]
    text = data.get("text")
    found = text if isinstance(text, str) else max(texts, key=len, default="")
    if not found:
        raise UserError("Its data have no text: only tasks on texts can be taken.")
    return found


def _metadata(data: Task, text: str, own_keys: frozenset[str] = frozenset(METADATA)) -> Metadata:
    own = data.get("extra")
    extra = {
        name: value if isinstance(value, str) else str(value)
        for name, value in data.items()
        if name not in ("text", *own_keys)
        and isinstance(value, str | int | float)
        and value not in ("", text)
    }
    if is_table(own):
        extra |= {name: value for name, value in own.items() if isinstance(value, str)}
    return Metadata(**{name: text_of(data, name) for name in METADATA}, extra=extra)


def _who(completed_by: Any) -> str:
    """An e-mail address, or “user 3” where the export only has a number."""
    if is_table(completed_by):
        return text_of(completed_by, "email") or _who(completed_by.get("id"))
    if isinstance(completed_by, str):
        return completed_by
    is_number = isinstance(completed_by, int) and not isinstance(completed_by, bool)
    return f"user {completed_by}" if is_number else ""


def _regions(prediction: Any) -> int:
    result: Sequence[Any] = prediction.get("result") or () if is_table(prediction) else ()
    listed = result if isinstance(result, list) else ()
    return sum(is_table(each) and str(each.get("type")).endswith("labels") for each in listed)
