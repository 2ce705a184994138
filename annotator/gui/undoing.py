"""Undo and redo where one sees what they do: on a page, work in the article behind it stays as it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.gui.commands.command import HintError

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow
    from annotator.gui.session import Session
    from annotator.project.undo import Step


class Undoing(QObject):
    """Knows which steps were done since the page that is shown was opened."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._done = self._undone = 0
        """How many steps of each kind are from before the page."""
        window.pages.changed.connect(lambda _name: self._begin())
        window.session_changed.connect(self._on_session)

    def undo(self) -> None:
        """Take back the last step.

        :raises HintError: if a page is shown and the step was done in an article before.
        """
        session = self._need()
        steps = session.project.steps
        self._check(session, "undo", steps.done[self._done :], steps.done)
        self._stay(session, session.undo)

    def redo(self) -> None:
        """Do again what was undone last; as :meth:`undo`."""
        session = self._need()
        steps = session.project.steps
        self._check(session, "redo", steps.undone[self._undone :], steps.undone)
        self._stay(session, session.redo)

    # -- inside

    def _check(self, session: Session, verb: str, here: list[Step], steps: list[Step]) -> None:
        step = steps[-1] if steps else None
        if self._window.pages.shown is None or here or step is None or step.article_id is None:
            return
        from annotator.gui.models.articles import title_of

        summary = next((s for s in session.project.articles() if s.id == step.article_id), None)
        where = f" in “{title_of(summary)}”" if summary is not None else " in an article"
        key = self._window.commands.key("view.article")
        raise HintError(
            f"The next step to {verb} is “{step.title}”{where}: go back ({key}) to {verb} it there."
        )

    def _stay(self, session: Session, replay: Callable[[], object]) -> None:
        """On a page, leave the article behind it open."""
        article = session.article
        replay()
        if self._window.pages.shown is not None:
            session.open_article(article.id if article is not None else None)

    def _on_session(self, session: Session | None) -> None:
        self._begin()
        if session is not None:
            session.committed.connect(self._on_commit)

    def _begin(self) -> None:
        session = self._window.session
        if session is not None:
            self._done, self._undone = len(session.project.steps.done), len(session.project.steps.undone)

    def _on_commit(self) -> None:
        """Steps from before the page may have been undone, or forgotten."""
        session = self._window.session
        if session is not None:
            self._done = min(self._done, len(session.project.steps.done))
            self._undone = min(self._undone, len(session.project.steps.undone))

    def _need(self) -> Session:
        if self._window.session is None:
            raise HintError("Open a project first, or make a new one.")
        return self._window.session
