"""RSS and Atom files by feedparser: one article an entry."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Any

import regex

from annotator.articles.accidents import ACCIDENTS
from annotator.articles.blocks import paragraphs, parse_page
from annotator.articles.dates import iso_date
from annotator.articles.documents import Found
from annotator.articles.failure import ReadFailure
from annotator.articles.source import Source
from annotator.articles.xml import refuse_entities
from annotator.errors import UserError
from annotator.model.article import Metadata
from annotator.model.incoming import Noted

_BROKEN = "It is no feed that can be read: get it again, as .rss, .atom or .xml."
SUMMARY = "summary only"
_END = regex.compile(rb"</(?:\w+:)?(?:rss|feed|RDF)\s*>")


def read_feed(source: Source) -> Iterator[tuple[str, Found] | Noted | ReadFailure]:
    """Each entry with its place.  Where a feed gives but summaries they are taken, and that is noted.

    Raises UserError where it is no feed, or has no entries.
    """
    data = source.data()
    feed, entries = _parsed(data)
    is_whole = _END.search(data[-2000:].replace(b"\0", b"")) is not None
    language = str(feed.get("language") or "")[:2].lower()
    summaries = 0
    for number, entry in enumerate(entries, 1):
        origin = f"{source.origin}, entry {number}"
        try:
            if number == len(entries) and not is_whole:
                raise UserError("The feed is cut off in this entry: get it again.")
            found, is_summary = _article(entry, feed, language if language.isalpha() else "")
        except UserError as error:
            yield ReadFailure(origin, str(error))
            continue
        summaries += is_summary
        yield origin, found
    if summaries:
        what = "1 entry gives" if summaries == 1 else f"{summaries} of {len(entries)} entries give"
        yield Noted(
            source.origin, f"{what} a summary only, which was taken: save the pages for the full text."
        )


def _parsed(data: bytes) -> tuple[Mapping[str, Any], list[Mapping[str, Any]]]:
    import feedparser  # type: ignore[import-untyped]

    refuse_entities(data)
    try:
        # A stream: a text that begins with "http" would be taken for an address and fetched.
        parsed = feedparser.parse(io.BytesIO(data), sanitize_html=True, resolve_relative_uris=False)
        feed, entries = parsed.get("feed") or {}, list(parsed.get("entries") or [])
        version = parsed.get("version")
    except ACCIDENTS as error:
        raise UserError(_BROKEN) from error
    if not entries:
        raise UserError("It is a feed without entries: get it again later." if version else _BROKEN)
    return feed, entries


def _article(entry: Mapping[str, Any], feed: Mapping[str, Any], language: str) -> tuple[Found, bool]:
    contents = [_text(one) for one in entry.get("content") or []]
    summary = _text(entry.get("summary_detail") or {"value": entry.get("summary") or ""})
    full = max(contents, key=len, default="")
    is_summary = not full
    body = full or summary
    title = _one_line(_text(entry.get("title_detail") or {"value": entry.get("title") or ""}))
    if not body.strip():
        raise UserError("The entry has a headline only: save its page and import that.")
    if title and not body.casefold().startswith(title.casefold()):
        body = f"{title}\n\n{body}"
    authors = [_one_line(str(one.get("name") or "")) for one in entry.get("authors") or [] if one]
    kept = {
        "id": str(entry.get("id") or ""),
        "tags": ", ".join(_one_line(str(tag.get("term") or "")) for tag in entry.get("tags") or []),
        "text": SUMMARY if is_summary else "",
    }
    source = (entry.get("source") or {}).get("title") or feed.get("title") or ""
    return (
        Found(
            body,
            Metadata(
                title=title,
                source=_one_line(str(source)),
                author=", ".join(name for name in authors if name)
                or _one_line(str(entry.get("author") or "")),
                published=_date(entry),
                url=str(entry.get("link") or ""),
                language=language,
                extra={name: value for name, value in kept.items() if value},
            ),
            is_sure=True,
        ),
        is_summary,
    )


def _text(part: Mapping[str, Any]) -> str:
    """The text of a piece of HTML or of plain text, paragraphs parted by a blank line.

    Raises UserError where it can't be read.
    """
    value = str(part.get("value") or "")
    if not value.strip():
        return ""
    if part.get("type") == "text/plain" and "<" not in value:
        return value.strip()
    return "\n\n".join(paragraphs(parse_page(f"<div>{value}</div>".encode("utf-8", "replace"))))


def _date(entry: Mapping[str, Any]) -> str:
    """As it stands, in its own zone; else as feedparser understood it, which is UTC."""
    for name in ("published", "updated"):
        if iso := iso_date(str(entry.get(name) or "")):
            return iso
        parsed = entry.get(f"{name}_parsed")
        if parsed:
            year, month, day, hour, minute = tuple(parsed)[:5]
            return f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}Z"
    return ""


def _one_line(text: str) -> str:
    return " ".join(text.split())
