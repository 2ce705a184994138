"""The coefficients, each from a few sums; where one is not defined it is NaN.

All of them take arrays of sums and work element by element, so that one call serves many labels, articles or
resamples.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def ratio(above: Floats, below: Floats) -> Floats:
    """``above / below``; NaN where ``below`` is 0."""
    whole = np.broadcast_to(
        np.asarray(below, np.float64), np.broadcast_shapes(np.shape(above), np.shape(below))
    )
    found = np.full(whole.shape, np.nan)
    np.divide(above, whole, out=found, where=whole != 0)
    return found


def f1(both: Floats, one: Floats, other: Floats) -> Floats:
    """``2 both / (one + other)``: of all that two layers said, the share that both said.

    The harmonic mean of precision and recall (van Rijsbergen 1979, chapter 7), the same whichever of the
    two is taken as the truth, and what kappa on spans comes to where what neither marked can't be counted
    (Hripcsak and Rothschild 2005).

    :param one: annotations (or links) of the one layer; ``other`` of the other; ``both`` were paired off.
    """
    return ratio(2 * both, one + other)


def kappa(observed: Floats, expected: Floats) -> Floats:
    """``(observed - expected) / (1 - expected)`` of shares of agreement.

    Cohen's kappa (Cohen 1960) where what is expected comes from each layer's own shares,
    ``sum(p_one(value) * p_other(value))``; for two layers Scott's pi and for more Fleiss' kappa (Fleiss 1971)
    where it comes from the shares of all layers together, ``sum(p(value) ** 2)``.
    """
    # A share of one by way of sums of fractions may miss it by a rounding.
    certain = np.isclose(expected, 1.0, rtol=0, atol=1e-12)
    return ratio(observed - expected, np.where(certain, 0.0, 1 - expected))


def weighted_kappa(observed: Floats, expected: Floats) -> Floats:
    """``1 - observed / expected`` of mean weights of disagreement (Cohen 1968).

    Here with squared differences as weights; equivalent to the intraclass correlation (Fleiss and Cohen
    1973).
    """
    return 1 - ratio(observed, expected)


def alpha(disagreeing: Floats, expected: Floats, values: Floats) -> Floats:
    """Krippendorff's alpha, ``1 - D_o / D_e`` (Krippendorff 2004, chapter 11; 2011).

    :param disagreeing: the observed disagreement: for each unit the sum of ``metric(v, w)`` over all ordered
        pairs of values that different layers gave it, divided by one less than the number of its values;
        summed over units.  For nominal data the metric is 1 where values differ.
    :param expected: the sum of ``metric(v, w)`` over all ordered pairs of all values there are.
    :param values: how many values there are in units that have two or more.

    So ``D_o = disagreeing / values`` and ``D_e = expected / (values * (values - 1))``.
    """
    return 1 - ratio(disagreeing * (values - 1), expected)


def differing_pairs(totals: Floats) -> Floats:
    """How many ordered pairs of values differ, from how often each value is there (the last axis)."""
    found: Floats = totals.sum(-1) ** 2 - (totals**2).sum(-1)
    return found


def metric(kind: str, values: Floats, totals: Floats) -> Floats:
    """The differences ``delta²`` between all values, in their order (Krippendorff 2011, section 5).

    :param kind: ``nominal``: 1 where they differ; ``interval``: ``(v - w)²``; ``ordinal``: ``(the values
        from the one to the other, those at both ends half)²``, how often each is there being in ``totals``.
    """
    if kind == "nominal":
        return np.asarray(values[:, None] != values[None, :], np.float64)
    far = values if kind == "interval" else np.cumsum(totals) - totals / 2
    found: Floats = (far[:, None] - far[None, :]) ** 2
    return found


def alpha_of(coincidences: Floats, kind: str, values: Floats) -> float:
    """Krippendorff's alpha from a matrix of coincidences ``o[v, w]`` (Krippendorff 2011, section 3).

    :param values: those that rows and columns stand for, in their order.
    """
    totals = coincidences.sum(0)
    whole = totals.sum()
    delta = metric(kind, values, totals)
    expected = totals @ delta @ totals
    return float(alpha((coincidences * delta).sum(), expected, whole))


def alpha_unitizing(observed: Floats, expected: Floats) -> Floats:
    """Krippendorff's alpha for unitizing a continuum, ``1 - D_o / D_e`` (Krippendorff 1995; 2004, section
    11.6), from :func:`unitizing_observed` and :func:`unitizing_expected`, each summed over the labels."""
    return 1 - ratio(observed, expected)


def unitizing_observed(differ: Floats, positions: Floats) -> Floats:
    """``D_o``, but for a factor that it shares with ``D_e`` (one divided by the length of the continuum).

    :param differ: the squared differences summed over all ordered pairs of layers, each article's divided by
        one less than its number of layers: ``(difference of starts)² + (difference of ends)²`` for two units
        that overlap, ``length²`` for a unit that lies in the other's gap.
    :param positions: code points, those of each article as often as it has layers.
    """
    return ratio(differ, positions)


def unitizing_expected(
    cubes: Floats, units: Floats, in_gaps: Floats, positions: Floats, pairs_inside: Floats
) -> Floats:
    """``D_e``, but for the same factor.

    :param cubes: the sum of ``2 l³ - 3 l² + l`` over all units, ``l`` their lengths.
    :param units: how many units there are.
    :param in_gaps: the sum of ``l² (g - l + 1)`` over all units and all gaps with a length ``g >= l``.
    :param positions: as for :func:`unitizing_observed`.
    :param pairs_inside: the sum of ``l (l - 1)`` over all units.
    """
    return 2 * ratio(cubes * (units - 1) / 3 + in_gaps, positions * (positions - 1) - pairs_inside)
