"""What the command about the report does: opens the page, and leads from it to what is behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject

from annotator.review.scores import Kind, Subject

if TYPE_CHECKING:
    from annotator.gui.agreement.desk import AgreementDesk
    from annotator.gui.main_window import MainWindow
    from annotator.gui.pages import Page

NAME = "report"


class ReportDesk(QObject):
    """The page is made when it is first opened."""

    def __init__(self, window: MainWindow, agreement: AgreementDesk) -> None:
        super().__init__(window)
        self._window, self._agreement = window, agreement
        window.pages.add(NAME, "Report", self._make)

    def _make(self) -> Page:
        from annotator.gui.report.page import ReportPage

        return ReportPage(self._window, self)

    def show_page(self) -> None:
        """Go to the page; what was shown there is brought up to date."""
        self._window.moving.open_page(NAME)

    def follow(self, target: str) -> None:
        """Go where a link of the report leads: to an article, a person's articles, or a figure."""
        kind, _, name = target.partition("/")
        window = self._window
        if kind == "article" and window.session is not None:
            people = [layer for layer in window.session.project.layers() if layer.kind == "person"]
            self._agreement.go_to(int(name), people)
        elif kind == "annotator":
            window.commands.run("team.page")
        elif kind == "agreement":
            of, label, attribute = name.split("/")
            self._agreement.show_subject(Subject(cast(Kind, of), label, attribute))
