"""EPUB books and the issues that news readers make: one article a page of the book, in reading order."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from annotator.articles.blocks import paragraphs, parse_page
from annotator.articles.dates import iso_date
from annotator.articles.documents import Found
from annotator.articles.failure import ReadFailure
from annotator.articles.source import WITHIN, Source
from annotator.articles.xml import local, parse_xml
from annotator.articles.zips import opened, part
from annotator.errors import UserError
from annotator.model.article import Metadata
from annotator.model.incoming import Noted

Element = Any
"""An element of lxml, which ships no types."""

_BROKEN = "It is a damaged EPUB: get it again, or open it in a reader and save its pages."
_LOCKED = (
    "The EPUB is locked by its seller (DRM): get one without, or copy the articles' text into .txt files."
)
_FEWEST = 25
"""Words of a page that can be an article: covers, title pages and separators have fewer."""

_PAGES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")
_LIST = 0.6
"""Share of a page's letters in links, from which on it is a table of contents."""


@dataclass(frozen=True, slots=True)
class _Book:
    metadata: Metadata
    pages: tuple[str, ...]
    """Names in the archive, in reading order."""


def read_epub(source: Source) -> Iterator[tuple[str, Found] | Noted | ReadFailure]:
    """Each page with an article, with its place; what was left out (covers, contents) is noted.

    Raises UserError where the book is damaged or locked.
    """
    with opened(source, _BROKEN) as archive:
        if _is_locked(archive, source):
            raise UserError(_LOCKED)
        book = _book(archive, source)
        left_out = read = 0
        for name in book.pages:
            origin = f"{source.origin}{WITHIN}{name}"
            try:
                page = part(archive, name, source.allowance, _BROKEN)
                if page is None:
                    raise UserError("The book names this page but does not hold it: get the book again.")
                found = _page(page, book.metadata)
            except UserError as error:
                yield ReadFailure(origin, str(error))
                continue
            read += found is not None
            left_out += found is None
            if found is not None:
                yield origin, found
    if not read and left_out:
        raise UserError("None of its pages holds an article's text (pictures only, perhaps): leave it out.")
    if left_out:
        pages = "1 page was" if left_out == 1 else f"{left_out} pages were"
        yield Noted(source.origin, f"{pages} left out (cover, contents and the like: no article's text).")


def _is_locked(archive: zipfile.ZipFile, source: Source) -> bool:
    """Fonts may be obfuscated; what matters is whether pages are encrypted."""
    said = part(archive, "META-INF/encryption.xml", source.allowance, _BROKEN)
    if said is None:
        return False
    names = (
        element.get("URI", "") for element in parse_xml(said).iter() if local(element) == "CipherReference"
    )
    return any(name.lower().endswith((".xhtml", ".html", ".htm", ".xml", ".opf")) for name in names)


def _book(archive: zipfile.ZipFile, source: Source) -> _Book:
    container = part(archive, "META-INF/container.xml", source.allowance, _BROKEN)
    if container is None:
        raise UserError(_BROKEN)
    place = next(
        (one.get("full-path", "") for one in parse_xml(container).iter() if local(one) == "rootfile"), ""
    )
    package = part(archive, place, source.allowance, _BROKEN) if place else None
    if package is None:
        raise UserError(_BROKEN)
    root = parse_xml(package)
    folder = posixpath.dirname(place)
    items: dict[str, str] = {}
    for item in root.iter():
        page = local(item) == "item" and item.get("media-type", "") in _PAGES
        if page and "nav" not in item.get("properties", "").split():
            path = unquote(urlsplit(item.get("href", "")).path)
            items[item.get("id", "")] = posixpath.normpath(posixpath.join(folder, path))
    spine = [one for one in root.iter() if local(one) == "itemref" and one.get("linear") != "no"]
    pages = dict.fromkeys(items[ref] for one in spine if (ref := one.get("idref", "")) in items)
    if not pages:
        raise UserError("The EPUB lists no pages in reading order: open it in a reader and save its pages.")
    return _Book(_told(root), tuple(pages))


def _told(root: Element) -> Metadata:
    said: dict[str, str] = {}
    authors: list[str] = []
    for element in root.iter():
        name, text = local(element), " ".join("".join(element.itertext()).split())
        if "/dc/elements/" not in str(element.tag) or not text:
            continue
        if name == "creator":
            authors.append(text)
        said.setdefault(name, text)
    language = said.get("language", "")[:2].lower()
    return Metadata(
        source=said.get("title", ""),
        author=", ".join(authors),
        published=iso_date(said.get("date", "")),
        language=language if language.isalpha() and len(language) == 2 else "",
        extra={"publisher": said["publisher"]} if "publisher" in said else {},
    )


def _page(data: bytes, told: Metadata) -> Found | None:
    """The article of a page; None where it is a cover, a table of contents or the like."""
    root = parse_page(data)
    body = next(root.iter("body"), root)
    blocks = paragraphs(body)
    text = "\n\n".join(blocks)
    links = sum(len("".join(link.itertext())) for link in body.iter("a") if link.get("href"))
    if (len(text.split()) < _FEWEST and len(text) < 4 * _FEWEST) or links > _LIST * len(text):
        return None
    heading = next((one for one in body.iter("h1", "h2", "h3")), None)
    named = heading if heading is not None else next(root.iter("title"), None)
    title = " ".join("".join(named.itertext()).split())[:300] if named is not None else ""
    page = Metadata(
        title=title,
        source=told.source,
        author=told.author,
        published=told.published,
        language=told.language,
        extra=told.extra,
    )
    return Found(text, page)
