"""Agreements of layers that are written down in a test, without a project file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np

from annotator.model.codebook import Codebook
from annotator.model.layer import Layer
from annotator.project.worked_on import WorkedOn
from annotator.review.agreement.agreement import Agreement
from annotator.review.agreement.covering import tokens_of
from annotator.review.agreement.reading import Said, Vocabulary, read
from annotator.review.agreement.results import Counted, Frame, Pair, Resampling
from annotator.review.agreement.statistics import Statistics
from annotator.review.scores import ALL_LABELS, Subject
from tests.support.layers import Mark, row
from tests.support.projects import default_codebook

Layers = Sequence[Mapping[int, Sequence[Mark]]]
"""Of each layer: article (from 1) -> marks; an article that is missing it has not worked on."""

LABELS = ("actor", "claim", "cue")


def said_of(layers: Layers, article: int, vocabulary: Vocabulary) -> Said:
    """What the layers that have worked on an article say about it."""
    there = [number for number, marks in enumerate(layers) if article in marks]
    rows = [
        row(f"{number}.{article}.{n}", number + 1, mark)
        for number in there
        for n, mark in enumerate(layers[number][article])
    ]
    return read(rows, [], {number + 1: place for place, number in enumerate(there)}, vocabulary)


def agreement_of(
    texts: Sequence[str],
    layers: Layers,
    *,
    codebook: Codebook | None = None,
    resampling: Resampling = Resampling(),  # noqa: B008  # it is frozen
) -> Agreement:
    """As :func:`annotator.review.agreement.computing.compute` makes it; articles from 1."""
    known = codebook or default_codebook()
    vocabulary = Vocabulary(LABELS, (), known, {})
    worked = [frozenset(marks) for marks in layers]
    pairs = tuple(
        Pair(i, j, tuple(sorted(worked[i] & worked[j]))) for i, j in combinations(range(len(layers)), 2)
    )
    articles = tuple(sorted({article for pair in pairs for article in pair.articles}))
    frame = Frame(
        tuple(Layer(n + 1, f"layer {n}", "person") for n in range(len(layers))),
        pairs,
        articles,
        Counted(len(texts), tuple(WorkedOn(each, each, "begun") for each in worked)),
        resampling,
    )
    there = np.array([[article in each for each in worked] for article in articles], np.bool_)
    statistics = Statistics.empty(there.reshape(len(articles), len(layers)), len(LABELS), 0)
    for place, article in enumerate(articles):
        text = texts[article - 1]
        said = said_of(layers, article, vocabulary)
        statistics.add(place, said, tokens_of(text), len(text), vocabulary)
    subjects = [*(Subject("label", name) for name in LABELS), ALL_LABELS]
    subjects += [Subject("attribute", *slot) for slot in sorted(vocabulary.slots)]
    return Agreement(frame, subjects, vocabulary, statistics)
