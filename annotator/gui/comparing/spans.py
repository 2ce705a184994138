"""Which characters of a place are said by all layers and which by some only.  No Qt; code points."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from annotator.model.annotation import Segments


def union(many: Iterable[Segments]) -> Segments:
    """What any of them covers; pieces that touch are one."""
    pieces = sorted(piece for segments in many for piece in segments)
    joined: list[tuple[int, int]] = []
    for start, end in pieces:
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return tuple(joined)


def common(many: Sequence[Segments]) -> Segments:
    """What all of them cover; nothing where there is none."""
    if not many:
        return ()
    found = list(many[0])
    for segments in many[1:]:
        found = [
            (max(start, other_start), min(end, other_end))
            for start, end in found
            for other_start, other_end in segments
            if max(start, other_start) < min(end, other_end)
        ]
    return tuple(found)


def without(segments: Segments, others: Segments) -> Segments:
    """What of ``segments`` the ``others`` do not cover; both sorted and without overlaps."""
    left: list[tuple[int, int]] = []
    for start, end in segments:
        at = start
        for other_start, other_end in others:
            if other_end <= at or other_start >= end:
                continue
            if other_start > at:
                left.append((at, other_start))
            at = max(at, other_end)
        if at < end:
            left.append((at, end))
    return tuple(left)
