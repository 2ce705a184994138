"""The worker process from the other side, for the command line and scripts; imports neither spaCy nor Qt."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from types import TracebackType

from annotator.errors import AnnotatorError, UserError
from annotator.model.knowledge import Knowledge
from annotator.preannotate.protocol import (
    Failed,
    Find,
    HitsFound,
    Know,
    ProtocolError,
    Ready,
    Reply,
    Request,
    Stop,
    Suggest,
    Suggested,
    Unusable,
    decode_reply,
    encode_request,
)

_PACKAGE_PARENT = Path(__file__).resolve().parents[2]
_TAIL = 2000
_PATIENCE = 5.0
"""Seconds that a worker gets to end by itself before it is killed."""


class WorkerDied(AnnotatorError):  # noqa: N818 - the event, as the window tells it
    """The worker ended before it had answered everything.

    What it answered before stays good; a new client can go on with the rest.
    """


def worker_command(pipeline: str | None = None) -> list[str]:
    """Program and arguments that start a worker (for ``subprocess`` and for ``QProcess``)."""
    command = [sys.executable, "-m", "annotator.preannotate.worker"]
    return [*command, "--pipeline", pipeline] if pipeline else command


def worker_environment() -> dict[str, str]:
    """This process's environment, such that the child finds the same ``annotator`` package."""
    path = os.environ.get("PYTHONPATH", "")
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, [str(_PACKAGE_PARENT), path]))}


class WorkerClient:
    """Runs one worker; a context manager.

    ``model`` says which model is loaded, ``None`` before :meth:`start`.
    """

    def __init__(self, pipeline: str | None = None) -> None:
        self._pipeline = pipeline
        self._process: subprocess.Popen[bytes] | None = None
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - closed by close()
        self.ready: Ready | None = None

    def __enter__(self) -> WorkerClient:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.close()
        else:
            self.kill()
            self._errors.close()

    @property
    def pid(self) -> int:
        """The process id of the worker; 0 before :meth:`start`."""
        return self._process.pid if self._process is not None else 0

    def start(self) -> Ready:
        """Start the worker and wait until the pipeline is loaded.

        :raises UserError: if it can't be loaded.
        :raises WorkerDied: if the process ends before it says so.
        """
        self._process = subprocess.Popen(
            worker_command(self._pipeline),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            env=worker_environment(),
        )
        try:
            reply = self._receive()
            if isinstance(reply, Unusable):
                raise UserError(reply.reason)
            if not isinstance(reply, Ready):
                raise ProtocolError("The worker answered before it was ready.")
        except BaseException:
            self.kill()
            self._errors.close()
            raise
        self.ready = reply
        return reply

    def know(self, knowledge: Knowledge) -> None:
        """Tell what the project knows, before what is to use it is asked.

        :raises WorkerDied: if the worker has ended.
        """
        self._send(Know(knowledge))

    def ask(self, number: int, text: str, language: str) -> None:
        """Ask for the suggestions of one text; :meth:`receive` will bring the answer under this number.

        :raises WorkerDied: if the worker has ended.
        """
        self._send(Suggest(number, text, language))

    def receive(self) -> Suggested | Failed:
        """Wait for the next answer; they come in the order of asking.

        :raises WorkerDied: if the worker ends first.
        :raises ProtocolError: if it says something else.
        """
        while True:
            reply = self._receive()
            if isinstance(reply, Suggested | Failed):
                return reply
            if isinstance(reply, Unusable):
                raise ProtocolError(reply.reason)

    def find(self, number: int, text: str, language: str) -> HitsFound | Failed:
        """Where the patterns that are known stand in one text; nothing else may be asked at the time.

        :raises WorkerDied: if the worker ends first.
        :raises ProtocolError: if it says something else.
        """
        self._send(Find(number, text, language))
        reply = self._receive()
        if not isinstance(reply, HitsFound | Failed):
            raise ProtocolError(reply.reason if isinstance(reply, Unusable) else "The worker got it wrong.")
        return reply

    def kill(self) -> None:
        """End the worker at once, whatever it is doing."""
        process = self._process
        if process is None:
            return
        process.kill()
        process.wait()
        _close_pipes(process)

    def close(self) -> None:
        """Let the worker end by itself; kill it if it does not."""
        process = self._process
        if process is not None and process.poll() is None:
            try:
                process.communicate(encode_request(Stop()), timeout=_PATIENCE)
            except (subprocess.TimeoutExpired, OSError):
                self.kill()
        self.kill()
        self._errors.close()

    def _send(self, request: Request) -> None:
        try:
            stdin = self._running().stdin
            assert stdin is not None
            stdin.write(encode_request(request))
            stdin.flush()
        except OSError as error:
            raise self._died() from error

    def _receive(self) -> Reply:
        stdout = self._running().stdout
        assert stdout is not None
        line = stdout.readline()
        if not line.endswith(b"\n"):
            raise self._died()
        return decode_reply(line)

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            raise WorkerDied("The suggestion worker has not been started.")
        return self._process

    def _died(self) -> WorkerDied:
        code = self._running().wait()
        self._errors.seek(max(self._errors.seek(0, os.SEEK_END) - _TAIL, 0))
        tail = self._errors.read().decode("utf-8", "replace").strip()
        said = f"; it said last:\n{tail}" if tail else ""
        return WorkerDied(f"The suggestion worker ended unexpectedly (exit code {code}){said}")


def _close_pipes(process: subprocess.Popen[bytes]) -> None:
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            try:
                pipe.close()
            except OSError:  # what was still to be written has no reader any more
                continue
