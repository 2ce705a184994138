"""What a commit changed: one value for everybody who shows or counts it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from annotator.store.history import ChangeKind
from annotator.store.rows import RowChange


@dataclass(frozen=True, slots=True)
class Changes:
    """One committed operation.

    ``title`` is the operation's name for people, ``initiator`` names who asked for it (a view may skip
    what it did itself).  ``article_ids`` are the articles touched.  ``bulk`` tables were changed beyond
    ``rows`` (an import, a model's layer): read them anew.
    """

    title: str
    kind: ChangeKind = "do"
    initiator: str = ""
    rows: tuple[RowChange, ...] = ()
    article_ids: frozenset[int] = field(default_factory=frozenset)
    bulk: frozenset[str] = field(default_factory=frozenset)

    def touched(self, table: str) -> set[Any]:
        """First key column of the rows of ``table`` that changed."""
        return {change.key[0] for change in self.rows if change.table == table}


Listener = Callable[[Changes], None]


class Listeners:
    """Calls everybody in the order in which they came."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    def add(self, listener: Listener) -> Callable[[], None]:
        """:returns: a function that takes the listener away again."""
        self._listeners.append(listener)

        def remove() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return remove

    def tell(self, changes: Changes) -> None:
        for listener in tuple(self._listeners):
            listener(changes)
