"""Where an annotation may begin and end: nudging an edge by a step, and snapping a selection to words.

All positions are code points.  An edge never rests inside a grapheme, beside white space of its own piece, or
against the next piece of the same annotation.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from annotator.model import graphemes, words
from annotator.model.annotation import Segment, Segments
from annotator.model.pairs import pairs
from annotator.model.text_units import TextUnits, trimmed

Edge = Literal["start", "end"]
Unit = Literal["word", "character"]

_DROPPED = ",;:.!?…、。，；：！？،؛؟۔।–—-"
_STOPS = ".!?…。！？؟۔।"
_MARKS = "“”„«»\"‘’'「」『』()[]（）"


def nudged(
    units: TextUnits, segments: Segments, piece: int, edge: Edge, step: int, unit: Unit
) -> Segments | None:
    """The segments with one edge of one piece a word or character further right (1) or left (-1).

    None where there is nowhere to go: the article ends, the next piece is there, or this one would be
    empty.
    """
    start, end = segments[piece]
    least = segments[piece - 1][1] + 1 if piece else 0
    most = segments[piece + 1][0] - 1 if piece + 1 < len(segments) else len(units.text)
    low, high = (least, end - 1) if edge == "start" else (start + 1, most)
    position = start if edge == "start" else end
    for place in _places(units, position, step, edge, unit):
        if not low <= place <= high:
            return None
        moved = (place, end) if edge == "start" else (start, place)
        if trimmed(units.text, *moved) == moved:
            return (*segments[:piece], moved, *segments[piece + 1 :])
    return None


def dragged(
    units: TextUnits, segments: Segments, piece: int, edge: Edge, to: int, *, exact: bool
) -> Segments:
    """The segments with one edge brought as near to ``to`` as it may go.

    :param exact: to the character; otherwise to whole words, at their nearer side.
    """
    start, end = segments[piece]
    least = segments[piece - 1][1] + 1 if piece else 0
    most = segments[piece + 1][0] - 1 if piece + 1 < len(segments) else len(units.text)
    part = None if exact else words.part_at(units.text, to)
    if part is not None:
        to = part[0] if to - part[0] < part[1] - to else part[1]
    to = _on_grapheme(units, to)
    moved = (to, end) if edge == "start" else (start, to)
    kept = trimmed(units.text, *moved) if moved[0] < moved[1] else None
    if kept is None or kept[0] < least or kept[1] > most:
        return segments
    return (*segments[:piece], kept, *segments[piece + 1 :])


def piece_at(segments: Segments, position: int) -> int:
    """Number of the segment at a caret, or the nearest one."""

    def distance(number: int) -> int:
        start, end = segments[number]
        return max(start - position, position - end, 0)

    return min(range(len(segments)), key=distance)


def without(text: str, segments: Segments, start: int, end: int) -> Segments:
    """What is left of the segments without ``[start, end)``; may be empty."""
    left = [
        trimmed(text, *piece)
        for a, b in segments
        for piece in ((a, min(b, start)), (max(a, end), b))
        if piece[0] < piece[1]
    ]
    return tuple(piece for piece in left if piece is not None)


def snapped(units: TextUnits, start: int, end: int) -> Segment:
    """A selection made by mouse, grown to whole words.

    White space, commas and the like at its ends go, and so does a possessive 's.  A full stop stays where a
    whole sentence, or an abbreviation, was selected; quotation marks and brackets stay where both were.
    Where that would cut a grapheme, the selection stays as it is.
    """
    then = _snapped(units, start, end)
    whole = all(graphemes.snap(units.text, edge, 0, len(units.text), forward=True) == edge for edge in then)
    return then if whole else (start, end)


def _snapped(units: TextUnits, start: int, end: int) -> Segment:
    text = units.text
    found = trimmed(text, start, end)
    if found is None:
        return start, end
    first, last = words.part_at(text, found[0]), words.part_at(text, found[1])
    begin = found[0] if first is None else first[1] if first[2] == "clitic" else first[0]
    finish = found[1] if last is None else last[0] if last[2] == "clitic" else last[1]
    if begin >= finish:
        return _whole(units, *found)
    kept = _without_marks(units, begin, finish)
    return kept if kept is not None else _whole(units, *found)


def _without_marks(units: TextUnits, start: int, end: int) -> Segment | None:
    """Without punctuation and a possessive at the ends; None if nothing is left."""
    text = units.text
    paragraph = units.paragraph(start)
    closed = pairs(text, paragraph.start, paragraph.end)
    whole = units.sentence_at(start)
    now: Segment | None = (start, end)
    while now is not None:
        start, end = now
        last = text[end - 1]
        if text[start] in _DROPPED:
            now = trimmed(text, start + 1, end)
        elif last in _STOPS and ((whole is not None and start == whole[0]) or _of_word(text, end)):
            return now
        elif last in _DROPPED:
            now = trimmed(text, start, end - 1)
        elif text[start] in _MARKS and not any(a == start and b <= end for a, b in closed):
            now = trimmed(text, start + 1, end)
        elif last in _MARKS and not any(b == end and a >= start for a, b in closed):
            now = trimmed(text, start, end - 1)
        elif clitic := _possessive(text, start, end):
            now = trimmed(text, start, clitic)
        else:
            return now
    return None


def _possessive(text: str, start: int, end: int) -> int | None:
    """Where the 's begins in which a piece ends."""
    if end - start > 2 and text[end - 1] in "sS" and text[end - 2] in "'’":
        part = words.part_at(text, end - 1)
        return part[0] if part is not None and part[2] == "clitic" else None
    return None


def _of_word(text: str, end: int) -> bool:
    """Whether the full stop before ``end`` belongs to an abbreviation with several."""
    part = words.part_at(text, end - 1)
    return part is not None and part[1] == end


def _whole(units: TextUnits, start: int, end: int) -> Segment:
    paragraph = units.paragraph(start)
    last = units.paragraph(end)
    return (
        graphemes.snap(units.text, start, paragraph.start, paragraph.end, forward=False),
        graphemes.snap(units.text, end, last.start, last.end, forward=True),
    )


def _on_grapheme(units: TextUnits, position: int) -> int:
    paragraph = units.paragraph(position)
    return graphemes.snap(
        units.text, min(position, paragraph.end), paragraph.start, paragraph.end, forward=True
    )


def _places(units: TextUnits, position: int, step: int, edge: Edge, unit: Unit) -> Iterator[int]:
    """Where an edge may go from a position, nearest first."""
    text = units.text
    if unit == "word":
        for place in words.next_edge(text, position, step, ends=edge == "end"):
            if _on_grapheme(units, place) == place:
                yield place
        return
    while 0 <= position <= len(text):
        paragraph = units.paragraph(position)
        if step > 0:
            if position >= paragraph.end:
                if paragraph.next >= len(text) and position >= len(text):
                    return
                position = paragraph.next
            else:
                position = graphemes.following(text, position, paragraph.end)
        elif position > paragraph.start:
            position = graphemes.preceding(text, min(position, paragraph.end), paragraph.start)
        elif position == 0:
            return
        else:
            position = units.paragraph(position - 1).end
        yield position
