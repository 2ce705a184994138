"""How well a line of the palette fits what was typed.

Each typed word must be found: at the beginning of a word, inside one, as initials, or with letters left out,
in this order of worth.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_FIRST, _BEGINNING, _INSIDE, _INITIALS, _SCATTERED = 10.0, 8.0, 5.0, 4.0, 1.0
_LENGTH = 0.02
"""What each character of a title costs: of two that fit, the shorter is meant."""
_LIKE = 0.72
"""How alike two words must be for one to be a slip of the other (see :func:`difflib.get_close_matches`)."""


@dataclass(frozen=True, slots=True)
class Fit:
    """``places`` are the characters of the text that were found, in code points."""

    score: float
    places: frozenset[int]


def folded(text: str) -> str:
    """Lower case, with every character where it was."""
    whole = text.lower()
    if len(whole) == len(text):  # no lower case is shorter, so each character is where it was
        return whole
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


def fit(typed: str, text: str) -> Fit | None:
    """How well ``text`` fits; None where a word of it is missing.  Both are folded."""
    score, places = -len(text) * _LENGTH, set[int]()
    for word in typed.split():
        found = _word(word, text)
        if found is None:
            return None
        score += found.score
        places |= found.places
    return Fit(score, frozenset(places))


def contains(typed: str, text: str) -> float | None:
    """As :func:`fit` but only whole pieces count and no places are told: for ten thousand titles."""
    words = typed.split()
    if not all(word in text for word in words):
        return None
    begins = sum(text.startswith(word) or f" {word}" in text for word in words)
    return begins * _BEGINNING + (len(words) - begins) * _INSIDE - len(text) * _LENGTH


def slips(typed: str, texts: Iterable[str]) -> list[int]:
    """Numbers of the texts that have a word like each typed one: what is meant by “serach”."""
    words = typed.split()
    return [n for n, text in enumerate(texts) if words and all(_like(w, text.split()) for w in words)]


def _like(word: str, there: Sequence[str]) -> bool:
    return len(word) > 2 and bool(difflib.get_close_matches(word, there, 1, _LIKE))


def _word(word: str, text: str) -> Fit | None:
    starts = [n for n, char in enumerate(text) if char.isalnum() and (n == 0 or not text[n - 1].isalnum())]
    for start in starts:
        if text.startswith(word, start):
            return Fit(_FIRST if start == 0 else _BEGINNING, frozenset(range(start, start + len(word))))
    inside = text.find(word)
    if inside >= 0:
        return Fit(_INSIDE, frozenset(range(inside, inside + len(word))))
    if len(word) < 2:
        return None
    initials = _in_order(word, text, starts)
    if initials is not None:
        return Fit(_INITIALS, initials)
    for start in starts:
        if text[start] == word[0]:
            scattered = _in_order(word, text, range(start, len(text)))
            if scattered is not None:
                return Fit(_SCATTERED, scattered)
    return None


def _in_order(word: str, text: str, places: Iterable[int]) -> frozenset[int] | None:
    """The first of these places that spell the word."""
    found: list[int] = []
    for place in places:
        if len(found) < len(word) and text[place] == word[len(found)]:
            found.append(place)
    return frozenset(found) if len(found) == len(word) else None
