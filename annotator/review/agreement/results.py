"""What an agreement is asked for and what it answers: figures, or why there is none, and what is behind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from annotator.model.layer import Layer
from annotator.project.worked_on import WorkedOn
from annotator.review.scores import Subject

Measure = Literal[
    "percent", "f1_exact", "f1_overlapping", "cohen", "fleiss", "alpha", "alpha_u", "weighted_kappa"
]

Unit = Literal["tokens", "annotations", "characters", "links", "pairs"]
"""What a figure counts.  ``pairs``: annotations of two layers that were paired off."""


class Described(NamedTuple):
    """A measure in words: ``short`` heads a column, ``long`` explains it."""

    short: str
    long: str


MEASURES: Mapping[Measure, Described] = {
    "percent": Described("percent", "percent agreement"),
    "f1_exact": Described("F1 exact", "F1, annotations with equal segments"),
    "f1_overlapping": Described("F1 overlap", "F1, annotations that overlap"),
    "cohen": Described("Cohen κ", "Cohen's kappa"),
    "fleiss": Described("Fleiss κ", "Fleiss' kappa"),
    "alpha": Described("α", "Krippendorff's alpha"),
    "alpha_u": Described("αU", "Krippendorff's alpha for unitizing"),
    "weighted_kappa": Described("weighted κ", "Cohen's weighted kappa"),
}

LABEL_MEASURES: tuple[Measure, ...] = (
    "percent", "f1_exact", "f1_overlapping", "cohen", "fleiss", "alpha", "alpha_u",
)  # fmt: skip
LINK_MEASURES: tuple[Measure, ...] = ("f1_overlapping",)
ATTRIBUTE_MEASURES: tuple[Measure, ...] = ("percent", "cohen", "alpha", "weighted_kappa")


def measures_of(subject: Subject) -> tuple[Measure, ...]:
    """The measures that there are for a label, a link or an attribute."""
    return {"label": LABEL_MEASURES, "link": LINK_MEASURES, "attribute": ATTRIBUTE_MEASURES}[subject.kind]


class Between(NamedTuple):
    """Who is compared, by their place in :attr:`Agreement.layers`.

    Neither: all layers together.  Only ``one``: this layer with each of the others, the mean of its pairs.
    Both: these two.
    """

    one: int | None = None
    other: int | None = None


ALL_TOGETHER = Between()


@dataclass(frozen=True, slots=True)
class Figure:
    """A value, or why there is none: ``value`` is None exactly where ``because`` is not empty.

    ``low`` and ``high``: the bootstrap confidence interval; both None where ``no_interval`` says why.
    ``units`` is how many it rests on, ``unit`` what they are; ``articles`` are those that count for it.
    """

    value: float | None
    because: str = ""
    low: float | None = None
    high: float | None = None
    no_interval: str = ""
    units: int = 0
    unit: Unit = "tokens"
    articles: tuple[int, ...] = ()

    @property
    def undefined(self) -> str:
        """“undefined, because …”; empty where there is a value."""
        return f"undefined, because {self.because}" if self.because else ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two layers, by their place in :attr:`Agreement.layers` (``one < other``).

    ``articles`` are those on which both have worked and which the annotator may see; ``hidden`` is how many
    more would count if the project were not blind.
    """

    one: int
    other: int
    articles: tuple[int, ...]
    hidden: int = 0


@dataclass(frozen=True, slots=True)
class Confusion:
    """Which label one layer gave where the other gave which: annotations paired off by overlap, whatever
    their labels.

    ``counts[row][column]``: rows are ``one``'s labels, columns ``other``'s, in the order of ``labels``; the
    last row and column stand for nothing, an annotation without partner.  Of several pairs that were put
    together (``between`` all) rows and columns say the same and each couple of annotations stands in both
    its places, on the diagonal once.
    """

    between: Between
    labels: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]

    def count(self, one: str | None, other: str | None) -> int:
        """How often; None is nothing."""
        row, column = (len(self.labels) if name is None else self.labels.index(name) for name in (one, other))
        return self.counts[row][column]


@dataclass(frozen=True, slots=True)
class Point:
    """A figure over the articles that were finished in ``[since, until]`` (days, ISO 8601)."""

    since: str
    until: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Drift:
    """One annotator against the rest in the order in which articles were finished.

    ``points`` has the figures of this layer with the others, ``rest`` those of the others among themselves
    at the same time: where only the former fall, this annotator drifts; where both do, the articles or the
    guideline are harder.
    """

    layer: int
    points: tuple[Point, ...]
    rest: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """Which articles count: ``in_all`` in the project; ``worked`` by layer; ``hidden`` in blind mode."""

    in_all: int
    worked: tuple[WorkedOn, ...]
    hidden: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Resampling:
    """How the intervals are made: percentiles of so many resamples of the articles."""

    resamples: int = 1000
    seed: int = 20
    level: float = 0.95


RESAMPLING = Resampling()


@dataclass(frozen=True, slots=True)
class Frame:
    """What an agreement is about: who, and which articles.

    ``pairs`` are all pairs of ``layers``; ``articles`` those that count for one of them.  ``finished``:
    (article, place of the layer) -> when its owner was done there (ISO 8601).
    """

    layers: tuple[Layer, ...]
    pairs: tuple[Pair, ...]
    articles: tuple[int, ...]
    counted: Counted
    resampling: Resampling = RESAMPLING
    finished: Mapping[tuple[int, int], str] = field(default_factory=dict)

    def pair(self, one: int, other: int) -> Pair:
        """The pair of two layers, whoever is named first."""
        return self.pairs[pair_number(one, other, len(self.layers))]

    def pairs_of(self, between: Between) -> Sequence[int]:
        """The places in ``pairs`` of those that ``between`` means."""
        one, other = between
        if one is None:
            return range(len(self.pairs))
        if other is None:
            return [n for n, pair in enumerate(self.pairs) if one in (pair.one, pair.other)]
        return [pair_number(one, other, len(self.layers))]


def pair_number(one: int, other: int, layers: int) -> int:
    """The place of a pair among all pairs of so many layers, as :func:`itertools.combinations` has them."""
    low, high = min(one, other), max(one, other)
    return low * layers - low * (low + 1) // 2 + high - low - 1
