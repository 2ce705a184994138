"""Code points to UTF-16 units and back, and paragraphs: the only place that converts.

Stored, exported and given to spaCy: code points.  Qt counts UTF-16 units, in which a character above
U+FFFF takes two.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import regex

_WIDE = regex.compile(r"[\U00010000-\U0010FFFF]")
# U+FDD0 and U+FDD1 are non-characters that Qt takes for the edges of a frame: they would start a paragraph
# on screen whether we want it or not.
_BREAK = regex.compile(r"\r\n|\n|\r|\u2029|\ufdd0|\ufdd1")


class Utf16Map:
    """Converts positions of one text in both directions; positions run from 0 to the length."""

    __slots__ = ("_units", "_wide", "length", "units")

    def __init__(self, text: str) -> None:
        self._wide = [] if text.isascii() else [match.start() for match in _WIDE.finditer(text)]
        self._units = [position + before for before, position in enumerate(self._wide)]
        self.length = len(text)
        """Code points."""
        self.units = len(text) + len(self._wide)
        """UTF-16 units."""

    def to_units(self, position: int) -> int:
        """UTF-16 position of a code point position."""
        return position + bisect_left(self._wide, position) if self._wide else position

    def to_code_points(self, unit: int) -> int:
        """Code point position of a UTF-16 position; inside a surrogate pair: the position before it."""
        if not self._wide:
            return unit
        before = bisect_left(self._units, unit)
        return unit - before


@dataclass(frozen=True, slots=True)
class Paragraph:
    """``[start, end)`` without its line break, which ends at ``next`` (code points)."""

    start: int
    end: int
    next: int
    goes_on: bool = False
    """For a piece of a paragraph: whether what follows belongs to the same paragraph."""


def paragraphs(text: str) -> list[Paragraph]:
    """The paragraphs of the untouched text; always at least one."""
    found: list[Paragraph] = []
    start = 0
    for match in _BREAK.finditer(text):
        found.append(Paragraph(start, match.start(), match.end()))
        start = match.end()
    found.append(Paragraph(start, len(text), len(text)))
    return found


class ParagraphMap:
    """Positions in a Qt document whose blocks are the paragraphs, to code points and back.

    In such a document every line break counts one unit, however many characters it has in the text.
    """

    def __init__(self, text: str, blocks: Sequence[Paragraph] | None = None) -> None:
        """:param blocks: the blocks if they are not the paragraphs but, in part, pieces of them."""
        self.blocks = paragraphs(text) if blocks is None else blocks
        """Each with its place in the text.  The paragraphs of the article are :func:`paragraphs`."""
        self._maps = [Utf16Map(text[p.start : p.end]) for p in self.blocks]
        self._starts = [p.start for p in self.blocks]
        self._begins: list[int] = []
        position = 0
        for units in self._maps:
            self._begins.append(position)
            position += units.units + 1
        self.units = position - 1
        """Length of the document without the last block's end."""

    def to_document(self, position: int) -> int:
        """Document position (UTF-16 units) of a code point position.

        A position inside a line break (between CR and LF) is the end of its paragraph.
        """
        number = bisect_right(self._starts, position) - 1
        paragraph = self.blocks[number]
        inside = min(position, paragraph.end) - paragraph.start
        return self._begins[number] + self._maps[number].to_units(inside)

    def to_code_points(self, unit: int) -> int:
        """Code point position of a document position."""
        number = bisect_right(self._begins, unit) - 1
        inside = min(unit - self._begins[number], self._maps[number].units)
        return self._starts[number] + self._maps[number].to_code_points(inside)

    def seam_at(self, unit: int) -> bool:
        """Whether a document position is the end of a block at which the text has no character.

        The next position is the same place in the text, at the beginning of the next block.
        """
        number = bisect_right(self._begins, unit) - 1
        paragraph = self.blocks[number]
        at_end = unit == self._begins[number] + self._maps[number].units
        return at_end and paragraph.goes_on and paragraph.next == paragraph.end

    def block_of(self, position: int) -> int:
        """Number of the paragraph that holds a code point position."""
        return bisect_right(self._starts, position) - 1

    def in_block(self, number: int, position: int) -> int:
        """UTF-16 position within paragraph ``number``, clamped to it."""
        paragraph = self.blocks[number]
        inside = min(max(position, paragraph.start), paragraph.end) - paragraph.start
        return self._maps[number].to_units(inside)
