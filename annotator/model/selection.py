"""What of a project is asked for, where it is not all: by exports, tables of claims and statistics."""

from __future__ import annotations

import re
from dataclasses import dataclass

from annotator.errors import UserError
from annotator.model.article import State

_DATE = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")


@dataclass(frozen=True, slots=True)
class Selection:
    """Empty means everything.

    ``labels``: only annotations with one of these, and links between them.  ``states``: only articles that
    the layer's owner has marked so.  ``words``: only articles that a search for them finds.  ``since`` and
    ``until``: only articles published then (ISO 8601, both days included; without a date: left out).
    ``sources``: only articles from one of these.  ``articles``: only these ids (None: all).
    """

    labels: frozenset[str] = frozenset()
    states: frozenset[State] = frozenset()
    words: str = ""
    since: str = ""
    until: str = ""
    sources: frozenset[str] = frozenset()
    articles: frozenset[int] | None = None
    undecided: bool = False
    """Besides people's own annotations the newest suggestions on which they have not decided."""
    rejected: bool = False
    """Besides people's own annotations the suggestions that they rejected."""
    anonymous: bool = False
    """Annotators are written as “annotator 1”, “annotator 2” ...; notes and names of models stay."""

    def check_dates(self) -> None:
        """:raises UserError: if ``since`` or ``until`` is no date: a year, a month or a day."""
        for date in (self.since, self.until):
            if date and not _DATE.fullmatch(date):
                raise UserError(f"“{date}” is no date: write 2026, 2026-03 or 2026-03-01.")

    @property
    def every_article(self) -> bool:
        """Whether no article is left out, whatever its state."""
        return self.articles is None and not (self.words or self.since or self.until or self.sources)


EVERYTHING = Selection()
