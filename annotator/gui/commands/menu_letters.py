"""The letter that opens a menu."""

from __future__ import annotations

from collections.abc import Collection


def with_letter(name: str, others: Collection[str]) -> str:
    """A menu's name with the letter that opens it, the first that none of the ``others`` beside it has.

    Letters are marked with ``&``, as Qt wants it; ``others`` are marked so already.
    """
    taken = {other[other.index("&") + 1].casefold() for other in others if "&" in other.rstrip("&")}
    free = (n for n, letter in enumerate(name) if letter.isalpha() and letter.casefold() not in taken)
    place = next(free, None)
    return name if place is None else f"{name[:place]}&{name[place:]}"
