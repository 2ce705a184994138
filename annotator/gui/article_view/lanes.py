"""Which bar goes in which lane under a line of text, and which no longer fit.  No Qt.

Lane 0 is next to the text.  Short pieces are placed first, so that a long claim runs below the actors inside
it, as brackets would.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

_GAP = 1.0


@dataclass(frozen=True, slots=True)
class Extent:
    """The stretch that a piece takes on its line.  ``order`` sorts: smallest first."""

    key: str
    left: float
    right: float
    order: tuple[object, ...]


@dataclass(slots=True)
class Fold:
    """Pieces for which there is no lane left, and the stretch they cover."""

    left: float
    right: float
    keys: list[str]


@dataclass(slots=True)
class Stack:
    lanes: dict[str, int] = field(default_factory=dict)
    folds: list[Fold] = field(default_factory=list)

    @property
    def depth(self) -> int:
        return max(self.lanes.values(), default=-1) + 1


def stack(extents: Sequence[Extent], limit: int, keep: str | None = None) -> Stack:
    """Give each extent the first lane in which it overlaps nothing.

    At most ``limit`` lanes; what is left over is folded, except ``keep``, which takes the last lane from
    whatever is in its way there.
    """
    result = Stack()
    taken: list[list[Extent]] = []
    left_over: list[Extent] = []
    for extent in sorted(extents, key=lambda extent: extent.order):
        lane = _first_free(extent, taken)
        if lane < limit:
            _put(result, taken, lane, extent)
        elif extent.key == keep:
            lane = limit - 1
            in_the_way = [other for other in taken[lane] if _meet(extent, other)]
            for other in in_the_way:
                taken[lane].remove(other)
                del result.lanes[other.key]
            left_over += in_the_way
            _put(result, taken, lane, extent)
        else:
            left_over.append(extent)
    result.folds = _clusters(left_over)
    return result


def _put(result: Stack, taken: list[list[Extent]], lane: int, extent: Extent) -> None:
    if lane == len(taken):
        taken.append([])
    taken[lane].append(extent)
    result.lanes[extent.key] = lane


def _first_free(extent: Extent, taken: list[list[Extent]]) -> int:
    for lane, others in enumerate(taken):
        if not any(_meet(extent, other) for other in others):
            return lane
    return len(taken)


def _meet(a: Extent, b: Extent) -> bool:
    return a.left < b.right + _GAP and b.left < a.right + _GAP


def _clusters(extents: Sequence[Extent]) -> list[Fold]:
    folds: list[Fold] = []
    for extent in sorted(extents, key=lambda extent: (extent.left, extent.right, extent.key)):
        if folds and extent.left < folds[-1].right:
            folds[-1].right = max(folds[-1].right, extent.right)
            folds[-1].keys.append(extent.key)
        else:
            folds.append(Fold(extent.left, extent.right, [extent.key]))
    return folds
