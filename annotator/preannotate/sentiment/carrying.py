"""Which words carry a sentiment: those near the target that weigh most, with what belongs to them."""

from __future__ import annotations

from collections.abc import Container
from typing import TYPE_CHECKING

from annotator.model.annotation import Segments
from annotator.preannotate.sentiment.bearing import Lexicon
from annotator.preannotate.sentiment.model import Judgement
from annotator.preannotate.spans import Mention, end_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_CONTENT = frozenset({"NOUN", "VERB", "ADJ", "ADV"})
# fmt: off
_EMPTY = frozenset(
    {
        "be", "have", "do", "say", "tell", "get", "go", "come", "take", "make", "add", "ask", "also", "then",
        "now", "more", "most", "other", "such", "former", "year", "day", "time", "people", "thing", "way",
        "just", "when", "where", "how", "why", "as", "so", "even", "there", "here", "still", "ever", "week", "month",
    }
)
# fmt: on
_NEAR = 12
"""Tokens from the target beyond which a word must weigh more."""

_OF_BEST = 0.6
_MOST = 2
_CLOSE = 6


def carrying_words(
    doc: Doc, target: Mention, judgement: Judgement, side: int, taken: Container[int]
) -> list[Token]:
    """The one or two words that speak most for ``side`` (0 negative, 1 positive), in reading order.

    :param taken: tokens of mentions, which are names and not judgements.
    """
    weights = judgement.parts[:, side] - 0.5 * judgement.parts[:, 1 - side]
    sentence = doc[target.last].sent
    ranked: list[tuple[float, int]] = []
    for place, weight in zip(judgement.tokens.tolist(), weights.tolist(), strict=True):
        if weight <= 0 or place < 0 or place in taken or not sentence.start <= place < sentence.end:
            continue
        token = doc[place]
        if token.pos_ not in _CONTENT or token.lemma_.lower() in _EMPTY or token.ent_type_:
            continue
        distance = max(target.first - place, place - target.last, 1)
        ranked.append((weight / max(1.0, distance / _NEAR), place))
    ranked.sort(key=lambda item: (-item[0], item[1]))
    if not ranked:
        return []
    best, place = ranked[0]
    chosen = [place]
    for weight, other in ranked[1:]:
        if len(chosen) < _MOST and weight >= _OF_BEST * best and abs(other - place) <= _CLOSE:
            chosen.append(other)
    return [doc[i] for i in sorted(chosen)]


def segments(words: list[Token], lexicon: Lexicon, taken: Container[int]) -> Segments:
    """The words with their negation, intensifiers and particles; what stands side by side as one segment."""
    places: set[int] = set()
    for word in words:
        places.add(word.i)
        denial = lexicon.denial(word)
        if denial is not None:
            places.add(denial.i)
        for child in word.children:
            if child.dep_ == "prt" or (child.dep_ in ("advmod", "amod") and lexicon.strengthens(child)):
                places.add(child.i)
    runs: list[tuple[int, int]] = []
    for place in sorted(place for place in places if place not in taken):
        if runs and place == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], place)
        else:
            runs.append((place, place))
    doc = words[0].doc
    return tuple((doc[first].idx, end_of(doc[last])) for first, last in runs)
