"""Where patterns were found: kept for the sitting, by what a pattern says and not by its label.  No Qt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from annotator.model.knowledge import Found, Pattern
from annotator.model.pattern_text import written
from annotator.project.concordance.placed import Place

Key = tuple[str, str]
"""The pattern as it is written, and its language."""

MOST = 1000
"""Places that are kept of one pattern; more are counted only."""


def key_of(pattern: Pattern) -> Key:
    return written(pattern.pattern), pattern.language


@dataclass(slots=True)
class Result:
    """``articles`` counts articles with a hit; ``whole`` says that all articles have been looked through."""

    hits: int = 0
    articles: int = 0
    places: list[Place] = field(default_factory=list)
    unused: int = 0
    why: str = ""
    whole: bool = False


class Results:
    def __init__(self) -> None:
        self._by_key: dict[Key, Result] = {}
        self._running: dict[str, Key] = {}

    def clear(self) -> None:
        """Forget all: the articles are others."""
        self._by_key.clear()
        self._running.clear()

    def of(self, pattern: Pattern) -> Result | None:
        """What is known of a pattern, also while it is looked for."""
        return self._by_key.get(key_of(pattern))

    def missing(self, patterns: Iterable[Pattern]) -> list[Pattern]:
        """Those that have not been looked for in all articles, each once."""
        found: dict[Key, Pattern] = {}
        for pattern in patterns:
            result = self.of(pattern)
            if result is None or not result.whole:
                found.setdefault(key_of(pattern), pattern)
        return list(found.values())

    def begin(self, patterns: Iterable[Pattern], *, further: bool = False) -> None:
        """These are looked for from now on: from the first article on, or ``further`` than they were."""
        self._running = {pattern.id: key_of(pattern) for pattern in patterns}
        for key in self._running.values():
            if not further or key not in self._by_key:
                self._by_key[key] = Result()

    def take(self, article_id: int, found: Found) -> set[Key]:
        """What was found in one article; returns of which patterns it was."""
        touched: dict[Key, int] = {}
        for hit in found.hits:
            key = self._running.get(hit.pattern_id)
            if key is None:
                continue
            result = self._by_key[key]
            result.hits += 1
            touched[key] = 1
            if len(result.places) < MOST:
                result.places.append((article_id, hit.start, hit.end))
        for key in touched:
            self._by_key[key].articles += 1
        for pattern_id, why in found.unused.items():
            key = self._running.get(pattern_id)
            if key is not None:
                self._by_key[key].unused += 1
                self._by_key[key].why = why
        return set(touched)

    def end(self) -> None:
        """All articles have been looked through."""
        for key in self._running.values():
            self._by_key[key].whole = True
        self._running = {}
