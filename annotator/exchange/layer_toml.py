"""A layer written by hand: annotations named by what they quote, not by where they stand.

The form suits examples and teaching material, which people edit with a text editor and whose offsets
are known only once an article has been cleaned and imported::

    annotator = "Robin"

    [[articles]]
    file = "levy.txt"
    state = "done"
    annotations = [
      {key = "minister", label = "actor", quote = "Landoval", within = "” Landoval", actor = "P. Landoval"},
      {key = "books", label = "claim", quotes = ["knows our books", "have read them"], note = "two segments"},
    ]
    links = [{label = "speaker", head = "books", child = "minister"}]

Nothing here opens a project: :func:`read_layer_toml` and :func:`read_actors_toml` read a file,
:func:`resolve` and :func:`to_incoming` find the quotes in the text they are given.
"""

from __future__ import annotations

import tomllib
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

from annotator.errors import UserError
from annotator.model.actor import Actor
from annotator.model.annotation import Segments, normalise_segments, quote_of
from annotator.model.article import State, text_sha256
from annotator.model.incoming import IncomingAnnotation, IncomingLayer, IncomingLink

_IDS = uuid.UUID("5f0c2d0e-6d0b-4d6a-9a53-0c7b1a9d4e21")
_ANNOTATION = ("key", "label", "quote", "quotes", "occurrence", "within", "attributes", "actor", "note")
_STATES: tuple[str, ...] = get_args(State)


@dataclass(frozen=True, slots=True)
class QuotedAnnotation:
    """One annotation by its words.

    ``quotes`` has one entry a segment, in reading order; ``occurrence`` counts from 1 and says which
    place of the first quote is meant.  ``within`` is a longer piece that stands only once in the article:
    where it is given, the first quote is looked for (and its occurrence counted) inside it, so that a count
    does not shift when cleaning takes lines away.  ``actor`` is a name of the registry, or empty.
    ``key`` is unique within the article ``file``.
    """

    file: str
    key: str
    label: str
    quotes: tuple[str, ...]
    occurrence: int = 1
    within: str = ""
    attributes: Mapping[str, Any] = field(default_factory=dict)
    actor: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class QuotedLink:
    """``head`` and ``child`` are keys of annotations of the same article."""

    label: str
    head: str
    child: str


@dataclass(frozen=True, slots=True)
class QuotedArticle:
    """``file`` is the name of the article's file; ``state`` how far the annotator is with it."""

    file: str
    state: State
    annotations: tuple[QuotedAnnotation, ...]
    links: tuple[QuotedLink, ...]


@dataclass(frozen=True, slots=True)
class QuotedLayer:
    annotator: str
    articles: tuple[QuotedArticle, ...]


def read_layer_toml(path: Path) -> QuotedLayer:
    """Read a layer.  Labels and attributes are not checked here: that is the codebook's business.

    :raises UserError: if the file can't be read or is not such a layer; the sentence names the place.
    """
    data = _load(path, "layer")
    where = path.name
    _only(data, ("annotator", "articles"), where)
    articles = tuple(_article(item, where) for item in _tables(data, "articles", where))
    _unique((article.file for article in articles), "file", where)
    return QuotedLayer(_text(data, "annotator", where), articles)


def read_actors_toml(path: Path) -> tuple[Actor, ...]:
    """Read ``[[actors]]`` tables: ``name``, ``kind``, ``aliases``, ``note``.  Ids follow from the names.

    :raises UserError: if the file can't be read, is not such a list or holds a name twice.
    """
    data = _load(path, "list of actors")
    where = path.name
    _only(data, ("actors",), where)
    actors = []
    for item in _tables(data, "actors", where):
        name = _text(item, "name", f"an actor of {where}")
        here = f"actor “{name}” of {where}"
        _only(item, ("name", "kind", "aliases", "note"), here)
        aliases = _texts(item, "aliases", here) if "aliases" in item else ()
        kind, note = _text(item, "kind", here, ""), _text(item, "note", here, "")
        actors.append(Actor(_id("actor", name), name, kind, aliases, note=note))
    _unique((actor.name for actor in actors), "name", where)
    return tuple(actors)


def resolve(text: str, item: QuotedAnnotation) -> Segments:
    """Where the quotes stand in ``text``, in code points.

    The first quote is taken at its ``occurrence``-th place (inside ``within``, where that is given), each
    further one at its first place after the end of the one before.

    :raises UserError: if a quote is not there (so often) or ``within`` does not stand in the text exactly
        once; the sentence names file, key and quote.
    """
    start, end, where = 0, len(text), "in the article"
    if item.within:
        start = text.find(item.within)
        if start < 0 or text.find(item.within, start + 1) >= 0:
            raise _missing(item, item.within, "in the article exactly once")
        end, where = start + len(item.within), f"within “{item.within}”"
    found: list[tuple[int, int]] = []
    position = start - 1
    for _ in range(item.occurrence):
        position = text.find(item.quotes[0], position + 1, end)
        if position < 0:
            often = "" if item.occurrence == 1 else f"{item.occurrence} times "
            raise _missing(item, item.quotes[0], often + where)
    found.append((position, position + len(item.quotes[0])))
    for quote in item.quotes[1:]:
        position = text.find(quote, found[-1][1])
        if position < 0:
            raise _missing(item, quote, "after the piece before it")
        found.append((position, position + len(quote)))
    return normalise_segments(found, len(text))


