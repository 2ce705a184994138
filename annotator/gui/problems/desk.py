"""What the problem commands do: keep count of them, live, and go from one to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.gui.commands.command import HintError
from annotator.gui.problems.live import LiveProblems
from annotator.project import problems
from annotator.project.changes import Changes
from annotator.project.problems import Problem
from annotator.project.queries import reader

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow
    from annotator.gui.session import Session

_AFTER = 60
"""Milliseconds after a change; the article is painted before."""

_AT_ONCE = 1_000
"""Annotations that are looked at before the window may do something else."""


class ProblemDesk(QObject):
    changed = Signal()
    """The problems of the open article are others now."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._session: Session | None = None
        self._last: Problem | None = None
        self._live: LiveProblems | None = None
        self.here: list[Problem] = []
        """Of the open article, in reading order."""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look_on)

    def set_session(self, session: Session | None) -> None:
        """Another project is open, or none."""
        self._session, self._last, self._live, self.here = session, None, None, []
        if session is None:
            self._timer.stop()
            return
        session.article_opened.connect(self._start)
        session.committed.connect(self._on_commit)

    def count(self) -> None:
        """Look through the open article, now."""
        self._timer.stop()
        self._look(None)

    def step(self, step: int) -> None:
        """Go to the next (1) or previous (-1) problem; after the last one of the article to another's."""
        session = self._need()
        self.count()
        following = self._following(session, step)
        if following is not None:
            self.show(following)
        else:
            self._elsewhere(session, step)

    def show(self, problem: Problem) -> None:
        """Go where a problem is, and say what it is."""
        session = self._need()
        self._last = problem
        self._window.workspace.view.clear_selection()  # else a label key would tag what was selected before
        session.open_article(problem.article_id)
        if problem.annotation_id is not None:
            session.set_current(problem.annotation_id)
        number = self.here.index(problem) + 1 if problem in self.here else 0
        of = f" ({number} of {len(self.here)})" if number else ""
        self._window.hint(f"{problem.sentence}{of}.")

    # -- inside

    def _start(self) -> None:
        self._live = None
        self._timer.start(_AFTER)

    def _on_commit(self, changes: Changes) -> None:
        if self._live is not None and not self._live.touch(changes):
            self._live = None
        self._timer.start(_AFTER)

    def _look_on(self) -> None:
        """Look at some more of the open article."""
        sheet = self._session.sheet if self._session is not None else None
        if sheet is not None and not sheet.complete:  # a large article is still being read
            self._timer.start(_AFTER)
            return
        self._look(_AT_ONCE)
        if self._live is not None and not self._live.complete:
            self._timer.start(0)

    def _look(self, most: int | None) -> None:
        session = self._session
        sheet = session.sheet if session is not None else None
        if session is None or sheet is None:
            self._live = None
        elif self._live is None or self._live.sheet is not sheet:
            self._live = LiveProblems(session.project, sheet)
        if self._live is not None:
            self._live.look(most)
        if self._live is None or self._live.complete:
            self._say(list(self._live.here) if self._live is not None else [])

    def _say(self, found: list[Problem]) -> None:
        if found != self.here:
            self.here = found
            self._window.workspace.header.show_problems(len(found))
            self.changed.emit()

    def _following(self, session: Session, step: int) -> Problem | None:
        """The nearest one after (1) or before (-1) the one shown last, else the current annotation."""
        last, current = self._last, session.current
        if last is not None and last in self.here:
            place = last.place
        elif current is not None:
            # All of the current annotation's come after this going on, and before it going back.
            place = (current.start, current.id, "")
        else:
            caret = self._window.workspace.view.caret()
            place = (caret if caret else -2, "", "")
        if step > 0:
            return next((problem for problem in self.here if problem.place > place), None)
        return next((problem for problem in reversed(self.here) if problem.place < place), None)

    def _elsewhere(self, session: Session, step: int) -> None:
        """Look through the other articles beside the window."""
        order = self._window.workspace.articles.model.shown_ids()
        here = session.article.id if session.article is not None else None
        path, annotator = session.project.path, session.project.annotator

        def work() -> dict[int, list[Problem]]:
            with reader(path, annotator) as queries:
                return dict(problems.in_project(queries))

        def done(found: dict[int, list[Problem]]) -> None:
            at = order.index(here) if here in order else -1
            ahead = order[at + 1 :] + order[: max(at, 0)]
            if step < 0:
                ahead.reverse()
            article = next((number for number in ahead if number in found), None)
            if article is not None:
                self._open_at(article, step)
            elif self.here:
                self.show(self.here[0 if step > 0 else -1])
            else:
                self._window.hint("There are no problems: the codebook has all it asks for.")

        self._window.background.run(work, done)

    def _open_at(self, article_id: int, step: int) -> None:
        self._need().open_article(article_id)
        self.count()
        if self.here:
            self.show(self.here[0 if step > 0 else -1])

    def _need(self) -> Session:
        if self._session is None:
            raise HintError("Open a project first.")
        return self._session
