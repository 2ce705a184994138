from __future__ import annotations

import random
from dataclasses import dataclass

from annotator.model.intervals import IntervalIndex


@dataclass(frozen=True)
class Piece:
    start: int
    end: int


def test_touching_agrees_with_looking_at_everything() -> None:
    chance = random.Random(5)
    pieces = [Piece(a, a + chance.randint(1, 40)) for a in (chance.randint(0, 300) for _ in range(120))]
    index = IntervalIndex(pieces)
    for _ in range(500):
        start = chance.randint(0, 330)
        end = start + chance.randint(1, 30)
        expected = {p for p in pieces if p.start < end and start < p.end}
        assert set(index.touching(start, end)) == expected


def test_a_caret_touches_what_it_stands_at() -> None:
    index = IntervalIndex([Piece(0, 3), Piece(3, 5), Piece(6, 9)])
    assert index.touching(3, 3) == [Piece(0, 3), Piece(3, 5)]
    assert index.touching(5, 5) == [Piece(3, 5)]
    assert index.touching(20, 20) == []
