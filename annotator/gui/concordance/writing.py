"""Writes many lines without stopping the window: some at a time, all of them one undo step."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QTimer

from annotator.errors import UserError
from annotator.gui.commands.command import HintError
from annotator.gui.guards import guarded
from annotator.gui.panels.progress import ProgressPanel
from annotator.gui.session import INITIATOR
from annotator.model.clock import new_id
from annotator.project.concordance.lines import Line
from annotator.project.project import Project
from annotator.project.undo import Writing

CHUNK = 100
"""Lines that are saved at a time, in a transaction of their own: some 20 ms."""

Operation = Callable[[Project, Sequence[Line]], int]
"""Does something with lines inside a transaction and returns with how many."""


class Writer(QObject):
    """One operation at a time."""

    def __init__(self, progress: ProgressPanel, parent: QObject) -> None:
        super().__init__(parent)
        self._progress = progress
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._step)
        self._left: list[Sequence[Line]] = []

    @property
    def busy(self) -> bool:
        return bool(self._left)

    def write(
        self,
        project: Project,
        title: str,
        lines: Sequence[Line],
        operation: Operation,
        done: Callable[[int], object],
        failed: Callable[[UserError], object],
    ) -> None:
        """Do it with all lines; ``done`` is told with how many it was.

        What a person stops, or what fails on the way, leaves what was done before in the same undo step;
        meanwhile nobody else writes a step, and undoing stops it and takes that back.
        """
        writing = project.steps.writing
        if writing is not None:
            raise HintError(writing.wait)
        self._project, self._title, self._operation = project, title, operation
        self._done, self._failed = done, failed
        self._writing = project.steps.writing = Writing(new_id(), len(lines))
        self._count = 0
        self._left = [lines[n : n + CHUNK] for n in range(0, len(lines), CHUNK)]
        articles = {line.article_id for line in lines}
        self._article_id = articles.pop() if len(articles) == 1 else None
        if len(self._left) > 1:
            self._progress.begin(title, self.stop)
            self._progress.window().installEventFilter(self)
        self._step()

    def stop(self) -> None:
        """Save nothing more."""
        if self._left:
            self._project.steps.release()
            self._step()

    def drop(self) -> None:
        """Save nothing more and tell nobody: the project is being closed."""
        if self._left:
            self._end()

    def _step(self) -> None:
        writing, steps = self._writing, self._project.steps
        if steps.writing is not writing:
            self._end()
            if any(step.joins == writing.joins for step in steps.done):  # else it was taken back
                self._failed(HintError(writing.cut))
            return
        lines = self._left[0]
        try:
            with self._project.transact(
                self._title, article_id=self._article_id, initiator=INITIATOR, joins=writing.joins
            ):
                self._count += self._operation(self._project, lines)
        except UserError as error:
            self._end()
            self._failed(UserError(f"{error} {writing.cut}") if writing.saved else error)
            return
        writing.saved += len(lines)
        del self._left[0]
        if self._left:
            self._progress.step(
                f"{self._title}: {writing.saved:,} of {writing.total:,}", writing.saved, writing.total
            )
            self._timer.start()
        else:
            self._end()
            self._done(self._count)

    @guarded(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Close:  # nothing could be said of the rest, so it is saved now
            while self._left:
                self._step()
        return False

    def _end(self) -> None:
        self._timer.stop()
        self._progress.window().removeEventFilter(self)
        self._left = []
        if self._project.steps.writing is self._writing:
            self._project.steps.release()
        self._progress.end()
