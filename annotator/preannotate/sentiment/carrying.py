"""Which words carry a sentiment: those near the target that weigh most, with what belongs to them."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from spacy.attrs import ENT_TYPE, LEMMA, POS

from annotator.model.annotation import Segments
from annotator.preannotate.sentiment.bearing import Lexicon
from annotator.preannotate.sentiment.context import Flags
from annotator.preannotate.sentiment.gathering import Floats
from annotator.preannotate.sentiment.model import Judgement
from annotator.preannotate.spans import Mention, end_of, string_ids

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# fmt: off
_EMPTY = frozenset(
    {
        "be", "have", "do", "say", "tell", "get", "go", "come", "take", "make", "add", "ask", "also", "then",
        "now", "more", "most", "other", "such", "former", "year", "day", "time", "people", "thing", "way",
        "just", "when", "where", "how", "why", "as", "so", "even", "there", "here", "still", "ever", "week",
        "month",
    }
)
# fmt: on
_NOTHING = np.array(sorted(string_ids(_EMPTY)), dtype=np.uint64)
_CONTENT = np.array(sorted(string_ids(("NOUN", "VERB", "ADJ", "ADV"))), dtype=np.uint64)
_NEAR = 12
"""Tokens from the target beyond which a word must weigh more."""

_KNOWN = 1.5
"""How much more a word that is known to judge counts."""

_OF_BEST = 0.6
_MOST = 2
_CLOSE = 6


def able(doc: Doc) -> Flags:
    """Of each token whether it can carry a judgement: a word with a content that is no name."""
    pos, lemma, kind = doc.to_array([POS, LEMMA, ENT_TYPE]).reshape(len(doc), 3).T
    found: Flags = np.isin(pos, _CONTENT) & (kind == 0) & ~np.isin(lemma, _NOTHING)
    return found


@dataclass(frozen=True, slots=True)
class Carrying:
    """``clear`` where a word that is known to judge speaks for it; else the sentence as a whole does."""

    words: list[Token]
    clear: bool


def carrying_words(
    doc: Doc,
    target: Mention,
    judgement: Judgement,
    side: int,
    able: Flags,
    leaning: Floats,
    taken: Container[int],
    cues: Container[int],
) -> Carrying:
    """The one or two words that speak most for ``side`` (0 negative, 1 positive), in reading order.

    :param able: of each token of the document, whether it can carry a judgement; see :func:`able`.
    :param leaning: of each token of the document, below zero where its word is known as a negative one.
    :param taken: tokens of mentions, which are names and not judgements.
    :param cues: tokens that announce claims, which are judgements only where they are known as such.
    """
    weights = judgement.parts[:, side] - 0.5 * judgement.parts[:, 1 - side]
    places = judgement.tokens
    leans = leaning[places] * (1 if side else -1)
    fits = (weights > 0) & (places >= 0) & able[places] & (leans >= 0)
    ranked: list[tuple[float, int]] = []
    for place, weight, lean in zip(*(a[fits].tolist() for a in (places, weights, leans)), strict=True):
        if place in taken or (place in cues and not lean):
            continue
        distance = max(target.first - place, place - target.last, 1)
        ranked.append((weight * (_KNOWN if lean > 0 else 1.0) / max(1.0, distance / _NEAR), place))
    ranked.sort(key=lambda item: (-item[0], item[1]))
    if not ranked:
        return Carrying([], False)
    best, first = ranked[0]
    chosen = [first]
    for weight, other in ranked[1:]:
        if len(chosen) < _MOST and weight >= _OF_BEST * best and abs(other - first) <= _CLOSE:
            chosen.append(other)
    return Carrying([doc[i] for i in sorted(chosen)], bool(leaning[first]))


def segments(words: list[Token], lexicon: Lexicon, taken: Container[int]) -> Segments:
    """The words with their negation, intensifiers and particles; what stands side by side as one segment."""
    places = {word.i for word in words}
    for word in words:
        denial = lexicon.denial(word)
        if denial is not None and denial.i not in taken:
            places.add(denial.i)
        for child in word.children:
            belongs = child.dep_ == "prt" or (child.dep_ in ("advmod", "amod") and lexicon.strengthens(child))
            if belongs and child.i not in taken:
                places.add(child.i)
    runs: list[tuple[int, int]] = []
    for place in sorted(places):
        if runs and place == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], place)
        else:
            runs.append((place, place))
    doc = words[0].doc
    return tuple((doc[first].idx, end_of(doc[last])) for first, last in runs)
