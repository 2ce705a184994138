"""What the command about scores does: opens the page, and leads from it to places in the articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow
    from annotator.gui.pages import Page
    from annotator.gui.scores.place_rows import PlaceRow

NAME = "scores"


class ScoresDesk(QObject):
    """The page is made when it is first opened."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.pages.add(NAME, "Scores", self._make)

    def _make(self) -> Page:
        from annotator.gui.scores.page import ScoresPage

        return ScoresPage(self._window, self)

    def show_page(self) -> None:
        """Go to the page; what was shown there is brought up to date."""
        self._window.moving.open_page(NAME)

    def go_to(self, place: PlaceRow) -> None:
        """Show a place in its article: what is one's own or suggested as the current annotation, else its
        words selected."""
        window, session = self._window, self._window.session
        if session is None:
            return
        window.moving.leave_page()
        session.open_article(place.article_id)
        view, sheet = window.workspace.view, session.sheet
        here = [
            key for key in place.annotation_ids if sheet is not None and sheet.annotation(key) is not None
        ]
        if here:
            session.set_current(here[0])
            view.set_current(here[0], reveal=True)
        else:
            session.set_current(None, reveal=False)
            view.select_span(place.start, place.end)
            view.reveal(place.start, place.end)
        view.setFocus(Qt.FocusReason.OtherFocusReason)
