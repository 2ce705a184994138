"""Cutting text into tokens, the same way in every export and whatever model ran.

The cuts follow spaCy's habits (single punctuation marks, English clitics such as ``'s``, white space
other than one space is a token of its own), so that they suit readers that expect them, yet need no
model.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import regex

_TOKEN = regex.compile(
    r"""(
      [\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]\p{M}*  # written without spaces
    | ['’](?:s|S|t|T|re|ve|ll|d|m)\b        # clitics
    | \d+(?:[.,:]\d+)*(?!\p{L})             # 3.5, 10:30
    | (?:\p{L}\.){2,}                       # U.S.
    | [\p{L}\p{N}_][\p{L}\p{N}\p{M}_\u200c\u200d]*
    | \s+
    | \X                                    # one grapheme: an emoji, a mark
    )(\x20)?""",
    regex.VERBOSE | regex.VERSION1,
)


@dataclass(frozen=True, slots=True)
class Token:
    """``ws``: one space follows and belongs to it.  Texts and spaces together give the text back."""

    id: int
    text: str
    start: int
    end: int
    ws: bool


Cut = tuple[str, int, int, bool]
"""``(text, start, end, ws)`` of a token."""


def cuts(text: str) -> list[Cut]:
    """The tokens as plain tuples, for exports of many articles; see :func:`tokenize`."""
    found: list[Cut] = []
    position = 0
    # Every character begins a match (``\X`` takes any), so the matches follow each other without a gap.
    for word, space in _TOKEN.findall(text):
        end = position + len(word)
        found.append((word, position, end, bool(space)))
        position = end + len(space)
    return found


def tokenize(text: str) -> list[Token]:
    """Tokens in order; ``"".join(t.text + (" " if t.ws else "") for t in tokens) == text``."""
    return [Token(number, *cut) for number, cut in enumerate(cuts(text))]


class TokenIndex:
    """Code points to tokens."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._starts = [token.start for token in tokens]
        self._ends = [token.end for token in tokens]

    @classmethod
    def of(cls, cut: Sequence[Cut]) -> TokenIndex:
        """An index over :func:`cuts`."""
        index = cls(())
        index._starts = [start for _, start, _, _ in cut]
        index._ends = [end for _, _, end, _ in cut]
        return index

    def span(self, start: int, end: int) -> tuple[int, int, bool]:
        """``(first, last, aligned)`` for ``[start, end)``: both token numbers inclusive.

        ``aligned`` says whether the stretch begins and ends exactly at token boundaries.
        """
        first = min(bisect_right(self._ends, start), len(self._ends) - 1)
        last = max(bisect_left(self._starts, end) - 1, first)
        return first, last, self._starts[first] == start and self._ends[last] == end
