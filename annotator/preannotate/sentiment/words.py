"""The evaluative words of a language: ``resources/lexicons/sentiment_LANGUAGE.toml``.

One file a language (ISO 639-1), read as it is: the tables ``[positive]`` and ``[negative]``, each with any of
the lists ``adjectives``, ``nouns``, ``adverbs``, ``verbs_of_subject`` (they say something of who does it) and
``verbs_of_object`` (of whom it is done to), all lemmas in lower case; ``[negation] words`` turn what follows
around, ``[intensifiers] words`` belong to the word they strengthen.  What is not there is empty.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from annotator.places import resource

Polarity = Literal["negative", "neutral", "positive"]
Role = Literal["adjective", "noun", "adverb", "verb of subject", "verb of object"]

_ROLES: dict[str, Role] = {
    "adjectives": "adjective",
    "nouns": "noun",
    "adverbs": "adverb",
    "verbs_of_subject": "verb of subject",
    "verbs_of_object": "verb of object",
}
_POLARITIES: tuple[Polarity, ...] = ("positive", "negative")


@dataclass(frozen=True, slots=True)
class SentimentWords:
    """``words`` by lemma: what a word says in which role."""

    words: Mapping[str, Mapping[Role, Polarity]] = field(default_factory=dict)
    negation: frozenset[str] = frozenset()
    intensifiers: frozenset[str] = frozenset()


@functools.cache
def sentiment_words(language: str) -> SentimentWords:
    """The evaluative words of a language (ISO 639-1); empty where there is no list."""
    name = f"sentiment_{language}.toml"
    if not language.isalpha() or not resource("lexicons", name).is_file():
        return SentimentWords()
    data = tomllib.loads(resource("lexicons", name).read_text("utf-8"))
    words: dict[str, dict[Role, Polarity]] = {}
    for polarity in _POLARITIES:
        for table, role in _ROLES.items():
            for lemma in data.get(polarity, {}).get(table, ()):
                words.setdefault(lemma, {})[role] = polarity
    return SentimentWords(
        words,
        frozenset(data.get("negation", {}).get("words", ())),
        frozenset(data.get("intensifiers", {}).get("words", ())),
    )
