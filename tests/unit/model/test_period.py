from __future__ import annotations

import pytest

from annotator.model.period import PeriodError, first_day, last_day


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2025", "2025-01-01", "2025-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025-3-4", "2025-03-04", "2025-03-04"),
        (" 2025-03-31 ", "2025-03-31", "2025-03-31"),
        ("", "", ""),
    ],
)
def test_a_day_a_month_or_a_year(written: str, first: str, last: str) -> None:
    assert (first_day(written), last_day(written)) == (first, last)


@pytest.mark.parametrize("written", ["31.3.2025", "2025-13", "2025-02-30", "0000", "spring", "2025-00", "25"])
def test_anything_else_is_said_to_be_no_day(written: str) -> None:
    for day in (first_day, last_day):
        with pytest.raises(PeriodError, match="no day"):
            day(written)
