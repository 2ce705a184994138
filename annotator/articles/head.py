"""The lines around the headline: what the page puts above it, byline, date, reading time, caption."""

from __future__ import annotations

import regex

from annotator.articles import metadata as meta
from annotator.articles.frame import is_kicker, is_menu, is_section, is_share_bar, outlet_of
from annotator.articles.lexicon import Chrome
from annotator.articles.lines import Line
from annotator.model.article import Metadata

_LONG_PARAGRAPH = 45
"""Words.  A standfirst is shorter: the first paragraph of this length ends the article's head."""
_HEAD_LINES = 12
_PROSE_LINES = 200
"""Filled lines in which a place above the date is looked for."""
_SHORTEST_HEADLINE = 5
"""Words of a headline below a section's name that is not in the list."""
_SHORT_TITLE = 18
"""Words; a headline of two sentences is no longer than this."""
_PARTS = regex.compile(r"\s*[|•·]\s*")
_TWO_SENTENCES = regex.compile(r"\p{Ll}[.!?][\"”’»]?\s+\p{Lu}.*\p{Ll}\.$")
_TITLE_LEAD = regex.compile(r"(?:title|headline|título|titre|titel|titolo)\s*:\s*", regex.I)


def clean_above(filled: list[Line], words: Chrome, known_title: str = "") -> tuple[int | None, str]:
    """Mark what stands above the headline.

    Returns where in ``filled`` the headline is, if there is one, and the outlet's name, if it stood there.
    """
    if known_title and (known := _known_title(filled, words, known_title)) is not None:
        return known, ""
    outlet = ""
    framed = False
    for at, line in enumerate(filled[:_HEAD_LINES]):
        below = filled[at + 1 : at + 4]
        if line.plain in words.skip_links or line.plain in words.anywhere:
            line.reason, framed = "skip link", True
        elif is_share_bar(line, words, strict=False) and below:
            line.reason = "share bar"
        elif line.plain in words.stray and below:
            line.reason = "stray word"
        elif is_section(line, words) and any(_is_title(later, words) for later in below):
            line.reason = "section name"
        elif is_menu(line, words, sections=True) and below:
            line.reason, framed = "menu", True
        elif not outlet and (outlet := outlet_of(filled, at, words)):
            line.reason, framed = "outlet name", True
        elif framed and is_kicker(line) and _is_headline_with_more(below, words):
            line.reason = "section name"
        elif not _kind(line.text)[0]:
            return (at if below and _is_title(line, words) else None), outlet
    return None, outlet


def clean_head(filled: list[Line], title_at: int, words: Chrome) -> Metadata:
    """Mark menus, byline, date, reading time, source and caption around the headline; tell what they say."""
    title = filled[title_at]
    head = _head(filled, title_at)
    prose = [line.text for line in filled[title_at + 1 : title_at + 1 + _PROSE_LINES]]
    for line in head:
        if line.start > title.start and is_menu(line, words):
            line.reason = "share bar" if is_share_bar(line, words) else "menu"
    dates: list[tuple[bool, str]] = []
    said: dict[str, str] = {}
    for at, line in enumerate(head):
        told = not line.reason and line is not title
        found = _told(head, at, prose, below_title=line.start > title.start) if told else []
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


def _known_title(filled: list[Line], words: Chrome, title: str) -> int | None:
    """Where the known headline stands; short lines above it that are no names are those of sections."""
    wanted = " ".join(title.casefold().split())
    for at, line in enumerate(filled[:_HEAD_LINES]):
        if " ".join(line.text.casefold().split()) != wanted:
            continue
        for above in filled[:at]:
            short = above.plain and above.words <= 3 and not regex.search(r"[.!?:]$", above.text)
            if is_section(above, words) or (short and not meta.is_name(above.text)):
                above.reason = "section name"
        return at
    return None


def _is_headline_with_more(below: list[Line], words: Chrome) -> bool:
    """Whether the next line is a headline rather than the standfirst of one, and another line follows it."""
    return (
        len(below) > 1
        and below[0].words >= _SHORTEST_HEADLINE
        and not regex.search(r"[.!?][\"”’»]?$", below[0].text)
        and _is_title(below[0], words)
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


def _told(head: list[Line], at: int, prose: list[str], *, below_title: bool) -> list[tuple[str, str, str]]:
    """The parts of a line ("Ada Rossi | 11/10/2025") with kind and value; none if one is something else."""
    line = head[at]
    parts = [part for part in _PARTS.split(line.text) if part] if line.plain else []
    kinds = [_kind(part) for part in parts]
    if below_title:
        beside = (_kind_beyond_places(head, at, step, prose) for step in (1, -1))
        dated = bool({"date", "reading time"} & {*beside, *(kind for kind, _ in kinds)})
        for index, part in enumerate(parts):
            if not kinds[index][0] and (author := _author(part, prose, dated=dated)):
                kinds[index] = ("byline", author)
    if any(not kind for kind, _ in kinds):
        return []
    return [(part, kind, value) for part, (kind, value) in zip(parts, kinds, strict=True)]


def _author(part: str, prose: list[str], *, dated: bool) -> str:
    """Who is named: behind "By" anybody, beside a date a desk, or a person's name that is not a place's."""
    if author := meta.byline_of(part):
        return author
    person = meta.is_desk(part) or (meta.is_name(part) and not meta.is_place(part, prose))
    return part if dated and person else ""


def _kind_beyond_places(head: list[Line], at: int, step: int, prose: list[str]) -> str:
    """The kind of the line above or below; a place between the author and the date is passed over."""
    at += step
    while 0 <= at < len(head) and meta.is_name(head[at].text) and meta.is_place(head[at].text, prose):
        at += step
    return _kind(head[at].text)[0] if 0 <= at < len(head) else ""


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
