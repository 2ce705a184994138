"""What a reader found in one document, made an article: cleaned, with its metadata and language."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from annotator.articles.cleaning import clean
from annotator.articles.language import language_of
from annotator.articles.text import without_surrogates
from annotator.errors import UserError
from annotator.model.article import IncomingArticle, Metadata


@dataclass(frozen=True, slots=True)
class Found:
    """A document's text, and what it says of itself.

    ``is_sure``: what it says was said of this article, as pages, mails and feeds do; the properties of a
    document name who typed it and when, and its title may be anything.  ``is_clean``: no chrome is in it.
    """

    text: str
    metadata: Metadata = field(default_factory=Metadata)
    is_sure: bool = False
    is_clean: bool = False


def article_of(found: Found, origin: str, *, raw: bool) -> IncomingArticle:
    """``raw``: the text as it was found, nothing removed.  Raises UserError where there is no text."""
    text, known = without_surrogates(found.text), found.metadata
    if not text.strip():
        raise UserError("It holds nothing but white space: save the article's text in it, or leave it out.")
    if "\0" in text:
        raise UserError("Its text holds NUL characters, as binary data does: save it again as text.")
    if found.is_clean:
        language = known.language or language_of(text)
        return IncomingArticle(text, _plain(replace(known, language=language)), origin=origin)
    # A page names its headline; what a document is titled may be anything.
    cleaned = clean(text, title=known.title if found.is_sure else "")
    if not raw and not cleaned.text:
        raise UserError(
            "It holds nothing but the frame of a web page: import it raw if you need it as it is."
        )
    metadata = _joined(known, cleaned.metadata, is_sure=found.is_sure)
    metadata = replace(metadata, language=metadata.language or language_of(cleaned.text))
    if raw:
        return IncomingArticle(text, _plain(metadata), origin=origin)
    return IncomingArticle(cleaned.text, _plain(metadata), cleaned.removed, origin)


def _joined(known: Metadata, told: Metadata, *, is_sure: bool) -> Metadata:
    """What the file says of itself, filled up from its text."""
    first, second = (known, told) if is_sure else (told, known)
    return Metadata(
        title=known.title or told.title,
        source=known.source or told.source,
        author=first.author or second.author,
        published=first.published or second.published,
        url=known.url or told.url,
        language=known.language,
        extra=known.extra,
    )


def _plain(metadata: Metadata) -> Metadata:
    """Without lone surrogates and NUL, which no file of a project holds."""
    return Metadata(
        **{
            name: _safe(getattr(metadata, name))
            for name in ("title", "source", "author", "published", "url", "language")
        },
        extra={_safe(name): _safe(value) for name, value in metadata.extra.items()},
    )


def _safe(text: str) -> str:
    return without_surrogates(text).replace("\0", "")
