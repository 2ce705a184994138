"""Very long paragraphs cut into pieces that can be laid out one by one.

A transcript or a badly saved page may be one paragraph of half a million characters.  Nothing is changed in
the text: a piece ends at a space, which then stands for the break on screen, or between two characters where
there is no space.  Cut is behind a sentence wherever there is one, because the line ends there.
"""

from __future__ import annotations

from itertools import pairwise

import regex

from annotator.model.offsets import Paragraph, paragraphs

LONGEST = 4_000
"""A paragraph of up to this many characters stays whole."""
_LEAST, _MOST = 1_000, 2_000
"""Characters of a piece."""

# What stands beside the space must not join with it to one grapheme: no combining mark, joiner or prefix.
_BEFORE = r"(?<=[\p{L}\p{M}\p{N}\p{P}])"
_AFTER = r"(?![\uff9e\uff9f])(?=[\p{L}\p{N}\p{Po}\p{Ps}\p{Pi}\"'])"
_PLACES = (
    regex.compile(rf"[.!?…。！？؟۔।][\"'”’»)\]]*(?P<space> ){_AFTER}"),
    regex.compile(rf"{_BEFORE}(?P<space> ){_AFTER}"),
    regex.compile(r"[。！？]+(?P<space>)(?=[\p{Han}\p{Hiragana}\p{Katakana}])"),
    regex.compile(
        r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Latin}\p{Cyrillic}\p{Nd}](?P<space>)"
        r"(?=[\p{Han}\p{Hiragana}\p{Katakana}\p{Latin}\p{Cyrillic}\p{Nd}])"
    ),
)


def pieces(text: str) -> list[Paragraph]:
    """The paragraphs of the text, the longest of them in pieces (code points); always at least one.

    A piece that is not the last of its paragraph has ``goes_on``; its ``next`` is its ``end`` or, where a
    space stands for the break, one more.
    """
    found: list[Paragraph] = []
    for paragraph in paragraphs(text):
        if paragraph.end - paragraph.start <= LONGEST:
            found.append(paragraph)
            continue
        edges = [(paragraph.start, paragraph.start), *_cuts(text, paragraph.start, paragraph.end)]
        for (_, start), (end, following) in pairwise(edges):
            found.append(Paragraph(start, end, following, goes_on=True))
        found.append(Paragraph(edges[-1][1], paragraph.end, paragraph.next))
    return found


def _cuts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """End of each piece but the last, and where the next one begins."""
    cuts: list[tuple[int, int]] = []
    while end - start > _MOST:
        cut = _cut(text, start + _LEAST, min(start + _MOST, end - 1))
        if cut is None:
            cut = _cut(text, start + _LEAST, end - 1)
        if cut is None:
            break
        cuts.append(cut)
        start = cut[1]
    return cuts


def _cut(text: str, first: int, last: int) -> tuple[int, int] | None:
    """The best place between two positions; None where there is none."""
    for place in _PLACES:
        match = place.search(text, first, last)
        if match is not None:
            return match.span("space")
    return None
