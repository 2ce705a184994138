"""Times and ids, in one form everywhere."""

from __future__ import annotations

import re
import uuid
from datetime import UTC, datetime, timedelta


def now() -> str:
    """ISO 8601 in UTC with milliseconds: ``2026-11-22T05:12:00.123Z``."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


_TIME = re.compile(r"\d{4}-\d\d-\d\d[-+:.TZ \d]{0,30}", re.ASCII)
_COUNTED = re.compile(r"(.+?)(?:\+\d{6}){0,4}", re.ASCII)
"""A time, and what stands behind it where a clock stood still."""

_DAY = timedelta(days=1)


def is_time(text: str) -> bool:
    """Whether it is a time in ISO 8601, or a day, that can be told in the time of every place."""
    if not _TIME.fullmatch(text):
        return False
    try:
        moment = datetime.fromisoformat(text).replace(tzinfo=None)
        return moment - 2 * _DAY < moment < moment + 2 * _DAY
    except (ValueError, OverflowError):
        return False


def is_stamp(text: str) -> bool:
    """Whether it is a time, or one with counts behind it as a revision may have.

    Stamps are compared as text: any other text might be later than all times.
    """
    found = _COUNTED.fullmatch(text)
    return found is not None and is_time(found[1])


def new_id() -> str:
    """A fresh UUID as 36 characters."""
    return str(uuid.uuid4())


def now_after(moment: str) -> str:
    """The time, but at least a millisecond after a moment that another machine's clock may have given.

    What is no time, or the last moment that can be told, is answered as it stands.
    """
    at = now()
    if at > moment:
        return at
    try:
        later = datetime.fromisoformat(moment) + timedelta(milliseconds=1)
    except (ValueError, OverflowError):
        return moment
    return later.isoformat(timespec="milliseconds").replace("+00:00", "Z")
