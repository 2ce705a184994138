"""The reporting words in resources/lexicons."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from annotator.places import resource

_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class ReportingVerb:
    """``kind`` is that of the claim; the flags say what may follow (see the lexicon's comments)."""

    lemma: str
    kind: str
    weak: bool = False
    infinitive: bool = False
    object: bool = False
    addressing: bool = False
    judging: bool = False
    prepositions: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ReportingWords:
    """``verbs`` by every inflected lower-case form, ``nouns`` (form to kind of claim)."""

    verbs: Mapping[str, ReportingVerb] = field(default_factory=dict)
    nouns: Mapping[str, str] = field(default_factory=dict)


@functools.cache
def reporting_words(language: str) -> ReportingWords:
    """The reporting words of a language (ISO 639-1); empty where there is no list."""
    data = _read("reporting_verbs.toml").get(language)
    if data is None:
        return ReportingWords()
    traits = {name: frozenset(lemmas) for name, lemmas in data["traits"].items()}
    verbs: dict[str, ReportingVerb] = {}
    for kind, lemmas in data["verbs"].items():
        for lemma in lemmas:
            verb = ReportingVerb(
                lemma,
                kind,
                weak=lemma in traits["weak"],
                infinitive=lemma in traits["infinitive"],
                object=lemma in traits["object"],
                addressing=lemma in traits["addressing"],
                judging=lemma in traits["judging"],
                prepositions=frozenset(data["prepositions"].get(lemma, ())),
            )
            for form in _forms(lemma, data["irregular"].get(lemma), lemma in traits["double"]):
                verbs.setdefault(form, verb)
    nouns = {
        form: kind
        for kind, lemmas in data["nouns"].items()
        for lemma in lemmas
        for form in (lemma, _s(lemma))
    }
    return ReportingWords(verbs, nouns)


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(resource("lexicons", name).read_text("utf-8"))


def _forms(lemma: str, irregular: list[str] | None, double: bool) -> set[str]:
    """All inflected forms of an English verb."""
    stem = lemma + lemma[-1] if double else lemma
    if lemma.endswith("e"):
        past, participle = lemma + "d", lemma[:-1] + "ing"
    elif lemma.endswith("y") and lemma[-2] not in _VOWELS:
        past, participle = lemma[:-1] + "ied", lemma + "ing"
    else:
        past, participle = stem + "ed", stem + "ing"
    return {lemma, _s(lemma), participle, *(irregular or [past])}


def _s(word: str) -> str:
    """The third person of a verb, the plural of a noun."""
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and word[-2] not in _VOWELS:
        return word[:-1] + "ies"
    return word + "s"
