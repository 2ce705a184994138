"""A page with figures that are counted beside the window when it is opened; one may stop it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QTimer

from annotator.gui.pages import Page
from annotator.gui.panels.progress import ProgressPanel
from annotator.gui.scores.runner import ReadingRunner
from annotator.project.changes import Changes
from annotator.project.queries import Queries
from annotator.review.evaluating import Cancelled, Progress

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow
    from annotator.gui.session import Session

T = TypeVar("T")

_SAY_AFTER = 400
"""Milliseconds after which it is said that something is being counted; most is there before."""


class CountingPage(Page):
    """What was saved since makes it :attr:`stale`: it is counted again when the page is next opened."""

    def __init__(self, window: MainWindow, command: str, fault: str) -> None:
        """:param command: the one that opens the page, and so counts again.
        :param fault: what is said where the counting fails without a sentence of its own.
        """
        super().__init__()
        self._window = window
        self._command, self._fault = command, fault
        self.session: Session | None = None
        self.stale = True
        self.progress = ProgressPanel()
        self.runner = ReadingRunner(window.background, self)
        self._say_later = QTimer(self)
        self._say_later.setSingleShot(True)
        self._say_later.setInterval(_SAY_AFTER)
        self._say_later.timeout.connect(self._say_running)
        self.runner.progressed.connect(self._on_progress)
        self.runner.failed.connect(self._on_failed)
        self.runner.stopped.connect(self._on_stopped)

    def set_session(self, session: Session | None) -> None:
        self.drop()
        self.session, self.stale = session, True
        if session is not None:
            session.committed.connect(self._on_commit)

    def begin(self) -> None:
        if self.stale and self.session is not None:
            self.count()
        super().begin()

    def leave(self) -> None:
        self.runner.stop()

    def count(self) -> None:
        """Count anew by :meth:`read`."""

    def read(self, work: Callable[[Queries, Progress, Cancelled], T], found: Callable[[T], None]) -> None:
        """Call ``work`` in a thread with a connection of its own, then ``found`` in the GUI thread."""
        session = self.session
        if session is None:
            return

        def arrived(result: T) -> None:
            self._end_saying()
            found(result)

        self.stale = False
        self._say_later.start()
        self.runner.start(session.project.path, session.project.annotator, work, arrived)

    def drop(self) -> None:
        """Forget what is being counted."""
        self.runner.drop()
        self._end_saying()

    # -- inside

    def _say_running(self) -> None:
        if self.runner.running:
            self.progress.begin("Counting …", self.runner.stop)

    def _on_progress(self, done: int, in_all: int) -> None:
        if not self._say_later.isActive():
            self.progress.step(f"Counting: {done:,} of {in_all:,} articles".replace(",", " "), done, in_all)

    def _end_saying(self) -> None:
        self._say_later.stop()
        self.progress.end()

    def _on_failed(self, error: Exception) -> None:
        self._end_saying()
        self.stale = True
        self._window.complain(str(error) or self._fault)

    def _on_stopped(self) -> None:
        self._end_saying()
        self.stale = True
        if self.isVisible():
            self._window.tell(f"Stopped: {self._window.commands.key(self._command)} counts again.")

    def _on_commit(self, _changes: Changes) -> None:
        self.stale = True
