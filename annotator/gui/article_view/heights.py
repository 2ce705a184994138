"""Heights of many paragraphs with fast sums: where does paragraph n begin, which one is at y.  No Qt."""

from __future__ import annotations

from collections.abc import Sequence


class Heights:
    """A Fenwick tree over heights in pixels; each question or change takes O(log n)."""

    def __init__(self, heights: Sequence[float]) -> None:
        self._heights = list(heights)
        size = len(self._heights)
        self._tree = [0.0, *self._heights]
        for node in range(1, size + 1):
            parent = node + (node & -node)
            if parent <= size:
                self._tree[parent] += self._tree[node]
        self._top_bit = 1 << (size.bit_length() - 1) if size else 0

    def __len__(self) -> int:
        return len(self._heights)

    def __getitem__(self, number: int) -> float:
        return self._heights[number]

    def __setitem__(self, number: int, height: float) -> None:
        change = height - self._heights[number]
        self._heights[number] = height
        node = number + 1
        while node < len(self._tree):
            self._tree[node] += change
            node += node & -node

    def above(self, number: int) -> float:
        """Sum of the heights before ``number``."""
        total = 0.0
        while number > 0:
            total += self._tree[number]
            number -= number & -number
        return total

    @property
    def total(self) -> float:
        return self.above(len(self._heights))

    def at(self, y: float) -> int:
        """The number whose stretch holds ``y``; the first or last one for a ``y`` outside."""
        node, bit = 0, self._top_bit
        while bit:
            following = node + bit
            if following < len(self._tree) and self._tree[following] <= y:
                node = following
                y -= self._tree[following]
            bit >>= 1
        return min(node, len(self._heights) - 1)
