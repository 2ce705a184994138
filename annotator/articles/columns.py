"""Which column of a data set is the text, which are metadata: by their usual names."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

import regex

from annotator.articles.dates import iso_date
from annotator.articles.named_languages import language_named
from annotator.articles.text import without_surrogates
from annotator.errors import UserError
from annotator.model.article import Metadata

_TEXT = (
    *("text", "fulltext", "full_text", "article_text", "articletext", "body", "content", "article"),
    *("maintext", "main_text", "story", "article_body", "articlebody", "body_text", "bodytext", "contents"),
    *("article_content", "news_content", "plain_text", "plaintext", "clean_text", "raw_text", "paragraphs"),
    *("texte", "contenu", "corps", "volltext", "artikeltext", "inhalt", "texto", "contenido", "cuerpo"),
    *("conteudo", "conteúdo", "testo", "contenuto", "tekst", "treść", "treśc", "текст"),
)
_FIELDS = {
    "title": (
        *("title", "headline", "heading", "article_title", "headlines", "title_text", "hd", "titre"),
        *("titel", "überschrift", "schlagzeile", "titulo", "título", "titular", "titolo"),
    ),
    "source": (
        *("source", "publisher", "publication", "outlet", "newspaper", "medium"),
        *("sitename", "site_name", "domain", "source_name", "sourcename", "publisher_name", "news_outlet"),
        *("outlet_name", "media", "media_name", "media_outlet", "journal", "newspaper_name"),
        *("publication_name", "publication_title", "source_title", "feed", "sn", "hostname"),
        *("sourcecommonname", "quelle", "zeitung", "fuente", "medio", "fonte", "testata", "krant", "bron"),
    ),
    "author": (
        *("author", "authors", "byline", "creator", "writer", "author_name", "journalist", "by"),
        *("auteur", "auteurs", "autor", "autoren", "autores", "autore"),
    ),
    "published": (
        *("published", "date", "published_at", "publish_date", "publication_date", "date_published"),
        *("pub_date", "pubdate", "datetime", "timestamp", "published_date", "publishdate", "publisheddate"),
        *("publicationdate", "publishedat", "date_publish", "date_time", "article_date", "issue_date"),
        *("webpublicationdate", "first_published", "seendate", "release_date", "created_at", "day", "pd"),
        *("date_de_publication", "datum", "fecha", "data_publicacao", "data_pubblicazione"),
    ),
    "url": (
        *("url", "link", "href", "uri", "permalink", "article_url", "articleurl", "source_url", "sourceurl"),
        *("web_url", "weburl", "page_url", "news_url", "canonical_url", "document_url"),
        *("documentidentifier", "target_uri", "adresse", "lien", "enlace"),
    ),
    "language": (
        *("language", "lang", "locale", "language_code", "sourcelang", "la", "langue", "sprache", "idioma"),
    ),
}
_LANGUAGE = regex.compile(r"([A-Za-z]{2})(?:[-_][A-Za-z]{2,4})?")

Value = object
"""A cell, or any JSON value."""


def text_column(names: Iterable[str]) -> str | None:
    """The name, as it is written, of the column that holds the text; None if there is none."""
    known = {_folded(name): name for name in reversed(list(names))}
    return next((known[name] for name in _TEXT if name in known), None)


def address_column(names: Iterable[str]) -> str | None:
    """The column that holds the articles' addresses; None if there is none."""
    return next((name for name in names if _folded(name) in _FIELDS["url"]), None)


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
        return iso_date(text)
    if field == "language":
        code = _LANGUAGE.fullmatch(text)
        return code[1].lower() if code else language_named(text)
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
