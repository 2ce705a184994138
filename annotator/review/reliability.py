"""Does a suggestion with a high score get accepted more often than one with a low score?"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

from annotator.model.decision import Decision, Verdict

BINS = 10
"""Scores are looked at in steps of a tenth; a score of 1 is in the last one."""

_LIKELY = 1.959963984540054
"""Standard deviations on either side that hold 95 % of a normal distribution."""


@dataclass(slots=True)
class Bin:
    """The decisions on suggestions with a score in ``[low, high)``; in the last bin a score of 1 as well."""

    low: float
    high: float
    accepted: int = 0
    corrected: int = 0
    rejected: int = 0

    @property
    def decided(self) -> int:
        return self.accepted + self.corrected + self.rejected

    @property
    def share(self) -> float | None:
        """Accepted or corrected among all decided; None where nothing was decided.

        A corrected one was right enough to be kept.
        """
        return (self.accepted + self.corrected) / self.decided if self.decided else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Where the share probably lies (95 %), had there been many more decisions; None without any."""
        return wilson(self.accepted + self.corrected, self.decided) if self.decided else None


@dataclass(slots=True)
class Reliability:
    """``unscored`` are decisions on suggestions without a score; they are in no bin."""

    bins: list[Bin] = field(default_factory=lambda: [Bin(n / BINS, (n + 1) / BINS) for n in range(BINS)])
    unscored: int = 0

    @property
    def decided(self) -> int:
        """Decisions in all bins."""
        return sum(each.decided for each in self.bins)

    def add(self, decision: Decision) -> None:
        """Count one more decision."""
        if decision.score is None:
            self.unscored += 1
        else:
            there = self.bins[bin_of(decision.score)]
            setattr(there, decision.verdict, getattr(there, decision.verdict) + 1)


def reliability(decisions: Iterable[Decision]) -> Reliability:
    """Count decisions by score and verdict."""
    found = Reliability()
    for decision in decisions:
        found.add(decision)
    return found


def bin_of(score: float) -> int:
    """Number of the bin of a score, from 0.

    Rounded to a millionth before, so that 0.1 * 3 stands with 0.3.
    """
    return min(max(int(round(score, 6) * 1_000_000) // (1_000_000 // BINS), 0), BINS - 1)


def wilson(hits: int, trials: int) -> tuple[float, float]:
    """The 95 % score interval of a share (Wilson 1927): unlike the usual one it never leaves 0 to 1 and holds
    for few trials.

    :param trials: at least 1.
    """
    share, z2 = hits / trials, _LIKELY**2
    middle = share + z2 / (2 * trials)
    half = _LIKELY * math.sqrt(share * (1 - share) / trials + z2 / (4 * trials**2))
    whole = 1 + z2 / trials
    return max(0.0, (middle - half) / whole), min(1.0, (middle + half) / whole)


__all__ = ["BINS", "Bin", "Reliability", "Verdict", "bin_of", "reliability", "wilson"]
