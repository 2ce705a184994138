"""Days on which articles were published, and the windows of time they fall into."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

Every = Literal["day", "week", "month", "year"]
WINDOWS: tuple[Every, ...] = ("day", "week", "month", "year")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """From one day to another (ISO 8601), both included; an empty one is no limit."""

    start: str = ""
    end: str = ""

    def holds(self, day: date | None) -> bool:
        """Whether a day lies in it; what has no date does not."""
        if day is None:
            return False
        written = day.isoformat()
        return (not self.start or written >= self.start[:10]) and (not self.end or written <= self.end[:10])


def day_of(published: str) -> date | None:
    """The day in a date or a time (ISO 8601) as it was written, without a shift of time zones; else None."""
    for written in (published[:10], published):
        try:
            return datetime.fromisoformat(written).date()
        except ValueError:
            continue
    return None


def window_of(day: date, every: Every) -> Period:
    """The day, the week from Monday to Sunday (as in ISO 8601), the month or the year that a day is in."""
    first, last = day, day
    if every == "week":
        first = day - timedelta(days=day.weekday()) if day.toordinal() > day.weekday() else date.min
        last = first + timedelta(days=6) if first.toordinal() + 6 <= date.max.toordinal() else date.max
    elif every == "month":
        first = day.replace(day=1)
        last = (
            first.replace(month=first.month + 1) - timedelta(days=1)
            if first.month < 12
            else first.replace(day=31)
        )
    elif every == "year":
        first, last = day.replace(month=1, day=1), day.replace(month=12, day=31)
    return Period(first.isoformat(), last.isoformat())
