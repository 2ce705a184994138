"""What somebody writes for the beginning or the end of a period: a day, a month or a year."""

from __future__ import annotations

import calendar
import re
from datetime import date

from annotator.errors import UserError

_WRITTEN = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


class PeriodError(UserError):
    """What was written is no day, month or year."""


def first_day(written: str) -> str:
    """The first day of what was written (ISO 8601); empty where nothing was.

    :raises PeriodError: if it is no day, month or year.
    """
    return _day(written, last=False)


def last_day(written: str) -> str:
    """The last day of what was written, as :func:`first_day`."""
    return _day(written, last=True)


def _day(written: str, *, last: bool) -> str:
    if not written.strip():
        return ""
    match = _WRITTEN.fullmatch(written.strip())
    try:
        if match is None:
            raise ValueError
        year = int(match[1])
        month = int(match[2] or (12 if last else 1))
        end = calendar.monthrange(year, month)[1] if last else 1
        return date(year, month, int(match[3] or end)).isoformat()
    except (ValueError, calendar.IllegalMonthError):
        raise PeriodError(
            f"“{written.strip()}” is no day: write it as 2025-03-31, a month as 2025-03, a year as 2025."
        ) from None
