"""What a reader moves over and picks in an article: words, sentences, paragraphs.  Code points."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache

import regex

from annotator.model import graphemes, words
from annotator.model.annotation import Segment
from annotator.model.offsets import Paragraph, paragraphs
from annotator.model.sentences import sentences

_KEPT = 64
"""Paragraphs whose sentences are remembered."""
_SPACE = regex.compile(r"[\s--[\p{GCB=Control}\r\n]]", regex.V1)
"""White space that marks may be joined to."""
_AFTER_SPACE = regex.compile(r"[\p{GCB=Extend}\p{GCB=SpacingMark}\p{GCB=ZWJ}]+")
_BEFORE_SPACE = regex.compile(r"(?r)\p{GCB=Prepend}+")


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

    def after(self, position: int) -> int:
        """The next boundary of graphemes or line break behind a position; the end of the text at most."""
        paragraph = self.paragraph(position)
        if position >= paragraph.end:
            return paragraph.next
        return graphemes.following(self.text, position, paragraph.end)

    def before(self, position: int) -> int:
        """The next boundary of graphemes or line break before a position; 0 at least."""
        paragraph = self.paragraph(position)
        if position > paragraph.start:
            return graphemes.preceding(self.text, min(position, paragraph.end), paragraph.start)
        return self.paragraph(position - 1).end if position else 0

    def whole(self, start: int, end: int) -> Segment:
        """``[start, end)`` with the whole of the graphemes that it cuts."""
        first, last = self.paragraph(start), self.paragraph(end)
        return (
            graphemes.snap(self.text, start, first.start, first.end, forward=False),
            graphemes.snap(self.text, end, last.start, last.end, forward=True),
        )

    def word_at(self, position: int) -> Segment | None:
        """The word that the caret is in or that ends at it; see :func:`words.word_at`."""
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
    """The piece without the white space at its ends, which nobody means to annotate; None if it is all.

    A space goes with the marks that are one grapheme with it.
    """
    while piece := text[start:end].strip():
        first = text.index(piece, start)
        last = first + len(piece)
        after = _SPACE.match(text, first - 1) if first else None
        marks = _AFTER_SPACE.match(text, first, end) if after else None
        before = _SPACE.match(text, last)
        signs = _BEFORE_SPACE.match(text, first, last) if before else None
        if marks is None and signs is None:
            return first, last
        start, end = (marks.end() if marks else first), (signs.start() if signs else last)
    return None
