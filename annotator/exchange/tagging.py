"""Annotations on tokens: which tokens each covers, which stand beside each other without overlap, BIO tags.

Training sets speak of tokens.  White space at the ends of a piece is no part of it there; a piece that begins
or ends within a token is left out, widened to whole tokens, or the token is cut, as was chosen.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from annotator.exchange.formats import Context, Option
from annotator.exchange.losses import Loss, Losses
from annotator.model.annotation import Annotation, Segment
from annotator.model.record import Record
from annotator.model.tokens import cuts

LEAVE_OUT, WIDEN, CUT = "leave-out", "widen", "cut-tokens"

UNALIGNED = Option(
    "unaligned",
    "What begins or ends within a token: leave it out, widen it to whole tokens, or cut the token",
    (LEAVE_OUT, WIDEN, CUT),
)

WIDENED = Loss(
    "annotation that begins or ends within a token",
    "annotations that begin or end within a token",
    "widened to whole tokens",
)
IN_PIECES = Loss(
    "annotation in several segments", "annotations in several segments", "each segment is a span of its own"
)
CUT_TOKENS = Loss(
    "article in which tokens were cut",
    "articles in which tokens were cut",
    "a model will read them otherwise",
)

TokenRange = tuple[int, int]
"""Numbers of the first token and of the one behind the last."""


@dataclass(frozen=True, slots=True)
class Placed:
    """An annotation and the tokens of each of its segments."""

    annotation: Annotation
    ranges: tuple[TokenRange, ...]
    widened: bool = False

    @property
    def length(self) -> int:
        """Code points in all its segments."""
        return sum(end - start for start, end in self.annotation.segments)


@dataclass(frozen=True, slots=True)
class Layout:
    """A text's tokens, as ``(start, end)`` in code points, and where a record's annotations stand in them.

    ``flat`` are ids of those that do not overlap: the longest first.  ``inside`` are those that can't be
    placed because they begin or end within a token, ``white`` those of nothing but white space.  Suggestions
    are in none of them, but in ``offered``.
    """

    tokens: tuple[Segment, ...]
    placed: tuple[Placed, ...] = ()
    offered: tuple[Placed, ...] = ()
    flat: frozenset[str] = frozenset()
    inside: tuple[Annotation, ...] = ()
    white: tuple[Annotation, ...] = ()
    was_cut: bool = False

    @property
    def overlapping(self) -> int:
        """How many have a place among the tokens but not beside the others."""
        return len(self.placed) - len(self.flat)

    def tags(self) -> list[str]:
        """A tag a token: “B-” and “I-” before the label, or “O”."""
        tags = ["O"] * len(self.tokens)
        for each in self.placed:
            if each.annotation.id in self.flat:
                for first, behind in each.ranges:
                    tags[first] = f"B-{each.annotation.label}"
                    tags[first + 1 : behind] = [f"I-{each.annotation.label}"] * (behind - first - 1)
        return tags

    def common_losses(self) -> Losses:
        """What becomes otherwise of those that are placed."""
        return +Counter(
            {
                WIDENED: sum(each.widened for each in self.placed),
                IN_PIECES: sum(len(each.annotation.segments) > 1 for each in self.placed),
                CUT_TOKENS: int(self.was_cut),
            }
        )


def words(text: str) -> list[Segment]:
    """The tokens of a text, cut by rule (:mod:`annotator.model.tokens`), without white space."""
    found: list[Segment] = []
    for token, start, end, _ in cuts(text):
        parts = token.split()
        if parts == [token]:
            found.append((start, end))
            continue
        position = start
        for part in parts:  # a mark that joins with the space behind it
            position = text.index(part, position)
            found.append((position, position + len(part)))
            position += len(part)
    return found


def layout(record: Record, tokens: Sequence[Segment], unaligned: str = LEAVE_OUT) -> Layout:
    """Where the annotations of a record stand in these tokens of its text.

    :param unaligned: one of :data:`LEAVE_OUT`, :data:`WIDEN` and :data:`CUT`.
    """
    text = record.article.text
    pieces = {a.id: trimmed_segments(text, a.segments) for a in record.annotations}
    there = list(tokens)
    if unaligned == CUT:
        edges = sorted({edge for found in pieces.values() for piece in found for edge in piece})
        there = _cut(there, edges)
    index = _Index(there)
    placed: list[Placed] = []
    offered: list[Placed] = []
    inside: list[Annotation] = []
    white: list[Annotation] = []
    for annotation in record.annotations:
        if not pieces[annotation.id]:
            white.append(annotation)
            continue
        found = index.place(annotation, pieces[annotation.id], widen=unaligned == WIDEN)
        if found is None:
            inside.append(annotation)
        elif annotation.id in record.suggested:
            offered.append(found)
        else:
            placed.append(found)
    is_mine = record.suggested.isdisjoint
    return Layout(
        tuple(there),
        tuple(placed),
        tuple(offered),
        _beside_each_other(placed, len(there)),
        tuple(a for a in inside if is_mine((a.id,))),
        tuple(a for a in white if is_mine((a.id,))),
        len(there) > len(tokens),
    )


def trimmed_segments(text: str, segments: Iterable[Segment]) -> tuple[Segment, ...]:
    """Segments without white space at their ends; those of nothing else are left out."""
    found = []
    for start, end in segments:
        piece = text[start:end]
        if stripped := piece.strip():
            begin = start + len(piece) - len(piece.lstrip())
            found.append((begin, begin + len(stripped)))
    return tuple(found)


class _Index:
    """Code points to tokens."""

    def __init__(self, tokens: Sequence[Segment]) -> None:
        self._starts = [start for start, _ in tokens]
        self._ends = [end for _, end in tokens]

    def place(self, annotation: Annotation, pieces: Sequence[Segment], *, widen: bool) -> Placed | None:
        """None where a piece begins or ends within a token, and is not to be widened."""
        ranges: list[TokenRange] = []
        widened = False
        for start, end in pieces:
            first, behind = bisect_right(self._ends, start), bisect_left(self._starts, end)
            if self._starts[first] != start or self._ends[behind - 1] != end:
                if not widen:
                    return None
                widened = True
            if ranges and first < ranges[-1][1]:  # widened into the token where the one before ends
                ranges[-1] = (ranges[-1][0], behind)
            else:
                ranges.append((first, behind))
        return Placed(annotation, tuple(ranges), widened)


def _cut(tokens: Sequence[Segment], edges: Sequence[int]) -> list[Segment]:
    found: list[Segment] = []
    for start, end in tokens:
        for edge in edges[bisect_right(edges, start) : bisect_left(edges, end)]:
            found.append((start, edge))
            start = edge
        found.append((start, end))
    return found


def _beside_each_other(placed: Sequence[Placed], tokens: int) -> frozenset[str]:
    taken = bytearray(tokens)
    flat: set[str] = set()
    for each in sorted(placed, key=lambda each: (-each.length, each.ranges[0], each.annotation.id)):
        if not any(any(taken[first:behind]) for first, behind in each.ranges):
            flat.add(each.annotation.id)
            for first, behind in each.ranges:
                taken[first:behind] = b"\x01" * (behind - first)
    return frozenset(flat)


class LastLayout:
    """The record that was laid out last: what is lost of it is counted just before it is written.

    :param tokens: cuts a text.
    """

    def __init__(self, tokens: Callable[[str], Sequence[Segment]]) -> None:
        self._tokens = tokens
        self._record: Record | None = None
        self._unaligned = ""
        self._layout = Layout(())

    def take(self, record: Record, context: Context) -> Layout:
        """The layout of a record, as the export's options would have it."""
        unaligned = context.options.get(UNALIGNED.name, UNALIGNED.values[0])
        if record is not self._record or unaligned != self._unaligned:
            self._layout = layout(record, self._tokens(record.article.text), unaligned)
            self._record, self._unaligned = record, unaligned
        return self._layout


def tagged_ranges(tags: Sequence[str]) -> list[tuple[str, int, int]]:
    """``(label, first token, the one behind the last)`` of tags in IOB1, IOB2 (BIO), BIOES or BILUO.

    As in the CoNLL-2003 evaluation: a span begins at “B-”, “S-” and “U-”, and at any other tag whose label is
    not the one before; it ends behind “E-”, “L-”, “S-” and “U-”.  A tag without a prefix is a label of its
    own (“O” and the empty one are none).
    """
    found: list[tuple[str, int, int]] = []
    open_label, first = "", 0
    for number, tag in enumerate(tags):
        prefix, label = _split(tag)
        if open_label and (not label or prefix in "BSU" or label != open_label):
            found.append((open_label, first, number))
            open_label = ""
        if label and not open_label:
            open_label, first = label, number
        if label and prefix in "ELSU":
            found.append((open_label, first, number + 1))
            open_label = ""
    if open_label:
        found.append((open_label, first, len(tags)))
    return found


def _split(tag: str) -> tuple[str, str]:
    if tag in ("O", "", "_", "-"):
        return "O", ""
    if len(tag) > 2 and tag[1] == "-" and tag[0] in "BIESLUM":
        return tag[0], tag[2:]
    return "I", tag
