"""Which suggestions belong together, so that they can be decided at once."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from annotator.model.annotation import Annotation
from annotator.model.text_units import TextUnits


def of_sentence(text: str, suggestions: Iterable[Annotation], position: int) -> list[Annotation]:
    """Those that begin in the sentence that holds a position (code points), in reading order."""
    sentence = TextUnits(text).sentence_at(position)
    if sentence is None:
        return []
    start, end = sentence
    return _ordered(s for s in suggestions if start <= s.start < end)


def of_same_words(suggestions: Iterable[Annotation], like: Annotation) -> list[Annotation]:
    """Those with the label and the words of another, whatever their capitals."""
    wanted = (like.label, _folded(like.quote))
    return _ordered(s for s in suggestions if (s.label, _folded(s.quote)) == wanted)


def at_least(suggestions: Iterable[Annotation], score: float) -> list[Annotation]:
    """Those with this score or a higher one; those without a score are none of them."""
    return _ordered(s for s in suggestions if s.score is not None and s.score >= score)


def _folded(words: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", words).casefold().split())


def _ordered(suggestions: Iterable[Annotation]) -> list[Annotation]:
    return sorted(suggestions, key=lambda s: (s.start, -s.end, s.id))
