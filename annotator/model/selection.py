"""What of a project is asked for, where it is not all: by exports, tables of claims and statistics."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.model.article import State


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

    @property
    def every_article(self) -> bool:
        """Whether no article is left out, whatever its state."""
        return self.articles is None and not (self.words or self.since or self.until or self.sources)


EVERYTHING = Selection()
