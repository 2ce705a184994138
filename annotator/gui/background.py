"""Work beside the window: runs in a thread, and what comes of it arrives in the GUI thread."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from annotator.errors import UserError

log = logging.getLogger(__name__)

T = TypeVar("T")


class Background(QObject):
    """A few threads of its own.  They may read the project through a connection of theirs, never write."""

    _arrived = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=2, thread_name_prefix="background")
        self._generation = 0
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Call ``work`` in a thread, then ``done`` with its result, or ``failed``, in the GUI thread.

        Without ``failed``, an error is only logged: for counts and the like that the next change brings anew.
        """
        generation = self._generation

        def task() -> None:
            try:
                result = work()
            except UserError as error:
                self._arrived.emit((generation, failed), error)
            except Exception as error:
                log.exception("background work failed")
                self._arrived.emit((generation, failed), error)
            else:
                self._arrived.emit((generation, done), result)

        self._pool.submit(task)

    def forget(self) -> None:
        """Wait for the threads and drop what is on its way: the project is being closed."""
        self._generation += 1
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._pool = ThreadPoolExecutor(max_workers=2, thread_name_prefix="background")

    def stop(self) -> None:
        self._generation += 1
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _deliver(self, address: tuple[int, Callable[[Any], None] | None], result: Any) -> None:
        generation, receiver = address
        if generation == self._generation and receiver is not None:
            receiver(result)
