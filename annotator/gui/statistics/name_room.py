"""Room for names: none lies on another, found quickly also where there are many."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, QSizeF

_SIDE = 64
"""Pixels of a square; only what touches the same squares is compared."""


class Room:
    """Boxes that are taken, inside one large box."""

    def __init__(self, whole: QRectF) -> None:
        self._whole = whole
        self._taken: dict[tuple[int, int], list[QRectF]] = {}

    def take(self, box: QRectF) -> None:
        for square in _squares(box):
            self._taken.setdefault(square, []).append(box)

    def is_free(self, box: QRectF) -> bool:
        """Whether it lies inside and on nothing that is taken."""
        return self._whole.contains(box) and not any(
            box.intersects(each) for square in _squares(box) for each in self._taken.get(square, ())
        )


def place_around(place: QPointF, radius: float) -> QRectF:
    """The box of a node."""
    return QRectF(place.x() - radius, place.y() - radius, 2 * radius, 2 * radius)


def places_of_name(place: QPointF, radius: float, size: QSizeF) -> list[QRectF]:
    """Where the name of a node may stand: to the right, to the left, below, above."""
    gap, wide, high = radius + 6, size.width(), size.height()
    corners = (
        (place.x() + gap, place.y() - high / 2),
        (place.x() - gap - wide, place.y() - high / 2),
        (place.x() - wide / 2, place.y() + gap),
        (place.x() - wide / 2, place.y() - gap - high),
    )
    return [QRectF(QPointF(x, y), size) for x, y in corners]


def _squares(box: QRectF) -> Iterator[tuple[int, int]]:
    for column in range(int(box.left() // _SIDE), int(box.right() // _SIDE) + 1):
        for row in range(int(box.top() // _SIDE), int(box.bottom() // _SIDE) + 1):
            yield column, row
