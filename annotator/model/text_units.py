"""What a reader moves over and picks in an article: words, sentences, paragraphs.  Code points."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache

from annotator.model import words
from annotator.model.annotation import Segment
from annotator.model.offsets import Paragraph, paragraphs
from annotator.model.sentences import sentences

_KEPT = 64
"""Paragraphs whose sentences are remembered."""


class TextUnits:
    """Finds units around a position; what is found is trimmed of white space, and never empty."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._paragraphs: list[Paragraph] = []
        self._starts: list[int] = []
        self._sentences = lru_cache(_KEPT)(self._sentences_in)

    def paragraph(self, position: int) -> Paragraph:
        """The paragraph, as it is stored, that holds a position."""
        return self._all()[self._number(position)]

    def word_at(self, position: int) -> Segment | None:
        """The word that the caret is in or that ends at it."""
        return words.word_at(self.text, position)

    def sentence_at(self, position: int) -> Segment | None:
        """The sentence that the caret is in, or the one before it; None in an empty paragraph."""
        found = self._sentences(self._number(position))
        number = bisect_right([start for start, _ in found], position) - 1
        return found[max(0, number)] if found else None

    def paragraph_at(self, position: int) -> Segment | None:
        """The paragraph's text; None where it is empty."""
        return _trimmed(self.text, self.paragraph(position))

    def sentence_step(self, position: int, step: int) -> int:
        """Where the next sentence begins (1), or this one, and from its beginning the one before (-1).

        After the last one the end of the text.
        """
        number = self._number(position)
        while 0 <= number < len(self._all()):
            starts = [start for start, _ in self._sentences(number)]
            beyond = [s for s in starts if (s > position if step > 0 else s < position)]
            if beyond:
                return beyond[0] if step > 0 else beyond[-1]
            number += step
        return len(self.text) if step > 0 else 0

    def paragraph_step(self, position: int, step: int) -> int:
        """Where the next paragraph begins (1), or this one, and from its beginning the one before (-1).

        Empty paragraphs are passed over; after the last one the end of the text.
        """
        number = self._number(position)
        while 0 <= number < len(self._all()):
            found = _trimmed(self.text, self._all()[number])
            if found and (found[0] > position if step > 0 else found[0] < position):
                return found[0]
            number += step
        return len(self.text) if step > 0 else 0

    def _all(self) -> list[Paragraph]:
        if not self._paragraphs:
            self._paragraphs = paragraphs(self.text)
            self._starts = [paragraph.start for paragraph in self._paragraphs]
        return self._paragraphs

    def _number(self, position: int) -> int:
        self._all()
        return bisect_right(self._starts, position) - 1

    def _sentences_in(self, number: int) -> list[Segment]:
        paragraph = self._all()[number]
        return sentences(self.text, paragraph.start, paragraph.end)


def _trimmed(text: str, paragraph: Paragraph) -> Segment | None:
    return trimmed(text, paragraph.start, paragraph.end)


def trimmed(text: str, start: int, end: int) -> Segment | None:
    """The piece without the white space at its ends, which nobody means to annotate; None if it is all."""
    piece = text[start:end]
    if not piece.strip():
        return None
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())
