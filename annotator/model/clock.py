"""Times and ids, in one form everywhere."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta


def now() -> str:
    """ISO 8601 in UTC with milliseconds: ``2026-11-22T05:12:00.123Z``."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def new_id() -> str:
    """A fresh UUID as 36 characters."""
    return str(uuid.uuid4())


def now_after(moment: str) -> str:
    """The time, but at least a millisecond after a moment that another machine's clock may have given."""
    at = now()
    if at > moment:
        return at
    later = datetime.fromisoformat(moment.replace("Z", "+00:00")) + timedelta(milliseconds=1)
    return later.isoformat(timespec="milliseconds").replace("+00:00", "Z")
