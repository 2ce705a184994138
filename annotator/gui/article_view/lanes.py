"""Which bar goes in which lane under a line of text, and which no longer fit.  No Qt.

Lane 0 is next to the text.  Short pieces are placed first, so that a long claim runs below the actors inside
it, as brackets would.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

FOLDED = 1 << 16
"""The lane of a piece for which there was none."""

_SIDE_BY_SIDE = -1.0
"""Bars of words that touch share an edge, and their glyphs may reach over it: by less than this they may
overlap and still lie in one lane."""


@dataclass(frozen=True, slots=True)
class Extent:
    """The stretch that a piece takes on its line.  ``order`` sorts: smallest first.

    ``prefer`` is the lane in which it comes from the line above.
    """

    key: str
    left: float
    right: float
    order: tuple[object, ...]
    prefer: int = 0


@dataclass(slots=True)
class Fold:
    """Pieces for which there is no lane left, and the stretch they cover.

    Without any it says that the line was unfolded and can be folded again.
    """

    left: float
    right: float
    keys: list[str]

    @property
    def text(self) -> str:
        return f"+{len(self.keys)}" if self.keys else "fewer"


@dataclass(slots=True)
class Stack:
    lanes: dict[str, int] = field(default_factory=dict)
    folds: list[Fold] = field(default_factory=list)

    @property
    def depth(self) -> int:
        return max(self.lanes.values(), default=-1) + 1


def stack(
    extents: Sequence[Extent], limit: int, keep: str | None = None, *, apart: float = _SIDE_BY_SIDE
) -> Stack:
    """Give each extent the first lane beyond all shorter ones that it overlaps.

    At most ``limit`` lanes; what is left over is folded, except ``keep``, which takes the last lane from
    whatever is in its way there.  Afterwards a piece that comes from the line above goes on in its lane there
    if that costs no height and passes no other piece.

    :param apart: least distance between two in a lane.
    """
    result = Stack()
    taken: list[list[Extent]] = []
    left_over: list[Extent] = []
    ordered = sorted(extents, key=lambda extent: extent.order)
    for extent in ordered:
        lane = _beyond(extent, taken, apart)
        if lane < limit:
            _put(result, taken, lane, extent)
        elif extent.key == keep:
            lane = limit - 1
            in_the_way = [other for other in taken[lane] if _meet(extent, other, apart)]
            for other in in_the_way:
                taken[lane].remove(other)
                del result.lanes[other.key]
            left_over += in_the_way
            _put(result, taken, lane, extent)
        else:
            left_over.append(extent)
    for extent in reversed(ordered):  # the outermost first, so that those inside can follow
        if extent.prefer > result.lanes.get(extent.key, FOLDED):
            _go_on(extent, result, taken, apart)
    result.folds = _clusters(left_over)
    return result


def _put(result: Stack, taken: list[list[Extent]], lane: int, extent: Extent) -> None:
    if lane == len(taken):
        taken.append([])
    taken[lane].append(extent)
    result.lanes[extent.key] = lane


def _beyond(extent: Extent, taken: list[list[Extent]], apart: float) -> int:
    """The lane beyond all that it overlaps: those are shorter, and lie nearer to the text."""
    for lane in range(len(taken) - 1, -1, -1):
        if any(_meet(extent, other, apart) for other in taken[lane]):
            return lane + 1
    return 0


def _go_on(extent: Extent, result: Stack, taken: list[list[Extent]], apart: float) -> None:
    """Move a piece away from the text, as far as its lane on the line above and the next piece let it."""
    lane = found = result.lanes[extent.key]
    for further in range(lane + 1, min(extent.prefer + 1, len(taken))):
        if any(_meet(extent, other, apart) for other in taken[further]):
            break
        found = further
    if found != lane:
        taken[lane].remove(extent)
        _put(result, taken, found, extent)


def _meet(a: Extent, b: Extent, apart: float) -> bool:
    return a.left < b.right + apart and b.left < a.right + apart


def _clusters(extents: Sequence[Extent]) -> list[Fold]:
    folds: list[Fold] = []
    for extent in sorted(extents, key=lambda extent: (extent.left, extent.right, extent.key)):
        if folds and extent.left < folds[-1].right:
            folds[-1].right = max(folds[-1].right, extent.right)
            folds[-1].keys.append(extent.key)
        else:
            folds.append(Fold(extent.left, extent.right, [extent.key]))
    return folds
