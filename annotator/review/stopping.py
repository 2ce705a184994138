"""Long work that a person ends before it is ready."""

from __future__ import annotations

from annotator.errors import UserError


class StoppedError(UserError):
    """The person ended it; nothing came of it."""
