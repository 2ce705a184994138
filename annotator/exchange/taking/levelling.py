"""Texts without what programs write otherwise, and where each character of them stands in the original.

Left out or made alike: kinds and runs of white space, zero-width characters, soft hyphens, kinds of quotation
marks and dashes, Unicode normal forms (the compatible ones, NFKC, of Unicode Standard Annex 15).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_ALIKE = {
    **dict.fromkeys("‘’‚‛′´`", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    "…": "...",
}
_NOTHING = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_JAMO = ("\u1160", "\u11ff")
"""Vowels and final consonants of Hangul, which join the syllable before them."""


@dataclass(frozen=True, slots=True)
class Level:
    """``text``, and for each of its characters the piece ``[start, end)`` of the original (code points) that
    became it; characters that one piece became together have the same."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def place(self, start: int, end: int) -> tuple[int, int] | None:
        """The piece of the original behind ``text[start:end]``; None where it begins or ends inside of what
        became several characters."""
        inside = start > 0 and self.starts[start - 1] == self.starts[start]
        cut = end < len(self.text) and self.ends[end] == self.ends[end - 1]
        return None if inside or cut else (self.starts[start], self.ends[end - 1])


def level(text: str) -> Level:
    """The text levelled, without white space at its ends."""
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in _clusters(text):
        for char in _alike(text[start:end]):
            if char != " ":
                chars.append(char)
                starts.append(start)
                ends.append(end)
            elif chars and chars[-1] == " ":
                ends[-1] = end
            elif chars:
                chars.append(" ")
                starts.append(start)
                ends.append(end)
    if chars and chars[-1] == " ":
        del chars[-1], starts[-1], ends[-1]
    return Level("".join(chars), tuple(starts), tuple(ends))


def levelled(text: str) -> str:
    """The text of :func:`level`."""
    return level(text).text


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Each character with the marks that are composed with it."""
    start = 0
    for place in range(1, len(text) + 1):
        if place < len(text):
            char = text[place]
            if char > "\u02ff" and (unicodedata.combining(char) or _JAMO[0] <= char <= _JAMO[1]):
                continue
        yield start, place
        start = place


def _alike(cluster: str) -> str:
    if cluster.isascii():
        return " " if cluster.isspace() else "'" if cluster == "`" else cluster
    parts = (_ALIKE.get(char, "" if char in _NOTHING else char) for char in cluster)
    formed = unicodedata.normalize("NFKC", "".join(parts))
    return "".join(" " if char.isspace() else _ALIKE.get(char, char) for char in formed)
