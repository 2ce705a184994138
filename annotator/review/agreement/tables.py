"""From what is kept of the articles to coefficients: of two layers, of several, for any weights of articles.

A row of weights says how often each article counts: once each for a figure over all of them, as drawn for a
resample, one article alone for the figures by article.  All rows are worked out together.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

import numpy as np
import numpy.typing as npt

from annotator.review.agreement import coefficients as of
from annotator.review.agreement.answering import Answers
from annotator.review.agreement.covering import Floats
from annotator.review.agreement.reading import Ints, Vocabulary
from annotator.review.agreement.results import MEASURES, Measure, Unit, pair_number
from annotator.review.agreement.statistics import Small, Statistics, block
from annotator.review.agreement.stretching import Stretching
from annotator.review.scores import ALL_LABELS, ALL_LINKS, Subject

Key = tuple[Measure, Subject]


OF_TWO: tuple[Measure, ...] = ("percent", "f1_exact", "f1_overlapping", "cohen", "weighted_kappa")
"""What is a matter of two layers; of more it is the mean of the pairs."""


@dataclass(slots=True)
class Values:
    """One entry a row of weights; NaN where a coefficient is not defined.  ``units``: how many there are."""

    figures: dict[Key, Floats] = field(default_factory=dict)
    units: dict[tuple[Unit, Subject], Floats] = field(default_factory=dict)


class Weighed:
    """Rows of weights [row, article], and sums by them that many pairs of layers ask for.

    ``used``: the places of the articles that count in any row.
    """

    def __init__(self, weights: Floats) -> None:
        self._weights = weights
        self.used = np.flatnonzero(weights.any(axis=0))
        self._of_used: Floats = weights if len(self.used) == weights.shape[1] else weights[:, self.used]
        self._sums: dict[tuple[str, int], Floats] = {}

    def at(self, articles: Ints) -> Floats:
        """The weights of some of the articles that are used."""
        return self._of_used if len(articles) == len(self.used) else self._weights[:, articles]

    def sums(self, name: str, counts: npt.NDArray[Any], articles: Ints, layer: int) -> Floats:
        """Sums [row, column] of a layer's counts [article, column] over these articles."""
        if len(articles) < len(self.used):
            found: Floats = self.at(articles) @ counts[articles]
            return found
        if (name, layer) not in self._sums:
            self._sums[name, layer] = self._of_used @ counts[self.used]
        return self._sums[name, layer]


