"""Suggestions in the window: the worker process, what it is asked, and what becomes of its answers."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from annotator.errors import UserError
from annotator.gui.child_process import ChildProcess
from annotator.gui.models.articles import title_of
from annotator.gui.said import short
from annotator.gui.session import Session
from annotator.gui.widgets.parts import counted
from annotator.model.article import ArticleSummary
from annotator.preannotate.client import worker_command
from annotator.preannotate.protocol import (
    Failed,
    Know,
    ProtocolError,
    Ready,
    Reply,
    ReplyParser,
    Stop,
    Suggest,
    Suggested,
    Unusable,
    Working,
    encode_request,
)
from annotator.preannotate.repertoire import Repertoire
from annotator.project.knowledge import knowledge_of, pipelines_of
from annotator.project.queries import reader

log = logging.getLogger(__name__)

_ON_THEIR_WAY = 4
"""Articles the worker has at a time: enough that it never waits, few enough that stopping is quick."""

_KNOWING = ThreadPoolExecutor(max_workers=1, thread_name_prefix="knowledge")

PARTS = 100
"""As finely an article counts in the progress."""

_NAMED = 3
"""Articles that are named where the run was stopped; more are counted only."""

_PATIENCE = 2000
"""Milliseconds a worker gets to end by itself."""

CommandMaker = Callable[[str | None], list[str]]


class Suggesting(QObject):
    """One run at a time.  The window stays live; the child may die without harm."""

    progressed = Signal(str, int, int)
    """What is being done, parts done, parts in all (:data:`PARTS` an article; 0 while not known)."""
    finished = Signal(str)
    """It ended as it should; the text says what came of it."""
    failed = Signal(str)
    """It ended otherwise; the text says what happened."""

    def __init__(self, parent: QObject | None = None, *, command: CommandMaker | None = None) -> None:
        super().__init__(parent)
        self._command = command or worker_command
        self._process: ChildProcess | None = None
        self._session: Session | None = None
        self._knowledge: Future[bytes] | None = None
        """What the project knows, read beside the window while the worker loads its model."""

    @property
    def running(self) -> bool:
        return self._process is not None

    @property
    def pid(self) -> int:
        """Process id of the worker, 0 where none runs."""
        return self._process.pid if self._process is not None else 0

    def start(self, session: Session, articles: Sequence[int] | None = None, *, force: bool = False) -> None:
        """Suggest for these articles, None: all that the model has not covered.

        :raises UserError: if a run is under way.
        """
        if self._process is not None:
            raise UserError("Suggestions are being made already: wait for them, or stop them first.")
        self._session, self._wanted, self._force = session, articles, force
        self._parser = ReplyParser()
        self._todo: deque[int] = deque()
        self._asked: dict[int, None] = {}  # in the order of asking
        self._total = self._done = self._made = 0
        self._failures: list[str] = []
        self._named: list[str] = []
        self._titles: dict[int, str] = {}
        self._in_article = (0, 1)
        pipeline = session.project.about("pipeline") or None
        process = self._process = ChildProcess(
            self, said=self._read, ended=self._on_ended, missing=self._on_missing
        )
        self._knowledge = _KNOWING.submit(_knowledge, session.project.path, session.project.annotator)
        self.progressed.emit("Loading the language model …", 0, 0)
        process.start(self._command(pipeline))

    def cancel(self) -> None:
        """Stop; what has been suggested so far stays."""
        if self._process is not None:
            self._end(self._summary("Stopped"))

    def shut_down(self) -> None:
        """End the worker without a word: the window or the project is closing."""
        self._let_go()
        if self._knowledge is not None:
            wait([self._knowledge])  # nothing may read the project while it is being closed

    # -- what the worker says

    def _read(self, data: bytes) -> None:
        try:
            for reply in self._parser.feed(data):
                self._take(reply)
                if self._process is None:
                    return
        except ProtocolError as error:
            self._fail(f"The suggestions stopped, because the worker said something unexpected ({error}).")
        except UserError as error:
            self._fail(str(error))

    def _take(self, reply: Reply) -> None:
        session = self._session
        assert session is not None
        match reply:
            case Ready(model, pipeline, language):
                repertoire = Repertoire(pipeline, language, model, pipelines_of(session.project))
                todo = session.articles_to_suggest(repertoire.model_for, self._wanted, force=self._force)
                self._todo.extend(todo)
                self._titles = _titles(session.project.articles(), set(self._todo))
                self._total = len(self._todo)
                self._tell_knowledge()
                self._ask()
            case Suggested(article_id, suggestions, _, model):
                self._made += session.store_suggestions(article_id, model, suggestions)
                self._answered(article_id)
            case Working(article_id, read, length):
                if article_id == next(iter(self._asked), None) and length > 0:
                    self._in_article = (min(read, length), length)
                    self._tell_progress()
            case Failed(article_id, reason):
                self._failures.append(f"{self._titles.get(article_id, article_id)}: {reason}")
                self._answered(article_id)
            case Unusable(reason):
                self._fail(reason)

    def _tell_knowledge(self) -> None:
        if self._process is not None and self._knowledge is not None:
            self._process.write(self._knowledge.result())  # read long since: loading a model takes longer

    def _answered(self, article_id: int) -> None:
        self._asked.pop(article_id, None)
        self._named.append(self._titles.get(article_id, str(article_id)))
        self._done += 1
        self._ask()

    def _ask(self) -> None:
        """Keep the worker busy; end it when all is answered."""
        process, session = self._process, self._session
        if process is None or session is None:
            return
        while self._todo and len(self._asked) < _ON_THEIR_WAY:
            article_id = self._todo.popleft()
            article = session.project.article(article_id)
            process.write(encode_request(Suggest(article_id, article.text, article.metadata.language)))
            self._asked[article_id] = None
        if not self._todo and not self._asked:
            self._end(self._summary("Suggested"))
            return
        self._in_article = (0, 1)
        self._tell_progress()

    def _tell_progress(self) -> None:
        """Articles count alike; of the one that is worked on, as much as the worker has read of it."""
        title = self._titles.get(next(iter(self._asked)), "")
        read, length = self._in_article
        text = f"Suggesting, article {self._done + 1} of {self._total}: {title}"
        if read:
            text += f" ({read * 100 // length} %)"
        done = self._done * PARTS + read * PARTS // length
        self.progressed.emit(text, done, self._total * PARTS)

    # -- how it ends

    def _summary(self, verb: str) -> str:
        if self._total == 0 and verb == "Suggested":
            return "Nothing to do: every article has its suggestions already."
        noun = "article" if self._done == 1 else "articles"
        of = f" of {self._total}" if verb == "Stopped" and self._total else ""
        text = f"{verb}: {counted(self._made, 'annotation')} on {self._done}{of} {noun}"
        if of and 0 < len(self._named) <= _NAMED:
            text += f" ({', '.join(f'“{short(name)}”' for name in self._named)})"
        if of and self._done:
            text += ", kept"
        text += "."
        if self._failures:
            text += f" {len(self._failures)} failed; the first was {self._failures[0]}"
        return text

    def _end(self, text: str) -> None:
        if self._let_go():
            self.finished.emit(text)

    def _fail(self, text: str) -> None:
        if self._let_go():
            self.failed.emit(text)

    def _let_go(self) -> bool:
        """End the worker; whether there was one."""
        process, self._process, self._session = self._process, None, None
        if process is not None:
            process.let_go(encode_request(Stop()), patience=_PATIENCE)
        return process is not None

    def _on_ended(self, code: int, said: str) -> None:
        log.warning("the suggestion worker ended with exit code %d; it said: %s", code, said or "nothing")
        kept = f" {self._done} of {self._total} articles are done and kept." if self._total else ""
        self._fail(f"The suggestion worker ended unexpectedly.{kept}")

    def _on_missing(self) -> None:
        self._fail("The suggestion worker could not be started: reinstall the program.")


def _knowledge(path: Path, annotator: str) -> bytes:
    with reader(path, annotator) as project:
        return encode_request(Know(knowledge_of(project)))


def _titles(articles: Sequence[ArticleSummary], wanted: set[int]) -> dict[int, str]:
    return {summary.id: title_of(summary) for summary in articles if summary.id in wanted}
