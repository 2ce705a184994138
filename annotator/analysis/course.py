"""The course of time, cut into days, weeks, months or longer, as fits what is there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Unit = Literal["day", "week", "month", "quarter", "year", "decade", "century"]

_MOST: tuple[tuple[Unit, int], ...] = (
    ("day", 31),
    ("week", 60),
    ("month", 72),
    ("quarter", 60),
    ("year", 60),
    ("decade", 60),
)
"""The finest unit of which there are no more than so many is taken."""

_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
_SHORT = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A day, a week, a month ...: its name, its first and its last day (both included)."""

    name: str
    since: date
    until: date


@dataclass(frozen=True, slots=True)
class Course:
    """Stretches without gaps, from the first day that is asked for to the last."""

    unit: Unit
    stretches: tuple[Stretch, ...] = ()

    def place_of(self, day: date) -> int | None:
        """Which stretch a day is in."""
        low, high = 0, len(self.stretches) - 1
        while low <= high:
            middle = (low + high) // 2
            if day < self.stretches[middle].since:
                high = middle - 1
            elif day > self.stretches[middle].until:
                low = middle + 1
            else:
                return middle
        return None


def course_of(days: Iterable[date]) -> Course:
    """The course from the first to the last of these days, in the unit that fits."""
    there = list(days)
    if not there:
        return Course("day")
    first, last = min(there), max(there)
    for unit, most in _MOST:
        if _how_many(unit, first, last) <= most:
            return Course(unit, _stretches(unit, first, last))
    return Course("century", _stretches("century", first, last))


# -- inside


def _how_many(unit: Unit, first: date, last: date) -> int:
    if unit == "day":
        return (last - first).days + 1
    if unit == "week":
        return ((last - _monday(last)) + (_monday(last) - _monday(first))).days // 7 + 1
    length = _MONTHS[unit]
    return _month_number(last) // length - _month_number(first) // length + 1


def _stretches(unit: Unit, first: date, last: date) -> tuple[Stretch, ...]:
    if unit == "day":
        days = (first + timedelta(n) for n in range(_how_many(unit, first, last)))
        return tuple(Stretch(day.isoformat(), day, day) for day in days)
    if unit == "week":
        monday, found = _monday(first), []
        for _ in range(_how_many(unit, first, last)):
            year, week, _day = monday.isocalendar()
            sunday = min(monday + timedelta(6), date.max) if monday <= date.max - timedelta(6) else date.max
            found.append(Stretch(f"{year}-W{week:02}", monday, sunday))
            if sunday == date.max:
                break
            monday = sunday + timedelta(1)
        return tuple(found)
    length = _MONTHS[unit]
    start = _month_number(first) // length
    return tuple(_months(unit, start + n, length) for n in range(_how_many(unit, first, last)))


def _months(unit: Unit, number: int, length: int) -> Stretch:
    since = _first_of(number * length)
    until = _first_of((number + 1) * length) - timedelta(1) if (number + 1) * length < 120_000 else date.max
    return Stretch(_named(unit, since), since, until)


def _named(unit: Unit, since: date) -> str:
    match unit:
        case "month":
            return f"{since.year:04}-{since.month:02}"
        case "quarter":
            return f"{since.year:04}-Q{(since.month + 2) // 3}"
        case "year":
            return f"{since.year:04}"
    # The first of all begins with the year 1, for there is no year 0.
    return f"{since.year - since.year % 10:04}s"


def short(unit: Unit, stretch: Stretch) -> str:
    """A stretch's name in little room: “Mar 3” for a day or the week that begins then, “Mar 2025”, “2025”."""
    since = stretch.since
    if unit in ("day", "week"):
        return f"{_SHORT[since.month - 1]} {since.day}"
    if unit == "month":
        return f"{_SHORT[since.month - 1]} {since.year}"
    return stretch.name


def _monday(day: date) -> date:
    return day - timedelta(min(day.weekday(), (day - date.min).days))


def _month_number(day: date) -> int:
    """Months since the beginning of the year 0."""
    return day.year * 12 + day.month - 1


def _first_of(month: int) -> date:
    year, rest = divmod(month, 12)
    return date(max(year, 1), rest + 1, 1)
