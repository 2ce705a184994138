"""One export or preview in a process of its own: what it is told, and what it says."""

from __future__ import annotations

import json
import logging
import sys
from typing import Any

from PySide6.QtCore import QObject, Signal

from annotator.exchange.job import PROGRAM, Job, job_line
from annotator.gui.child_process import ChildProcess
from annotator.project.project import Project

log = logging.getLogger(__name__)

_PATIENCE = 1_000
"""Milliseconds that the process gets to end by itself and to leave nothing half-written."""


class ExportRun(QObject):
    """At most one process at a time; a new one ends the one before."""

    progressed = Signal(int, int)
    """Articles done, in all."""
    options_known = Signal(list)
    """What the format leaves to choose: name, title, values each."""
    previewed = Signal(str)
    lost = Signal(list)
    """Sentences."""
    finished = Signal(dict)
    """The report: ``records``, ``annotations`` and ``links`` (in, out), ``suggestions``, ``left_out``."""
    failed = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._process: ChildProcess | None = None
        self._writes = False
        self._said = b""

    @property
    def running(self) -> bool:
        return self._process is not None

    def start(self, project: Project, job: Job, *, preview: bool) -> None:
        """Export, or only show the first record and count what will be lost."""
        self.let_go()
        self._said, self._writes = b"", not preview
        process = self._process = ChildProcess(
            self, said=self._read, ended=self._on_ended, missing=self._on_missing
        )
        process.start([sys.executable, "-m", PROGRAM])
        process.write(job_line(str(project.path.resolve()), project.annotator, job, preview=preview))

    def ask_to_stop(self) -> None:
        """It ends after the article that it is at; that it did is told as a failure."""
        if self._process is not None:
            self._process.write(b".")

    def let_go(self) -> None:
        """End it, and hear nothing more of it; an export is waited for, so that it leaves all in order."""
        process, self._process = self._process, None
        if process is not None and self._writes:
            process.let_go(patience=_PATIENCE)
        elif process is not None:
            process.dismiss(patience=_PATIENCE)

    # -- what the process says

    def _read(self, data: bytes) -> None:
        *lines, self._said = (self._said + data).split(b"\n")
        for line in lines:
            if self._process is not None:
                self._take(json.loads(line))

    def _take(self, said: dict[str, Any]) -> None:
        match said:
            case {"done": int(done), "of": int(of)}:
                self.progressed.emit(done, of)
            case {"options": list(options)}:
                self.options_known.emit(options)
            case {"preview": str(text)}:
                self.previewed.emit(text)
            case {"lost": list(sentences)}:
                self.lost.emit(sentences)
                self._end()
            case {"report": dict(report)}:
                self._end()
                self.finished.emit(report)
            case {"problem": str(sentence)}:
                self._end()
                self.failed.emit(sentence)

    def _end(self) -> None:
        """It has said all it had to say, and ends by itself."""
        process, self._process = self._process, None
        if process is not None:
            process.dismiss(patience=_PATIENCE)

    def _on_ended(self, code: int, said: str) -> None:
        log.warning("the export ended with exit code %d; it said: %s", code, said or "nothing")
        self._process = None
        self.failed.emit("The export ended unexpectedly; nothing was written. The log says more.")

    def _on_missing(self) -> None:
        self._process = None
        self.failed.emit("The export could not be started: reinstall the program.")
