"""Which column of a data set is the text, which are metadata: by their usual names."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime

import regex

from annotator.articles.metadata import date_of
from annotator.articles.text import without_surrogates
from annotator.errors import UserError
from annotator.model.article import Metadata

_TEXT = (
    *("text", "fulltext", "full_text", "article_text", "articletext", "body", "content", "article"),
    *("maintext", "main_text", "story"),
)
_FIELDS = {
    "title": ("title", "headline", "heading"),
    "source": (
        *("source", "publisher", "publication", "outlet", "newspaper", "medium"),
        *("sitename", "site_name", "domain"),
    ),
    "author": ("author", "authors", "byline", "creator", "writer"),
    "published": (
        *("published", "date", "published_at", "publish_date", "publication_date", "date_published"),
        *("pub_date", "pubdate", "datetime", "timestamp"),
    ),
    "url": ("url", "link", "href", "uri", "permalink"),
    "language": ("language", "lang", "locale"),
}
_LANGUAGE = regex.compile(r"([A-Za-z]{2})(?:[-_][A-Za-z]{2,4})?")

Value = object
"""A cell, or any JSON value."""


def text_column(names: Iterable[str]) -> str | None:
    """The name, as it is written, of the column that holds the text; None if there is none."""
    known = {_folded(name): name for name in reversed(list(names))}
    return next((known[name] for name in _TEXT if name in known), None)


def text_of(value: Value) -> str:
    """The text in a cell, lone surrogates replaced one for one.  Raises UserError where it is none."""
    if not isinstance(value, str):
        raise UserError("Its text is not a string: put the article's text there.")
    if not value.strip():
        raise UserError("Its text is empty: fill it in or leave the row out.")
    if "\0" in value:
        raise UserError("Its text holds NUL characters, as binary data does: take them out.")
    return without_surrogates(value)


def metadata_of(values: Mapping[str, Value]) -> Metadata:
    """Metadata from the columns other than the text; what has no place of its own goes to ``extra``.

    A date that is not ISO 8601 is read day first and kept as it stood in ``extra`` too.
    """
    rest = {name: _string(value) for name, value in values.items() if value not in (None, "")}
    found: dict[str, str] = {}
    for field, names in _FIELDS.items():
        for name in sorted(
            (name for name in rest if _folded(name) in names), key=lambda n: names.index(_folded(n))
        ):
            value = _value(field, rest[name])
            if value:
                found[field] = value
                if value == rest[name].strip() or field == "author":
                    del rest[name]
                break
    return Metadata(**found, extra=rest)


def _value(field: str, text: str) -> str:
    text = text.strip()
    if field == "published":
        try:
            datetime.fromisoformat(text)
        except ValueError:
            return date_of(text)
        return text
    if field == "language":
        code = _LANGUAGE.fullmatch(text)
        return code[1].lower() if code else ""
    if field == "author" and text.startswith("["):
        return ", ".join(name for name in _list(text) if isinstance(name, str)) or text
    return text


def _list(text: str) -> list[object]:
    try:
        names = json.loads(text)
    except ValueError:
        return []
    return names if isinstance(names, list) else []


def _string(value: Value) -> str:
    if isinstance(value, str):
        return without_surrogates(value)
    return without_surrogates(json.dumps(value, ensure_ascii=False))


def _folded(name: str) -> str:
    return regex.sub(r"[\s.-]+", "_", name.strip().casefold())
