"""The two kinds of trouble: a person's mistake or a bad file, and a bug."""

from __future__ import annotations


class AnnotatorError(Exception):
    """Any error this program raises on purpose."""


class UserError(AnnotatorError):
    """Something the person can mend.

    The message is one clear sentence that says what to do; it is shown as it stands, without a
    traceback.
    """


class ReadOnlyError(UserError):
    """A write was asked of a project that is open for reading only."""
