"""Long work on the project beside the window: it tells how far it is, and it can be stopped."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from annotator.gui.background import Background
from annotator.project.queries import Queries, reader

T = TypeVar("T")

Send = Callable[[object], None]
"""Called in the thread: hands a message to the window."""
Stopped = Callable[[], bool]


class OneAtATime(QObject):
    """One at a time: a new one ends the one before, of which nothing arrives any longer."""

    failed = Signal(object)
    """The exception that ended it."""
    _sent = Signal(int, object)

    def __init__(self, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._background = background
        self._number = 0
        self._stop = threading.Event()
        self.running = False
        self._sent.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def stop(self) -> None:
        """Ask it to end; what it says until then still arrives."""
        self._stop.set()

    def drop(self) -> None:
        """End it and forget what is on its way."""
        self._stop.set()
        self._number += 1
        self.running = False

    def _begin(
        self,
        path: Path,
        annotator: str,
        work: Callable[[Queries, Send, Stopped], T],
        done: Callable[[T], None],
    ) -> None:
        """Call ``work`` in a thread with a connection of its own, then ``done`` in the GUI thread."""
        self.drop()
        number, stop = self._number, threading.Event()
        self._stop, self.running = stop, True

        def task() -> T:
            with reader(path, annotator) as queries:
                return work(queries, lambda message: self._sent.emit(number, message), stop.is_set)

        def arrived(result: T) -> None:
            if number == self._number:
                self.running = False
                done(result)

        def ended(error: Exception) -> None:
            if number == self._number:
                self.running = False
                self._fail(error)

        self._background.run(task, arrived, ended)

    def _receive(self, message: Any) -> None:
        """Something that the work sent."""

    def _fail(self, error: Exception) -> None:
        self.failed.emit(error)

    def _deliver(self, number: int, message: object) -> None:
        if number == self._number and self.running:
            self._receive(message)
