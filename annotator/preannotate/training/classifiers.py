"""Trains what judges and answers: linear text classifiers over descriptions of suggestions."""

from __future__ import annotations

import copy
import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from spacy.training import Example

from annotator.model.codebook import Attribute
from annotator.model.suggestion import SuggestedAnnotation, Suggestions
from annotator.model.training import FEWEST_ANSWERS, FEWEST_OF_AN_ANSWER
from annotator.preannotate.learned.features import Describer, as_doc
from annotator.preannotate.learned.revising import KEEP
from annotator.preannotate.training.fitting import fit_component, seed
from annotator.preannotate.training.reading import Piece

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.pipeline import TrainablePipe

DROP = "drop"

FEWEST_JUDGED = 60
"""Decided suggestions of a label before what judges them is trained; and of each outcome
:data:`FEWEST_OF_AN_ANSWER`."""

_EPOCHS, _PATIENCE, _BATCH, _RATE = 30, 3, 16, 0.003

Described = tuple[list[str], str]
"""A description and the answer to it."""


@dataclass(slots=True)
class Classifier:
    name: str
    config: dict[str, Any]
    component: TrainablePipe
    examples: int


def judged(pieces: Sequence[Piece], label: str, *, exact: bool) -> list[Described]:
    """The rules' suggestions of a label with what became of them."""
    found: list[Described] = []
    for piece in pieces:
        describer = Describer(piece.doc, piece.raw, piece.offset)
        for suggestion in piece.raw.annotations:
            if suggestion.label == label:
                outcome = piece.outcome(suggestion, exact=exact)
                if outcome is not None:
                    found.append((describer.describe(suggestion), KEEP if outcome else DROP))
    return found


def answered(pieces: Sequence[Piece], label: str, attribute: Attribute) -> list[Described]:
    """Annotations of a label with the answer to an attribute.

    Each is described by the suggestion that means the same, where there is one; else by its own words.
    """
    found: list[Described] = []
    for piece in pieces:
        if not piece.article.finished:
            continue
        describer = Describer(piece.doc, piece.raw, piece.offset)
        mine = [a for a in piece.raw.annotations if a.label == label]
        done = set()
        for suggestion in mine:
            told = piece.counterpart(suggestion)
            if told is not None:
                done.add(told.key)
                _add(found, describer.describe(suggestion), told.attributes.get(attribute.name))
        plain = Describer(piece.doc, Suggestions(), piece.offset)
        for told in piece.told:
            if told.label == label and told.key not in done:
                bare = SuggestedAnnotation("", label, told.segments)
                _add(found, plain.describe(bare), told.attributes.get(attribute.name))
    return found


def enough(described: Sequence[Described], fewest: int = FEWEST_ANSWERS) -> bool:
    """Whether there is enough to train on: so many, and some of at least two answers."""
    counts = Counter(answer for _, answer in described)
    return len(described) >= fewest and sum(n >= FEWEST_OF_AN_ANSWER for n in counts.values()) >= 2


def train(
    nlp: Language,
    name: str,
    training: Sequence[Described],
    aside: Sequence[Described],
    told: Callable[[str, int, int, float], None],
) -> Classifier:
    """Train one classifier: logistic regression over the words of a description, spaCy's bag of words.

    It stops where the mean log likelihood on what was set aside rises no more.
    """
    seed()
    answers = sorted({answer for _, answer in training})
    examples = [_example(nlp, each, answers) for each in training]
    config: dict[str, Any] = {
        "model": {
            "@architectures": "spacy.TextCatBOW.v3",
            "exclusive_classes": True,
            "length": 1 << 15,
            "ngram_size": 1,
            "no_output_layer": False,
            "nO": None,
        }
    }
    component = nlp.create_pipe("textcat", name=name, config=copy.deepcopy(config))
    component.initialize(lambda: examples, nlp=nlp, labels=answers)
    known = [
        (as_doc(nlp.vocab, words), answers.index(answer)) for words, answer in aside if answer in answers
    ]

    def score() -> float:
        if not known:
            return 0.0
        rows = component.predict([doc for doc, _ in known])
        return math.exp(
            sum(math.log(max(float(row[n]), 1e-6)) for row, (_, n) in zip(rows, known, strict=True))
            / len(known)
        )

    fit_component(
        component,
        examples,
        score,
        lambda epoch, value: told(name, epoch, _EPOCHS, value),
        rate=_RATE,
        batch=_BATCH,
        epochs=_EPOCHS,
        patience=_PATIENCE,
    )
    return Classifier(name, config, component, len(training))


def _add(to: list[Described], description: list[str], value: object) -> None:
    if value in (None, ""):
        return
    answer = {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
    to.append((description, str(answer)))


def _example(nlp: Language, described: Described, answers: Sequence[str]) -> Example:
    words, right = described
    reference = as_doc(nlp.vocab, words)
    reference.cats = {answer: float(answer == right) for answer in answers}
    return Example(as_doc(nlp.vocab, words), reference)
