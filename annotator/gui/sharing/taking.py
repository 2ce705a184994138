"""Saving a merge a little at a time, in one transaction: the window goes on drawing, Esc takes all back."""

from __future__ import annotations

import logging
import time
from collections.abc import Generator, Iterator

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.errors import UserError
from annotator.model.merge_mapping import MergeMapping
from annotator.project.operations import merging
from annotator.project.project import Project

log = logging.getLogger(__name__)

_SLICE = 0.012
"""Seconds that the GUI thread gives to saving before it looks after the window again."""


class Taking(QObject):
    """One merge at a time; meanwhile nothing else may write to the project."""

    progressed = Signal(int)
    """Rows done."""
    finished = Signal(object)
    """The :class:`annotator.project.operations.merging.Report`."""
    failed = Signal(str)
    """Nothing was merged."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._steps: Iterator[tuple[int, merging.Report | None]] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._step)

    @property
    def running(self) -> bool:
        return self._steps is not None

    def start(self, project: Project, plan: merging.Plan, mapping: MergeMapping) -> None:
        self._steps = merging.taking(project, plan, mapping)
        self._timer.start()

    def stop(self) -> None:
        """Take back what was saved of it so far."""
        self._timer.stop()
        steps, self._steps = self._steps, None
        if isinstance(steps, Generator):
            steps.close()

    def _step(self) -> None:
        until = time.monotonic() + _SLICE
        try:
            while self._steps is not None and time.monotonic() < until:
                number, report = next(self._steps)
                if report is not None:
                    self._end()
                    self.finished.emit(report)
                    return
                self.progressed.emit(number)
        except UserError as error:
            self._end()
            self.failed.emit(str(error))
        except Exception as error:
            log.exception("a merge failed")
            self._end()
            self.failed.emit(f"The merge failed in the program ({error}); nothing was merged.")

    def _end(self) -> None:
        self._timer.stop()
        self._steps = None
