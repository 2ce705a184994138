"""Starts the window: application, theme, troubles, and the project to open."""

from __future__ import annotations

import logging
import signal
import socket
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QEvent, QObject, QSocketNotifier, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from annotator.errors import UserError
from annotator.gui import display
from annotator.gui.ahead import Ahead
from annotator.gui.guards import guarded
from annotator.gui.main_window import MainWindow
from annotator.gui.settings import Settings
from annotator.places import log_file

log = logging.getLogger(__name__)


def run(path: Path | None, *, annotator: str | None = None, read_only: bool = False) -> int:
    """Show the window, on the project at ``path`` or on the start screen, until it is closed.

    :returns: the exit code.
    :raises UserError: if no window can be shown here.
    """
    problem = display.problem()
    if problem is not None:
        raise UserError(problem)
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("annotator")
    app.setApplicationDisplayName("Annotator")
    app.setDesktopFileName("annotator")
    window = MainWindow(Settings())
    troubles = Troubles(window)
    sys.excepthook = troubles.caught
    if path is not None:
        window.show_opening(path)
    # The rest is made and the project opened when the window has been painted once: it is there at once.
    FirstPaint(window, window.content, lambda: _begin(window, path, annotator, read_only))
    window.show()
    signals = Signals(window.close)
    try:
        return app.exec()
    finally:
        signals.forget()


def _begin(window: MainWindow, path: Path | None, annotator: str | None, read_only: bool) -> None:
    _log_to_file()
    window.fill()
    Ahead(window)
    if path is None:
        return
    try:
        window.projects.open(path, annotator, read_only=read_only)
    except UserError as error:
        window.show_start()
        window.complain(str(error))


class FirstPaint(QObject):
    """Calls back once, after the window has been painted for the first time."""

    def __init__(self, window: MainWindow, painted: QWidget, then: Callable[[], None]) -> None:
        super().__init__(window)
        self._then = then
        painted.installEventFilter(self)

    @guarded(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._then)
        return False


class Signals(QObject):
    """Ctrl+C in the terminal and SIGTERM close the window as its own button does."""

    def __init__(self, close: Callable[[], object]) -> None:
        super().__init__()
        # Python runs signal handlers between its own instructions only; a byte on a socket wakes Qt's loop.
        self._near, self._far = socket.socketpair()
        self._near.setblocking(False)
        self._far.setblocking(False)
        self._notifier = QSocketNotifier(self._near.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._wake)
        self._before = {
            number: signal.signal(number, lambda *_: close()) for number in (signal.SIGINT, signal.SIGTERM)
        }
        self._wakeup = signal.set_wakeup_fd(self._far.fileno(), warn_on_full_buffer=False)

    def forget(self) -> None:
        """Give the signals back to whom they belonged."""
        signal.set_wakeup_fd(self._wakeup)
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._notifier.setEnabled(False)
        self._near.close()
        self._far.close()

    def _wake(self) -> None:
        self._near.recv(64)


class Troubles:
    """Catches what nobody caught: a mistake is said in the window, a bug goes to the log file."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._telling = False

    def caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """The process's ``sys.excepthook``."""
        if isinstance(error, UserError):
            self._window.complain(str(error))
            return
        if issubclass(kind, KeyboardInterrupt):
            self._window.close()
            return
        log.error("a bug: %s", "".join(traceback.format_exception(kind, error, trace)))
        if self._telling:  # one dialog is enough, however often a paint event fails
            return
        self._telling = True
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle("Something went wrong")
        box.setText("Something went wrong in the program. Everything up to here is saved.")
        box.setInformativeText(
            f"The details are in {log_file()}. Please send it with a report of what you did."
        )
        box.finished.connect(self._told)
        box.open()

    def _told(self) -> None:
        self._telling = False


def _log_to_file() -> None:
    """Warnings and bugs go to a file that a person can send."""
    from logging.handlers import RotatingFileHandler

    file = log_file()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(file, maxBytes=1_000_000, backupCount=2, encoding="utf-8", delay=True)
    except OSError as error:
        log.warning("no log file at %s: %s", file, error)
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    handler.setLevel(logging.WARNING)
    logging.getLogger().addHandler(handler)
