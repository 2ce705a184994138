"""Moving a position off the inside of a grapheme (what a reader sees as one character).  No Qt."""

from __future__ import annotations

import regex

_GRAPHEME = regex.compile(r"\X")
_JOINS = regex.compile(r"\p{GCB=Prepend}")


def snap(text: str, position: int, start: int, end: int, *, forward: bool) -> int:
    """The boundary at or beside ``position`` of the graphemes of ``text[start:end]``.

    All in code points of ``text``; ``[start, end)`` is one paragraph.  Inside a grapheme the boundary after
    it is given if ``forward``, else the one before it.
    """
    if position <= start or position >= end:
        return position
    safe = _safe_start(text, position, start)
    if safe == position:
        return position
    for match in _GRAPHEME.finditer(text, safe, end):
        if match.end() >= position:
            return match.end() if forward or match.end() == position else match.start()
    return position


def following(text: str, position: int, end: int) -> int:
    """The boundary behind the grapheme that begins at ``position``, itself one; at most ``end``."""
    match = _GRAPHEME.match(text, position, end)
    return match.end() if match else end


def preceding(text: str, position: int, start: int) -> int:
    """The boundary before the grapheme that ends at ``position``; at least ``start``."""
    return snap(text, position - 1, start, position, forward=False) if position > start else start


def _safe_start(text: str, position: int, start: int) -> int:
    """The nearest place at or before ``position`` that is surely a boundary.

    Such is the one before an ASCII character, unless it is joined to what stands before it.
    """
    while position > start:
        if text[position] < "\x80" and (text[position - 1] < "\x80" or not _JOINS.match(text, position - 1)):
            return position
        position -= 1
    return start
