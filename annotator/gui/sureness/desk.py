"""What the commands about sureness do: show the bar, and show as many suggestions as the person wants."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from annotator.gui.commands.command import HintError
from annotator.gui.session import INITIATOR
from annotator.gui.widgets.parts import counted
from annotator.model.threshold import sureness
from annotator.project.operations import settings
from annotator.project.queries import Queries, reader
from annotator.project.settled import Settled

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow
    from annotator.gui.session import Session
    from annotator.gui.sureness.bar import Scored, SurenessBar

_AFTER = 80
"""Milliseconds after the slider moved last: what is shown follows it, but not each step of a drag."""


class SurenessDesk(QObject):
    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._session: Session | None = None
        self._bar: SurenessBar | None = None
        self._wanted: float | None = None
        self._saving = QTimer(self)
        self._saving.setSingleShot(True)
        self._saving.setInterval(_AFTER)
        self._saving.timeout.connect(self._save)

    def set_session(self, session: Session | None) -> None:
        """Another project is open, or none."""
        self._saving.stop()
        self._session, self._wanted = session, None
        if session is None:
            self.hide()
            return
        session.article_opened.connect(self._count)
        session.committed.connect(self._count)

    @property
    def shown(self) -> bool:
        return self._bar is not None and not self._bar.isHidden()

    @property
    def least(self) -> float:
        """How sure a suggestion must be to be shown now."""
        return self._session.project.least_score if self._session is not None else 0.0

    def toggle(self) -> None:
        """Show the bar with the keyboard on its slider, or hide it."""
        if self.shown:
            self.hide()
            return
        self._need()
        bar = self._made()
        bar.show()
        bar.slider.setFocus()
        self._count()

    def hide(self) -> None:
        """Hide the bar; the keyboard goes back to the article."""
        if self._bar is None or self._bar.isHidden():
            return
        had = self._bar.isAncestorOf(self._window.focusWidget() or self._window)
        self._bar.hide()
        if self._session is not None:
            self._window.status.show_done(self.bar_says())
        if had:
            self._window.workspace.view.setFocus()

    def choose(self, least: float) -> None:
        """Show what is at least so sure."""
        self._need()
        self._wanted = least
        self._save()

    def says(self) -> str:
        """What is shown now, for the status."""
        session = self._need()
        there = len(session.sheet.suggestions) if session.sheet is not None else 0
        return f"From a score of {self.least:.2f} on: {counted(there, 'suggestion')} in this article"

    def bar_says(self) -> str:
        """What the bar asks for while it is shown, and what it was left at."""
        if self.shown or self._bar is None:
            return "How sure a suggestion must be: ← and → move the slider, B and C take a preset"
        return self._bar.says.full

    # -- inside

    def _made(self) -> SurenessBar:
        if self._bar is None:
            from annotator.gui.sureness.bar import SurenessBar

            self._bar = SurenessBar()
            self._bar.set_theme(self._window.theme)
            self._bar.chosen.connect(self._want)
            self._bar.closed.connect(self.hide)
            self._window.workspace.add_bar(self._bar, self._bar.set_theme)
        return self._bar

    def _want(self, least: float) -> None:
        self._wanted = least
        self._saving.start()

    def _save(self) -> None:
        session, wanted = self._session, self._wanted
        self._saving.stop()
        self._wanted = None
        if session is not None and wanted is not None:
            self._window.attempt(
                lambda: settings.choose_least_score(session.project, wanted, initiator=INITIATOR)
            )

    def _count(self) -> None:
        """Read the scores of the open article, while the bar is shown."""
        session = self._session
        if session is None or session.article is None or not self.shown:
            return
        article_id, path, annotator = session.article.id, session.project.path, session.project.annotator

        def read() -> tuple[list[Scored], float]:
            with reader(path, annotator) as queries:
                return scored(queries, article_id), queries.least_score

        def show(found: tuple[list[Scored], float]) -> None:
            if self._bar is not None and self._wanted is None:
                self._bar.show_scores(*found)

        self._window.background.run(read, show)

    def _need(self) -> Session:
        if self._session is None:
            raise HintError("Open a project first.")
        return self._session


def scored(queries: Queries, article_id: int) -> list[Scored]:
    """The suggestions on an article that wait for the annotator, with how sure each is."""
    there = queries.suggested_at_all(article_id)
    own = queries.layer
    settled = Settled(
        queries.annotations(article_id, own.id) if own else (),
        queries.decisions(article_id, own.id) if own else (),
    )
    links = queries.links(article_id, *(layer.id for layer in queries.suggesting_on(article_id)))
    sure = sureness({a.id: a.score for a in there}, ((k.head_id, k.child_id) for k in links))
    return [(a.label, sure[a.id]) for a in there if settled.waits(a)]
