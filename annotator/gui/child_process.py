"""A program that runs beside the window and is spoken to over its standard input and output."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QObject, QProcess, QProcessEnvironment, QTimer

from annotator.preannotate.client import worker_environment

_AFTER_KILL = 2000
"""Milliseconds until a killed process is gone, at most."""


class ChildProcess:
    """One process, from its start until it is let go; after that nothing is heard of it any more.

    :param said: gets more of its standard output.
    :param ended: gets its exit code and what it wrote to standard error, when it ended by itself; all that it
        said came before.
    :param missing: is called where it could not be started.
    """

    def __init__(
        self,
        parent: QObject,
        *,
        said: Callable[[bytes], object],
        ended: Callable[[int, str], object],
        missing: Callable[[], object],
    ) -> None:
        self._said, self._ended, self._missing = said, ended, missing
        self._process = QProcess(parent)
        environment = QProcessEnvironment()
        for name, value in worker_environment().items():
            environment.insert(name, value)
        self._process.setProcessEnvironment(environment)
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.finished.connect(self._on_finished)
        self._process.errorOccurred.connect(self._on_error)
        self._gone = False

    @property
    def pid(self) -> int:
        """Its process id, 0 where it does not run."""
        return self._process.processId()

    def start(self, command: Sequence[str]) -> None:
        program, *arguments = command
        self._process.start(program, arguments)

    def write(self, data: bytes) -> None:
        """Say something to it."""
        self._process.write(data)

    def let_go(self, farewell: bytes = b"", *, patience: int) -> None:
        """End it and hear nothing more of it: nicely if it listens, else at once.

        :param farewell: the last that is said to it.
        :param patience: milliseconds that it gets to end by itself; 0: none.
        """
        process = self._fall_silent()
        if process.state() != QProcess.ProcessState.NotRunning:
            if patience:
                process.write(farewell)
                process.closeWriteChannel()
                process.terminate()
            if not patience or not process.waitForFinished(patience):
                process.kill()
                process.waitForFinished(_AFTER_KILL)
        process.deleteLater()

    def dismiss(self, *, patience: int) -> None:
        """End it and hear nothing more of it, without waiting for that; whoever made it may be gone before.

        :param patience: milliseconds that it gets to end by itself.
        """
        process = self._fall_silent()
        if process.state() == QProcess.ProcessState.NotRunning:
            process.deleteLater()
            return
        process.setParent(QCoreApplication.instance())
        process.finished.connect(process.deleteLater)
        process.closeWriteChannel()
        process.terminate()
        QTimer.singleShot(patience, process, process.kill)

    def _fall_silent(self) -> QProcess:
        self._gone = True
        process = self._process
        for signal in (process.readyReadStandardOutput, process.finished, process.errorOccurred):
            signal.disconnect()
        return process

    def _read(self) -> None:
        data = bytes(self._process.readAllStandardOutput().data())
        if data:
            self._said(data)

    def _on_finished(self, code: int, _status: QProcess.ExitStatus) -> None:
        self._read()
        if not self._gone:
            words = bytes(self._process.readAllStandardError().data()).decode("utf-8", "replace").strip()
            self._ended(code, words)

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._missing()
