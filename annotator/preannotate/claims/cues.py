"""The words that announce a claim, read from resources/lexicons/claims_<language>.toml."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal

from spacy.strings import get_string_id

from annotator.places import resource
from annotator.preannotate.inflection import noun_forms, verb_forms
from annotator.preannotate.romance import french_noun, french_verb, spanish_noun, spanish_verb

Strength = Literal["speech", "thought", "stance", "evidence", "act"]
Match = Literal["LOWER", "LEMMA"]

_ROMANCE: Mapping[str, tuple[Callable[[str], Iterable[str]], Callable[[str], Iterable[str]]]] = {
    "fr": (french_verb, french_noun),
    "es": (spanish_verb, spanish_noun),
}
"""How verbs and nouns inflect, where it is not as in English."""

_MATCHES: dict[str, Match] = {"form": "LOWER", "lemma": "LEMMA"}


@dataclass(frozen=True, slots=True)
class Reading:
    """What a word does with a content of one frame."""

    kind: str
    strength: Strength


Frames = Mapping[str, Reading]
"""By frame (see the lexicon's head): "clause", "infinitive", "object", "quote", a preposition ..."""


@dataclass(frozen=True, slots=True)
class Word:
    """One entry.  ``particle`` is empty unless the verb has one ("point out")."""

    lemma: str
    frames: Frames
    particle: str = ""

    @property
    def strength(self) -> Strength:
        """That of its first frame, which is what the word mostly does."""
        return next(iter(self.frames.values())).strength


Variants = tuple[Word, ...]
"""The entries of one form: those with a particle first."""


@dataclass(frozen=True, slots=True)
class Cues:
    """All cues of one language.  Words are found by spaCy's string ids of their ``match`` attribute.

    ``lists`` are the sets of words the lexicon names under [lists].
    """

    language: str = ""
    match: Match = "LOWER"
    verbs: Mapping[int, Variants] = field(default_factory=dict)
    nouns: Mapping[int, Variants] = field(default_factory=dict)
    adjectives: Mapping[int, Variants] = field(default_factory=dict)
    adverbs: Mapping[int, Variants] = field(default_factory=dict)
    phrases: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def listed(self, name: str) -> frozenset[str]:
        """The words of one of the plain lists; empty where the language has none."""
        return self.lists.get(name, frozenset())


@functools.cache
def cues_of(language: str) -> Cues:
    """The cues of a language (ISO 639-1); empty where there is no list."""
    source = resource("lexicons", f"claims_{language}.toml")
    if not language.isalpha() or not source.is_file():
        return Cues()
    data = tomllib.loads(source.read_text("utf-8"))
    lists = {name: frozenset(words.split()) for name, words in data.get("lists", {}).items()}
    irregular: Mapping[str, list[str]] = data.get("irregular", {})
    inflected = data["match"] == "form"

    def english_verb(lemma: str) -> Iterable[str]:
        return verb_forms(lemma, irregular.get(lemma), lemma in lists.get("double", ()))

    def same(lemma: str) -> Iterable[str]:
        return (lemma,)

    verb, noun = _ROMANCE.get(data["language"], (english_verb, noun_forms))
    return Cues(
        data["language"],
        _MATCHES[data["match"]],
        _by_form(_entries(data.get("verb", ())), verb if inflected else same),
        _by_form(_entries(data.get("noun", ())), noun if inflected else same),
        _by_form(_entries(data.get("adjective", ())), same),
        _by_form(_entries(data.get("adverb", ())), same),
        {words: table["kind"] for table in data.get("phrase", ()) for words in table["words"]},
        lists,
    )


def _entries(tables: Iterable[Mapping[str, Any]]) -> list[Word]:
    """One entry a word; the last table that names a frame decides what it means there."""
    frames: dict[str, dict[str, Reading]] = {}
    for table in tables:
        reading = Reading(table["kind"], table["strength"])
        for word in table["words"].split():
            known = frames.setdefault(word, {})
            for frame in table.get("frames", ("clause",)):
                known[frame] = reading
    words = []
    for word, known in frames.items():
        lemma, _, particle = word.partition("+")
        words.append(Word(lemma, MappingProxyType(known), particle))
    return words


def _by_form(words: Iterable[Word], forms: Callable[[str], Iterable[str]]) -> Mapping[int, Variants]:
    found: dict[str, list[Word]] = {}
    for word in words:
        for form in forms(word.lemma):
            found.setdefault(form, []).append(word)
    return {
        int(get_string_id(form)): tuple(sorted(variants, key=lambda word: not word.particle))
        for form, variants in found.items()
    }


def chosen(variants: Variants, particles: Collection[str]) -> Word | None:
    """The entry that fits the particles beside the verb ("point" with "out"), None where none does."""
    for word in variants:
        if word.particle in particles or not (word.particle or particles):
            return word
    return None
