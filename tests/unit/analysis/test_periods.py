"""Days and windows of time."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.analysis.periods import WINDOWS, Every, Period, day_of, window_of


@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("2025-10-11", date(2025, 10, 11)),
        ("2025-10-11T23:59:00-05:00", date(2025, 10, 11)),
        ("2025-10-11 08:00", date(2025, 10, 11)),
        ("20251011T080000", date(2025, 10, 11)),
        ("2025-10", None),
        ("", None),
        ("soon", None),
    ],
)
def test_the_day_is_as_written(published: str, day: date | None) -> None:
    assert day_of(published) == day


def test_a_period_includes_both_days() -> None:
    period = Period("2025-10-11", "2025-10-12T10:00")
    assert [period.holds(date(2025, 10, day)) for day in (10, 11, 12, 13)] == [False, True, True, False]
    assert not Period().holds(None)


@given(st.dates(), st.sampled_from(WINDOWS))
def test_windows_hold_their_days_and_do_not_overlap(day: date, every: Every) -> None:
    window = window_of(day, every)
    assert window.holds(day)
    assert window_of(date.fromisoformat(window.start), every) == window
    assert window_of(date.fromisoformat(window.end), every) == window
