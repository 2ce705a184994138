from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.analysis.course import Course, course_of, short
from annotator.analysis.periods import day_of


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2025-10-11", date(2025, 10, 11)),
        ("2025-10-11T23:50:00+02:00", date(2025, 10, 11)),
        ("2025-10", None),
        ("2025", None),
        ("", None),
        ("2025-02-30", None),
        ("yesterday, at noon", None),
    ],
)
def test_the_day_is_the_one_that_is_written(written: str, day: date | None) -> None:
    assert day_of(written) == day


@pytest.mark.parametrize(
    ("days", "unit", "many"),
    [
        (1, "day", 1),
        (31, "day", 31),
        (32, "week", 5),
        (400, "week", 58),
        (600, "month", 20),
        (4_000, "quarter", 44),
        (20_000, "year", 55),
        (200_000, "decade", 55),
        (730_000, "century", 20),
    ],
)
def test_the_unit_fits_the_time(days: int, unit: str, many: int) -> None:
    first = date(1, 1, 1) if days > 700_000 else date(1492, 1, 1) if days > 100_000 else date(1970, 1, 1)
    course = course_of([first, first + timedelta(days - 1)])
    assert course.unit == unit
    assert len(course.stretches) == many


def test_weeks_are_those_of_iso_8601() -> None:
    course = course_of([date(2024, 12, 30), date(2025, 2, 10)])
    assert course.unit == "week"
    assert course.stretches[0].name == "2025-W01"
    assert course.stretches[0].since == date(2024, 12, 30)
    assert short(course.unit, course.stretches[0]) == "Dec 30"


def test_nothing_has_no_course() -> None:
    assert course_of([]) == Course("day")


@given(st.lists(st.dates(), min_size=1, max_size=6))
def test_every_day_is_in_one_stretch_and_there_are_no_gaps(days: list[date]) -> None:
    course = course_of(days)
    assert len(course.stretches) <= 101
    for day in days:
        place = course.place_of(day)
        assert place is not None
        assert course.stretches[place].since <= day <= course.stretches[place].until
    for one, other in zip(course.stretches, course.stretches[1:], strict=False):
        assert one.until + timedelta(1) == other.since
    assert len({each.name for each in course.stretches}) == len(course.stretches)
    assert course.place_of(days[0]) == course_of(days).place_of(days[0])
    if course.stretches[0].since > date.min:
        assert course.place_of(course.stretches[0].since - timedelta(1)) is None
