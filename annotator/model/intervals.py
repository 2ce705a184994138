"""Which annotations touch a stretch of text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import Generic, Protocol, TypeVar


class Spanning(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


T = TypeVar("T", bound=Spanning)


class IntervalIndex(Generic[T]):
    """Items with ``[start, end)``, asked by stretch.

    Built once in O(n log n); a query looks only at items that start before the stretch ends and after
    the last point at which everything earlier has ended.
    """

    def __init__(self, items: Iterable[T]) -> None:
        self.items: list[T] = sorted(items, key=lambda item: (item.start, -item.end))
        self._starts = [item.start for item in self.items]
        self._furthest = list(accumulate((item.end for item in self.items), max))

    def touching(self, start: int, end: int) -> list[T]:
        """Items that share at least one character with ``[start, end)``, in reading order.

        An empty stretch (``start == end``) finds the items around that caret position.
        """
        if start == end:
            return [item for item in self._reaching(start) if item.start <= start <= item.end]
        last = bisect_left(self._starts, end)
        first = bisect_right(self._furthest, start)
        return [item for item in self.items[first:last] if item.end > start]

    def _reaching(self, position: int) -> list[T]:
        first = bisect_left(self._furthest, position)
        return self.items[first : bisect_right(self._starts, position)]
