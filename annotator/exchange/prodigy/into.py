"""Prodigy's JSONL in: what ``db-out`` writes, and what our export wrote for it.

Offsets count code points.  Accepted tasks are taken; of rejected and ignored ones the article, and how many
spans they held.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from annotator.articles.failure import ReadFailure
from annotator.errors import UserError
from annotator.exchange.beside import revised
from annotator.exchange.carried import METADATA, is_table, sequence_of, state_of, text_of
from annotator.exchange.foreign import ForeignDocument, ForeignItem, ForeignLink, ForeignSpan
from annotator.exchange.json_in import records, whole_number
from annotator.model.annotation import Segment
from annotator.model.article import Metadata

_OURS = "sha256"
"""Stands in the meta of our records."""


def read(path: Path) -> Iterator[ForeignItem]:
    """The tasks of a file; a bad one is a failure, the others stay.

    :raises OSError: if the file can't be read.
    :raises UserError: if it is no text.
    """
    for each in records(path):
        if isinstance(each, ReadFailure):
            yield each
            continue
        origin, task = each
        try:
            yield _document(task, origin)
        except UserError as error:
            yield ReadFailure(origin, str(error))


def _document(task: Mapping[str, Any], origin: str) -> ForeignDocument:
    text = task.get("text")
    if not isinstance(text, str) or not text:
        raise UserError("It has no text: only tasks on texts can be taken.")
    listed = sequence_of(task.get("spans"), "Its spans")
    metadata, annotator = _metadata(task), text_of(task, "_annotator_id") or text_of(task, "_session_id")
    if task.get("answer", "accept") != "accept":
        return ForeignDocument(text, origin, metadata=metadata, annotator=annotator, suggested=len(listed))
    spans = [_span(span, number) for number, span in enumerate(listed, 1)]
    return ForeignDocument(
        text,
        origin,
        tuple(spans),
        _Links(listed, spans).found(sequence_of(task.get("relations"), "Its relations")),
        metadata,
        annotator=annotator,
        answers=_answers(task),
        note=text_of(task, "note"),
        state=state_of(task.get("state")),
    )


def _metadata(task: Mapping[str, Any]) -> Metadata:
    """From ``meta``: fields of ours by name, all other ones as further columns."""
    meta, own = task.get("meta"), task.get("extra")
    shown = meta if is_table(meta) else {}
    extra = {
        name: value if isinstance(value, str) else str(value)
        for name, value in shown.items()
        if name not in (*METADATA, _OURS) and isinstance(value, str | int | float) and value != ""
    }
    if is_table(own):
        extra = {name: value for name, value in own.items() if isinstance(value, str)} or extra
    return Metadata(**{name: text_of(shown, name) for name in METADATA}, extra=extra)


def _answers(task: Mapping[str, Any]) -> Mapping[str, Any]:
    """Of the article as a whole: ``cats``, else what was chosen of the options of a choice."""
    cats, label, chosen = task.get("cats"), task.get("label"), task.get("accept")
    if is_table(cats):
        return cats
    if isinstance(chosen, list):
        return {str(each): None for each in chosen if isinstance(each, str | int)}
    return {label: None} if isinstance(label, str) and label else {}


def _span(span: Any, number: int) -> ForeignSpan:
    where = f"span {number}"
    if not is_table(span):
        raise UserError(f"Its {where} is no table: write it as {{…}}.")
    label, place = span.get("label"), _place(span)
    if not isinstance(label, str) or not label:
        raise UserError(f"Its {where} has no label: give it one.")
    if place is None:
        raise UserError(f"Its {where} has no start and end: give both as whole numbers.")
    said = span.get("text")
    return revised(
        span, id=where, label=label, place=place, quote=said if isinstance(said, str) else None, where=where
    )


def _place(span: Any) -> Segment | None:
    if not is_table(span):
        return None
    start, end = whole_number(span.get("start")), whole_number(span.get("end"))
    return None if start is None or end is None else (start, end)


class _Links:
    """Relations find their spans by id where ours wrote it, else by place and label, else by last token."""

    def __init__(self, listed: Any, spans: list[ForeignSpan]) -> None:
        self._ids = {span.id for span in spans}
        self._by_place: dict[tuple[Segment, str | None], str] = {}
        self._by_token: dict[int, str] = {}
        for values, span in zip(listed, spans, strict=True):
            place = _place(values)
            if place is not None:
                self._by_place.setdefault((place, span.label), span.id)
                self._by_place.setdefault((place, None), span.id)
            token = whole_number(values.get("token_end"))
            if token is not None:
                self._by_token.setdefault(token, span.id)

    def found(self, relations: Any) -> tuple[ForeignLink, ...]:
        return tuple(self._link(relation, number) for number, relation in enumerate(relations, 1))

    def _link(self, relation: Any, number: int) -> ForeignLink:
        where = f"relation {number}"
        label = relation.get("label") if is_table(relation) else None
        if not isinstance(label, str) or not label:
            raise UserError(f"Its {where} has no label: give it one.")
        return ForeignLink(
            label, self._end(relation, "head", where), self._end(relation, "child", where), where
        )

    def _end(self, relation: Mapping[str, Any], side: str, where: str) -> str:
        key = relation.get(f"{side}_id")
        if isinstance(key, str) and key in self._ids:
            return key
        span = relation.get(f"{side}_span")
        place, label = _place(span), span.get("label") if is_table(span) else None
        named = label if isinstance(label, str) else None
        if place is not None and (place, named) in self._by_place:
            return self._by_place[place, named]
        token = whole_number(relation.get(side))
        if place is None and token is not None and token in self._by_token:
            return self._by_token[token]
        raise UserError(f"The {side} of its {where} is none of its spans: add the span.")
