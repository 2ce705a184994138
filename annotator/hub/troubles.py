"""What may stand in the way of an exchange and can be answered: with a password, or with a choice."""

from __future__ import annotations

from annotator.errors import UserError


class LoginError(UserError):
    """The server wants another login or password."""


class CodebookError(UserError):
    """The codebook was changed here and on the hub."""


class OtherProjectError(UserError):
    """The hub was made for another project."""
