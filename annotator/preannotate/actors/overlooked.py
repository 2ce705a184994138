"""Proper nouns that the recogniser did not mark, where they have a part in their sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from annotator.preannotate.actors.name import Name, is_name_like, title_before
from annotator.preannotate.actors.words import ActorWords
from annotator.preannotate.spans import end_of, trim

if TYPE_CHECKING:
    from spacy.tokens import Doc

_ACTIVE = frozenset(
    {
        "nsubj",
        "nsubjpass",
        "agent",
        "dobj",
        "dative",
        "poss",
        "appos",
        "conj",
        "pobj",
        "attr",
        "ROOT",
        "npadvmod",
    }
)
_TAKING_PART = frozenset({"nsubj", "nsubjpass", "poss", "dobj", "dative", "conj", "pobj", "appos"})
_CAMEL = regex.compile(r"(?<!\bMc|\bMac|\bDe|\bLe|\bLa|\bFitz)(?<=\p{Ll})\p{Lu}\p{Ll}")
_MOST_CAPITALS = 0.5
"""A line in which more words than that begin with a capital is a headline, where a capital says nothing."""


def acts_like_somebody(doc: Doc, name: Name) -> bool:
    """Whether nothing but its capital and its part in the sentence says that this is somebody.

    Not in headlines, and a single word not where every word has a capital.
    """
    token = doc[name.last]
    if token.dep_ not in _TAKING_PART or token.tag_ != "NNP" or name.text.isupper():
        return False
    if any(child.dep_ in ("det", "amod") for child in token.lefts):
        return False
    if doc[name.first].is_sent_start and token.dep_ not in ("nsubj", "nsubjpass", "poss"):
        return False
    words = [t for t in token.sent if t.is_alpha]
    return bool(sum(t.text[0].isupper() for t in words) <= _MOST_CAPITALS * len(words))


def find_overlooked(doc: Doc, text: str, words: ActorWords, taken: bytearray) -> list[Name]:
    """Runs of proper nouns with such a part; ``taken`` flags the tokens that are something else."""
    found: list[Name] = []
    tags = doc.to_array("TAG").tolist()
    strings = doc.vocab.strings
    proper = {strings[tag] for tag in ("NNP", "NNPS")} if doc.lang_ == "en" else set()
    i, length = 0, len(doc)
    while i < length:
        if tags[i] not in proper or taken[i]:
            i += 1
            continue
        first = i
        while i < length and not taken[i] and (tags[i] in proper or _joins(doc, i, tags, proper)):
            i += 1
        name = _overlooked_name(doc, text, words, first, i - 1)
        if name is not None:
            found.append(name)
    return found


def _joins(doc: Doc, i: int, tags: list[int], proper: set[int]) -> bool:
    """Whether a hyphen stands within a name: Calloway-Roth."""
    return doc[i].text == "-" and not doc[i].whitespace_ and i + 1 < len(doc) and tags[i + 1] in proper


def _overlooked_name(doc: Doc, text: str, words: ActorWords, first: int, last: int) -> Name | None:
    whole = first
    if last + 1 < len(doc) and doc[last + 1].lower_ == "of":
        return None  # the rest of the name is missing: "Observatory of Straits"
    while first <= last and (
        doc[first].lower_.rstrip(".") in words.roles
        or doc[first].lower_ in words.dropped
        or (doc[first].lower_ in words.before_titles and first < last)
        or not doc[first].text[0].isupper()
    ):
        first += 1
    if first > last:
        return None
    token = doc[last]
    if token.dep_ not in _ACTIVE or last - first > 3 or len(token.text) < 3:
        return None
    if token.dep_ in ("pobj", "npadvmod", "ROOT", "attr") and first == last and token.is_sent_start:
        return None
    span = trim(text, doc[first].idx, end_of(token))
    if span is None or not is_name_like(text[slice(*span)]) or token.lower_ in words.nouns:
        return None
    if any(c.isdigit() for c in text[slice(*span)]) or _CAMEL.search(text, *span):
        return None
    if doc[first].lower_ in words.never or token.lower_ in words.never:
        return None
    titled = first > whole or title_before(doc, first, words)
    return Name(*span, first, last, text[slice(*span)], "", titled)
