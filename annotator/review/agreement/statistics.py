"""What is kept of each article: counts from which every figure follows, over any articles and layers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from annotator.review.agreement.covering import Floats, Tokens, covered, label_sets, stretches
from annotator.review.agreement.pairing import partners
from annotator.review.agreement.reading import Ints, Said, Vocabulary
from annotator.review.agreement.results import pair_number

Small = npt.NDArray[np.int32]


class Rows:
    """A table that grows article by article."""

    def __init__(self, width: int) -> None:
        self._parts: list[Small] = []
        self._width = width

    def add(self, article: int, columns: Sequence[Ints]) -> None:
        """More rows of one article; its place comes before the other columns."""
        if len(columns[0]):
            first = np.full(len(columns[0]), article)
            self._parts.append(np.stack([first, *columns], axis=1).astype(np.int32))

    def all(self) -> Small:
        """The whole table."""
        if len(self._parts) != 1:
            none = np.zeros((0, self._width), np.int32)
            self._parts = [np.concatenate(self._parts) if self._parts else none]
        return self._parts[0]


def block(*places: Sequence[int] | Ints) -> tuple[Ints, ...]:
    """The index of all that lies at these places of each axis."""
    return np.ix_(*(np.asarray(each, np.int64) for each in places))


@dataclass(slots=True)
class Statistics:
    """By article, and by layer, pair of layers, label and link, all by their places.

    ``tokens`` and ``characters`` [article]; ``there`` [article, layer]: has worked on it and is seen;
    ``covers`` [article, layer, label] and ``covers_both`` [article, pair, label] tokens; ``same`` [article,
    pair] tokens with the same set of labels; ``marks`` [article, layer, label] annotations; ``exact`` and
    ``overlapping`` [article, pair, label] of them paired off; ``differ`` [article, pair, label] of
    :func:`annotator.review.agreement.covering.stretches`; ``links`` [article, layer, link] and ``links_both``
    [article, pair, link].

    Tables whose first column is the article: ``sets`` (layer, set of labels, tokens), ``units`` and ``gaps``
    (label, layer, length), ``confusions`` (pair, label, label, annotations; the number of labels stands for
    nothing), ``answers`` (pair, slot, answer, answer, annotations; -1 for none given).
    """

    tokens: Ints
    characters: Ints
    there: npt.NDArray[np.bool_]
    covers: Small
    covers_both: Small
    same: Small
    marks: Small
    exact: Small
    overlapping: Small
    differ: Floats
    links: Small
    links_both: Small
    sets: Rows = field(default_factory=lambda: Rows(4))
    units: Rows = field(default_factory=lambda: Rows(4))
    gaps: Rows = field(default_factory=lambda: Rows(4))
    confusions: Rows = field(default_factory=lambda: Rows(5))
    answers: Rows = field(default_factory=lambda: Rows(6))
    set_numbers: dict[tuple[int, ...], int] = field(default_factory=dict)

    @classmethod
    def empty(cls, there: npt.NDArray[np.bool_], labels: int, links: int) -> Statistics:
        """Room for the articles and layers of ``there``."""
        articles, layers = there.shape
        pairs = layers * (layers - 1) // 2

        def room(*shape: int) -> Small:
            return np.zeros(shape, np.int32)

        return cls(
            np.zeros(articles, np.int64),
            np.zeros(articles, np.int64),
            there,
            covers=room(articles, layers, labels),
            covers_both=room(articles, pairs, labels),
            same=room(articles, pairs),
            marks=room(articles, layers, labels),
            exact=room(articles, pairs, labels),
            overlapping=room(articles, pairs, labels),
            differ=np.zeros((articles, pairs, labels)),
            links=room(articles, layers, links),
            links_both=room(articles, pairs, links),
        )

    def add(self, article: int, said: Said, tokens: Tokens, length: int, vocabulary: Vocabulary) -> None:
        """Count one article.

        :param length: its code points.
        """
        _Counting(self, article, said, vocabulary).all(tokens, length)


class _Counting:
    """One article.  Those who have worked on it are numbered anew; ``layers`` and ``pairs`` lead back."""

    def __init__(self, to: Statistics, article: int, said: Said, vocabulary: Vocabulary) -> None:
        self.to, self.article, self.said, self.vocabulary = to, article, said, vocabulary
        self.layers = np.flatnonzero(to.there[article])
        self.one, self.other = np.triu_indices(len(self.layers), 1)
        whole = to.there.shape[1]
        self.pairs = np.array(
            [
                pair_number(int(self.layers[i]), int(self.layers[j]), whole)
                for i, j in zip(self.one, self.other, strict=True)
            ],
            np.int64,
        )
        self.pair = np.zeros((len(self.layers), len(self.layers)), np.int64)
        self.pair[self.one, self.other] = np.arange(len(self.pairs))

    def all(self, tokens: Tokens, length: int) -> None:
        self.to.tokens[self.article], self.to.characters[self.article] = len(tokens), length
        self._tokens(tokens)
        self._stretches(length)
        self._annotations()

    def _tokens(self, tokens: Tokens) -> None:
        to, labels = self.to, len(self.vocabulary.labels)
        found = covered(self.said, tokens, labels)
        to.covers[self.article, self.layers] = found.each.T
        to.covers_both[self.article, self.pairs] = found.both[:, self.one, self.other].T
        sets, place = label_sets(found.tokens)
        for number, layer in enumerate(place[:-1]):
            same = (place[number + 1 :] == layer).sum(axis=1)
            to.same[self.article, self.pairs[self.one == number]] = same
        numbers = np.array(
            [to.set_numbers.setdefault(tuple(each), len(to.set_numbers)) for each in sets.tolist()], np.int64
        )
        size = len(sets)
        times = np.bincount(
            (np.arange(len(place))[:, None] * size + place).ravel(), minlength=len(place) * size
        )
        used = np.flatnonzero(times)
        layer, kind = np.divmod(used, max(size, 1))
        to.sets.add(self.article, (self.layers[layer], numbers[kind], times[used]))

    def _stretches(self, length: int) -> None:
        to = self.to
        found = stretches(self.said, length, len(self.vocabulary.labels))
        to.differ[self.article, self.pairs] = found.differ[:, self.one, self.other].T
        for table, rows in ((to.units, found.units), (to.gaps, found.gaps)):
            label, layer, long = rows.T
            table.add(self.article, (label, self.layers[layer], long))

    def _annotations(self) -> None:
        to, said = self.to, self.said
        marks = self._per_layer(said.layer, said.label, len(self.vocabulary.labels))
        to.marks[self.article, self.layers] = marks
        found = partners(said)
        to.exact[self.article, self.pairs] = self._per_pair(found.exact)
        to.overlapping[self.article, self.pairs] = self._per_pair(found.overlapping)
        self._confusions(found.any_label, marks)
        self._answers(found.overlapping)
        self._links(found.overlapping)

    def _per_layer(self, layer: Ints, kind: Ints, kinds: int) -> Ints:
        times = np.bincount(layer * kinds + kind, minlength=len(self.layers) * kinds)
        return times.reshape(len(self.layers), kinds)

    def _couples(self, partner: Ints) -> tuple[Ints, Ints, Ints]:
        """Annotations of the first layer, their partners, and of which pair of layers they are."""
        x, other = np.nonzero(partner >= 0)
        first = self.said.layer[x] < other
        x, other = x[first], other[first]
        return x, partner[x, other], self.pair[self.said.layer[x], other]

    def _per_pair(self, partner: Ints) -> Ints:
        kinds = len(self.vocabulary.labels)
        x, _y, pair = self._couples(partner)
        times = np.bincount(pair * kinds + self.said.label[x], minlength=len(self.pairs) * kinds)
        return times.reshape(len(self.pairs), kinds)

    def _confusions(self, partner: Ints, marks: Ints) -> None:
        kinds = len(self.vocabulary.labels) + 1
        x, y, pair = self._couples(partner)
        label = self.said.label
        flat = (pair * kinds + label[x]) * kinds + label[y]
        times = np.bincount(flat, minlength=len(self.pairs) * kinds * kinds)
        times = times.reshape(len(self.pairs), kinds, kinds)
        times[:, :-1, -1] = marks[self.one] - times[:, :-1, :].sum(axis=2)
        times[:, -1, :-1] = marks[self.other] - times[:, :, :-1].sum(axis=1)
        pair, row, column = np.nonzero(times)
        self.to.confusions.add(self.article, (self.pairs[pair], row, column, times[pair, row, column]))

    def _answers(self, partner: Ints) -> None:
        if not len(self.said.answers):
            return
        x, y, pair = self._couples(partner)
        owner, slot, answer = self.said.answers.T
        for each in np.unique(slot):
            given = np.full(len(self.said), -1, np.int64)
            given[owner[slot == each]] = answer[slot == each]
            one, other = given[x], given[y]
            some = (one >= 0) | (other >= 0)
            base = int(given.max()) + 2
            keys, times = np.unique(
                (pair[some] * base + one[some] + 1) * base + other[some] + 1, return_counts=True
            )
            rest, right = np.divmod(keys, base)
            number, left = np.divmod(rest, base)
            self.to.answers.add(
                self.article, (self.pairs[number], np.full(len(keys), each), left - 1, right - 1, times)
            )

    def _links(self, partner: Ints) -> None:
        """Those whose ends are partners and whose name is the same (see
        :func:`annotator.review.matching.match_links`)."""
        links = self.said.links
        if not len(links):
            return
        kinds = len(self.vocabulary.links)
        layer, kind, head, child = links.T
        self.to.links[self.article, self.layers] = self._per_layer(layer, kind, kinds)
        size = len(self.said)
        there = np.sort((kind * size + head) * size + child)
        number, other = np.nonzero((partner[head] >= 0) & (partner[child] >= 0))
        first = layer[number] < other
        number, other = number[first], other[first]
        wanted = (kind[number] * size + partner[head[number], other]) * size + partner[child[number], other]
        place = np.minimum(np.searchsorted(there, wanted), len(there) - 1)
        met = there[place] == wanted
        flat = self.pair[layer[number[met]], other[met]] * kinds + kind[number[met]]
        times = np.bincount(flat, minlength=len(self.pairs) * kinds)
        self.to.links_both[self.article, self.pairs] = times.reshape(len(self.pairs), kinds)
