"""Tokens and parts of tokens at which annotations stand."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from annotator.model.annotation import Segment, Segments


class Unit(NamedTuple):
    """A token, by its number from 0, or a part of it (code points)."""

    token: int
    begin: int
    end: int


def hull(segments: Segments, tokens: Sequence[Segment]) -> Segment:
    """From where to where an annotation can stand: without white space at its ends.

    One that covers nothing but white space stands at the token before it, or the first.
    """
    begin, end = segments[0][0], segments[-1][1]
    first = bisect_right(tokens, begin, key=lambda token: token[1])
    last = bisect_left(tokens, end, key=lambda token: token[0]) - 1
    if first > last:
        return tokens[max(last, 0)]
    return max(begin, tokens[first][0]), min(end, tokens[last][1])


def units(place: Segment, tokens: Sequence[Segment]) -> list[Unit]:
    """The tokens from ``place`` (a :func:`hull`), the first and last of them cut where it begins and ends."""
    begin, end = place
    first = bisect_right(tokens, begin, key=lambda token: token[1])
    last = bisect_left(tokens, end, key=lambda token: token[0])
    return [
        Unit(number, max(begin, tokens[number][0]), min(end, tokens[number][1]))
        for number in range(first, last)
    ]
