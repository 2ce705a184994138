"""Reading files beside the window and taking them into the project, a little at a time."""

from __future__ import annotations

import contextlib
import logging
import queue
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.errors import UserError
from annotator.exchange.import_report import ImportReport
from annotator.exchange.importing import Importer, Item, steps
from annotator.exchange.taking.judging import PLAIN, Choices
from annotator.exchange.taking.known_articles import KnownArticles
from annotator.model.codebook import Codebook
from annotator.project.project import Project

log = logging.getLogger(__name__)

_BATCH = 10
"""Articles saved together: few, so that a batch takes the GUI thread only some milliseconds."""

_SLICE = 0.012
"""Seconds that the GUI thread gives to taking in before it looks after the window again."""

_WAITING = 64
"""Read articles that may wait to be taken in; the reader pauses where there are more."""


@dataclass(frozen=True, slots=True)
class _Found:
    total: int


@dataclass(frozen=True, slots=True)
class _FileRead:
    path: Path


@dataclass(frozen=True, slots=True)
class _Ended:
    error: Exception | None = None


_Message = Item | _Found | _FileRead | _Ended


class Reading(QObject):
    """One import at a time."""

    progressed = Signal(str, int, int)
    """What is being done, files done, files in all."""
    finished = Signal(object, bool)
    """The :class:`ImportReport`, and whether it was stopped."""
    failed = Signal(str)
    """It could not go on; what was taken in before stays."""
    refused = Signal(str)
    """It could not begin with what it was given."""

    def __init__(self, project: Project, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self._messages: queue.Queue[_Message] = queue.Queue(_WAITING)
        self._cancelled = threading.Event()
        self._importer: Importer | None = None
        self._thread: threading.Thread | None = None
        self._total = self._done = 0
        self._timer = QTimer(self)
        self._timer.setInterval(5)
        self._timer.timeout.connect(self._take_some)

    @property
    def running(self) -> bool:
        return self._importer is not None

    def start(
        self,
        paths: list[Path],
        format: str,
        *,
        raw: bool,
        annotator: str = "",
        choices: Choices = PLAIN,
    ) -> None:
        """Begin.

        :param annotator: whose layers files of other programs hold; empty: as they say.
        :param choices: what their names are here, and what is done where something does not fit.
        """
        book = self._project.codebook
        self._importer = Importer(self._project, batch=_BATCH)
        self._cancelled.clear()
        self._total = self._done = 0
        known = KnownArticles(self._project.path, self._project.annotator)
        self._thread = threading.Thread(
            target=self._read, args=(paths, book, format, raw, annotator, known, choices), daemon=True
        )
        self._thread.start()
        self._timer.start()

    def cancel(self) -> None:
        """Stop; what has been read so far is kept."""
        self._cancelled.set()

    def shut_down(self) -> None:
        """Stop at once and forget what waits: the project is being closed."""
        self._cancelled.set()
        self._stop()
        thread, self._thread = self._thread, None
        while thread is not None and thread.is_alive():
            with contextlib.suppress(queue.Empty):
                self._messages.get(timeout=0.05)
            thread.join(timeout=0.05)

    # -- in the thread

    def _read(
        self,
        paths: list[Path],
        book: Codebook,
        format: str,
        raw: bool,
        annotator: str,
        known: KnownArticles,
        choices: Choices,
    ) -> None:
        try:
            reading = steps(
                paths, book, format=format, raw=raw, annotator=annotator or None, known=known, choices=choices
            )
            self._say(_Found(reading.total))
            for path, items in reading.files:
                for item in items:
                    self._say(item)
                    if self._cancelled.is_set():
                        break
                if self._cancelled.is_set():
                    break
                self._say(_FileRead(path))
        except UserError as error:
            self._say(_Ended(error))
        except Exception as error:
            log.exception("reading failed")
            self._say(_Ended(error))
        else:
            self._say(_Ended())

    def _say(self, message: _Message) -> None:
        """Hand over, waiting while there is no room, unless nobody listens any more."""
        while True:
            try:
                self._messages.put(message, timeout=0.1)
            except queue.Full:
                if self._cancelled.is_set() and not isinstance(message, _Ended):
                    return
            else:
                return

    # -- in the GUI thread

    def _take_some(self) -> None:
        until = time.monotonic() + _SLICE
        try:
            while time.monotonic() < until:
                try:
                    message = self._messages.get_nowait()
                except queue.Empty:
                    break
                self._take(message)
                if self._importer is None:
                    return
        except UserError as error:
            self._stop()
            self.failed.emit(str(error))

    def _take(self, message: _Message) -> None:
        importer = self._importer
        assert importer is not None
        match message:
            case _Found(total):
                self._total = total
            case _FileRead(path):
                self._done += 1
                self.progressed.emit(f"{self._done} of {self._total}: {path.name}", self._done, self._total)
            case _Ended(error):
                importer.flush()
                report = importer.report
                self._stop()
                if isinstance(error, UserError):
                    self.refused.emit(str(error))
                elif error is None:
                    self.finished.emit(report, self._cancelled.is_set())
                else:
                    self.failed.emit(f"Reading stopped because of an error in the program ({error}).")
            case _:
                importer.take(message)

    def _stop(self) -> None:
        self._importer = None
        self._timer.stop()


__all__ = ["ImportReport", "Reading"]
