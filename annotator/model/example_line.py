"""Words of an article as an example of a guideline: the sentence around them, and they in [brackets]."""

from __future__ import annotations

from annotator.model.annotation import SEGMENT_JOIN, Segments
from annotator.model.comment import Anchor
from annotator.model.offsets import paragraphs
from annotator.model.sentences import sentences

_ROUND = str.maketrans("[]", "()")


def example_line(text: str, segments: Segments) -> str:
    """The sentences that hold the segments (code points), on one line, with the segments in brackets.

    Brackets of the article itself become round ones: square ones say what is tagged.
    """
    first, last = segments[0][0], segments[-1][1]
    begin, end = _around(text, first, last)
    pieces, at = list[str](), begin
    for start, stop in segments:
        pieces += [text[at:start].translate(_ROUND), f"[{text[start:stop].translate(_ROUND)}]"]
        at = stop
    pieces.append(text[at:end].translate(_ROUND))
    return " ".join("".join(pieces).split())


def segments_of(anchor: Anchor, text: str) -> Segments:
    """Where the words of a comment stand (code points): of an annotation in pieces each piece.

    Empty where it is about the article as a whole.
    """
    if anchor.start is None or anchor.end is None:
        return ()
    if text[anchor.start : anchor.end] == anchor.quote:
        return ((anchor.start, anchor.end),)
    found, at = list[tuple[int, int]](), anchor.start
    for part in anchor.quote.split(SEGMENT_JOIN):
        start = text.find(part, at, anchor.end) if part else -1
        if start < 0:
            return ((anchor.start, anchor.end),)
        at = start + len(part)
        found.append((start, at))
    return tuple(found)


def _around(text: str, first: int, last: int) -> tuple[int, int]:
    """Where the sentence of the first character begins, and where that of the last one ends."""
    begin, end = first, last
    for paragraph in paragraphs(text):
        if paragraph.end <= first or paragraph.start >= last:
            continue
        for start, stop in sentences(text, paragraph.start, paragraph.end):
            if start < last and stop > first:
                begin, end = min(begin, start), max(end, stop)
    return begin, end
