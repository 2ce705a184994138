"""An agreement that was computed: any figure of it, its interval, or why there is none."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations

import numpy as np
import numpy.typing as npt

from annotator.review.agreement import reasons
from annotator.review.agreement.covering import Floats
from annotator.review.agreement.reading import Vocabulary
from annotator.review.agreement.results import (
    ALL_TOGETHER,
    MEASURES,
    Between,
    Confusion,
    Figure,
    Frame,
    Measure,
    Unit,
    measures_of,
)
from annotator.review.agreement.statistics import Statistics
from annotator.review.agreement.tables import Tables, Values
from annotator.review.scores import Kind, Subject

Table = Mapping[tuple[Measure, Subject], Figure]
"""The figures of all measures and subjects, in the order of :attr:`Frame.subjects`."""

_SAID: Mapping[Kind, Unit] = {"label": "annotations", "link": "links", "attribute": "pairs"}
"""What there must be for a figure to be defined."""

_TOGETHER = 100
"""So many groups of articles are worked out together: more have to do with too many articles at once."""

_DRAWN = 50

ENOUGH = 0.95
"""The share of resamples in which a figure must be defined for an interval to be told."""


class Agreement:
    """``frame`` says who and what; the figures are worked out when they are asked for, and kept.

    It holds no connection to the project and can be handed from thread to thread.
    """

    def __init__(
        self, frame: Frame, subjects: Sequence[Subject], vocabulary: Vocabulary, statistics: Statistics
    ) -> None:
        self.frame = frame
        self.subjects = tuple(subjects)
        self.vocabulary = vocabulary
        self.statistics = statistics
        self._tables = Tables(statistics, vocabulary, subjects)
        self._places = {article: place for place, article in enumerate(frame.articles)}
        self._kept: dict[tuple[Between, tuple[int, ...] | None, bool], Table] = {}

    def figure(self, measure: Measure, subject: Subject, between: Between = ALL_TOGETHER) -> Figure:
        """One figure over all articles, with its interval."""
        return self.table(between)[measure, subject]

    def table(
        self,
        between: Between = ALL_TOGETHER,
        articles: Iterable[int] | None = None,
        *,
        intervals: bool = True,
    ) -> Table:
        """All figures between some layers.

        With intervals a table takes some milliseconds between two layers, and of twenty together about a
        second.

        :param articles: only these; None: all that count.
        """
        wanted = None if articles is None else tuple(sorted(set(articles).intersection(self._places)))
        found = self._kept.get((between, wanted, intervals))
        if found is None:
            found = self._table(between, wanted, intervals)
            self._kept[between, wanted, intervals] = found
        return found

    def by_article(
        self, between: Between = ALL_TOGETHER, wanted: Collection[Measure] = tuple(MEASURES)
    ) -> Mapping[int, Table]:
        """The same of each article that counts there, without intervals: an article is one observation."""
        articles = [self.frame.articles[int(place)] for place in np.flatnonzero(self._counting(between))]
        return dict(
            zip(articles, self.by_groups([(each,) for each in articles], between, wanted), strict=True)
        )

    def by_groups(
        self,
        groups: Sequence[Iterable[int]],
        between: Between = ALL_TOGETHER,
        wanted: Collection[Measure] = tuple(MEASURES),
        *,
        among: Sequence[int] = (),
    ) -> list[Table]:
        """The same of groups of articles, without intervals, and only these measures.

        All of them together, which is quicker than one by one.

        :param among: the means of all pairs of these layers instead of ``between``.
        """
        found: list[Table] = []
        for first in range(0, len(groups), _TOGETHER):
            found += self._by_groups(groups[first : first + _TOGETHER], between, wanted, among)
        return found

    def confusion(self, between: Between = ALL_TOGETHER, articles: Iterable[int] | None = None) -> Confusion:
        """Which label the one gave where the other gave which."""
        size = len(self.vocabulary.labels) + 1
        rows = self.statistics.confusions.all()
        if articles is not None:
            places = [self._places[article] for article in articles if article in self._places]
            rows = rows[np.isin(rows[:, 0], places)]
        counts = np.zeros((size, size), np.int64)
        if between.one is None:
            np.add.at(counts, (rows[:, 2], rows[:, 3]), rows[:, 4])
            counts += counts.T - np.diag(np.diagonal(counts))
        else:
            for number in self.frame.pairs_of(between):
                mine = rows[rows[:, 1] == number]
                row, column = (2, 3) if self.frame.pairs[number].one == between.one else (3, 2)
                np.add.at(counts, (mine[:, row], mine[:, column]), mine[:, 4])
        return Confusion(between, self.vocabulary.labels, tuple(tuple(row) for row in counts.tolist()))

    # -- inside

    def _by_groups(
        self,
        groups: Sequence[Iterable[int]],
        between: Between,
        wanted: Collection[Measure],
        among: Sequence[int],
    ) -> list[Table]:
        weights = np.zeros((len(groups), len(self.frame.articles)))
        for row, group in enumerate(groups):
            weights[row, [self._places[article] for article in group if article in self._places]] = 1
        if among:
            weights[:, ~self._counting_among(among)] = 0
            values = self._tables.mean(list(combinations(among, 2)), weights, wanted)
        else:
            weights *= self._counting(between)
            values = self._values(between, weights, wanted)
        return [self._told(between, values, row, weights[row], wanted) for row in range(len(groups))]

    def _values(
        self, between: Between, weights: Floats, wanted: Collection[Measure], answers: int | None = None
    ) -> Values:
        one, other = between
        layers = range(len(self.frame.layers))
        if one is not None and other is not None:
            return self._tables.pair(one, other, weights, wanted)
        if one is not None:
            pairs = [(one, each) for each in layers if each != one]
            return self._tables.mean(pairs, weights, wanted, answers=answers)
        if len(layers) == 2:
            return self._tables.pair(0, 1, weights, wanted)
        return self._tables.several(layers, weights, wanted, answers=answers)

    def _counting(self, between: Between) -> Floats:
        """1 for each article that counts between some layers."""
        found = np.zeros(len(self.frame.articles))
        for number in self.frame.pairs_of(between):
            found[[self._places[article] for article in self.frame.pairs[number].articles]] = 1
        return found

    def _counting_among(self, layers: Sequence[int]) -> npt.NDArray[np.bool_]:
        found = np.zeros(len(self.frame.articles), np.bool_)
        found[self._tables.articles(layers)] = True
        return found

    def _table(self, between: Between, articles: tuple[int, ...] | None, intervals: bool) -> Table:
        weights = self._counting(between)
        if articles is not None:
            chosen = np.zeros(len(weights))
            chosen[[self._places[article] for article in articles]] = 1
            weights = weights * chosen
        there = np.flatnonzero(weights)
        rows = weights[None, :]
        if intervals and len(there) > 1:
            rows = np.concatenate([rows, self._resamples(there)])
        return self._told(
            between, self._values(between, rows, tuple(MEASURES), answers=1), 0, weights, intervals=intervals
        )

    def _resamples(self, there: npt.NDArray[np.intp]) -> Floats:
        """How often each article is drawn in each resample; with the seed always the same."""
        how = self.frame.resampling
        chance, size = np.random.default_rng(how.seed), len(there)
        found = np.zeros((how.resamples, len(self.frame.articles)))
        # A few at a time: while numpy draws, no other thread runs.
        for first in range(0, how.resamples, _DRAWN):
            rows = found[first : first + _DRAWN]
            rows[:, there] = chance.multinomial(size, np.full(size, 1 / size), size=len(rows))
        return found

    def _told(
        self,
        between: Between,
        values: Values,
        row: int,
        weights: Floats,
        wanted: Collection[Measure] = tuple(MEASURES),
        *,
        intervals: bool = False,
    ) -> Table:
        articles = tuple(self.frame.articles[int(place)] for place in np.flatnonzero(weights))
        asked = reasons.Asked(self.frame, self.vocabulary, between, articles)
        found: dict[tuple[Measure, Subject], Figure] = {}
        for subject in self.subjects:
            for measure in measures_of(subject):
                if measure not in wanted:
                    continue
                found[measure, subject] = self._figure(asked, values, measure, subject, row, intervals)
        return found

    def _figure(
        self,
        asked: reasons.Asked,
        values: Values,
        measure: Measure,
        subject: Subject,
        row: int,
        intervals: bool,
    ) -> Figure:
        key = measure, subject
        unit = _unit(measure, subject)
        several = values.figures.get(key)
        there = values.units.get((_SAID[subject.kind], subject))
        said = 0.0 if there is None else float(there[row])
        counted = values.units.get((unit, subject))
        units = 0 if counted is None else int(counted[row])
        if several is None or not said or np.isnan(several[row]):
            why = reasons.undefined(asked, measure, subject, said)
            return Figure(None, why, units=units, unit=unit, articles=asked.articles)
        # Sums of fractions may pass the ends of the scale by a rounding.
        value = min(float(several[row]), 1.0)
        low, high, why = self._interval(several[1:], asked) if intervals else (None, None, "")
        return Figure(value, "", low, high, why, units, unit, asked.articles)

    def _interval(self, several: Floats, asked: reasons.Asked) -> tuple[float | None, float | None, str]:
        if len(asked.articles) < 2:
            return None, None, reasons.ONE_ARTICLE
        if not len(several):
            return None, None, "there is none for the mean of pairs; each pair has its own"
        defined = several[~np.isnan(several)]
        if len(defined) < ENOUGH * len(several):
            lacking = len(several) - len(defined)
            return None, None, f"it is undefined in {lacking} of {len(several)} resamples of the articles"
        rest = (1 - self.frame.resampling.level) / 2
        low, high = np.quantile(defined, [rest, 1 - rest])
        return float(low), min(float(high), 1.0), ""


def _unit(measure: Measure, subject: Subject) -> Unit:
    if subject.kind != "label" or measure in ("f1_exact", "f1_overlapping"):
        return _SAID[subject.kind]
    return "characters" if measure == "alpha_u" else "tokens"
