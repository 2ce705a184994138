"""What the problem commands do: keep count of them, live, and go from one to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.gui.commands.command import HintError
from annotator.project import problems
from annotator.project.problems import Problem
from annotator.project.queries import reader

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow
    from annotator.gui.session import Session

_AFTER = 60
"""Milliseconds after a change; the article is painted before."""


class ProblemDesk(QObject):
    changed = Signal()
    """The problems of the open article are others now."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._session: Session | None = None
        self._last: Problem | None = None
        self.here: list[Problem] = []
        """Of the open article, in reading order."""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_AFTER)
        self._timer.timeout.connect(self.count)

    def set_session(self, session: Session | None) -> None:
        """Another project is open, or none."""
        self._session, self._last, self.here = session, None, []
        if session is None:
            self._timer.stop()
            return
        session.article_opened.connect(self._timer.start)
        session.sheet_changed.connect(self._timer.start)
        session.committed.connect(self._timer.start)

    def count(self) -> None:
        """Look through the open article, now."""
        self._timer.stop()
        session = self._session
        article = session.article if session is not None else None
        found = problems.in_article(session.project, article.id) if session and article else []
        if found != self.here:
            self.here = found
            self._window.workspace.header.show_problems(len(found))
            self.changed.emit()

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
        session.open_article(problem.article_id)
        if problem.annotation_id is not None:
            session.set_current(problem.annotation_id)
        number = self.here.index(problem) + 1 if problem in self.here else 0
        of = f" ({number} of {len(self.here)})" if number else ""
        self._window.hint(f"{problem.sentence}{of}.")

    # -- inside

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
