"""How the groups of the cheat sheet flow over its columns, like the text of a newspaper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from annotator.gui.palette.sheet_text import Group

Height = Callable[[str, str], int]
"""Pixels of a line with what is below it: its key and what it does; of a title, which has no key."""

_CONTINUED = " (continued)"
_TOGETHER = 2
"""Lines that a group keeps beside its title, before and after it is broken."""


def columns(groups: Sequence[Group], count: int, height: Height, gap: int) -> list[list[Group]]:
    """The groups in their order in at most ``count`` columns, of the least height in which they fit.

    A group may be broken and goes on in the next column under its title.  ``gap``: pixels between two groups.
    """
    if not groups:
        return []
    low = 0
    high = sum(gap + height("", group.title) + sum(height(*line) for line in group.lines) for group in groups)
    while low < high:
        middle = (low + high) // 2
        if len(_filled(groups, middle, height, gap)) <= count:
            high = middle
        else:
            low = middle + 1
    return _filled(groups, high, height, gap)


def _filled(groups: Sequence[Group], limit: int, height: Height, gap: int) -> list[list[Group]]:
    """As many columns as it takes where none is higher than ``limit``, but for lines that stay together."""
    made: list[list[Group]] = [[]]
    used = 0
    for group in groups:
        title, left = group.title, list(group.lines)
        while left:
            above = gap if made[-1] else 0
            taken = _taken(left, limit - used - above - height("", title), height)
            if not taken and made[-1]:
                made.append([])
                used = 0
                continue
            part = left[: taken or (_TOGETHER if len(left) >= 2 * _TOGETHER else len(left))]
            del left[: len(part)]
            made[-1].append(replace(group, title=title, lines=tuple(part)))
            used += above + height("", title) + sum(height(*line) for line in part)
            title = group.title + _CONTINUED
    return made


def _taken(lines: Sequence[tuple[str, str]], room: int, height: Height) -> int:
    """How many of the lines the room takes; none where too few would stand before or after the break."""
    taken = 0
    for line in lines:
        room -= height(*line)
        if room < 0:
            break
        taken += 1
    if taken < len(lines):
        taken = min(taken, len(lines) - _TOGETHER)
    return taken if taken >= min(_TOGETHER, len(lines)) else 0
