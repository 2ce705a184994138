"""Fits the linear model: logistic regression on the features of targets, in plain NumPy, the same every time.

Multinomial logistic regression with an L2 penalty, "neutral" as the base; minimised by L-BFGS (Nocedal &
Wright, Numerical Optimization, algorithm 7.5).  Counted features are weighted by inverse document frequency,
lexicon values by their standard deviation; words' own numbers are word vectors, folded after fitting into two
weights a word and region, so that no vector has to travel with the model.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from annotator.preannotate.sentiment.features import REGIONS
from annotator.preannotate.sentiment.gathering import Features
from annotator.preannotate.sentiment.model import Model
from annotator.preannotate.sentiment.vocabulary import DECIDERS, Vocabulary
from annotator.preannotate.sentiment.words import SentimentWords
from annotator.preannotate.spans import string_ids

Doubles = NDArray[np.float64]

COARSE, FINE = 400, 1500
_ROUNDS = 12
_VALENCE_IN_CLUSTERS = 0.5


@dataclass(frozen=True, slots=True)
class Settings:
    """What was chosen by cross-validation on the training part."""

    penalty: float = 1.0
    least_count: int = 3
    lexicon: float = 0.15
    vectors: float = 0.5
    decision: tuple[float, float, float] = (1.0, 1.0, 1.0)
    steps: int = 120


def vocabulary(
    words: Sequence[str], vectors: NDArray[np.float32], valence: Mapping[str, float], own: SentimentWords
) -> tuple[Vocabulary, Doubles]:
    """The table of words with their clusters, and their vectors in the table's order, each of length one.

    :param words: lower case, no word twice, as many as ``vectors`` has rows.  Where two words share a short
        id, the first stays.
    """
    ids = np.array([min(string_ids([word])) & 0xFFFFFFFF for word in words], dtype=np.uint32)
    table, chosen = np.unique(ids, return_index=True)
    kept = [words[i] for i in chosen]
    matrix = vectors[chosen].astype(np.float64)
    matrix -= matrix.mean(axis=0)
    matrix /= np.maximum(np.linalg.norm(matrix, axis=1, keepdims=True), 1e-9)
    polarity = np.array([_polarity(word, own) for word in kept])
    scale = np.array([valence.get(word, 0.0) / 2 for word in kept])
    marked = np.column_stack([matrix, _VALENCE_IN_CLUSTERS * np.clip(polarity + scale, -1.5, 1.5)])
    roles = np.array([_roles(word, own) for word in kept], dtype=np.uint16)
    made = Vocabulary(
        table,
        _clusters(marked, COARSE),
        _clusters(marked, FINE),
        scale.astype(np.float32),
        polarity.astype(np.float32),
        roles,
        np.array(sorted(string_ids(own.negation)), dtype=np.uint64),
    )
    return Vocabulary.of(made.arrays()), matrix


def _polarity(word: str, own: SentimentWords) -> float:
    roles = own.words.get(word, {})
    return float(np.mean([1.0 if p == "positive" else -1.0 for p in roles.values()])) if roles else 0.0


def _roles(word: str, own: SentimentWords) -> int:
    roles = own.words.get(word, {})
    return sum(1 << bit for bit, pair in enumerate(DECIDERS) if pair in roles.items())


def _clusters(points: Doubles, count: int) -> NDArray[np.uint16]:
    """k-means (Lloyd) from evenly spread points, so that it ends the same every time."""
    count = min(count, len(points))
    centres = points[np.linspace(0, len(points) - 1, count).astype(int)].copy()
    nearest = np.zeros(len(points), dtype=np.int64)
    for _ in range(_ROUNDS):
        nearest = (centres @ points.T * -2 + (centres**2).sum(axis=1)[:, None]).argmin(axis=0)
        sizes = np.bincount(nearest, minlength=count)
        sums = np.zeros_like(centres)
        np.add.at(sums, nearest, points)
        centres = np.where(sizes[:, None] > 0, sums / np.maximum(sizes, 1)[:, None], centres)
    return nearest.astype(np.uint16)


def fit(
    documents: Sequence[Features],
    polarities: Sequence[int],
    words: Vocabulary,
    vectors: Doubles,
    settings: Settings = Settings(),
) -> Model:
    """The model of these targets; ``polarities`` are 0 negative, 1 neutral, 2 positive.

    :raises ValueError: if no feature occurs often enough.
    """
    every = together(documents)
    keys, columns, rows, values = _table(every, settings.least_count)
    if not len(keys):
        raise ValueError("no feature occurs often enough")
    scales = _scales(every, keys, columns, values, settings)
    vectors = vectors * _importance(every, len(vectors))[:, None] * settings.vectors
    dense = _dense(every, vectors)
    weights, regional, bias = _minimise(
        rows, columns, values * scales[columns], dense, np.asarray(polarities), len(keys), settings
    )
    folded = vectors @ regional.reshape(REGIONS, -1, 2).transpose(1, 0, 2).reshape(vectors.shape[1], -1)
    return Model(
        words,
        keys.astype(np.uint32),
        (weights * scales[:, None]).astype(np.float32),
        folded.reshape(len(vectors), REGIONS, 2).astype(np.float32),
        bias.astype(np.float32),
        np.array(settings.decision, dtype=np.float32),
    )


def together(documents: Sequence[Features]) -> Features:
    """The targets of several documents, numbered through."""
    shifts = np.cumsum([0, *(document.size for document in documents[:-1])])
    numbered = list(zip(documents, shifts, strict=True))
    joined = {
        name: np.concatenate([getattr(document, name) for document in documents])
        for name in ("tokens", "keys", "values", "counted", "dense_tokens", "rows", "dense")
    }
    return Features(
        size=sum(document.size for document in documents),
        targets=np.concatenate([document.targets + shift for document, shift in numbered]),
        dense_targets=np.concatenate([document.dense_targets + shift for document, shift in numbered]),
        **joined,
    )


def _table(
    every: Features, least: int
) -> tuple[NDArray[np.uint64], NDArray[np.int64], NDArray[np.int64], Doubles]:
    """The keys kept, and for each value its column, its row and itself."""
    keys, columns = np.unique(every.keys, return_inverse=True)
    # How many targets have the key, each counted once.
    spread = np.bincount(np.unique(columns * np.int64(every.size) + every.targets) // every.size)
    kept = spread >= least
    number = np.cumsum(kept) - 1
    chosen = kept[columns]
    return keys[kept], number[columns[chosen]], every.targets[chosen], every.values[chosen].astype(np.float64)


def _scales(
    every: Features,
    keys: NDArray[np.uint64],
    columns: NDArray[np.int64],
    values: Doubles,
    settings: Settings,
) -> Doubles:
    """By how much each column is multiplied."""
    is_count = np.isin(keys, np.unique(every.keys[every.counted]))
    frequency = np.bincount(columns, minlength=len(keys))
    idf = np.log((1 + every.size) / (1 + np.minimum(frequency, every.size))) + 1
    mean = np.bincount(columns, values, len(keys)) / every.size
    spread = np.sqrt(np.maximum(np.bincount(columns, values**2, len(keys)) / every.size - mean**2, 1e-6))
    norm = float(np.sqrt(np.mean(idf[columns][is_count[columns]] ** 2))) if is_count.any() else 1.0
    return np.where(is_count, idf / norm, settings.lexicon / spread)


def _importance(every: Features, words: int) -> Doubles:
    """How much each word's vector counts: its inverse document frequency, one for the rarest."""
    pairs = np.unique(every.rows * np.int64(every.size) + every.dense_targets)
    frequency = np.bincount(pairs // every.size, minlength=words)
    return np.asarray(np.log((2 + every.size) / (1 + frequency)) / np.log(2 + every.size))


def _dense(every: Features, vectors: Doubles) -> Doubles:
    """Each target's regions as sums of its words' vectors."""
    width = vectors.shape[1]
    found = np.zeros((every.size, REGIONS, width))
    edges = np.searchsorted(every.dense_targets, np.arange(every.size + 1))
    for target, (start, end) in enumerate(itertools.pairwise(edges.tolist())):
        found[target] = every.dense[start:end].T.astype(np.float64) @ vectors[every.rows[start:end]]
    return found.reshape(every.size, REGIONS * width)


def _minimise(
    rows: NDArray[np.int64],
    columns: NDArray[np.int64],
    values: Doubles,
    dense: Doubles,
    polarities: NDArray[np.int64],
    width: int,
    settings: Settings,
) -> tuple[Doubles, Doubles, Doubles]:
    """Weights of the columns, of the dense columns, and the bias, each for negative and positive."""
    count, deep = dense.shape
    wanted = np.stack([polarities == 0, polarities == 2], axis=1).astype(np.float64)

    def loss(point: Doubles) -> tuple[float, Doubles]:
        weights = point.reshape(-1, 2)
        logits = dense @ weights[width : width + deep] + weights[-1]
        for side in (0, 1):
            logits[:, side] += np.bincount(rows, weights[:width, side][columns] * values, count)
        top = np.maximum(logits.max(axis=1), 0)
        raw = np.exp(logits - top[:, None])
        base = np.exp(-top)
        total = raw.sum(axis=1) + base
        cost = float(np.sum(np.log(total) + top - (wanted * logits).sum(axis=1)))
        error = raw / total[:, None] - wanted
        slope = np.empty_like(weights)
        for side in (0, 1):
            slope[:width, side] = np.bincount(columns, error[rows, side] * values, width)
        slope[width : width + deep] = dense.T @ error
        slope[-1] = error.sum(axis=0)
        # A penalty on three symmetric sets of weights, written for two relative to the third.
        mixed = weights - weights.sum(axis=1, keepdims=True) / 3
        mixed[-1] = 0
        cost += settings.penalty / 2 * float((weights[:-1] * mixed[:-1]).sum())
        return cost, (slope + settings.penalty * mixed).ravel()

    point = _lbfgs(loss, np.zeros((width + deep + 1) * 2), settings.steps).reshape(-1, 2)
    return point[:width], point[width : width + deep], point[-1]


def _lbfgs(loss: Callable[[Doubles], tuple[float, Doubles]], point: Doubles, steps: int) -> Doubles:
    """The minimum of a smooth convex function, by L-BFGS with backtracking."""
    cost, slope = loss(point)
    known: list[tuple[Doubles, Doubles, float]] = []
    for _ in range(steps):
        direction = slope.copy()
        factors = []
        for move, change, inverse in reversed(known):
            factors.append(inverse * float(move @ direction))
            direction -= factors[-1] * change
        if known:
            move, change, _ = known[-1]
            direction *= float(move @ change) / float(change @ change)
        for (move, change, inverse), factor in zip(known, reversed(factors), strict=True):
            direction += (factor - inverse * float(change @ direction)) * move
        fall = float(slope @ direction)
        step = 1.0 if known else 1.0 / max(1.0, float(np.abs(slope).sum()))
        while True:
            reached = point - step * direction
            new_cost, new_slope = loss(reached)
            if new_cost <= cost - 1e-4 * step * fall or step < 1e-10:
                break
            step /= 2
        move, change = reached - point, new_slope - slope
        curve = float(move @ change)
        if curve > 1e-12:
            known = [*known[-9:], (move, change, 1.0 / curve)]
        small = cost - new_cost <= 1e-7 * max(abs(cost), 1.0)
        point, cost, slope = reached, new_cost, new_slope
        if small:
            break
    return point
