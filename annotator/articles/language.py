"""The language of a text by a vote of its commonest words."""

from __future__ import annotations

from collections import Counter

import regex

_WORDS = {
    "en": "the and of to in that is was for with on as by it from has have at be not he said this are",
    "fr": "le la les des et du une est dans que qui pour sur au par plus pas avec ce il sont cette aux été",
    "es": "el la los las de y que en un una del se por con para su es al lo como más pero ha sus",
    "de": "der die das und den von zu mit sich des auf für ist im nicht ein eine dem auch es an werden hat",
    "it": "il di che la e un una per con del della non sono è nel alla dei le gli si da più anche ha",
    "pt": "o a os as de que e do da em um uma para com não no na por mais se dos das foi ao",
    "nl": "de het een en van in is dat op te zijn met voor niet aan er ook die door naar om bij werd",
    "ca": "el la els les de i que en un una del amb per és al no més aquest aquesta ha són dels va als",
    "ru": "и в не на что с по как это к из за от для он о но его у же был так также",
}
_SETS = {code: frozenset(words.split()) for code, words in _WORDS.items()}
_LETTERS = regex.compile(r"\p{L}+")
_SAMPLE = 20_000
_FEWEST = 8
_LEAD = 1.25


def language_of(text: str) -> str:
    """ISO 639-1 code of en, fr, es, de, it, pt, nl, ca or ru; "" where the vote is thin or close."""
    words = Counter(_LETTERS.findall(text[:_SAMPLE].casefold()))
    total = sum(words.values())
    # Each word counts by how often it comes, but a word that several languages share counts for each.
    votes = sorted(
        ((sum(words[word] for word in known), code) for code, known in _SETS.items()), reverse=True
    )
    (first, code), (second, _) = votes[0], votes[1]
    if first < _FEWEST or first < 0.12 * total or first < _LEAD * second:
        return ""
    return code