def to_incoming(
    annotator: str, article: QuotedArticle, text: str, actors: Iterable[Actor] = ()
) -> IncomingLayer:
    """The article's part of the layer with offsets into ``text``; ids are the same in every run.

    :raises UserError: if a quote is not in the text or an actor not in ``actors``.
    """
    registry = {actor.name: actor for actor in actors}
    annotations = []
    for item in article.annotations:
        if item.actor and item.actor not in registry:
            raise UserError(
                f"{item.file}: “{item.key}” points to the actor “{item.actor}”, who is not in the list of "
                "actors: add the actor or correct the name."
            )
        segments = resolve(text, item)
        annotations.append(
            IncomingAnnotation(
                _id(annotator, article.file, item.key),
                item.label,
                segments,
                quote_of(text, segments),
                dict(item.attributes),
                registry.get(item.actor),
                item.note,
                origin="person",
                created_by=annotator,
            )
        )
    links = tuple(
        IncomingLink(
            link.label,
            _id(annotator, article.file, link.head),
            _id(annotator, article.file, link.child),
        )
        for link in article.links
    )
    return IncomingLayer(annotator, text_sha256(text), tuple(annotations), links, article.file)


def _id(*parts: str) -> str:
    return str(uuid.uuid5(_IDS, "\0".join(parts)))


def _missing(item: QuotedAnnotation, quote: str, where: str) -> UserError:
    return UserError(
        f"{item.file}: the quote “{quote}” of “{item.key}” does not stand {where}: correct the layer."
    )


def _load(path: Path, what: str) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UserError(f"Cannot read the {what} {path}: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise UserError(f"The {what} {path.name} is not UTF-8 text: save it as UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        raise UserError(f"The {what} {path.name} is not valid TOML: {error}.") from error


def _article(data: Mapping[str, Any], layer: str) -> QuotedArticle:
    file = _text(data, "file", f"an article of {layer}")
    _only(data, ("file", "state", "annotations", "links"), file)
    state = _text(data, "state", file, "to do")
    if state not in _STATES:
        raise UserError(f"{file}: the state must be one of {', '.join(_STATES)}, not “{state}”.")
    annotations = tuple(_annotation(item, file) for item in _tables(data, "annotations", file))
    _unique((item.key for item in annotations), "key", file)
    known = {item.key for item in annotations}
    links = tuple(_link(item, known, file) for item in _tables(data, "links", file))
    return QuotedArticle(file, state, annotations, links)  # type: ignore[arg-type]  # checked above


def _annotation(data: Mapping[str, Any], file: str) -> QuotedAnnotation:
    key = _text(data, "key", f"an annotation of {file}")
    where = f"{file}: “{key}”"
    _only(data, _ANNOTATION, where)
    if ("quote" in data) == ("quotes" in data):
        raise UserError(f"{where} needs either a quote or, for several segments, a list of quotes.")
    quotes = (_text(data, "quote", where),) if "quote" in data else _texts(data, "quotes", where)
    occurrence = data.get("occurrence", 1)
    if not isinstance(occurrence, int) or isinstance(occurrence, bool) or occurrence < 1:
        raise UserError(f"{where}: the occurrence must be a whole number from 1 on, not {occurrence!r}.")
    attributes = data.get("attributes", {})
    if not isinstance(attributes, Mapping):
        raise UserError(f'{where}: attributes must be a table such as {{kind = "person"}}.')
    return QuotedAnnotation(
        file,
        key,
        _text(data, "label", where),
        quotes,
        occurrence,
        _text(data, "within", where, ""),
        attributes,
        _text(data, "actor", where, ""),
        _text(data, "note", where, ""),
    )


def _link(data: Mapping[str, Any], known: set[str], file: str) -> QuotedLink:
    where = f"a link of {file}"
    _only(data, ("label", "head", "child"), where)
    link = QuotedLink(_text(data, "label", where), _text(data, "head", where), _text(data, "child", where))
    for key in (link.head, link.child):
        if key not in known:
            raise UserError(
                f"{file}: the {link.label} link from “{link.head}” to “{link.child}” names “{key}”, "
                "which is no annotation of this article."
            )
    return link


def _only(data: Mapping[str, Any], allowed: tuple[str, ...], where: str) -> None:
    unknown = [key for key in data if key not in allowed]
    if unknown:
        raise UserError(f"{where} has the unknown entry “{unknown[0]}”; it may have {', '.join(allowed)}.")


def _tables(data: Mapping[str, Any], key: str, where: str) -> list[Mapping[str, Any]]:
    items = data.get(key, [])
    if not isinstance(items, list) or not all(isinstance(item, Mapping) for item in items):
        raise UserError(f"{where}: “{key}” must be a list of tables.")
    return items


def _text(data: Mapping[str, Any], key: str, where: str, default: str | None = None) -> str:
    value = data.get(key, default)
    if not isinstance(value, str) or (not value and default is None):
        raise UserError(f"{where}: “{key}” must be some text.")
    return value


def _texts(data: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
    values = data[key]
    if not isinstance(values, list) or not values or not all(isinstance(v, str) and v for v in values):
        raise UserError(f"{where}: “{key}” must be a list of texts.")
    return tuple(values)


def _unique(names: Iterable[str], what: str, where: str) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise UserError(f"{where} uses the {what} “{name}” twice: give each its own.")
        seen.add(name)
