from __future__ import annotations

import pytest

from annotator.model.decision import Decision, Verdict
from annotator.review.reliability import Bin, bin_of, reliability, wilson


def decision(score: float | None, verdict: Verdict) -> Decision:
    return Decision("d", 1, 1, "s", 2, "claim", ((0, 5),), {}, score, verdict)


def test_counts_by_score_and_verdict() -> None:
    found = reliability(
        [
            decision(0.75, "accepted"),
            decision(0.72, "corrected"),
            decision(0.7, "rejected"),
            decision(0.69, "rejected"),
            decision(None, "accepted"),
        ]
    )
    there = found.bins[7]
    assert (there.low, there.high) == (0.7, 0.8)
    assert (there.accepted, there.corrected, there.rejected) == (1, 1, 1)
    assert there.share == pytest.approx(2 / 3)
    assert found.bins[6].share == 0
    assert (found.decided, found.unscored) == (4, 1)


def test_a_bin_without_decisions_has_no_share() -> None:
    assert Bin(0, 0.1).share is None
    assert Bin(0, 0.1).interval is None


@pytest.mark.parametrize(
    ("score", "number"),
    [(0, 0), (0.1 * 3, 3), (0.3, 3), (0.29, 2), (0.7, 7), (0.1 + 0.7, 8), (0.999, 9), (1, 9), (1.2, 9)],
)
def test_bins_are_half_open(score: float, number: int) -> None:
    assert bin_of(score) == number


def test_wilson_by_published_values() -> None:
    """Newcombe 1998, table I, method 3: 81 of 263, 15 of 148, 0 of 20, 1 of 29."""
    for hits, trials, low, high in (
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ):
        assert wilson(hits, trials) == pytest.approx((low, high), abs=5e-5)
