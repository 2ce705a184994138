"""Timing: medians, and one line a figure with the aim beside it."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure; ``good`` says whether it meets the aim."""

    name: str
    value: str
    aim: str
    good: bool

    def __str__(self) -> str:
        return f"{'ok  ' if self.good else 'MISS'} {self.name}: {self.value}   (aim: {self.aim})"


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def median(work: Callable[[], object], rounds: int = 5) -> float:
    """Median seconds of some rounds."""
    return statistics.median(seconds(work) for _ in range(rounds))


def percentile(values: list[float], part: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]
