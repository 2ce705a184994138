"""Where an annotation may begin and end: nudging an edge by a step, and snapping a selection to words.

All positions are code points.  An edge never rests inside a grapheme, beside white space of its own piece, or
against the next piece of the same annotation.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from annotator.model import words
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
    Snapping what is snapped changes nothing.
    """
    whole = units.whole(start, end)
    chosen = trimmed(units.text, *whole)
    if chosen is None:
        return whole
    return _without_marks(units, *_grown(units.text, *chosen)) or chosen


def _grown(text: str, start: int, end: int) -> Segment:
    """With the whole of the words at the ends, but without a possessive that is cut."""
    first, last = words.part_at(text, start), words.part_at(text, end)
    if first is not None:
        start = first[1] if first[2] == "clitic" else first[0]
    if last is not None:
        end = last[0] if last[2] == "clitic" else last[1]
    return start, end


def _without_marks(units: TextUnits, start: int, end: int) -> Segment | None:
    """Without punctuation and a possessive at the ends; None if nothing is left.

    What is left ends where words end, so that it neither grows nor shrinks again.
    """
    now: Segment | None = (start, end)
    while now is not None and now[0] < now[1]:
        less = _less(units, *now)
        if less == now:
            return now
        now = trimmed(units.text, *less) if less[0] < less[1] else None
    return None


def _less(units: TextUnits, start: int, end: int) -> Segment:
    """Without the outermost mark or possessive, the first before the last; the same if there is none."""
    text = units.text
    second, last = units.after(start), units.before(end)
    head, tail = words.part_at(text, start + 1), words.part_at(text, end - 1)
    if head is not None and head[0] == start and head[2] == "clitic":
        return head[1], end
    if words.part_at(text, second) is None:
        opens = text[start] in _MARKS and not any(a == start and b <= end for a, b in _pairs(units, start))
        if opens or _dropped(text[start]):
            return second, end
    if words.part_at(text, last) is None:
        closes = text[last] in _MARKS and not any(
            b == last + 1 and a >= start for a, b in _pairs(units, last)
        )
        if closes or (_dropped(text[last]) and not _ends_sentence(units, start, last)):
            return start, last
    if tail is not None and tail[1] == end and tail[2] == "clitic":
        return start, tail[0]
    return start, end


def _dropped(character: str) -> bool:
    return character in _DROPPED or character.isspace()


def _ends_sentence(units: TextUnits, start: int, last: int) -> bool:
    """Whether the full stop at ``last`` ends what begins as a sentence does."""
    sentence = units.sentence_at(start)
    return units.text[last] in _STOPS and sentence is not None and sentence[0] == start


def _pairs(units: TextUnits, position: int) -> list[Segment]:
    paragraph = units.paragraph(position)
    return pairs(units.text, paragraph.start, paragraph.end)


def _on_grapheme(units: TextUnits, position: int) -> int:
    paragraph = units.paragraph(position)
    return units.whole(min(position, paragraph.end), min(position, paragraph.end))[1]


def _places(units: TextUnits, position: int, step: int, edge: Edge, unit: Unit) -> Iterator[int]:
    """Where an edge may go from a position, nearest first."""
    text = units.text
    if unit == "word":
        for place in words.next_edge(text, position, step, ends=edge == "end"):
            if _on_grapheme(units, place) == place:
                yield place
        return
    while position < len(text) if step > 0 else position > 0:
        position = units.after(position) if step > 0 else units.before(position)
        yield position
