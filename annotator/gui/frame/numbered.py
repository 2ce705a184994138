"""A list from which one picks by number: nine at a time, narrowed by typing.  No Qt."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

AT_ONCE = 9

T = TypeVar("T")


class Numbered(Generic[T]):
    """``text_of`` gives the words of an item that typing looks for, each by its beginning."""

    def __init__(self, items: Sequence[T], text_of: Callable[[T], str]) -> None:
        self._items = list(items)
        self._text_of = text_of
        self._first = 0
        self.typed = ""

    def replace(self, items: Sequence[T]) -> None:
        """Take other items; what is typed stays where it still finds something."""
        self._items = list(items)
        if not self._fitting():
            self.typed = ""
        if self._first >= len(self._fitting()):
            self._first = 0

    def __len__(self) -> int:
        return len(self._items)

    def shown(self) -> list[T]:
        """At most nine items; the first has number 1."""
        return self._fitting()[self._first : self._first + AT_ONCE]

    def others(self) -> int:
        """How many more fit than are shown."""
        return len(self._fitting()) - len(self.shown())

    def turn(self) -> None:
        """Show the next nine; after the last the first."""
        following = self._first + AT_ONCE
        self._first = following if following < len(self._fitting()) else 0

    def type(self, letters: str) -> bool:
        """Narrow the list; a letter that would leave nothing is not taken, which is said by False."""
        before, self.typed = self.typed, self.typed + letters.casefold()
        if not self._fitting():
            self.typed = before
            return False
        self._first = 0
        return True

    def erase(self) -> bool:
        """Take the last typed letter back; False where there is none."""
        if not self.typed:
            return False
        self.typed, self._first = self.typed[:-1], 0
        return True

    def _fitting(self) -> list[T]:
        if not self.typed:
            return self._items
        wanted = f" {self.typed}"
        return [item for item in self._items if wanted in _words(self._text_of(item))]


def _words(text: str) -> str:
    return " " + " ".join(re.findall(r"\w+", text.casefold()))
