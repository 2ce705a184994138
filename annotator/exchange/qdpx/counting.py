"""How a program counted where a text has CR LF: as one character, or as two.

The standard leaves it open.  ATLAS.ti counts one and writes two; others count what they write.  Selections
are often called by their first words, which tell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from annotator.articles.xml import Element
from annotator.exchange.qdpx.breaks import Offsets
from annotator.exchange.qdpx.project import children

Turn = Callable[[int], int]
"""From an offset in the file to one in the text, in code points."""

NUMBER = re.compile(r"\s*[+-]?\d{1,15}\s*", re.ASCII)

_ATLAS = re.compile("atlas", re.IGNORECASE)
_WORDS = 12
"""Characters of a name that are held against the text."""


def turning(text: str, source: Element, origin: str) -> tuple[Turn, str]:
    """How to turn offsets, and a sentence on it where there was a choice.

    :param origin: the program that wrote the project, as it says.
    """
    if "\r\n" not in text:
        return _same, ""
    once = Offsets.of(text).in_original
    named = list(_named(source))
    longest = len(text) - text.count("\r\n")
    if any(end > longest for _, end, _ in named):
        counts_once = False
    else:
        fits = [sum(_begins(text, turn(start), name) for start, _, name in named) for turn in (once, _same)]
        counts_once = fits[0] > fits[1] if fits[0] != fits[1] else bool(_ATLAS.search(origin))
    how = "one character" if counts_once else "two characters"
    return once if counts_once else _same, f"Line breaks (CR LF) were taken as counted as {how} each."


def _same(offset: int) -> int:
    return offset


def _named(source: Element) -> Iterator[tuple[int, int, str]]:
    """Start, end and the first characters of the name of each selection, without white space."""
    for selection in children(source, "PlainTextSelection"):
        start, end = selection.get("startPosition") or "", selection.get("endPosition") or ""
        if NUMBER.fullmatch(start) and NUMBER.fullmatch(end):
            yield int(start), int(end), "".join((selection.get("name") or "").split())[:_WORDS]


def _begins(text: str, start: int, name: str) -> bool:
    """Whether these words stand there."""
    if not name or start < 0 or text[start : start + 1].isspace():
        return False
    return "".join(text[start : start + 4 * _WORDS].split()).startswith(name.rstrip(".…"))
