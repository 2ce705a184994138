"""What the palette offers: commands, labels to tag with, articles to open, actors to go to."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from annotator.gui.palette import ranking

Kind = Literal["command", "label", "article", "actor"]

PREFIXES: dict[str, tuple[Kind, ...]] = {">": ("command",), "#": ("label",), "@": ("actor",)}
"""The first character that keeps to one kind."""

_MOST: dict[Kind, int] = {"article": 20, "actor": 20}
"""Of what there may be thousands only so many are shown."""
_BEHIND: dict[Kind, float] = {"command": 0.0, "label": 0.5, "article": 2.0, "actor": 3.0}
"""How much better something must fit to stand before a command."""

_FAR_BEHIND = 0.4


@dataclass(frozen=True, slots=True)
class Entry:
    """One line."""

    id: str
    kind: Kind
    title: str
    run: Callable[[], None]
    detail: str = ""
    """Where it stands (the menu), or what will happen."""
    key: str = ""
    reason: str = ""
    """Why it can't run now; empty where it can."""
    colour: str = ""
    """``#rrggbb`` of a label."""
    words: str = field(default="", compare=False)
    """Title and detail, folded: what is searched."""

    @property
    def spoken(self) -> str:
        """All of it in words, for screen readers."""
        key = f"key {self.key}" if self.key else ""
        why = f"not now: {self.reason}" if self.reason else ""
        return ", ".join(part for part in (self.title, key, self.detail, why) if part)


@dataclass(frozen=True, slots=True)
class Found:
    """An entry with the characters of its title that were found."""

    entry: Entry
    places: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Titles:
    """Articles, of which there may be ten thousand: an entry is made only of what is shown."""

    words: Sequence[str] = ()
    """What is searched, folded; by whole pieces of words only."""
    entry: Callable[[int], Entry] | None = None
    """The entry of a number in ``words``."""


def find(
    typed: str, entries: Sequence[Entry], recent: Sequence[str], titles: Titles = Titles()
) -> list[Found]:
    """What fits, best first; what can't run now stands last.

    :param recent: ids of what was chosen before, newest first: first where nothing is typed, and before what
        fits equally well.
    """
    kinds, words = _split(typed)
    chosen = [entry for entry in entries if kinds is None or entry.kind in kinds]
    order = {name: number for number, name in enumerate(recent)}
    if not words:
        shown = [e for e in chosen if kinds is not None or e.kind != "actor"]
        shown.sort(key=lambda e: (bool(e.reason), order.get(e.id, len(order))))
        return [Found(e) for e in _limited(shown)]
    scored = [(entry, fit) for entry in chosen if (fit := ranking.fit(words, entry.words)) is not None]
    if kinds is None:
        scored += _titled(words, titles)
    best = max((fit.score for _, fit in scored), default=0.0)
    # Letters strewn over a title are worth showing only where nothing fits better.
    scored = [pair for pair in scored if pair[1].score >= best * _FAR_BEHIND]
    if not scored:
        slipped = ranking.slips(words, [entry.words for entry in chosen])
        scored = [(chosen[number], ranking.Fit(0.0, frozenset())) for number in slipped]
    scored.sort(
        key=lambda pair: (
            bool(pair[0].reason),
            -round(pair[1].score - _BEHIND[pair[0].kind], 1),
            order.get(pair[0].id, len(order)),
        )
    )
    places = {entry.id: fit.places for entry, fit in scored}
    return [Found(entry, places[entry.id]) for entry in _limited(entry for entry, _ in scored)]


def _split(typed: str) -> tuple[tuple[Kind, ...] | None, str]:
    """The kinds that the first character keeps to (None: all), and the words to look for."""
    typed = typed.strip()
    kinds = PREFIXES.get(typed[:1])
    return kinds, ranking.folded(typed if kinds is None else typed[1:].strip())


def _titled(words: str, titles: Titles) -> list[tuple[Entry, ranking.Fit]]:
    """The articles that fit best."""
    if titles.entry is None:
        return []
    fitting = [
        (score, -n)
        for n, text in enumerate(titles.words)
        if (score := ranking.contains(words, text)) is not None
    ]
    best = heapq.nlargest(_MOST["article"], fitting)
    return [(titles.entry(-n), ranking.Fit(score, frozenset())) for score, n in best]


def _limited(entries: Iterable[Entry]) -> list[Entry]:
    left = dict(_MOST)
    kept = []
    for entry in entries:
        if left.setdefault(entry.kind, 1) > 0:
            left[entry.kind] -= entry.kind in _MOST
            kept.append(entry)
    return kept
