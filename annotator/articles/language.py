"""The language of a text that does not say which it is."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import regex

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_SAMPLE = 1_500
"""Code points that are looked at: more change nothing."""

_FEWEST = 12
"""Letters without which there is nothing to tell by."""

_SURE = 0.6
_LETTERS = regex.compile(r"\p{L}")


def language_of(text: str) -> str:
    """ISO 639-1 code of the language of a text; "" where it can't be told.

    By py3langid, a naive Bayes classifier over byte n-grams (Lui and Baldwin 2012, "langid.py") whose model
    of 139 languages lies in its package.  The same text always gets the same answer.
    """
    sample = text[:_SAMPLE]
    if sum(1 for _ in _LETTERS.finditer(sample, 0, 200)) < _FEWEST:
        return ""
    code, probability = _identifier().classify(sample)
    return str(code) if len(code) == 2 and probability >= _SURE else ""


@functools.cache
def _identifier() -> LanguageIdentifier:
    """The model, read once when it is needed first, which takes half a second."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
