"""What the command about agreement does: opens the page, and leads from it to places in the articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from annotator.gui.comparing.desk import ComparingDesk
    from annotator.gui.main_window import MainWindow
    from annotator.gui.pages import Page
    from annotator.model.layer import Layer
    from annotator.review.scores import Subject

NAME = "agreement"


class AgreementDesk(QObject):
    """The page is made when it is first opened."""

    def __init__(self, window: MainWindow, comparing: ComparingDesk) -> None:
        super().__init__(window)
        self._window, self._comparing = window, comparing
        window.pages.add(NAME, "Agreement", self._make)

    def _make(self) -> Page:
        from annotator.gui.agreement.page import AgreementPage

        return AgreementPage(self._window, self)

    def show_page(self) -> None:
        """Go to the page; what was shown there is brought up to date."""
        self._window.moving.open_page(NAME)

    def show_subject(self, subject: Subject) -> None:
        """Go to the page, to the figures of a label, a link or an attribute."""
        from annotator.gui.agreement.page import AgreementPage

        page = self._window.pages.page(NAME)
        assert isinstance(page, AgreementPage)
        page.want(subject)
        self.show_page()

    def go_to(self, article_id: int, layers: list[Layer], span: tuple[int, int] | None = None) -> None:
        """Show the layers side by side on an article; at a place in it, in code points."""
        self._comparing.show_article(article_id, layers, span)
