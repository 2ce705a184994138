"""Which patterns are looked for, and when: the one that is typed first, then those not counted yet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.gui.patterns.results import Key, Results, key_of
from annotator.gui.patterns.tester import PatternTester
from annotator.model.knowledge import Found, Pattern

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow
    from annotator.gui.session import Session

_TELL_AFTER = 120
"""Milliseconds between two tellings of how far it is, and of new counts."""


class Counting(QObject):
    """Patterns without a place in the project (``draft``) come before those of the list."""

    changed = Signal()
    """There are other results, or it is further than it was."""

    def __init__(self, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self.results = Results()
        self.tester = PatternTester(self, window.worker_command)
        self.trouble = ""
        """Why nothing can be looked for."""
        self._session: Session | None = None
        self._listed: Sequence[Pattern] = ()
        self._draft: Pattern | None = None
        self._run: tuple[Pattern, ...] = ()
        self._paused: tuple[frozenset[Key], list[int]] = (frozenset(), [])
        """The run that a draft came before, and the articles that it has still to look through."""
        self._stopped = False
        self._tell = QTimer(self)
        self._tell.setSingleShot(True)
        self._tell.setInterval(_TELL_AFTER)
        self._tell.timeout.connect(self.changed)
        self.tester.found.connect(self._on_found)
        self.tester.went_on.connect(self._tell_later)
        self.tester.ended.connect(self._on_ended)
        self.tester.failed.connect(self._on_failed)

    def set_session(self, session: Session | None) -> None:
        self.end()
        self._session, self._listed, self._draft = session, (), None
        self.results.clear()

    def forget(self, *, looked_at: bool) -> None:
        """The articles are others: count anew, at once if somebody looks."""
        self.tester.stop()
        self.results.clear()
        self._run, self._paused = (), (frozenset(), [])
        if looked_at:
            self.go_on()

    def want(self, draft: Pattern | None, listed: Sequence[Pattern]) -> None:
        """Look for these as soon as can be."""
        self._listed = listed
        if draft != self._draft:
            self._draft, self.trouble = draft, ""
            self._stopped = False
        self.go_on()

    def stop(self) -> None:
        """Look no further until something else is asked."""
        self._stopped = True
        self.tester.stop()
        self.changed.emit()

    def end(self) -> None:
        """Nobody looks: let the worker go."""
        self.tester.shut_down()
        self._run, self._paused = (), (frozenset(), [])
        self._tell.stop()

    def go_on(self) -> None:
        """Look for what is wanted and not known, unless that is being done."""
        session = self._session
        if session is None or self._stopped or self.trouble:
            return
        draft = self.results.missing([self._draft] if self._draft is not None else [])
        wanted = draft or self.results.missing(self._listed)
        keys = {key_of(pattern) for pattern in wanted}
        if self.tester.running and (
            keys <= {key_of(p) for p in self._run} and (not draft or len(self._run) == 1)
        ):
            return
        if self.tester.running and len(self._run) > 1:
            self._paused = frozenset(map(key_of, self._run)), self.tester.left
        self._run = tuple(wanted)
        if not wanted:
            self.tester.stop()
            self.changed.emit()
            return
        articles = self._articles(session)
        further = not draft and keys == self._paused[0]
        if further:
            left = set(self._paused[1])
            articles = [number for number in articles if number in left]
        self.results.begin(wanted, further=further)
        self.tester.start(session, wanted, articles)
        self.changed.emit()

    def _articles(self, session: Session) -> list[int]:
        """All of them, the open one first."""
        here = session.article
        articles = session.project.article_ids()
        if here is not None:
            articles.sort(key=lambda number: number != here.id)
        return articles

    @property
    def state(self) -> str:
        """How far it is, in words; empty where nothing is done."""
        tester = self.tester
        if self.trouble:
            return self.trouble
        if not tester.running:
            return "Stopped" if self._stopped else ""
        if tester.loading:
            return "Loading the language model …"
        return f"Looking in article {min(tester.done + 1, tester.total):,} of {tester.total:,} …"

    def _on_found(self, article_id: int, found: Found) -> None:
        self.results.take(article_id, found)

    def _on_ended(self) -> None:
        self.results.end()
        self._run = ()
        self.changed.emit()
        self.go_on()

    def _on_failed(self, text: str) -> None:
        self.trouble = text
        self.changed.emit()

    def _tell_later(self) -> None:
        if not self._tell.isActive():
            self._tell.start()
