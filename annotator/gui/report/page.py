"""The supervisor's page: it reads like a page of paper, and each line leads to what is behind it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from annotator.errors import UserError
from annotator.exchange.writing import whole_file
from annotator.gui.counting_page import CountingPage
from annotator.gui.letter_keys import LetterKeys
from annotator.gui.report.drawing import fill, write_pdf
from annotator.gui.theme import LIGHT, Theme
from annotator.gui.widgets.parts import ElidedLabel, button
from annotator.project.queries import Queries
from annotator.review.evaluating import Cancelled, Progress
from annotator.review.supervisor.contents import Report
from annotator.review.supervisor.gathering import gather
from annotator.review.supervisor.page import page_html

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow
    from annotator.gui.report.desk import ReportDesk
    from annotator.gui.session import Session

_SCHEME = "annotator"
_WIDEST = 860
"""Pixels of the page's text: longer lines are hard to read, and the drawings are no wider."""


class ReportPage(CountingPage):
    def __init__(self, window: MainWindow, desk: ReportDesk) -> None:
        super().__init__(window, "review.report", "The report could not be made.")
        self._desk = desk
        self._theme = LIGHT
        self.report: Report | None = None
        self._saved = ""
        """What was said of the file that was written last."""
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self.text.setAccessibleName("Report")
        self.text.setMaximumWidth(_WIDEST)
        self.told = ElidedLabel("muted")
        self.as_html = button("Save as a web page … (H)", self._save_html, keep_focus=False)
        self.as_pdf = button("Save as PDF … (P)", self._save_pdf, keep_focus=False)
        self._lay_out()
        self._keys = LetterKeys(self, window.commands, {"H": self.as_html, "P": self.as_pdf}, (self.text,))
        self.text.anchorClicked.connect(self._follow)

    # -- what the window says

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._show()

    def set_session(self, session: Session | None) -> None:
        super().set_session(session)
        self.report = None

    def first_field(self) -> QWidget:
        return self.text

    def leave(self) -> None:
        super().leave()
        if self._window.messages.text.text() == self._saved:
            self._window.messages.hide()

    # -- counting

    def count(self) -> None:
        """Gather all anew, beside the window."""
        session = self.session
        if session is None:
            return
        name = session.project.name

        def work(queries: Queries, step: Progress, stopped: Cancelled) -> Report:
            return gather(queries, name, progress=step, cancelled=stopped)

        self.read(work, self._on_found)

    def _on_found(self, report: Report) -> None:
        self.report = report
        self._show()

    # -- showing and saving

    def _show(self) -> None:
        ready = self.report is not None
        for part in (self.as_html, self.as_pdf):
            part.setEnabled(ready)
        if self.report is None:
            self.text.clear()
            return
        place = self.text.verticalScrollBar().value()
        link = f"{_SCHEME}:{{}}".format
        fill(self.text.document(), self.report, self._theme, self.devicePixelRatioF(), link)
        self.text.verticalScrollBar().setValue(place)

    def _follow(self, address: QUrl) -> None:
        if address.scheme() == _SCHEME:
            self._desk.follow(address.path())

    def _save_html(self) -> None:
        path = self._ask("Save the report", "html", "Web page (*.html)")
        if path is not None and self.report is not None:
            try:
                with whole_file(path) as file:
                    file.write(page_html(self.report))
            except UserError as error:
                self._window.complain(str(error))
                return
            self._tell_saved(path)

    def _save_pdf(self) -> None:
        path = self._ask("Save the report", "pdf", "PDF (*.pdf)")
        if path is not None and self.report is not None:
            if write_pdf(str(path), self.report):
                self._tell_saved(path)
            else:
                self._window.complain(f"The report could not be saved in “{path}”: choose another folder.")

    def _tell_saved(self, path: Path) -> None:
        self._saved = f"Saved the report as {path.name}."
        address = QUrl.fromLocalFile(str(path.resolve()))
        self._window.tell(self._saved, action="Open it", run=lambda: QDesktopServices.openUrl(address))

    def _ask(self, title: str, suffix: str, kinds: str) -> Path | None:
        session = self.session
        if session is None:
            return None
        proposed = session.project.path.with_name(f"{session.project.name}-report.{suffix}")
        name, _ = QFileDialog.getSaveFileName(self, title, str(proposed), kinds)
        return Path(name) if name else None

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(16, 2, 16, 8)
        top.setSpacing(8)
        top.addWidget(self.told, 1)
        for made in (self.as_html, self.as_pdf):
            top.addWidget(made)
        middle = QHBoxLayout()
        middle.setContentsMargins(16, 0, 16, 8)
        middle.addStretch(1)
        middle.addWidget(self.text, 20)
        middle.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(self.progress)
        layout.addLayout(middle, 1)
