"""Web pages by trafilatura: the article's text and what the page says of it.  Nothing is fetched."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Any

import regex

from annotator.articles.text import decode
from annotator.errors import UserError
from annotator.model.article import Metadata

_CHARSET = regex.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", regex.I)
_LANGUAGE = regex.compile(r"([A-Za-z]{2})(?:[-_].*)?")

_PUBLISHED = (
    "//meta[@property='article:published_time' or @property='og:article:published_time']/@content",
    "//meta[@itemprop='datePublished' or @name='datePublished' or @name='parsely-pub-date']/@content",
    "//time[@itemprop='datePublished']/@datetime",
)

Element = Any
"""An element of lxml, which ships no types."""


def read_html(data: bytes) -> tuple[str, Metadata]:
    """Text and metadata of a page.

    The headline stands first in the text, also where the page has it outside of its article.
    Raises UserError where there is no article text.
    """
    import trafilatura  # 0.2 s; only who imports a page pays for it
    from trafilatura.utils import load_html

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    page = decoded_page(data)
    tree = load_html(page)
    if tree is None:
        raise UserError("It is named as a web page but holds no HTML: import it with the format text.")
    language = _language(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "")
    told = _told_time(tree)
    # A date is better unknown than guessed from somewhere in the text.
    found = trafilatura.bare_extraction(
        tree, with_metadata=True, include_comments=False, date_extraction_params={"extensive_search": False}
    )
    text = (found.text or "") if found is not None else ""
    if not text.strip():
        raise UserError(
            "No article text was found in the page: copy its text into a .txt file and import that."
        )
    title = " ".join((found.title or "").split())
    if title and title.casefold() not in " ".join(text[: 3 * len(title) + 500].split()).casefold():
        text = f"{title}\n\n{text}"
    return text, Metadata(
        title=title,
        source=found.sitename or found.hostname or "",
        author=found.author or "",
        published=told or found.date or "",
        url=found.url or "",
        language=language,
    )


def _told_time(tree: Element) -> str:
    """When the page says it was published, ISO 8601 with its time and zone; "" where it says no time.

    Midnight sharp without a zone stands where only the day is known.
    """
    for path in _PUBLISHED:
        for said in tree.xpath(path):
            try:
                when = datetime.fromisoformat(said.strip())
            except ValueError:  # a date in words: trafilatura reads these
                continue
            if when.tzinfo is None and (when.hour, when.minute, when.second) == (0, 0, 0):
                continue
            return when.isoformat(timespec="minutes")
    return ""


def decoded_page(data: bytes) -> str:
    """The page as text: UTF-8 and byte order marks first, then what the page says, then a guess."""
    said = _CHARSET.search(data[:4096])
    if said and not _is_unicode(data):
        try:
            return data.decode(said[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):  # no such encoding, or not the true one
            return decode(data)
    return decode(data)


def _is_unicode(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return data[:2] in (b"\xff\xfe", b"\xfe\xff")
    return True


def _language(said: str) -> str:
    found = _LANGUAGE.fullmatch(said.strip())
    return found[1].lower() if found else ""
