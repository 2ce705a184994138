"""Web Annotations in: a collection, a page, a list, a graph or a single annotation, as JSON-LD.

The JSON is read as it stands, in the terms of the model's own context; other contexts are not resolved.  Tags
are labels, comments notes, “classifying” bodies answers; an annotation that links two others is a link.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from annotator.articles.failure import ReadFailure
from annotator.errors import UserError
from annotator.exchange.carried import is_table, metadata_of, state_of, table_of, text_of
from annotator.exchange.foreign import ForeignDocument, ForeignItem, ForeignLink, ForeignSpan
from annotator.exchange.json_in import whole
from annotator.exchange.web_annotation.reading import Item, answers, key_of, link, on_article, spans, text_at
from annotator.exchange.web_annotation.terms import ARTICLE_TEXT, FIELDS, KEPT, sha256_of
from annotator.model.article import Metadata, State

_DEEPEST = 8
"""Pages within collections within graphs."""


@dataclass(slots=True)
class _Source:
    """What is annotated."""

    text: str | None = None
    metadata: Metadata = field(default_factory=Metadata)


@dataclass(slots=True)
class _Layer:
    """What one annotator says of one source."""

    origin: str
    spans: list[ForeignSpan] = field(default_factory=list)
    links: list[ForeignLink] = field(default_factory=list)
    answers: dict[str, Any] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    state: State | None = None
    suggested: int = 0


def read(path: Path) -> Iterator[ForeignItem]:
    """The annotations of a file, by what they are on and whose they are; a bad one is a failure.

    :raises OSError: if the file can't be read.
    :raises UserError: if it is no JSON, or holds no annotations.
    """
    found = list(_annotations(whole(path), _DEEPEST))
    if not found:
        raise UserError("It holds no Web Annotations: none of what is in it has the type “Annotation”.")
    reading = _Reading()
    links = []
    for number, item in enumerate(found, 1):
        origin = f"{path}, annotation {number}"
        try:
            if (joins := link(item)) is not None:
                links.append((joins, origin))
            else:
                reading.take(item, origin)
        except UserError as error:
            yield ReadFailure(origin, str(error))
    for joins, origin in links:
        try:
            reading.join(joins)
        except UserError as error:
            yield ReadFailure(origin, str(error))
    yield from reading.documents()


class _Reading:
    def __init__(self) -> None:
        self._sources: dict[str, _Source] = {}
        self._layers: dict[tuple[str, str], _Layer] = {}
        self._home: dict[str, tuple[str, str]] = {}
        """Id of a span -> the layer that it is in."""
        self._left: set[str] = set()
        """Ids of suggestions, whose links are left out with them."""

    def take(self, item: Item, origin: str) -> None:
        """An annotation on words, or on a whole source."""
        source, described = on_article(item)
        self._describe(source, described)
        whose = _whose(item)
        kept = item.get(KEPT)
        beside = kept if is_table(kept) else {}
        made = spans(item, beside)
        if beside.get("suggestion") is True:
            self._left.add(key_of(item.get("id")))
            self._layer(source, whose, origin).suggested += len(made)
            return
        layer = self._layer(source, whose, origin)
        for span in made:
            if span.id in self._home:
                raise UserError(f"Two annotations have the id “{span.id}”: give each its own.")
            self._home[span.id] = (source, whose)
        layer.spans += made
        if not made:
            tags, notes = answers(item, table_of(beside, "answers", "the annotation"))
            layer.answers |= tags
            layer.notes += notes
            layer.state = state_of(beside.get("state")) or layer.state

    def join(self, joins: ForeignLink) -> None:
        ends = {joins.head, joins.child}
        if ends & self._left:
            return
        homes = {self._home.get(end) for end in ends}
        home = homes.pop() if len(homes) == 1 else None
        if home is None:
            raise UserError(
                f"An end of the link “{joins.label}” is no annotation on words of the same article, by the "
                "same annotator: add it."
            )
        self._layers[home].links.append(joins)

    def documents(self) -> Iterator[ForeignDocument]:
        for (name, whose), layer in self._layers.items():
            source = self._sources[name]
            yield ForeignDocument(
                source.text,
                layer.origin,
                tuple(layer.spans),
                tuple(layer.links),
                source.metadata,
                article=sha256_of(name) or name,
                annotator=whose,
                answers=layer.answers,
                note="\n".join(layer.notes),
                state=layer.state,
                suggested=layer.suggested,
            )

    def _describe(self, name: str, described: Item) -> None:
        source = self._sources.setdefault(name, _Source())
        text = text_at(described, ARTICLE_TEXT)
        if text and source.text is None:
            kept = described.get(KEPT)
            values = {ours: text_at(described, term) for term, ours in FIELDS.items()}
            extra = kept.get("extra") if is_table(kept) else None
            source.text, source.metadata = text, metadata_of({**values, "extra": extra})

    def _layer(self, source: str, whose: str, origin: str) -> _Layer:
        return self._layers.setdefault((source, whose), _Layer(origin))


def _whose(item: Item) -> str:
    """The annotator's name; what ours says before what a creator is called."""
    kept, creator = item.get(KEPT), item.get("creator")
    if is_table(kept) and text_of(kept, "annotator"):
        return text_of(kept, "annotator")
    first = creator[0] if isinstance(creator, list) and creator else creator
    if not is_table(first):
        return first if isinstance(first, str) else ""
    return next(filter(None, (text_of(first, name) for name in ("name", "nickname", "email", "id"))), "")


def _annotations(value: Any, depth: int) -> Iterator[Item]:
    if isinstance(value, list):
        for each in value:
            yield from _annotations(each, depth - 1) if depth else ()
    elif is_table(value) and depth:
        kind = value.get("type", value.get("@type"))
        if kind == "Annotation" or (isinstance(kind, list) and "Annotation" in kind):
            yield value
        else:
            for name in ("@graph", "first", "items", "next"):
                yield from _annotations(value.get(name), depth - 1)
