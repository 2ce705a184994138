"""One article as a line of JSON: the pieces are written as text, which is several times faster than
building dictionaries for a million annotations."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from json.encoder import encode_basestring as quoted
from typing import Any, NamedTuple

from annotator.errors import UserError
from annotator.model.annotation import Segment, quote_of
from annotator.model.article import Article
from annotator.model.tokens import TokenIndex, columns

Row = tuple[Any, ...]


class Span(NamedTuple):
    """A span as it was written: its JSON, what relations repeat of it, and what the task hash covers."""

    json: str
    token_end: int
    brief: str
    says: str


class Whole(NamedTuple):
    """What an annotator says of an article as a whole: how far they are, their answers (JSON), their note."""

    state: str = "to do"
    answers: str = "{}"
    note: str = ""


NOTHING_SAID = Whole()


class ArticleText:
    """The part of a record that is the same for every layer of an article."""

    def __init__(self, article: Article, project: str) -> None:
        self.id, self.sha256, self.text = article.id, article.sha256, article.text
        known = article.metadata
        self.name = f"article {self.id} (“{known.title}”)" if known.title else f"article {self.id}"
        tokens = columns(self.text)
        self._index = TokenIndex(tokens.starts, tokens.ends)
        listed = ", ".join(
            [
                f'{{"id": {number}, "text": {text}, "start": {start}, "end": {end}, '
                f'"ws": {"true" if space else "false"}}}'
                for number, (text, start, end, space) in enumerate(
                    zip(map(quoted, tokens.texts), tokens.starts, tokens.ends, tokens.spaces, strict=True)
                )
            ]
        )
        names = ("title", "source", "author", "published", "url", "language", "sha256", "project")
        meta = (known.title, known.source, known.author, known.published, known.url, known.language)
        described = dict(zip(names, (*meta, self.sha256, project), strict=True))
        self._head = (
            f'{{"id": {self.id}, "text": {quoted(self.text)}, '
            f'"meta": {json.dumps(described, ensure_ascii=False)}, '
            f'"offsets": "unicode code points", "tokens": [{listed}], "spans": ['
        )

    def span(self, row: Row, actors: Mapping[str, str], verdict: str | None, extra: str = "") -> Span:
        """One annotation.

        :param row: as from :func:`annotator.store.streams.annotation_rows`.
        :param actors: registry id -> JSON of the entry.
        :param extra: further JSON members, each with a comma before it.
        :raises UserError: if the quote does not stand in the text where the annotation says.
        """
        (_, key, label, start, end, segments, quote, attributes, actor, origin, derived_from, note) = row[:12]
        created_by, created_at, updated_at = row[12:15]
        text = self.text[start:end]
        if segments != f"[[{start},{end}]]":
            segments = self._pieces(key, start, end, segments, quote)
        elif text != quote:
            raise self._misplaced(key, start, end, quote)
        if "\n" in attributes or "\r" in attributes:
            attributes = json.dumps(json.loads(attributes), ensure_ascii=False)
        first, last, aligned = self._index.span(start, end)
        where = f'"start": {start}, "end": {end}'
        tokens = f'"token_start": {first}, "token_end": {last}'
        name = quoted(label)
        body = (
            f'{{"id": {quoted(key)}, "label": {name}, {where}, "segments": {segments}, '
            f'"text": {quoted(text)}, {tokens}, "aligned": {"true" if aligned else "false"}, '
            f'"attributes": {attributes}, "actor": {self._actor(actor, actors)}, "origin": "{origin}", '
            f'"decision": {_or_null(verdict)}, "derived_from": {_or_null(derived_from)}, '
            f'"note": {quoted(note)}, "created_by": {quoted(created_by)}, '
            f'"created_at": {quoted(created_at)}, "updated_at": {quoted(updated_at)}{extra}}}'
        )
        brief = f'{{{where}, {tokens}, "label": {name}}}'
        return Span(body, last, brief, f"{name}{segments}{attributes}")

    def relation(self, row: Row, spans: Mapping[str, Span], extra: str = "") -> tuple[str, str]:
        """One link as JSON, and what of it the task hash covers.

        :param row: ``(…, label, head id, child id)``.
        """
        label, head_id, child_id = row[-3:]
        head, child = spans.get(head_id), spans.get(child_id)
        if head is None or child is None:
            raise UserError(
                f"A {label} link of {self.name} has an end that is not among the annotations of its layer, "
                "so nothing was written: restore the project from a backup."
            )
        body = (
            f'{{"label": {quoted(label)}, "head_id": {quoted(head_id)}, "child_id": {quoted(child_id)}, '
            f'"head": {head.token_end}, "child": {child.token_end}, '
            f'"head_span": {head.brief}, "child_span": {child.brief}{extra}}}'
        )
        return body, f"{quoted(label)}{head.says}{child.says}"

    def record(
        self,
        spans: Iterable[Span],
        relations: Iterable[tuple[str, str]],
        layer: str,
        *,
        answered: bool,
        whole: Whole = NOTHING_SAID,
    ) -> str:
        """The whole line, with its end."""
        written, linked = list(spans), list(relations)
        says = "\n".join([self.sha256, *[span.says for span in written], *[link[1] for link in linked]])
        if whole.answers != "{}":
            says += f"\n{whole.answers}"
        return (
            f"{self._head}{', '.join([span.json for span in written])}], "
            f'"relations": [{", ".join([link[0] for link in linked])}], "cats": {whole.answers}, '
            f'"state": {quoted(whole.state)}, "note": {quoted(whole.note)}, '
            f'"answer": "{"accept" if answered else "ignore"}", "_annotator_id": {quoted(layer)}, '
            f'"_input_hash": {_number(bytes.fromhex(self.sha256))}, '
            f'"_task_hash": {_number(hashlib.sha256(says.encode("utf-8")).digest())}, '
            '"_view_id": "relations"}\n'
        )

    def _actor(self, actor: str | None, actors: Mapping[str, str]) -> str:
        if actor is None:
            return "null"
        if actor not in actors:
            raise UserError(
                f"An annotation of {self.name} points to an actor who is not in the registry, so nothing was "
                "written: restore the project from a backup."
            )
        return actors[actor]

    def pieces(self, segments: str) -> list[Segment]:
        """Stored segments as pairs."""
        return [(int(start), int(end)) for start, end in json.loads(segments)]

    def _pieces(self, key: str, start: int, end: int, segments: str, quote: str) -> str:
        pieces = self.pieces(segments)
        if quote_of(self.text, pieces) != quote or (pieces[0][0], pieces[-1][1]) != (start, end):
            raise self._misplaced(key, start, end, quote)
        return json.dumps(pieces)

    def _misplaced(self, key: str, start: int, end: int, quote: str) -> UserError:
        return UserError(
            f"Annotation {key} of {self.name} says “{quote}”, but at {start}–{end} stands "
            f"“{self.text[start:end]}”, so nothing was written: restore the project from a backup."
        )


def _or_null(value: str | None) -> str:
    return "null" if value is None else quoted(value)


def _number(digest: bytes) -> int:
    """The beginning of a hash as a signed 32-bit number, as readers of Prodigy's records expect."""
    return int.from_bytes(digest[:4], "big", signed=True)
