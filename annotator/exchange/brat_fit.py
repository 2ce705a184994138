"""Whether the spans of a brat file stand in the text where they say they do.

Nothing is ever moved: a span that does not fit is a problem.  What would make all of them fit is told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from annotator.exchange.brat_standoff import Problem, Span, Standoff
from annotator.model.annotation import Segment

_BLANK = re.compile(r"[\t\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_LONGEST_SHOWN = 40


def misfits(standoff: Standoff, text: str) -> Iterator[Problem]:
    """Every span that lies outside the text, covers nothing, or covers other words than the file says."""
    for span in standoff.spans.values():
        wrong = next((piece for piece in span.pieces if not 0 <= piece[0] < piece[1] <= len(text)), None)
        if wrong is not None:
            start, end = wrong
            what = "covers nothing" if start == end else f"does not lie in a text of {len(text):,} characters"
            yield Problem(span.line, f"{span.id} ({start}–{end}) {what}")
        elif not fits(span, text):
            yield Problem(
                span.line,
                f"{span.id} says “{_short(span.text)}”, but at "
                f"{';'.join(f'{start}–{end}' for start, end in span.pieces)} "
                f"stands “{_short(covered(text, span.pieces))}”",
            )


def covered(text: str, pieces: tuple[Segment, ...]) -> str:
    """What the pieces cover, in their order, joined by a space as brat does."""
    return " ".join(text[start:end] for start, end in pieces)


def fits(span: Span, text: str) -> bool:
    """Whether the file says of a span what stands there; brat writes a space for a line break or tab."""
    stands = covered(text, span.pieces)
    if stands == span.text:
        return True
    said = _BLANK.sub(" ", span.text)
    # A \r at the end of the line may be the line's or the text's.
    return said in (
        _BLANK.sub(" ", stands),
        _BLANK.sub(" ", stands.replace("\r\n", " ")),
        _BLANK.sub(" ", stands.removesuffix("\r")),
    )


def hint(standoff: Standoff, text: str, *, marked: bool) -> str:
    """Why spans don't fit, where one reason explains all of them; empty: none does.

    :param marked: whether the file of the text begins with a byte order mark, which is not part of ``text``.
    """
    if "\r\n" in text and _all_fit(standoff, text.replace("\r\n", "\n")):
        return "They fit the text with Unix line endings: save it so, and import it again."
    if marked and _all_fit(standoff, "\ufeff" + text):
        return "They count a byte order mark at the beginning: annotate the text without it."
    if any(char > "\uffff" for char in text) and _all_fit_units(standoff, text, lambda c: 1 + (c > "\uffff")):
        return "They count UTF-16 units; a brat file counts characters: write it so."
    if not text.isascii() and _all_fit_units(standoff, text, lambda char: len(char.encode())):
        return "They count bytes; a brat file counts characters: write it so."
    return ""


def _all_fit(standoff: Standoff, text: str) -> bool:
    return next(misfits(standoff, text), None) is None


def _all_fit_units(standoff: Standoff, text: str, width: Callable[[str], int]) -> bool:
    """Whether all would fit if offsets counted ``width`` for each character."""
    place, at = {0: 0}, 0
    for number, char in enumerate(text, 1):
        at += width(char)
        place[at] = number
    for span in standoff.spans.values():
        pieces = tuple((place.get(start, -1), place.get(end, -1)) for start, end in span.pieces)
        if any(not 0 <= start < end for start, end in pieces):
            return False
        if not fits(Span(span.line, span.id, span.label, pieces, span.text), text):
            return False
    return True


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 1]}…"
