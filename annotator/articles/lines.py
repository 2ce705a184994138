"""A text as lines that are kept or removed whole."""

from __future__ import annotations

from dataclasses import dataclass, field

import regex

from annotator.articles.lexicon import plain
from annotator.model.article import Removed

_LINE = regex.compile(r"[^\r\n\u2029]*(?:\r\n|\n|\r|\u2029|$)")
_LONGEST_PHRASE = 200


@dataclass(slots=True)
class Line:
    """One line of the original text, ``[start, end)`` in code points with its end mark."""

    start: int
    end: int
    text: str
    """Without white space at the ends."""
    reason: str = ""
    """Why it is removed; "" while it is kept."""
    plain: str = field(init=False)
    """For comparing with phrases; "" for a long line, which is none."""
    words: int = field(init=False)

    def __post_init__(self) -> None:
        self.plain = plain(self.text) if len(self.text) <= _LONGEST_PHRASE else ""
        self.words = len(self.text.split())


def split_lines(text: str) -> list[Line]:
    """All lines, in order; together they are the text."""
    return [
        Line(found.start(), found.end(), found.group().strip())
        for found in _LINE.finditer(text)
        if found.group()
    ]


def kept_and_removed(text: str, lines: list[Line]) -> tuple[str, tuple[Removed, ...]]:
    """What stays and what goes.

    Blank lines go with the removed line above them, but for one that parts what is kept; so do blank lines
    above the first kept line and white space behind the last one.  A line's indentation stays.
    """
    _remove_blank_lines(lines)
    kept: list[str] = []
    removed: list[Removed] = []
    for line in lines:
        if not line.reason:
            kept.append(text[line.start : line.end])
        elif removed and removed[-1].end == line.start and removed[-1].reason == line.reason:
            last = removed.pop()
            removed.append(Removed(last.start, line.end, text[last.start : line.end], line.reason))
        else:
            removed.append(Removed(line.start, line.end, text[line.start : line.end], line.reason))
    return _without_last_space(text, "".join(kept), lines, removed)


def _remove_blank_lines(lines: list[Line]) -> None:
    above = "blank lines"
    """Why the line above was removed; "" if it was kept."""
    parted = True
    """Whether a blank line (or nothing) stands above in what is kept: then no other is needed."""
    for line in lines:
        if line.text:
            above = line.reason
            parted = parted and bool(line.reason)
        elif above and parted:
            line.reason = above
        else:
            parted = True
    for line in reversed(lines):
        if line.text and not line.reason:
            break
        line.reason = line.reason or "blank lines"


def _without_last_space(
    text: str, kept: str, lines: list[Line], removed: list[Removed]
) -> tuple[str, tuple[Removed, ...]]:
    bare = kept.rstrip()
    last = next((line for line in reversed(lines) if not line.reason), None)
    if last is None or len(bare) == len(kept):
        return kept, tuple(removed)
    start = last.end - (len(kept) - len(bare))
    piece = Removed(start, last.end, text[start : last.end], "blank lines")
    return bare, tuple(sorted([*removed, piece], key=lambda one: one.start))
