"""Alpha for unitizing from the lengths of units and gaps."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from annotator.review.agreement import coefficients as of
from annotator.review.agreement.covering import Floats
from annotator.review.agreement.reading import Ints
from annotator.review.agreement.results import pair_number
from annotator.review.agreement.statistics import Small, Statistics, block

Lengths = tuple[Ints, Ints]
"""The articles (by place) and lengths of some units or gaps."""


class Stretching:
    """Keeps units and gaps by label and layer.

    Several articles are one continuum on which no unit and no gap reaches from one article into the next.
    """

    def __init__(self, statistics: Statistics, labels: int) -> None:
        self._kept, self._labels = statistics, labels
        self._units = _by_label_and_layer(statistics.units.all())
        self._gaps = _by_label_and_layer(statistics.gaps.all())
        articles, layers = statistics.there.shape
        self._sums = np.zeros((3, articles, layers, labels))
        article, label, layer, long = statistics.units.all().T
        length = long.astype(np.float64)
        for number, value in enumerate(
            (2 * length**3 - 3 * length**2 + length, np.ones(len(length)), length * (length - 1))
        ):
            flat = (article.astype(np.int64) * layers + layer) * labels + label
            self._sums[number] = np.bincount(flat, value, self._sums[number].size).reshape(-1, layers, labels)

    def disagreements(self, layers: Sequence[int], articles: Ints, weights: Floats) -> tuple[Floats, Floats]:
        """What is observed and what is expected, [row, label].

        :param weights: [row, article] of these articles, each with two or more of the layers.
        """
        kept, whole = self._kept, self._kept.there.shape[1]
        there = kept.there[block(articles, layers)]
        often = there.sum(axis=1)
        pairs = [pair_number(i, j, whole) for i, j in combinations(layers, 2)]
        differ = 2 * kept.differ[block(articles, pairs)].sum(axis=1) / (often - 1)[:, None]
        positions = weights @ (often * kept.characters[articles])
        cubes, units, inside = (
            weights @ np.where(there[:, :, None], sums[block(articles, layers)], 0).sum(axis=1)
            for sums in self._sums
        )
        in_gaps = np.stack(
            [self._in_gaps(label, layers, articles, weights) for label in range(self._labels)], axis=1
        )
        observed = of.unitizing_observed(weights @ differ, positions[:, None])
        expected = of.unitizing_expected(cubes, units, in_gaps, positions[:, None], inside)
        # Without a unit nothing is expected, and nothing observed.
        return np.where(units > 0, observed, 0), np.where(units > 0, expected, 0)

    def _in_gaps(self, label: int, layers: Sequence[int], articles: Ints, weights: Floats) -> Floats:
        """The sum of ``l² (g - l + 1)`` over all units of length ``l`` and gaps of length ``g >= l``."""
        place = np.full(len(self._kept.tokens), -1, np.int64)
        place[articles] = np.arange(len(articles))
        units, gaps = (
            _chosen([table[label, layer] for layer in layers if (label, layer) in table], place)
            for table in (self._units, self._gaps)
        )
        lengths, number = np.unique(units[1], return_inverse=True)
        if not len(lengths):
            return np.zeros(len(weights))
        # A gap has room for the lengths before ``fits``.
        fits = np.searchsorted(lengths, gaps[1], side="right")
        wide = fits > 0
        shape = (len(articles), len(lengths))
        times = _table(shape, units[0], number)
        many = _table(shape, gaps[0][wide], fits[wide] - 1)
        room = _table(shape, gaps[0][wide], fits[wide] - 1, (gaps[1][wide] + 1).astype(np.float64))
        times, many, room = weights @ times, weights @ many, weights @ room
        many, room = (np.cumsum(each[:, ::-1], axis=1)[:, ::-1] for each in (many, room))
        found: Floats = (times * lengths.astype(np.float64) ** 2 * (room - lengths * many)).sum(axis=1)
        return found


def _table(shape: tuple[int, int], row: Ints, column: Ints, values: Floats | None = None) -> Floats:
    flat = np.bincount(row * shape[1] + column, values, shape[0] * shape[1])
    return flat.reshape(shape).astype(np.float64)


def _chosen(parts: Sequence[Lengths], place: Ints) -> Lengths:
    none = np.zeros(0, np.int64)
    article = np.concatenate([none, *(part[0] for part in parts)])
    length = np.concatenate([none, *(part[1] for part in parts)])
    there = place[article] >= 0
    return place[article[there]], length[there]


def _by_label_and_layer(rows: Small) -> dict[tuple[int, int], Lengths]:
    article, label, layer, length = rows[np.lexsort((rows[:, 2], rows[:, 1]))].T.astype(np.int64)
    key = label * (int(layer.max(initial=0)) + 1) + layer
    begins = np.flatnonzero(np.diff(key, prepend=-1))
    ends = [*begins[1:], len(key)][: len(begins)]
    return {
        (int(label[first]), int(layer[first])): (article[first:last], length[first:last])
        for first, last in zip(begins, ends, strict=True)
    }
