"""Which words carry a sentiment: those near the target that weigh most, with what belongs to them."""

from __future__ import annotations

from collections.abc import Collection, Container
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
    taken: Collection[int],
) -> Carrying:
    """The one or two words that speak most for ``side`` (0 negative, 1 positive), in reading order.

    :param able: of each token of the document, whether it can carry a judgement at all.
    :param leaning: of each token, below zero where its word is known as a negative one.
    :param taken: tokens that carry a judgement of somebody else.
    """
    places = judgement.tokens
    weights = judgement.parts[:, side] - 0.5 * judgement.parts[:, 1 - side]
    leans = leaning[places] * (1 if side else -1)
    fits = able[places] & (places >= 0) & (leans >= 0)
    distances = np.maximum(target.first - places, places - target.last)
    weights = weights * np.where(leans > 0, _KNOWN, 1.0) / np.maximum(1.0, distances / _NEAR) * fits
    if taken:
        flags = np.zeros(len(doc), dtype=bool)
        flags[list(taken)] = True
        weights[flags[places] & (places >= 0)] = 0
    best = int(weights.argmax()) if len(weights) else 0
    if not len(weights) or weights[best] <= 0:
        return Carrying([], False)
    chosen = [int(places[best])]
    close = (weights >= _OF_BEST * weights[best]) & (np.abs(places - places[best]) <= _CLOSE)
    close[best] = False
    if close.any():
        chosen.append(int(places[(weights * close).argmax()]))
    return Carrying([doc[i] for i in sorted(chosen)], bool(leaning[chosen[0]]))


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
