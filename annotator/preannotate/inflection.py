"""Regular English inflection: the forms under which a listed word stands in a text."""

from __future__ import annotations

from collections.abc import Sequence

_VOWELS = "aeiou"


def verb_forms(lemma: str, irregular: Sequence[str] | None = None, double: bool = False) -> set[str]:
    """All inflected forms of a verb.

    :param irregular: the past form and the past participle, where the rules would get them wrong.
    :param double: whether the last letter is doubled ("admitted").
    """
    stem = lemma + lemma[-1] if double else lemma
    if lemma.endswith("e"):
        past, participle = lemma + "d", lemma[:-1] + "ing"
    elif lemma.endswith("y") and lemma[-2] not in _VOWELS:
        past, participle = lemma[:-1] + "ied", lemma + "ing"
    else:
        past, participle = stem + "ed", stem + "ing"
    if lemma.endswith("ee"):
        participle = lemma + "ing"
    return {lemma, with_s(lemma), participle, *(irregular or [past])}


def noun_forms(lemma: str) -> set[str]:
    """Singular and plural."""
    return {lemma, with_s(lemma)}


def with_s(word: str) -> str:
    """The third person of a verb, the plural of a noun."""
    if word.endswith("sis"):
        return word[:-2] + "es"
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and word[-2] not in _VOWELS:
        return word[:-1] + "ies"
    return word + "s"
