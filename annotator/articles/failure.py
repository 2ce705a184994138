"""What could not be read, and why."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ReadFailure:
    """One file, or one row of it, that gave no article.

    ``origin`` names the file and the row; ``reason`` is one sentence that says what to do.
    """

    origin: str
    reason: str
