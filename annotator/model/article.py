"""An article: immutable text with its metadata and its SHA-256."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Literal

State = Literal["to do", "in progress", "done", "in doubt"]
"""How far one annotator is with one article."""
STATES: tuple[State, ...] = ("to do", "in progress", "done", "in doubt")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of an article besides its text; empty where it is not known.

    ``published`` is ISO 8601 (``2025-10-11`` or with a time), ``language`` an ISO 639-1 code.
    ``extra`` holds other columns of the file it came from.
    """

    title: str = ""
    source: str = ""
    author: str = ""
    published: str = ""
    url: str = ""
    language: str = ""
    extra: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Removed:
    """A piece that cleaning took away: where it stood in the original text (code points), and why."""

    start: int
    end: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class IncomingArticle:
    """An article as read from a file, not yet in a project.

    ``origin`` names the file (and the line or row) it came from.
    """

    text: str
    metadata: Metadata = field(default_factory=Metadata)
    removed: tuple[Removed, ...] = ()
    origin: str = ""

    @property
    def sha256(self) -> str:
        return text_sha256(self.text)


@dataclass(frozen=True, slots=True)
class ArticleSummary:
    """One line of the article list: everything but the text."""

    id: int
    metadata: Metadata
    sha256: str
    length: int
    """Code points."""
    imported_at: str
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """An article of a project.  ``text`` never changes; all offsets count its code points."""

    id: int
    text: str
    metadata: Metadata
    sha256: str
    removed: tuple[Removed, ...] = ()
    imported_at: str = ""
    origin: str = ""


def text_sha256(text: str) -> str:
    """Hex SHA-256 of the text as UTF-8."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
