"""Tries patterns out on articles: a worker of its own, asked article by article."""

from __future__ import annotations

import dataclasses
import logging
from collections import deque
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from annotator.errors import UserError
from annotator.gui.child_process import ChildProcess
from annotator.gui.session import Session
from annotator.model.knowledge import Knowledge, Pattern
from annotator.preannotate.client import worker_command
from annotator.preannotate.protocol import (
    Failed,
    Find,
    HitsFound,
    Know,
    ProtocolError,
    Ready,
    Reply,
    ReplyParser,
    Unusable,
    encode_request,
)
from annotator.project.knowledge import pipelines_of

log = logging.getLogger(__name__)

_ON_THEIR_WAY = 4
"""Articles the worker has at a time: a new run waits for no more than these."""

CommandMaker = Callable[[str | None], list[str]]


class PatternTester(QObject):
    """One run at a time: a new one ends the one before.  The worker stays for the next one."""

    found = Signal(int, object)
    """Id of an article, and the :class:`annotator.model.knowledge.Found` of the patterns in it."""
    went_on = Signal()
    """Another article has been looked through, or the worker is there now."""
    ended = Signal()
    """The run has gone through all its articles."""
    failed = Signal(str)
    """It can't go on; a sentence says why."""

    def __init__(self, parent: QObject, command: CommandMaker | None) -> None:
        super().__init__(parent)
        self._command = command or worker_command
        self._process: ChildProcess | None = None
        self._session: Session | None = None
        self._parser = ReplyParser()
        self._ready = self.running = False
        self._todo: deque[int] = deque()
        self._asked: dict[int, int] = {}
        self._number = self._first = 0
        self._patterns: tuple[Pattern, ...] = ()
        self.done = self.total = 0
        self.skipped: list[str] = []
        """What was said of articles on which the worker failed."""

    @property
    def loading(self) -> bool:
        """Whether the worker is not ready yet."""
        return self.running and not self._ready

    @property
    def pid(self) -> int:
        """Process id of the worker, 0 where none runs."""
        return self._process.pid if self._process is not None else 0

    def start(self, session: Session, patterns: Sequence[Pattern], articles: Sequence[int]) -> None:
        """Look for these patterns in these articles, one after the other."""
        self.stop()
        # One that is off is looked for as well: its hits help to decide whether to use it.
        self._patterns = tuple(dataclasses.replace(pattern, off=False) for pattern in patterns)
        self._session = session
        self._todo = deque(articles)
        self.done, self.total, self.skipped = 0, len(self._todo), []
        self.running = True
        if self._process is None:
            self._launch(session.project.about("pipeline") or None)
        elif self._ready:
            self._begin()

    @property
    def left(self) -> list[int]:
        """The articles of the run that have not been looked through."""
        return [*self._asked.values(), *self._todo]

    def stop(self) -> None:
        """End the run; the worker stays, and what it still answers is passed over."""
        self._todo.clear()
        self._asked.clear()
        self._first = self._number + 1
        self.running = False

    def shut_down(self) -> None:
        """End the run and the worker without a word."""
        self.stop()
        process, self._process, self._session = self._process, None, None
        self._ready, self._parser = False, ReplyParser()
        if process is not None:
            process.let_go(patience=0)  # it writes nothing anywhere

    # -- inside

    def _launch(self, pipeline: str | None) -> None:
        process = self._process = ChildProcess(
            self, said=self._read, ended=self._on_ended, missing=self._on_missing
        )
        process.start(self._command(pipeline))

    def _begin(self) -> None:
        assert self._process is not None
        assert self._session is not None
        knowledge = Knowledge(patterns=self._patterns, pipelines=pipelines_of(self._session.project))
        self._process.write(encode_request(Know(knowledge)))
        self._ask()

    def _ask(self) -> None:
        process, session = self._process, self._session
        while process is not None and session is not None and self._todo and len(self._asked) < _ON_THEIR_WAY:
            article = session.project.article(self._todo.popleft())
            self._number += 1
            self._asked[self._number] = article.id
            process.write(encode_request(Find(self._number, article.text, article.metadata.language)))
        if self.running and not self._todo and not self._asked:
            self.running = False
            self.ended.emit()

    def _read(self, data: bytes) -> None:
        try:
            for reply in self._parser.feed(data):
                self._take(reply)
                if self._process is None:
                    return
        except ProtocolError as error:
            self._fail(f"The patterns could not be tried: the worker said something unexpected ({error}).")
        except UserError as error:
            self._fail(str(error))

    def _take(self, reply: Reply) -> None:
        match reply:
            case Ready():
                self._ready = True
                self.went_on.emit()
                if self.running:
                    self._begin()
            case HitsFound(number, found) if number >= self._first and number in self._asked:
                article_id = self._asked.pop(number)
                self.done += 1
                self.found.emit(article_id, found)
                self._go_on()
            case Failed(number, reason) if number >= self._first and number in self._asked:
                self.skipped.append(f"article {self._asked.pop(number)}: {reason}")
                self.done += 1
                self._go_on()
            case Unusable(reason):
                self._fail(reason)

    def _go_on(self) -> None:
        if self.running:
            self.went_on.emit()
            self._ask()

    def _fail(self, text: str) -> None:
        running = self.running
        self.shut_down()
        if running:
            self.failed.emit(text)

    def _on_ended(self, code: int, said: str) -> None:
        log.warning("the worker for patterns ended with exit code %d; it said: %s", code, said)
        self._fail("The worker that tries patterns ended unexpectedly: change the pattern to try again.")

    def _on_missing(self) -> None:
        self._fail("The worker that tries patterns could not be started: reinstall the program.")
