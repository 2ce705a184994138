"""Gamma: how well the units of all layers can be aligned, of their places and their labels together."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

from annotator.project.queries import Queries
from annotator.review.agreement import reasons
from annotator.review.agreement.agreement import Agreement
from annotator.review.agreement.computing import AgreementCancelledError, Cancelled, Progress
from annotator.review.agreement.results import ALL_TOGETHER, Between, Figure
from annotator.review.scores import ALL_LABELS, Subject

NOT_INSTALLED = "pygamma-agreement is not installed: install it with “pip install 'annotator[gamma]'”"

MOST_LAYERS = 6
"""All units of all layers are aligned at once, and what that takes is multiplied by each layer."""

EXACT_LAYERS = 3
"""Up to so many layers the best alignment is found; of more a good one, found piece by piece."""

SAMPLES = 30
"""Random annotations by which chance is estimated, of each article."""

Unit = tuple[int, int, str]
"""``(start, end, label)``, code points."""


def gamma(
    queries: Queries,
    agreement: Agreement,
    subject: Subject = ALL_LABELS,
    between: Between = ALL_TOGETHER,
    *,
    progress: Progress = lambda _done, _in_all: None,
    cancelled: Cancelled = lambda: False,
) -> Figure:
    """The gamma of Mathet, Widlöcher and Métivier (2015), by pygamma-agreement (Titeux and Riad 2021).

    For each article ``1 - disorder / disorder by chance`` of the best alignment of all units, where two units
    differ by how far their ends are apart and by their labels, as much the one as the other; each segment is
    a unit.  The figure is the mean over the articles on which two or more of the layers have such a unit; the
    interval resamples those.  Chance is sampled, with the seed of the agreement: it is always the same.

    :raises AgreementCancelledError: if ``cancelled`` said so.
    """
    try:
        import pygamma_agreement
        from pyannote.core import Segment
    except ImportError:
        return Figure(None, NOT_INSTALLED, unit="annotations")
    frame = agreement.frame
    layers = range(len(frame.layers)) if between.one is None or between.other is None else between
    places = [place for place in layers if place is not None]
    if len(places) > MOST_LAYERS:
        why = f"it would take too long for more than {MOST_LAYERS} layers: choose fewer"
        return Figure(None, why, unit="annotations")
    found: dict[int, float] = {}
    units = 0
    dissimilarity = pygamma_agreement.CombinedCategoricalDissimilarity()
    for number, article in enumerate(frame.articles):
        if cancelled():
            raise AgreementCancelledError
        progress(number, len(frame.articles))
        said = [
            _units(queries, article, frame.layers[place].id, subject)
            for place in places
            if article in frame.counted.worked[place].articles
        ]
        if sum(bool(each) for each in said) < 2:
            continue
        continuum = pygamma_agreement.Continuum()
        for annotator, each in enumerate(said):
            continuum.add_annotator(str(annotator))
            for start, end, label in each:
                continuum.add(str(annotator), Segment(start, end), label)
        units += sum(map(len, said))
        found[article] = _of(continuum, dissimilarity, len(said), frame.resampling.seed)
    progress(len(frame.articles), len(frame.articles))
    if not found:
        asked = reasons.Asked(frame, agreement.vocabulary, between, frame.articles)
        return Figure(None, reasons.undefined(asked, "f1_overlapping", subject, 0), unit="annotations")
    values = np.array(list(found.values()))
    low, high, why = _interval(values, agreement)
    return Figure(float(values.mean()), "", low, high, why, units, "annotations", tuple(found))


# -- inside


def _units(queries: Queries, article: int, layer: int, subject: Subject) -> list[Unit]:
    return [
        (start, end, annotation.label)
        for annotation in queries.annotations(article, layer)
        if subject.name in ("", annotation.label)
        for start, end in annotation.segments
    ]


def _of(continuum: Any, dissimilarity: Any, layers: int, seed: int) -> float:
    with _seeded(seed), _quiet():
        found = continuum.compute_gamma(dissimilarity, n_samples=SAMPLES, fast=layers > EXACT_LAYERS)
    return float(found.gamma)


def _interval(values: np.ndarray[Any, Any], agreement: Agreement) -> tuple[float | None, float | None, str]:
    if len(values) < 2:
        return None, None, reasons.ONE_ARTICLE
    how = agreement.frame.resampling
    chosen = np.random.default_rng(how.seed).integers(len(values), size=(how.resamples, len(values)))
    rest = (1 - how.level) / 2
    low, high = np.quantile(values[chosen].mean(axis=1), [rest, 1 - rest])
    return float(low), float(high), ""


@contextmanager
def _seeded(seed: int) -> Iterator[None]:
    """pygamma-agreement draws from numpy's common generator."""
    before = np.random.get_state()
    np.random.seed(seed)
    try:
        yield
    finally:
        np.random.set_state(before)


@contextmanager
def _quiet() -> Iterator[None]:
    """Without its line, at each call, that another solver would be quicker."""
    root = logging.getLogger()

    def keep(record: logging.LogRecord) -> bool:
        return "solver not installed" not in record.getMessage()

    root.addFilter(keep)
    try:
        yield
    finally:
        root.removeFilter(keep)
