"""What the command about statistics does: opens the page, and leads from it to places in the articles."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow
    from annotator.gui.pages import Page
    from annotator.gui.team.desk import TeamDesk
    from annotator.project.concordance.lines import Line

NAME = "statistics"


class StatisticsDesk(QObject):
    """The page is made when it is first opened."""

    def __init__(self, window: MainWindow, team: TeamDesk) -> None:
        super().__init__(window)
        self._window, self._team = window, team
        window.pages.add(NAME, "Statistics", self._make)

    def _make(self) -> Page:
        from annotator.gui.statistics.page import StatisticsPage

        return StatisticsPage(self._window, self)

    def show_page(self) -> None:
        """Go to the page; what was shown there is brought up to date."""
        self._window.moving.open_page(NAME)

    def go_to(self, line: Line) -> None:
        """Show an annotation in its article: one's own as the current one, else its words selected."""
        window, session = self._window, self._window.session
        if session is None:
            return
        self.open_article(line.article_id)
        view, sheet = window.workspace.view, session.sheet
        key = line.annotation_id
        if key is not None and sheet is not None and sheet.annotation(key) is not None:
            session.set_current(key)
            view.set_current(key, reveal=True)
        else:
            session.set_current(None, reveal=False)
            view.select_span(line.start, line.end)
            view.reveal(line.start, line.end)

    def open_article(self, article_id: int) -> None:
        window, session = self._window, self._window.session
        if session is None:
            return
        window.moving.leave_page()
        session.open_article(article_id)
        window.workspace.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def list_articles(self, what: str, articles: Collection[int]) -> None:
        """List these articles beside the article, and go to the list."""
        self._team.list_articles(what, articles)