class Tables:
    """Works out coefficients; layers, pairs and articles by their places."""

    def __init__(self, statistics: Statistics, vocabulary: Vocabulary, subjects: Sequence[Subject]) -> None:
        self._kept = statistics
        self._labels = _columns(subjects, vocabulary.labels, ALL_LABELS)
        self._links = _columns(subjects, vocabulary.links, ALL_LINKS)
        self._attributes = [subject for subject in subjects if subject.kind == "attribute"]
        self._stretching = Stretching(statistics, len(vocabulary.labels))
        self._answers = Answers(statistics, vocabulary)
        self._sets: dict[int, Floats] = {}

    def articles(self, layers: Sequence[int], weighed: Weighed | None = None) -> Ints:
        """The places of the articles on which two of these layers have worked, of those that are used."""
        found = np.flatnonzero(self._kept.there[:, layers].sum(axis=1) >= 2)
        return found if weighed is None else np.intersect1d(found, weighed.used, assume_unique=True)

    def pair(
        self, one: int, other: int, weights: Floats, wanted: Collection[Measure] = tuple(MEASURES)
    ) -> Values:
        """Of two layers.

        :param weights: [row, article], all articles.
        """
        weighed = Weighed(weights)
        articles = self.articles([one, other], weighed)
        found = self._pair(one, other, articles, weighed, wanted)
        self._of_all(found, [one, other], articles, weighed.at(articles), wanted)
        number = pair_number(one, other, self._kept.there.shape[1])
        self._answers.add(found, self._attributes, number, articles, weighed.at(articles), wanted)
        return found

    def several(
        self,
        layers: Sequence[int],
        weights: Floats,
        wanted: Collection[Measure] = tuple(MEASURES),
        *,
        answers: int | None = None,
    ) -> Values:
        """Of three or more layers: what is defined for many, and the means of the pairs."""
        of_two: list[Measure] = [measure for measure in OF_TWO if measure in wanted]
        found = self.mean(list(combinations(layers, 2)), weights, of_two, answers=answers, units=False)
        articles = self.articles(layers, Weighed(weights))
        self._of_all(found, layers, articles, weights[:, articles], wanted)
        self._answers.add(found, self._attributes, None, articles, weights[:, articles], wanted)
        return found

    def mean(
        self,
        pairs: Sequence[tuple[int, int]],
        weights: Floats,
        wanted: Collection[Measure] = tuple(MEASURES),
        *,
        answers: int | None = None,
        units: bool = True,
    ) -> Values:
        """The means over pairs of layers, of those in which a figure is defined.

        :param answers: for how many rows of weights those on answers are worked out: of all actors in all
            pairs of twenty layers a thousand resamples would take minutes.
        :param units: whether to say how much there is as well.
        """
        found, often, weighed = Values(), dict[Key, Floats](), Weighed(weights)
        # Of answers all couples are taken together where there are more than pairs to tell of.
        of_answers = [measure for measure in wanted if units or measure != "percent"]
        for one, other in pairs:
            articles = self.articles([one, other], weighed)
            here = self._pair(one, other, articles, weighed, wanted)
            if units or not set(wanted).issubset(OF_TWO):
                self._of_all(here, [one, other], articles, weighed.at(articles), wanted)
            rows, place = weighed.at(articles)[:answers], pair_number(one, other, self._kept.there.shape[1])
            self._answers.add(here, self._attributes, place, articles, rows, of_answers)
            for key, value in here.figures.items():
                defined = ~np.isnan(value)
                found.figures[key] = found.figures.get(key, 0) + np.where(defined, value, 0)
                often[key] = often.get(key, 0) + defined
            for unit, number in here.units.items():
                found.units[unit] = found.units.get(unit, 0) + number
        for key, value in found.figures.items():
            found.figures[key] = of.ratio(value, often[key].astype(np.float64))
        return found

    # -- inside

    def _pair(
        self, one: int, other: int, articles: Ints, weighed: Weighed, wanted: Collection[Measure]
    ) -> Values:
        """What is a matter of two layers."""
        found = Values()
        if not {"percent", "cohen"}.isdisjoint(wanted):
            self._tokens_of_two(found, one, other, articles, weighed)
        if not {"f1_exact", "f1_overlapping"}.isdisjoint(wanted):
            self._f1(found, one, other, articles, weighed)
        return found

    def _set_counts(self, layer: int) -> Floats:
        """[article, set of labels]: tokens of a layer."""
        found = self._sets.get(layer)
        if found is None:
            rows = self._kept.sets.all()
            rows = rows[rows[:, 1] == layer]
            found = np.zeros((len(self._kept.tokens), len(self._kept.set_numbers)))
            found[rows[:, 0], rows[:, 2]] = rows[:, 3]
            self._sets[layer] = found
        return found

    def _tokens_of_two(self, to: Values, one: int, other: int, articles: Ints, weighed: Weighed) -> None:
        kept, number = self._kept, pair_number(one, other, self._kept.there.shape[1])
        weights = weighed.at(articles)
        tokens = weights @ kept.tokens[articles]
        covers, others = (
            weighed.sums("covers", kept.covers[:, layer], articles, layer) for layer in (one, other)
        )
        both = weights @ kept.covers_both[articles, number]
        alike = tokens[:, None] - covers - others + 2 * both
        expected = covers * others + (tokens[:, None] - covers) * (tokens[:, None] - others)
        for subject, columns in self._labels.items():
            if subject == ALL_LABELS:
                same = weights @ kept.same[articles, number]
                sets, other_sets = (
                    weighed.sums("sets", self._set_counts(layer), articles, layer) for layer in (one, other)
                )
                chance = (sets * other_sets).sum(axis=1)
            else:
                same, chance = alike[:, columns[0]], expected[:, columns[0]]
            observed = of.ratio(same, tokens)
            to.figures["percent", subject] = observed
            to.figures["cohen", subject] = of.kappa(observed, of.ratio(chance, tokens**2))

    def _f1(self, to: Values, one: int, other: int, articles: Ints, weighed: Weighed) -> None:
        kept, number = self._kept, pair_number(one, other, self._kept.there.shape[1])
        weights = weighed.at(articles)
        marks, others = (
            weighed.sums("marks", kept.marks[:, layer], articles, layer) for layer in (one, other)
        )
        exact, overlapping = (weights @ counts[articles, number] for counts in (kept.exact, kept.overlapping))
        for subject, columns in self._labels.items():
            mine, theirs = marks[:, columns].sum(axis=1), others[:, columns].sum(axis=1)
            measure: Measure
            for measure, both in (("f1_exact", exact), ("f1_overlapping", overlapping)):
                to.figures[measure, subject] = of.f1(both[:, columns].sum(axis=1), mine, theirs)
        links, other_links = (
            weighed.sums("links", kept.links[:, layer], articles, layer) for layer in (one, other)
        )
        both_links = weights @ kept.links_both[articles, number]
        for subject, columns in self._links.items():
            mine, theirs = links[:, columns].sum(axis=1), other_links[:, columns].sum(axis=1)
            to.figures["f1_overlapping", subject] = of.f1(both_links[:, columns].sum(axis=1), mine, theirs)

    def _of_all(
        self, to: Values, layers: Sequence[int], articles: Ints, weights: Floats, wanted: Collection[Measure]
    ) -> None:
        """What is defined for any number of layers, and how much there is."""
        kept = self._kept
        units: dict[Unit, Floats] = {"tokens": weights @ kept.tokens[articles]}
        there = kept.there[block(articles, layers)].sum(axis=1)
        units["characters"] = weights @ (there * kept.characters[articles])
        to.units |= {(unit, subject): number for unit, number in units.items() for subject in self._labels}
        of_kinds: tuple[tuple[dict[Subject, list[int]], Small, Unit], ...] = (
            (self._labels, kept.marks, "annotations"),
            (self._links, kept.links, "links"),
        )
        for subjects, counts, unit in of_kinds:
            each = weights @ counts[block(articles, layers)].sum(axis=1)
            to.units |= {
                (unit, subject): each[:, columns].sum(axis=1) for subject, columns in subjects.items()
            }
        if "alpha" in wanted:
            self._alpha(to, layers, articles, weights)
        if "fleiss" in wanted:
            every = kept.there[block(articles, layers)].all(axis=1)
            self._fleiss(to, layers, articles[every], weights[:, every])
        if "alpha_u" in wanted:
            observed, expected = self._stretching.disagreements(layers, articles, weights)
            for subject, columns in self._labels.items():
                to.figures["alpha_u", subject] = of.alpha_unitizing(
                    observed[:, columns].sum(axis=1), expected[:, columns].sum(axis=1)
                )

    def _agreeing(self, layers: Sequence[int], articles: Ints) -> tuple[Floats, Floats]:
        """[article, label]: tokens with the same value, summed over pairs of layers; and of all labels."""
        kept, whole = self._kept, self._kept.there.shape[1]
        numbers = [pair_number(i, j, whole) for i, j in combinations(layers, 2)]
        there = kept.there[block(articles, layers)].sum(axis=1)
        tokens = kept.tokens[articles]
        covers = kept.covers[block(articles, layers)].sum(axis=1)
        both = kept.covers_both[block(articles, numbers)].sum(axis=1)
        alike = (there * (there - 1) // 2 * tokens)[:, None] - (there - 1)[:, None] * covers + 2 * both
        return alike.astype(np.float64), kept.same[block(articles, numbers)].sum(axis=1).astype(np.float64)

    def _alpha(self, to: Values, layers: Sequence[int], articles: Ints, weights: Floats) -> None:
        kept = self._kept
        there = kept.there[block(articles, layers)].sum(axis=1)
        tokens = kept.tokens[articles]
        couples = there * (there - 1) // 2 * tokens
        alike, same = self._agreeing(layers, articles)
        apart = weights @ (2 * (couples[:, None] - alike) / (there - 1)[:, None])
        values = weights @ (there * tokens)
        ones = weights @ kept.covers[block(articles, layers)].sum(axis=1)
        for subject, columns in self._labels.items():
            if subject == ALL_LABELS:
                differing = weights @ (2 * (couples - same) / (there - 1))
                totals = weights @ sum(self._set_counts(layer)[articles] for layer in layers)
            else:
                column = ones[:, columns[0]]
                differing, totals = apart[:, columns[0]], np.stack([column, values - column], axis=1)
            to.figures["alpha", subject] = of.alpha(differing, of.differing_pairs(totals), values)

    def _fleiss(self, to: Values, layers: Sequence[int], articles: Ints, weights: Floats) -> None:
        kept, size = self._kept, len(layers)
        tokens = weights @ kept.tokens[articles]
        alike, same = self._agreeing(layers, articles)
        alike, same = weights @ alike, weights @ same
        ones = weights @ kept.covers[block(articles, layers)].sum(axis=1)
        for subject, columns in self._labels.items():
            if subject == ALL_LABELS:
                agreeing = same
                totals = weights @ sum(self._set_counts(layer)[articles] for layer in layers)
            else:
                column = ones[:, columns[0]]
                agreeing, totals = alike[:, columns[0]], np.stack([column, size * tokens - column], axis=1)
            shares = of.ratio(totals, (size * tokens)[:, None])
            observed = of.ratio(agreeing, size * (size - 1) / 2 * tokens)
            to.figures["fleiss", subject] = of.kappa(observed, (shares**2).sum(axis=1))


def _columns(subjects: Sequence[Subject], names: Sequence[str], every: Subject) -> dict[Subject, list[int]]:
    """Which columns of a table by label, or by link, a subject adds up."""
    return {
        subject: list(range(len(names))) if subject == every else [names.index(subject.name)]
        for subject in subjects
        if subject.kind == every.kind
    }
