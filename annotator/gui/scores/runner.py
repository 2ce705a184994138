"""Runs one reading of the project beside the window: with progress, and so that it can be stopped."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from annotator.gui.background import Background
from annotator.project.queries import Queries, reader
from annotator.review.evaluating import Cancelled, EvaluationCancelledError, Progress

T = TypeVar("T")

_EACH = 0.05
"""Seconds between two reports of progress."""


class ReadingRunner(QObject):
    """One at a time: a new one ends the one before, of which nothing arrives any longer."""

    progressed = Signal(int, int)
    """``(done, in all)``"""
    failed = Signal(object)
    """The exception that ended it; being stopped is none."""
    stopped = Signal()
    """A person ended it."""
    _stepped = Signal(int, int, int)

    def __init__(self, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._background = background
        self._number = 0
        self._stop = threading.Event()
        self.running = False
        self._stepped.connect(self._deliver_step, Qt.ConnectionType.QueuedConnection)

    def start(
        self,
        path: Path,
        annotator: str,
        work: Callable[[Queries, Progress, Cancelled], T],
        done: Callable[[T], None],
    ) -> None:
        """Call ``work`` in a thread with a connection of its own, then ``done`` in the GUI thread."""
        self.drop()
        number, stop = self._number, threading.Event()
        self._stop, self.running = stop, True
        next_at = time.monotonic()

        def step(so_far: int, in_all: int) -> None:
            nonlocal next_at
            if time.monotonic() >= next_at:
                next_at = time.monotonic() + _EACH
                self._stepped.emit(number, so_far, in_all)

        def read() -> T:
            if stop.is_set():
                raise EvaluationCancelledError
            with reader(path, annotator) as queries:
                return work(queries, step, stop.is_set)

        def arrived(result: T) -> None:
            if number == self._number:
                self.running = False
                done(result)

        def fail(error: Exception) -> None:
            if number != self._number:
                return
            self.running = False
            if isinstance(error, EvaluationCancelledError):
                self.stopped.emit()
            else:
                self.failed.emit(error)

        self._background.run(read, arrived, fail)

    def stop(self) -> None:
        """End it; :attr:`stopped` tells when it has."""
        self._stop.set()

    def drop(self) -> None:
        """End it and forget what is on its way."""
        self._stop.set()
        self._number += 1
        self.running = False

    def _deliver_step(self, number: int, done: int, in_all: int) -> None:
        if number == self._number and self.running:
            self.progressed.emit(done, in_all)
