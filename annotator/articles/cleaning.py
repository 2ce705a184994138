"""Text saved from a web page without the page: skip links, read-also lists, share bars, stray words.

Whole lines are kept or removed; nothing is changed inside a line, and a line that could be a sentence of
the article stays.  What is removed is handed back with its place in the original, so that kept and
removed pieces, put in order, are the original.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import regex

from annotator.articles import metadata as meta
from annotator.articles.frame import is_menu, is_share_bar
from annotator.articles.head import clean_above, clean_head
from annotator.articles.lexicon import Chrome, chrome, plain
from annotator.articles.lines import Line, kept_and_removed, split_lines
from annotator.model.article import Metadata, Removed

_REPEAT_WITHIN = 15
"""Filled lines from the top in which a headline may stand a second time."""
_ELLIPSIS = regex.compile(r"\s*(?:…|\.\.\.)$")
_ITEM = regex.compile(r"\s*(?:\d{1,2}[.)]|[-–•·*▪►])\s*(?=\S)")
_GLUED_LIST = regex.compile(r"[\s:]*(?=1[.)]\s*\S)")
_NUMBER = regex.compile(r"(?<!\d)\d{1,2}[.)]\s*")
_ENDS = (".", ":", ";", ",", "。", "،", "।")
_CLOSING = "\"'”’»)]"


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What is kept, what was removed (in order; offsets into the original), what it says of the article."""

    text: str
    removed: tuple[Removed, ...]
    metadata: Metadata


def clean(text: str, *, title: str = "") -> Cleaned:
    """The article in this text, without the chrome of the page it was saved from.

    ``title`` is the headline where it is known already.  The headline stays in the text and is told in
    the metadata as well.  The text is empty where there was nothing but chrome.
    """
    words = chrome()
    lines = split_lines(text)
    filled = [line for line in lines if line.text]
    title_at, outlet = clean_above(filled, words, title)
    found = Metadata()
    if title_at is not None:
        found = clean_head(filled, title_at, words)
        _remove_repeated_title(filled, title_at)
    _remove_teasers(filled)
    _remove_frame(filled, words)
    _remove_lists(filled, words)
    _remove_last(filled, words)
    kept, removed = kept_and_removed(text, lines)
    return Cleaned(kept, removed, replace(found, source=outlet or found.source or _source(filled)))


def _remove_repeated_title(filled: list[Line], title_at: int) -> None:
    title = filled[title_at]
    for line in filled[title_at + 1 : title_at + _REPEAT_WITHIN]:
        if not line.reason and line.plain == title.plain and title.words >= 3:
            line.reason = "repeated headline"


def _remove_teasers(filled: list[Line]) -> None:
    """A line cut short by dots, of which the whole stands elsewhere."""
    cut = [line for line in filled if not line.reason and line.words >= 5 and _ELLIPSIS.search(line.text)]
    for line in cut:
        start = _ELLIPSIS.sub("", line.text)
        if len(start) >= 30 and any(
            other is not line
            and not other.reason
            and other.text.startswith(start)
            and len(other.text) > len(line.text)
            for other in filled
        ):
            line.reason = "shortened teaser"


def _remove_frame(filled: list[Line], words: Chrome) -> None:
    bars = [is_share_bar(line, words, strict=False) for line in filled]
    for at, line in enumerate(filled):
        beside = any(bars[other] for other in (at - 1, at + 1) if 0 <= other < len(filled))
        if line.reason:
            continue
        if line.plain in words.anywhere:
            line.reason = "page frame"
        elif bars[at] and (beside or is_share_bar(line, words)):
            line.reason = "share bar"


def _remove_lists(filled: list[Line], words: Chrome) -> None:
    """Headings such as "Read also" with the titles below or behind them."""
    last_paragraph = max((at for at, line in enumerate(filled) if not _is_short(line)), default=-1)
    for at, line in enumerate(filled):
        if line.reason:
            continue
        at_end = at > last_paragraph
        if line.plain in words.read_also or (at_end and at > 0 and line.plain in words.below):
            line.reason = "read also"
            _remove_titles_below(filled, at, words, at_end=at_end)
        elif _leads_to_titles(line, words):
            line.reason = "read also"


def _remove_titles_below(filled: list[Line], at: int, words: Chrome, *, at_end: bool) -> None:
    """In the middle of an article, only what follows without a blank line or as items of a list."""
    above = filled[at]
    for line in filled[at + 1 : at + 21]:
        joined = above.end == line.start or _ITEM.match(line.text) is not None
        if line.reason or not _is_headline(line) or not (joined or at_end):
            return
        line.reason = "read also"
        above = line


def _leads_to_titles(line: Line, words: Chrome) -> bool:
    """ "Read also: A title", or "Related articles1. A title2. Another" as it is glued together on saving."""
    lead, colon, rest = line.text.partition(":")
    if colon and rest and plain(lead) in words.read_also:
        return len(rest.split()) <= 25 and not _ends_as_sentence(rest)
    glued = regex.match(r"[^\d.:]{3,40}", line.text)
    if (
        not glued
        or plain(glued.group()) not in words.read_also
        or not _GLUED_LIST.match(line.text, glued.end())
    ):
        return False
    titles = [title for title in _NUMBER.split(line.text[glued.end() :]) if title.strip(" :")]
    return len(titles) > 1 and all(
        len(title.split()) <= 25 and not _ends_as_sentence(title) for title in titles
    )


def _remove_last(filled: list[Line], words: Chrome) -> None:
    """Stray words, share words and copyright notes behind the last paragraph."""
    for line in reversed(filled[1:]):
        if line.reason:
            continue
        if line.plain in words.stray:
            line.reason = "stray word"
        elif line.plain in words.skip_links or line.plain in words.below or is_menu(line, words):
            line.reason = "page frame"
        elif regex.match(r"(?:©|\(c\)\s|copyright\s+(?:©|\d{4}))", line.text, regex.I) and line.words <= 20:
            line.reason = "copyright note"
        else:
            return


def _source(filled: list[Line]) -> str:
    """The agency of the dateline, or what a last line says after "Source:" """
    kept = [line for line in filled if not line.reason]
    for line in kept[:4]:
        if agency := meta.agency_of(line.text):
            return agency
    return next((source for line in kept[-3:] if (source := meta.source_of(line.text))), "")


def _ends_as_sentence(text: str) -> bool:
    return text.strip().rstrip(_CLOSING).endswith(_ENDS)


def _is_headline(line: Line) -> bool:
    """Short, and with no full stop: nothing that the article's author wrote as a sentence."""
    return line.words <= 25 and len(line.text) <= 160 and not _ends_as_sentence(line.text)


def _is_short(line: Line) -> bool:
    return (
        line.words <= 25 and len(line.text) <= 160 and not (line.words >= 8 and _ends_as_sentence(line.text))
    )
