"""Runs one search beside the window and hands over what it finds, batch by batch."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import Signal

from annotator.gui.one_at_a_time import OneAtATime, Send, Stopped
from annotator.project.concordance.search import Batch
from annotator.project.queries import Queries

Search = Callable[[Queries, Stopped], Iterator[Batch]]


class SearchRunner(OneAtATime):
    """What a stopped search has found so far still arrives, with the word that it was stopped."""

    found = Signal(object)
    """A :class:`Batch`; the last one of a search says why it ended."""

    def start(self, path: Path, annotator: str, search: Search) -> None:
        """Search through a connection of its own."""

        def work(queries: Queries, send: Send, stopped: Stopped) -> None:
            for batch in search(queries, stopped):
                send(batch)

        self._begin(path, annotator, work, lambda _none: None)

    def _receive(self, message: Batch) -> None:
        self.running = message.ended is None
        self.found.emit(message)
