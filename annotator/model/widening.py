"""From a word to what it stands in: name, clause, quotation, sentence, paragraph; and back."""

from __future__ import annotations

import regex

from annotator.model import words
from annotator.model.annotation import Segment
from annotator.model.pairs import pairs
from annotator.model.sentences import is_beginner
from annotator.model.text_units import TextUnits, trimmed

_CUT = regex.compile(r"[,;:](?=\s)|\s[–—-]\s|—|[、，；：،؛]")
_THAT = regex.compile(r"\b(?:that|dass|que)\b(?=\s)")
_NAME = regex.compile(
    r"\p{Lu}[\p{L}\p{M}\p{N}.'’-]*"
    r"(?:\ (?:(?:of|de|del|della|di|da|van|von|der|den|al|bin|ibn|du|la|le|and|for)\ (?:the\ )?)?"
    r"\p{Lu}[\p{L}\p{M}\p{N}.'’-]*)*"
)
_POSSESSIVE = regex.compile(r"['’][sS]?$")


def wider(units: TextUnits, start: int, end: int) -> Segment:
    """The smallest unit that holds ``[start, end)`` and more; the same where that is the whole article.

    An empty one is a caret: from it the first step is the word.
    """
    word = units.word_at(start) if start == end else None
    if word is not None:
        return word
    return next((s for s in _around(units, start, end) if _holds(s, (start, end))), (start, end))


def narrower(units: TextUnits, start: int, end: int, at: int) -> Segment | None:
    """The largest unit around ``at`` that lies inside ``[start, end)`` and is less; None if there is none."""
    inside = [s for s in _around(units, at, at) if _holds((start, end), s)]
    return inside[-1] if inside else None


def _around(units: TextUnits, start: int, end: int) -> list[Segment]:
    """Every unit that holds ``[start, end)``, smaller ones first."""
    text, found = units.text, []
    if start == end:
        word = units.word_at(start)
        if word is not None:
            found += [
                word,
                *((part[0], part[1]) for part in words.parts(text, *word) if part[0] <= start <= part[1]),
            ]
            start, end = word
    else:
        word = units.word_at(start)
        found += [word] if word is not None else []
    paragraph = units.paragraph(start)
    found += _names(text, start, paragraph.start, paragraph.end)
    within = [pair for pair in pairs(text, paragraph.start, paragraph.end) if _touches(pair, start, end)]
    found += [piece for a, b in within for piece in (trimmed(text, a + 1, b - 1), (a, b)) if piece]
    sentence = units.sentence_at(start)
    if sentence is not None:
        found += [sentence, *_clauses(text, sentence, start, end, within)]
    whole = units.paragraph_at(start)
    found += [piece for piece in (whole, trimmed(text, 0, len(text))) if piece]
    pieces = {units.whole(*piece) for piece in found}
    around = {s for s in pieces if s[0] <= start and end <= s[1]}
    around |= {s for s in pieces if word is not None and word[0] <= s[0] <= s[1] <= word[1]}
    return sorted(around, key=lambda s: (s[1] - s[0], s))


def _names(text: str, at: int, start: int, end: int) -> list[Segment]:
    """The run of capitalised words around a position, without an article or the like at its head."""
    low, high = max(start, at - 200), min(end, at + 200)
    for match in _NAME.finditer(text, low, high):
        if match.start() <= at < match.end():
            a, b = match.span()
            head = regex.match(r"\p{L}+\ ", text[a:b])
            if head is not None and is_beginner(head[0].strip()):
                a += len(head[0])
            kept = text[a:b].rstrip(".,'’-") if not text[a:b].endswith((".S.", ".N.")) else text[a:b]
            b = a + len(_POSSESSIVE.sub("", kept))
            return [(a, b)] if a <= at < b else []
    return []


def _clauses(text: str, sentence: Segment, start: int, end: int, within: list[Segment]) -> list[Segment]:
    """Pieces of the sentence between commas and the like, and from a “that” on."""
    inner = min(within, key=lambda pair: pair[1] - pair[0], default=None)
    low, high = sentence
    if inner is not None:
        low, high = max(low, inner[0] + 1), min(high, inner[1] - 1)
    skipped = [pair for pair in pairs(text, low, high) if not _touches(pair, start, end)]
    cuts = [
        m.span() for m in _CUT.finditer(text, low, high) if not any(a < m.start() < b for a, b in skipped)
    ]
    left = max((b for a, b in cuts if b <= start), default=low)
    right = min((a for a, b in cuts if a >= end), default=high)
    found = [_bare(text, left, right)]
    for match in _THAT.finditer(text, left, min(start + 1, right)):
        found += [_bare(text, a, right) for a in match.span() if a <= start]
    return [piece for piece in found if piece is not None]


def _bare(text: str, start: int, end: int) -> Segment | None:
    """Without white space and the full stop at its end."""
    piece = trimmed(text, start, end)
    while piece is not None and text[piece[1] - 1] in ".!?…。！？؟۔":
        piece = trimmed(text, piece[0], piece[1] - 1)
    return piece


def _touches(pair: Segment, start: int, end: int) -> bool:
    """Whether what stands between two marks, or the two with it, holds ``[start, end)``."""
    return pair[0] <= start and end <= pair[1]


def _holds(outer: Segment, inner: Segment) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1] and outer != inner
