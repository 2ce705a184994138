"""Runs one search beside the window and hands over what it finds, batch by batch."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal

from annotator.gui.background import Background
from annotator.project.concordance.search import Batch
from annotator.project.queries import Queries, reader

Stopped = Callable[[], bool]
Search = Callable[[Queries, Stopped], Iterator[Batch]]


class SearchRunner(QObject):
    """One search at a time: a new one ends the one before, of which nothing arrives any longer."""

    found = Signal(object)
    """A :class:`Batch`; the last one of a search says why it ended."""
    failed = Signal(object)
    """The exception that ended it."""
    _arrived = Signal(int, object)

    def __init__(self, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._background = background
        self._number = 0
        self._stop = threading.Event()
        self.running = False
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def start(self, path: Path, annotator: str, search: Search) -> None:
        """Search through a connection of its own."""
        self.drop()
        number, stop = self._number, threading.Event()
        self._stop, self.running = stop, True

        def work() -> None:
            if stop.is_set():
                return
            with reader(path, annotator) as queries:
                for batch in search(queries, stop.is_set):
                    self._arrived.emit(number, batch)

        self._background.run(work, lambda _none: None, lambda error: self._fail(number, error))

    def stop(self) -> None:
        """End it; what it has found so far still arrives, with the word that it was stopped."""
        self._stop.set()

    def drop(self) -> None:
        """End it and forget what is on its way."""
        self._stop.set()
        self._number += 1
        self.running = False

    def _deliver(self, number: int, batch: Batch) -> None:
        if number == self._number:
            self.running = batch.ended is None
            self.found.emit(batch)

    def _fail(self, number: int, error: Exception) -> None:
        if number == self._number:
            self.running = False
            self.failed.emit(error)
