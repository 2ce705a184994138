"""Runs one reading of the project beside the window: with progress, and so that it can be stopped."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Signal

from annotator.gui.one_at_a_time import OneAtATime, Send, Stopped
from annotator.project.queries import Queries
from annotator.review.evaluating import Cancelled, Progress
from annotator.review.stopping import StoppedError

T = TypeVar("T")

_EACH = 0.05
"""Seconds between two reports of progress."""


class ReadingRunner(OneAtATime):
    """Being stopped is no failure."""

    progressed = Signal(int, int)
    """``(done, in all)``"""
    stopped = Signal()
    """A person ended it."""

    def start(
        self,
        path: Path,
        annotator: str,
        work: Callable[[Queries, Progress, Cancelled], T],
        done: Callable[[T], None],
    ) -> None:
        """Call ``work`` in a thread with a connection of its own, then ``done`` in the GUI thread."""

        def read(queries: Queries, send: Send, stopped: Stopped) -> T:
            if stopped():
                raise StoppedError
            next_at = time.monotonic()

            def step(so_far: int, in_all: int) -> None:
                nonlocal next_at
                if time.monotonic() >= next_at:
                    next_at = time.monotonic() + _EACH
                    send((so_far, in_all))

            return work(queries, step, stopped)

        self._begin(path, annotator, read, done)

    def _receive(self, message: tuple[int, int]) -> None:
        self.progressed.emit(*message)

    def _fail(self, error: Exception) -> None:
        if isinstance(error, StoppedError):
            self.stopped.emit()
        else:
            super()._fail(error)
