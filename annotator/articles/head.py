"""The lines around the headline: what the page puts above it, byline, date, reading time, caption."""

from __future__ import annotations

import regex

from annotator.articles import metadata as meta
from annotator.articles.lexicon import Chrome, plain
from annotator.articles.lines import Line
from annotator.model.article import Metadata

_LONG_PARAGRAPH = 45
"""Words.  A standfirst is shorter: the first paragraph of this length ends the article's head."""
_HEAD_LINES = 12
_SHORT_TITLE = 18
"""Words; a headline of two sentences is no longer than this."""
_PARTS = regex.compile(r"\s*[|•·]\s*")
_CRUMBS = regex.compile(r"\s*[>»›/|]\s*")
_TWO_SENTENCES = regex.compile(r"\p{Ll}[.!?][\"”’»]?\s+\p{Lu}.*\p{Ll}\.$")
_TITLE_LEAD = regex.compile(r"(?:title|headline|título|titre|titel|titolo)\s*:\s*", regex.I)


def clean_above(filled: list[Line], words: Chrome) -> int | None:
    """Mark what stands above the headline; returns where in ``filled`` the headline is, if there is one."""
    for at, line in enumerate(filled[:_HEAD_LINES]):
        below = filled[at + 1 : at + 4]
        if line.plain in words.skip_links or line.plain in words.anywhere:
            line.reason = "skip link"
        elif is_share_bar(line, words, strict=False) and below:
            line.reason = "share bar"
        elif line.plain in words.stray and below:
            line.reason = "stray word"
        elif _is_section(line, words) and any(_is_title(later, words) for later in below):
            line.reason = "section name"
        elif not _kind(line.text)[0]:
            return at if below and _is_title(line, words) else None
    return None


def clean_head(filled: list[Line], title_at: int) -> Metadata:
    """Mark byline, date, reading time, source and caption around the headline, and tell what they say."""
    title = filled[title_at]
    head = _head(filled, title_at)
    dates: list[tuple[bool, str]] = []
    said: dict[str, str] = {}
    for at, line in enumerate(head):
        found = [] if line.reason or line is title else _told(head, at, below_title=line.start > title.start)
        for part, kind, value in found:
            if kind == "date":
                dates.append((meta.is_update(part), value))
            else:
                said.setdefault(kind, value)
        if found:
            line.reason = found[0][1]
    _remove_caption(head, title)
    address = said.get("web address", "")
    return Metadata(
        title=title.text[lead.end() if (lead := _TITLE_LEAD.match(title.text)) else 0 :].rstrip(" ;"),
        author=said.get("byline", ""),
        # The first publication rather than an update; of several, the first that stands there.
        published=min(dates, key=lambda date: date[0])[1] if dates else "",
        source=said.get("source", "") or meta.domain_of(address),
        url=address if "//" in address else "",
    )


def is_share_bar(line: Line, words: Chrome, *, strict: bool = True) -> bool:
    """Whether the line is made of share words alone; ``strict``: of at least two of them."""
    pieces = regex.findall(r"[\p{L}-]+", line.plain)
    if not pieces or len(line.text) > 120 or regex.search(r"[.!?]$", line.text):
        return False
    return len(pieces) > int(strict) and all(piece in words.share_bar for piece in pieces)


def _is_section(line: Line, words: Chrome) -> bool:
    crumbs = [plain(crumb) for crumb in _CRUMBS.split(line.text)]
    return (
        len(line.text) < 80
        and any(crumb in words.sections for crumb in crumbs)
        and all(len(crumb.split()) <= 3 for crumb in crumbs)
    )


def _is_title(line: Line, words: Chrome) -> bool:
    if not line.plain or line.words > 30 or line.text.endswith((",", ":")):
        return False
    if line.plain in words.skip_links or line.plain in words.read_also or line.plain in words.sections:
        return False
    # Two sentences, or a dateline, are the first paragraph of an article without a headline.
    two_sentences = line.words > _SHORT_TITLE and _TWO_SENTENCES.search(line.text)
    return not two_sentences and not meta.agency_of(line.text)


def _head(filled: list[Line], title_at: int) -> list[Line]:
    head = filled[: title_at + 1]
    for line in filled[title_at + 1 : title_at + 1 + _HEAD_LINES]:
        if line.words >= _LONG_PARAGRAPH or (not line.plain and line.words < 2):
            break
        head.append(line)
    return head


def _told(head: list[Line], at: int, *, below_title: bool) -> list[tuple[str, str, str]]:
    """The parts of a line ("Ada Rossi | 11/10/2025") with kind and value; none if one is something else."""
    line = head[at]
    parts = [part for part in _PARTS.split(line.text) if part] if line.plain else []
    kinds = [_kind(part) for part in parts]
    if below_title:
        beside = [_kind(other.text)[0] for other in (*head[at + 1 : at + 2], *head[max(0, at - 1) : at])]
        dated = {"date", "reading time"} & {*beside, *(kind for kind, _ in kinds)}
        for index, part in enumerate(parts):
            if not kinds[index][0] and (
                author := meta.byline_of(part) or (part if dated and meta.is_name(part) else "")
            ):
                kinds[index] = ("byline", author)
    if any(not kind for kind, _ in kinds):
        return []
    return [(part, kind, value) for part, (kind, value) in zip(parts, kinds, strict=True)]


def _kind(line: str) -> tuple[str, str]:
    """Date, reading time, source or web address, with its value; two empty strings for anything else."""
    if len(line) > 200:
        return "", ""
    if meta.is_reading_time(line):
        return "reading time", ""
    for kind, value in (
        ("date", meta.date_of(line)),
        ("source", meta.source_of(line)),
        ("web address", meta.address_of(line)),
    ):
        if value:
            return kind, value
    return "", ""


def _remove_caption(head: list[Line], title: Line) -> None:
    """A picture's caption: the one line right above the byline, in a block below the standfirst."""
    signed = next(
        (at for at, line in enumerate(head) if line.reason == "byline" and line.start > title.start), 0
    )
    if signed < 3:
        return
    byline, line, above = head[signed], head[signed - 1], head[signed - 2]
    in_block = line.end == byline.start and above.end < line.start
    dated = any(later.reason == "date" for later in head[signed : signed + 3])
    if (
        in_block
        and dated
        and not line.reason
        and above is not title
        and not above.reason
        and 3 <= line.words <= 25
    ):
        line.reason = "caption"
