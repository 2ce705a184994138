"""Times and ids, in one form everywhere."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime


def now() -> str:
    """ISO 8601 in UTC with milliseconds: ``2026-11-22T05:12:00.123Z``."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def new_id() -> str:
    """A fresh UUID as 36 characters."""
    return str(uuid.uuid4())
