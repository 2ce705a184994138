"""One exchange with the hub: the talking in a thread, the saving in the GUI thread, piece by piece."""

from __future__ import annotations

import logging
import threading
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal

from annotator.errors import AnnotatorError, UserError
from annotator.gui.session import Session
from annotator.hub.connecting import connected, without_secrets
from annotator.hub.exchanging import Exchange, Holds
from annotator.hub.remote import Hub
from annotator.hub.report import Piece, Report
from annotator.project.queries import reader

log = logging.getLogger(__name__)

_BATCH = 20
"""Entries that are saved together: few enough that the window does not stand still."""

_PATIENCE = 0.5
"""Seconds that a thread gets to end where the project is being closed; it writes nothing by itself."""


class _StoppedError(AnnotatorError):
    """The exchange was stopped; what was exchanged so far stays."""


class HubRun(QObject):
    """At most one at a time.  The thread has a connection of its own to the project, for reading."""

    progressed = Signal(str, int, int)
    """What is being done, how much of it is done, how much there is in all (0: not known)."""
    finished = Signal(object, bool)
    """The :class:`Report`, and whether it was stopped before the end."""
    failed = Signal(object)
    """A :class:`UserError`."""

    _arrived = Signal(int, object)
    _over = Signal(int, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._number = 0
        self._stop = threading.Event()
        self._saved = threading.Event()
        self._thread: threading.Thread | None = None
        self._session: Session | None = None
        self._trouble: Exception | None = None
        self._report = Report()
        self._arrived.connect(self._save, Qt.ConnectionType.QueuedConnection)
        self._over.connect(self._end, Qt.ConnectionType.QueuedConnection)

    @property
    def running(self) -> bool:
        return self._thread is not None

    def start(self, session: Session, url: str, *, codebook: Holds = "", joins: bool = False) -> None:
        """Begin.  :raises UserError: if one is under way."""
        if self._thread is not None:
            raise UserError("The project is being synced already: wait for it, or stop it first.")
        self._number += 1
        self._session, self._trouble, self._report = session, None, Report()
        self._stop, self._saved = threading.Event(), threading.Event()
        project = session.project
        work = (self._number, project.path, project.annotator, url, codebook, joins, self._stop, self._saved)
        self._thread = threading.Thread(target=self._exchange, args=work, name="hub", daemon=True)
        self._thread.start()

    def cancel(self) -> None:
        """Stop at once; what was exchanged so far stays.

        The thread ends when the server answers, if it is just being asked; nothing of it is heard any more.
        """
        if self._thread is not None:
            self._let_go()
            self.finished.emit(self._report, True)

    def shut_down(self) -> None:
        """End it without a word: the project is being closed."""
        thread = self._thread
        self._let_go()
        if thread is not None:
            thread.join(_PATIENCE)

    # -- in the thread

    def _exchange(
        self,
        number: int,
        path: Path,
        annotator: str,
        url: str,
        codebook: Holds,
        joins: bool,
        stop: threading.Event,
        saved: threading.Event,
    ) -> None:
        outcome: Report | Exception = Report()
        try:
            with reader(path, annotator) as queries, connected(url) as connection:
                shown = without_secrets(url)
                exchange = Exchange(
                    queries, Hub(connection), shown, batch=_BATCH, codebook=codebook, joins=joins
                )
                outcome = exchange.report
                if not stop.is_set():
                    self._report = exchange.report
                for piece in exchange.sync():
                    self._hand_over(number, piece, stop, saved)
        except _StoppedError:
            pass
        except UserError as error:
            outcome = error
        except Exception as error:
            log.exception("the exchange with the hub failed")
            outcome = error
        self._over.emit(number, outcome)

    def _hand_over(self, number: int, piece: Piece, stop: threading.Event, saved: threading.Event) -> None:
        """Let the GUI thread save it, and wait until that is done."""
        if stop.is_set():
            raise _StoppedError
        saved.clear()
        self._arrived.emit(number, piece)
        saved.wait()
        if stop.is_set():
            raise _StoppedError
        if self._trouble is not None:
            raise self._trouble

    # -- in the GUI thread

    def _let_go(self) -> None:
        self._thread = self._session = None
        self._number += 1
        self._stop.set()
        self._saved.set()

    def _save(self, number: int, piece: Piece) -> None:
        if number != self._number or self._session is None:
            return
        try:
            piece.save(self._session.project)
        except Exception as error:
            if not isinstance(error, UserError):
                log.exception("what came from the hub can't be saved")
            self._trouble = error
        else:
            self.progressed.emit(piece.doing, piece.done, piece.total)
        self._saved.set()

    def _end(self, number: int, outcome: Report | Exception) -> None:
        if number != self._number:
            return
        self._thread = self._session = None
        if isinstance(outcome, Report):
            self.finished.emit(outcome, False)
        else:
            why = f"The exchange broke off ({outcome}): try again; what was exchanged before stays."
            self.failed.emit(outcome if isinstance(outcome, UserError) else UserError(why))
