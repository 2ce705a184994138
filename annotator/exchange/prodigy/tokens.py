"""Tokens at whose edges every span of a record begins and ends, as Prodigy wants them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import pairwise

from annotator.model.annotation import Segment
from annotator.model.tokens import Cut


def aligned(cuts: Iterable[Cut], places: Iterable[Segment]) -> list[Cut]:
    """The tokens, cut further where a place begins or ends inside one.

    A space that belongs to a token (``ws``) becomes a token of its own where a place begins before or ends
    behind it.  Texts and spaces together still give the text.
    """
    given = list(places)
    starts = sorted({start for start, _ in given})
    ends = sorted({end for _, end in given})
    edges = sorted({*starts, *ends})
    found: list[Cut] = []
    for text, start, end, ws in cuts:
        here = edges[bisect_right(edges, start) : bisect_left(edges, end)]
        if here:
            stops = [start, *here, end]
            for at, stop in pairwise(stops):
                found.append((text[at - start : stop - start], at, stop, ws and stop == end))
        else:
            found.append((text, start, end, ws))
        if ws and (_has(starts, end) or _has(ends, end + 1)):
            last = found.pop()
            found += [(*last[:3], False), (" ", end, end + 1, False)]
    return found


def cut_inside(cuts: Iterable[Cut], places: Iterable[Segment]) -> int:
    """How many places begin or end inside a token."""
    listed = list(cuts)
    starts, ends = {start for _, start, _, _ in listed}, {end for _, _, end, _ in listed}
    return sum(start not in starts or end not in ends for start, end in places)


def _has(sorted_numbers: list[int], number: int) -> bool:
    at = bisect_left(sorted_numbers, number)
    return at < len(sorted_numbers) and sorted_numbers[at] == number
