"""Whether the spans of a document stand in its text where they say they do.

Nothing is ever moved here: a span that does not fit is a :class:`Misfit`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from annotator.exchange.foreign import ForeignDocument, ForeignSpan
from annotator.exchange.taking.levelling import levelled
from annotator.model.annotation import SEGMENT_JOIN, Segment

_LONGEST_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Misfit:
    """Something of a document that can't be taken as it stands: why, in a sentence without its full stop.

    ``span`` is None where it is about a link, which is then the ``link``-th.
    """

    reason: str
    span: ForeignSpan | None = None
    link: int = -1

    @property
    def where(self) -> str:
        return self.span.where if self.span is not None else ""


def misfits(document: ForeignDocument, text: str) -> Iterator[Misfit]:
    """Every span that lies outside the text, covers nothing or other words than the file says, or has the id
    of another one; and every link with an end that is not there."""
    ids: set[str] = set()
    for span in document.spans:
        if span.id in ids:
            yield Misfit(f"{named(span)} has the id of another span, “{span.id}”", span)
        elif (reason := misfit(span, text)) is not None:
            yield Misfit(reason, span)
        ids.add(span.id)
    for number, link in enumerate(document.links):
        missing = [end for end in (link.head, link.child) if end not in ids]
        if missing:
            yield Misfit(
                f"{link.where or 'A link'} ({link.label}) has an end that is not there: “{missing[0]}”",
                link=number,
            )


def misfit(span: ForeignSpan, text: str) -> str | None:
    """Why a span does not fit the text; None: it does."""
    wrong = next((piece for piece in span.pieces if not 0 <= piece[0] < piece[1] <= len(text)), None)
    if not span.pieces:
        return f"{named(span)} covers nothing"
    if wrong is not None:
        start, end = wrong
        what = "covers nothing" if start == end else f"does not lie in a text of {len(text):,} characters"
        return f"{named(span)} ({start}–{end}) {what}"
    if not fits(span.quote, text, span.pieces):
        return (
            f"{named(span)} says “{short(span.quote or '')}”, but at {shown(span.pieces)} "
            f"stands “{short(covered(text, span.pieces))}”"
        )
    return None


def fits(quote: str | None, text: str, pieces: tuple[Segment, ...]) -> bool:
    """Whether a quote is what the pieces cover: to the letter, or but for what programs write otherwise (see
    :mod:`annotator.exchange.taking.levelling`).  True where there is no quote."""
    if quote is None:
        return True
    stands = [text[start:end] for start, end in pieces]
    ways = {join.join(stands) for join in (SEGMENT_JOIN, " ", "")}
    ways.add(text[pieces[0][0] : pieces[-1][1]])
    if quote in ways:
        return True
    level = levelled(quote)
    return bool(level) and level in set(map(levelled, ways))


def covered(text: str, pieces: tuple[Segment, ...]) -> str:
    """What the pieces cover, in their order."""
    return SEGMENT_JOIN.join(text[start:end] for start, end in pieces)


def named(span: ForeignSpan) -> str:
    """What a span is called for people."""
    return span.where or f"“{short(span.quote)}”" if span.quote else span.where or "A span"


def shown(pieces: tuple[Segment, ...]) -> str:
    """Offsets, as “0–5;10–15”."""
    return ";".join(f"{start}–{end}" for start, end in pieces)


def short(text: str | None) -> str:
    text = text or ""
    return text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 1]}…"
