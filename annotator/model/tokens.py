"""Cutting text into tokens, the same way in every export and whatever model ran.

The cuts follow spaCy's habits (single punctuation marks, English clitics such as ``'s``, white space
other than one space is a token of its own), so that they suit readers that expect them, yet need no
model.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import add

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

_COMMON = re.compile("[\x00-\x1b\x20-\u02ff\u2010-\u2027\u20ac]*")
"""Texts of these characters are cut by the standard library's expressions, twice as fast.

None of them is a mark, and both mean the same by a letter, a digit and white space among them, but for the
numbers that are excepted below.
"""
_LETTER = "[^\\W\\d_²³¹¼½¾]"
_COMMON_TOKEN = re.compile(
    rf"""(
      ['’](?:s|S|t|T|re|ve|ll|d|m)(?![^\W²³¹¼½¾])
    | \d+(?:[.,:]\d+)*(?!{_LETTER})
    | (?:{_LETTER}\.){{2,}}
    | \w+
    | \s+
    | .
    )(\x20)?""",
    re.VERBOSE | re.DOTALL,
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


@dataclass(frozen=True, slots=True)
class Columns:
    """The tokens of a text column by column, for exports of many articles: made without a loop in Python."""

    texts: Sequence[str]
    starts: list[int]
    ends: list[int]
    spaces: Sequence[str]
    """The space that follows and belongs to the token, or nothing."""


def columns(text: str) -> Columns:
    """The tokens of a text; see :func:`tokenize`."""
    found = (_COMMON_TOKEN if _COMMON.fullmatch(text) else _TOKEN).findall(text)
    if not found:
        return Columns((), [], [], ())
    texts, spaces = zip(*found, strict=True)
    # Every character begins a match (``\X`` takes any), so the matches follow each other without a gap.
    lengths = list(map(len, texts))
    with_space = list(map(add, lengths, map(len, spaces)))
    starts = list(accumulate(with_space, initial=0))
    starts.pop()
    return Columns(texts, starts, list(map(add, starts, lengths)), spaces)


def cuts(text: str) -> list[Cut]:
    """The tokens as plain tuples; see :func:`tokenize`."""
    found = columns(text)
    return list(zip(found.texts, found.starts, found.ends, map(bool, found.spaces), strict=True))


def tokenize(text: str) -> list[Token]:
    """Tokens in order; ``"".join(t.text + (" " if t.ws else "") for t in tokens) == text``."""
    return [Token(number, *cut) for number, cut in enumerate(cuts(text))]


class TokenIndex:
    """Code points to tokens."""

    def __init__(self, starts: list[int], ends: list[int]) -> None:
        self._starts, self._ends = starts, ends

    @classmethod
    def of(cls, tokens: Sequence[Token] | Sequence[Cut]) -> TokenIndex:
        """An index over :func:`tokenize` or :func:`cuts`."""
        edges = [token[1:3] if isinstance(token, tuple) else (token.start, token.end) for token in tokens]
        return cls([start for start, _ in edges], [end for _, end in edges])

    def span(self, start: int, end: int) -> tuple[int, int, bool]:
        """``(first, last, aligned)`` for ``[start, end)``: both token numbers inclusive.

        ``aligned`` says whether the stretch begins and ends exactly at token boundaries.
        """
        first = min(bisect_right(self._ends, start), len(self._ends) - 1)
        last = max(bisect_left(self._starts, end) - 1, first)
        return first, last, self._starts[first] == start and self._ends[last] == end
