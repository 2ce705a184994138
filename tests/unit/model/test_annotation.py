from __future__ import annotations

import pytest

from annotator.errors import UserError
from annotator.model.annotation import normalise_segments, quote_of


def test_segments_are_sorted_and_joined_where_they_touch() -> None:
    assert normalise_segments([(8, 9), (0, 2), (2, 4), (1, 3)], 10) == ((0, 4), (8, 9))


@pytest.mark.parametrize("segments", [[], [(3, 3)], [(-1, 2)], [(8, 11)], [(5, 4)]])
def test_segments_that_do_not_fit_are_refused(segments: list[tuple[int, int]]) -> None:
    with pytest.raises(UserError, match="at least one character"):
        normalise_segments(segments, 10)


def test_a_quote_shows_its_gap() -> None:
    assert quote_of("“Never,” she said, “again.”", ((1, 6), (20, 25))) == "Never … again"
