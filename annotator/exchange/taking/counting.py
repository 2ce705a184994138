"""What the offsets of a document count, where it is not the characters of its text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from annotator.exchange.foreign import ForeignDocument
from annotator.exchange.taking.fitting import fits
from annotator.model.annotation import Segment


@dataclass(frozen=True, slots=True)
class Recounted:
    """What they count, in a sentence, and where each span of the document stands then."""

    sentence: str
    pieces: dict[str, tuple[Segment, ...]]


def recounted(document: ForeignDocument, text: str) -> Recounted | None:
    """How to count so that every span stands where its quote does; None where no way is the only reason.

    Only quotes can tell: there must be some.
    """
    if not any(span.quote for span in document.spans):
        return None
    for sentence, moved in _ways(text):
        pieces = {span.id: tuple(map(moved, span.pieces)) for span in document.spans}
        if all(
            pieces[span.id]
            and all(0 <= start < end <= len(text) for start, end in pieces[span.id])
            and fits(span.quote, text, pieces[span.id])
            for span in document.spans
        ):
            return Recounted(sentence, pieces)
    return None


def _ways(text: str) -> Iterator[tuple[str, Callable[[Segment], Segment]]]:
    if "\r\n" in text:
        yield "The offsets count a Windows line end as one character.", _by_width(text, _unix)
    if "\n" in text:
        yield "The offsets count each line end as two characters.", _by_width(text, _windows)
    yield (
        "The offsets count from 1, or a byte order mark at the beginning.",
        lambda piece: (piece[0] - 1, piece[1] - 1),
    )
    yield "The ends are those of the last character, not behind it.", lambda piece: (piece[0], piece[1] + 1)
    yield "The offsets count from 1 to the last character.", lambda piece: (piece[0] - 1, piece[1])
    if any(char > "\uffff" for char in text):
        yield "The offsets count UTF-16 units.", _by_width(text, lambda _, char: 1 + (char > "\uffff"))
    if not text.isascii():
        yield "The offsets count bytes.", _by_width(text, lambda _, char: len(char.encode()))


def _unix(before: str, char: str) -> int:
    return 0 if (before, char) == ("\r", "\n") else 1


def _windows(before: str, char: str) -> int:
    return 2 if char == "\n" and before != "\r" else 1


def _by_width(text: str, width: Callable[[str, str], int]) -> Callable[[Segment], Segment]:
    """From places in a text whose characters are so wide to code points; -1 for inside of a character."""
    places, at, before = {0: 0}, 0, ""
    for number, char in enumerate(text, 1):
        at += width(before, char)
        places[at] = number
        before = char
    return lambda piece: (places.get(piece[0], -1), places.get(piece[1], -1))
