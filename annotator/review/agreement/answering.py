"""Agreement on attributes: answers about annotations of two layers that were paired off."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Literal

import numpy as np

from annotator.review.agreement import coefficients as of
from annotator.review.agreement.covering import Floats
from annotator.review.agreement.reading import Ints, Slot, Vocabulary
from annotator.review.agreement.results import ATTRIBUTE_MEASURES, Measure
from annotator.review.agreement.statistics import Small, Statistics
from annotator.review.scores import ACTOR, Subject

if TYPE_CHECKING:
    from annotator.review.agreement.tables import Values

Scale = Literal["nominal", "ordinal", "interval"]


def scale_of(vocabulary: Vocabulary, slot: Slot) -> Scale:
    """How answers differ: numbers by how far they are apart, options that the codebook says are in order by
    their places, all else only by being the same or not."""
    label = vocabulary.codebook.label(slot[0])
    attribute = label.attribute(slot[1]) if label and slot[1] != ACTOR else None
    if attribute is None:
        return "nominal"
    known = vocabulary.answers[vocabulary.slots[slot]] if slot in vocabulary.slots else {}
    if attribute.kind == "number" and all(isinstance(value, int | float) for value in known):
        return "interval"
    if attribute.kind == "choice" and attribute.ordered and all(v in attribute.options for v in known):
        return "ordinal"
    return "nominal"


class Answers:
    """The couples of annotations that answer an attribute, by slot."""

    def __init__(self, statistics: Statistics, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._articles, self._pairs = statistics.same.shape
        rows = statistics.answers.all()
        rows = rows[(rows[:, 3] >= 0) & (rows[:, 4] >= 0)]
        self._key = rows[:, 2].astype(np.int64) * self._pairs + rows[:, 1]
        order = np.argsort(self._key, kind="stable")
        self._rows, self._key = rows[order], self._key[order]
        self._of_all, self._of_all_slots = _over_pairs(self._rows)

    def add(
        self,
        to: Values,
        subjects: Sequence[Subject],
        pair: int | None,
        articles: Ints,
        weights: Floats,
        wanted: Collection[Measure],
    ) -> None:
        """Put the figures of some attributes in.

        :param pair: of two layers; None: of all, whose couples are then taken together.  Kappa, which is a
            matter of two, then stays what it is.
        :param weights: [row, article] of these articles.
        """
        if set(wanted).isdisjoint(ATTRIBUTE_MEASURES):
            return
        place = np.full(self._articles, -1, np.int64)
        place[articles] = np.arange(len(articles))
        for subject in subjects:
            slot = self._vocabulary.slots.get((subject.name, subject.attribute), -1)
            if pair is None:
                ends = np.searchsorted(self._of_all_slots, [slot, slot + 1])
                rows = self._of_all[ends[0] : ends[1]]
            else:
                key = slot * self._pairs + pair
                ends = np.searchsorted(self._key, [key, key + 1])
                rows = self._rows[ends[0] : ends[1]]
            rows = rows[place[rows[:, 0]] >= 0]
            couples = _Couples(rows, place[rows[:, 0]], weights)
            scale = scale_of(self._vocabulary, (subject.name, subject.attribute))
            values = self._values((subject.name, subject.attribute), scale, couples.used)
            to.units["pairs", subject] = couples.number
            if pair is not None and "cohen" in wanted:
                to.figures["cohen", subject] = couples.cohen()
            if pair is not None and "weighted_kappa" in wanted and scale != "nominal":
                to.figures["weighted_kappa", subject] = couples.weighted(values)
            if "percent" in wanted:
                to.figures["percent", subject] = of.ratio(couples.agreeing, couples.number)
            if "alpha" in wanted:
                to.figures["alpha", subject] = couples.alpha(scale, values)

    def _values(self, slot: Slot, scale: Scale, used: Ints) -> Floats:
        """What stands for the answers in differences; for options in order their places."""
        if scale == "nominal":
            return np.zeros(len(used))
        known = list(self._vocabulary.answers[self._vocabulary.slots[slot]])
        if scale == "interval":
            return np.array([float(known[number]) for number in used])
        label = self._vocabulary.codebook.check_label(slot[0])
        attribute = label.attribute(slot[1])
        assert attribute is not None
        return np.array([float(attribute.options.index(known[number])) for number in used])


def _over_pairs(rows: Small) -> tuple[Small, Ints]:
    """The rows with all pairs of layers put together, by slot; and the slots."""
    article, slot, one, other = (rows[:, column].astype(np.int64) for column in (0, 2, 3, 4))
    size = int(max(one.max(initial=0), other.max(initial=0))) + 1
    articles = int(article.max(initial=0)) + 1
    keys, place = np.unique(((slot * articles + article) * size + one) * size + other, return_inverse=True)
    times = np.bincount(place, rows[:, 5], len(keys))
    rest, other = np.divmod(keys, size)
    rest, one = np.divmod(rest, size)
    slot, article = np.divmod(rest, articles)
    found = np.stack([article, np.zeros(len(keys), np.int64), slot, one, other, times], axis=1)
    return found.astype(np.int32), slot


class _Couples:
    """Annotations of two layers that both answer: their answers, weighted article by article.

    ``used`` are the answers that there are; ``first`` and ``second`` [row, answer] how often either side gave
    them; ``number`` [row] how many couples there are, ``agreeing`` how many of them with the same answer.
    """

    def __init__(self, rows: Small, article: Ints, weights: Floats) -> None:
        self._article, self._weights = article, weights
        used, codes = np.unique(rows[:, 3:5].astype(np.int64), return_inverse=True)
        self.used, self._codes = used, codes.reshape(-1, 2)
        self._times = rows[:, 5].astype(np.float64)
        self.first, self.second = (self._sum(len(used), self._codes[:, side], self._times) for side in (0, 1))
        self.number = self.first.sum(axis=1)
        self.agreeing = self._total(self._times * (self._codes[:, 0] == self._codes[:, 1]))

    def cohen(self) -> Floats:
        chance = of.ratio((self.first * self.second).sum(axis=1), self.number**2)
        return of.kappa(of.ratio(self.agreeing, self.number), chance)

    def weighted(self, values: Floats) -> Floats:
        square = (self.first + self.second) @ values**2 * self.number
        expected = square - 2 * (self.first @ values) * (self.second @ values)
        return of.weighted_kappa(
            of.ratio(self._apart(values), self.number), of.ratio(expected, self.number**2)
        )

    def alpha(self, scale: Scale, values: Floats) -> Floats:
        totals, both = self.first + self.second, 2 * self.number
        if scale == "nominal":
            return of.alpha(2 * (self.number - self.agreeing), of.differing_pairs(totals), both)
        if scale == "interval":
            expected = 2 * (both * (totals @ values**2) - (totals @ values) ** 2)
            return of.alpha(2 * self._apart(values), expected, both)
        size = len(self.used)
        seen = self._sum(size * size, self._codes[:, 0] * size + self._codes[:, 1], self._times)
        order = np.argsort(values)
        found = []
        for each in seen.reshape(-1, size, size):
            both_ways = (each + each.T)[np.ix_(order, order)]
            found.append(of.alpha_of(both_ways, scale, values[order]))
        return np.array(found)

    def _apart(self, values: Floats) -> Floats:
        """The sum of squared differences."""
        return self._total(self._times * (values[self._codes[:, 0]] - values[self._codes[:, 1]]) ** 2)

    def _total(self, counts: Floats) -> Floats:
        found: Floats = self._weights @ np.bincount(self._article, counts, self._weights.shape[1])
        return found

    def _sum(self, columns: int, column: Ints, counts: Floats) -> Floats:
        size = self._weights.shape[1]
        flat = np.bincount(self._article * columns + column, counts, size * columns)
        found: Floats = self._weights @ flat.reshape(size, columns)
        return found
