"""Where spans that do not fit would stand by what they quote.

Nothing is moved here; a :class:`Repair` is an offer, to be shown before it is taken.  A quote tells a place
only where it stands once: to the letter, else but for what programs write otherwise, else (where a text was
edited since) most nearly, with no other place that comes close.  Where a quote stands several times, the
neighbours decide, if they all moved by the same distance.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz

from annotator.exchange.foreign import ForeignDocument, ForeignSpan
from annotator.exchange.taking.counting import recounted
from annotator.exchange.taking.fitting import Misfit, covered, short, shown
from annotator.exchange.taking.levelling import Level, level
from annotator.model.annotation import SEGMENT_JOIN, Segment

LEAST_SCORE = 90.0
"""Of 100, by ``rapidfuzz.fuzz.ratio``: as like as a quote must be to what stands at the place offered."""

CLEARLY = 5.0
"""How much less like any other place must be."""

_SHORTEST = 8
"""Characters of a quote that is looked for by likeness."""

_SHORT = 3
"""Characters of a quote that may be a bit of many words."""

_MOST_LIKENED = 300
"""Spans of one document that are looked for by likeness."""

_EDGE = 6
"""Characters by which the ends of the most similar piece are tried further in and out."""

How = Literal["counted", "exact", "alike", "similar"]


@dataclass(frozen=True, slots=True)
class Repair:
    """``span`` of the document ``origin`` would stand at ``pieces`` (code points), where ``stands`` stands.

    ``score`` is 100 but for similar ones.
    """

    origin: str
    span: ForeignSpan
    pieces: tuple[Segment, ...]
    stands: str
    how: How
    score: float = 100.0
    taken: bool = False

    @property
    def key(self) -> str:
        return f"{self.origin}\n{self.span.id}"

    @property
    def certain(self) -> bool:
        """Whether exactly the quote stands there, and nowhere else."""
        return self.how in ("counted", "exact")

    @property
    def sentence(self) -> str:
        said = f"“{short(self.span.quote or '')}”"
        stood = "stands" if self.taken else "would stand"
        words = "" if self.stands == self.span.quote else f", as “{short(self.stands)}”"
        score = "" if self.how != "similar" else f" (likeness {self.score:.0f} of 100)"
        where = f"{self.span.where}: " if self.span.where else ""
        return (
            f"{where}{said} {stood} at {shown(self.pieces)}, not at {shown(self.span.pieces)}{words}{score}."
        )


def repairs(document: ForeignDocument, text: str, found: Sequence[Misfit]) -> tuple[list[Repair], str]:
    """What could be repaired of what does not fit, and what the offsets count, where that explains all."""
    wrong = [each.span for each in found if each.span is not None]
    if not wrong or len({span.id for span in document.spans}) < len(document.spans):
        return [], ""
    other = recounted(document, text)
    if other is not None:
        moved = (span for span in document.spans if other.pieces[span.id] != span.pieces)
        return [
            Repair(document.origin, each, places, covered(text, places), "counted")
            for each in moved
            if (places := other.pieces[each.id])
        ], other.sentence
    made = _Repairs(document, text)
    return list(made.offered(wrong)), ""


class _Repairs:
    def __init__(self, document: ForeignDocument, text: str) -> None:
        self._origin = document.origin
        self._text = text
        self._level: Level | None = None
        self._likened = 0

    def offered(self, wrong: Sequence[ForeignSpan]) -> Iterator[Repair]:
        found: dict[str, Repair] = {}
        several: list[tuple[ForeignSpan, list[int]]] = []
        for span in wrong:
            shifts = list(self._shifts(span))
            if len(shifts) == 1:
                found[span.id] = self._moved(span, shifts[0])
            elif shifts:
                several.append((span, shifts))
            elif (other := self._alike(span) or self._similar(span)) is not None:
                found[span.id] = other
        sure = [(each.span.pieces[0][0], each) for each in found.values() if each.how == "exact"]
        for span, shifts in several:
            shift = _by_neighbours(span, sure)
            if shift in shifts:
                found[span.id] = self._moved(span, shift)
        return (found[span.id] for span in wrong if span.id in found)

    def _moved(self, span: ForeignSpan, shift: int) -> Repair:
        pieces = tuple((start + shift, end + shift) for start, end in _sized(span))
        return Repair(self._origin, span, pieces, covered(self._text, pieces), "exact")

    def _shifts(self, span: ForeignSpan) -> Iterator[int]:
        """By how much the span would have to move so that its quote stands there to the letter."""
        pieces = _sized(span)
        if not pieces:
            return
        parts = _parts(span)
        first, at = parts[0], -1
        while (at := self._text.find(first, at + 1)) >= 0:
            shift = at - pieces[0][0]
            if all(self._stands(part, start + shift) for part, (start, _) in zip(parts, pieces, strict=True)):
                yield shift

    def _stands(self, part: str, start: int) -> bool:
        """Whether it stands there; what is short must not be a bit of a word."""
        end = start + len(part)
        whole = len(part) > _SHORT or (_is_edge(self._text, start) and _is_edge(self._text, end))
        return start >= 0 and self._text.startswith(part, start) and whole

    def _alike(self, span: ForeignSpan) -> Repair | None:
        """Where the quote stands but for what programs write otherwise, if that is one place."""
        wanted = level(span.quote or "").text if len(span.pieces) == 1 else ""
        if len(wanted) <= _SHORT:
            return None
        text, at = self._levelled(), -1
        places: list[Segment] = []
        while (at := text.text.find(wanted, at + 1)) >= 0 and len(places) < 2:
            place = text.place(at, at + len(wanted))
            if place is not None:
                places.append(place)
        if len(places) != 1 or level(self._text[slice(*places[0])]).text != wanted:
            return None
        pieces = (places[0],)
        return Repair(self._origin, span, pieces, covered(self._text, pieces), "alike")

    def _similar(self, span: ForeignSpan) -> Repair | None:
        """The most similar piece of the text, where it is similar enough and no other one comes close.

        The search is :func:`rapidfuzz.fuzz.partial_ratio_alignment`.
        """
        wanted = level(span.quote or "").text if len(span.pieces) == 1 else ""
        text = self._levelled().text
        if not _SHORTEST <= len(wanted) <= len(text) or self._likened >= _MOST_LIKENED:
            return None
        self._likened += 1
        best = _best(wanted, text)
        if best is None or best[0] < LEAST_SCORE:
            return None
        score, start, end = best
        # One more run over the text without this place: what is left must be clearly less like.
        rest = f"{text[:start]}{chr(0) * (end - start)}{text[end:]}"
        other = fuzz.partial_ratio_alignment(wanted, rest, score_cutoff=score - CLEARLY)
        place = self._levelled().place(start, end)
        if place is None or (other is not None and other.score > score - CLEARLY):
            return None
        return Repair(self._origin, span, (place,), covered(self._text, (place,)), "similar", score)

    def _levelled(self) -> Level:
        if self._level is None:
            self._level = level(self._text)
        return self._level


def _best(wanted: str, text: str) -> tuple[float, int, int] | None:
    """Score, start and end of the piece that is most like, its ends at words where that is as good."""
    found = fuzz.partial_ratio_alignment(wanted, text, score_cutoff=LEAST_SCORE - CLEARLY)
    if found is None:
        return None
    best = (0.0, 0, found.dest_start, found.dest_end)
    for start in range(max(0, found.dest_start - _EDGE), min(found.dest_start + _EDGE, len(text)) + 1):
        for end in range(max(start + 1, found.dest_end - _EDGE), min(found.dest_end + _EDGE, len(text)) + 1):
            score = fuzz.ratio(wanted, text[start:end])
            if score < best[0] or score < LEAST_SCORE:
                continue
            whole = _is_edge(text, start) + _is_edge(text, end)
            best = max(best, (score, whole, start, end), key=lambda each: each[:2])
    return (best[0], best[2], best[3]) if best[0] else None


def _is_edge(text: str, place: int) -> bool:
    """Whether no word goes across."""
    return not 0 < place < len(text) or not (text[place - 1].isalnum() and text[place].isalnum())


def _parts(span: ForeignSpan) -> list[str]:
    """The quote of each piece; empty where the quote can't be divided so."""
    quote = span.quote or ""
    if not quote.strip() or not span.pieces:
        return []
    if len(span.pieces) == 1:
        return [quote]
    parts = quote.split(SEGMENT_JOIN)
    if len(parts) == len(span.pieces) and all(parts):
        return parts
    lengths = [end - start for start, end in span.pieces]
    if min(lengths) < 1 or sum(lengths) + len(lengths) - 1 != len(quote):
        return []
    at, parts = 0, []
    for length in lengths:
        parts.append(quote[at : at + length])
        at += length + 1
    return parts


def _sized(span: ForeignSpan) -> tuple[Segment, ...]:
    """The pieces, as long as their quotes are; empty where the quote can't be divided."""
    parts = _parts(span)
    return tuple((piece[0], piece[0] + len(part)) for piece, part in zip(span.pieces, parts, strict=False))


def _by_neighbours(span: ForeignSpan, sure: Sequence[tuple[int, Repair]]) -> int | None:
    """By how much those moved that stand nearest before and after it in the file, if by the same."""
    at = span.pieces[0][0]
    before = max((each for each in sure if each[0] <= at), key=lambda each: each[0], default=None)
    after = min((each for each in sure if each[0] > at), key=lambda each: each[0], default=None)
    moved = {each.pieces[0][0] - was for was, each in filter(None, (before, after))}
    return moved.pop() if len(moved) == 1 else None
