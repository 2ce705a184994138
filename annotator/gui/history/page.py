"""What was done, newest first: in the open article or in the whole project."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from annotator.gui.models.articles import title_of
from annotator.gui.pages import Page
from annotator.gui.said import replayed
from annotator.gui.widgets.parts import chip, label
from annotator.gui.widgets.table import Table
from annotator.project.history_lines import HistoryLine, lines
from annotator.project.queries import reader

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow
    from annotator.gui.session import Session

_MOST = 2000
"""Newest entries that are listed."""

_NOTHING = "Nothing has been done here yet."


class HistoryPage(Page):
    """Enter goes to the annotation a line is about, where it is still there."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._window = window
        self._session: Session | None = None
        self._shown: list[HistoryLine] = []
        self._asked = 0
        self.here = chip("This article")
        self.everywhere = chip("Whole project")
        self.here.setChecked(True)
        group = QButtonGroup(self)
        for made in (self.here, self.everywhere):
            group.addButton(made)
            made.clicked.connect(self.show_history)
        self.count = label("", "muted")
        self.table = Table("History", ("When", "Who", "What", "Words", "Article"), (150, 110, 210, 0, 220))
        self.table.chosen.connect(self._go)
        self.empty = label(_NOTHING, "muted", wrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        top = QHBoxLayout()
        top.setContentsMargins(16, 0, 16, 6)
        top.setSpacing(8)
        for part in (self.here, self.everywhere, self.count):
            top.addWidget(part)
        top.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.empty, 1)

    def set_session(self, session: Session | None) -> None:
        self._session = session
        self._show([])
        if session is not None:
            session.article_opened.connect(self._follow)
            session.committed.connect(self._follow)

    def begin(self) -> None:
        self.show_history()
        super().begin()

    def first_field(self) -> QWidget:
        return self.table if self._shown else self.here if self.here.isChecked() else self.everywhere

    def show_history(self) -> None:
        """Read it anew, beside the window."""
        session = self._session
        if session is None:
            return
        article = session.article.id if session.article is not None and self.here.isChecked() else None
        if article is None and self.here.isChecked():
            self._show([])
            return
        path, annotator = session.project.path, session.project.annotator
        self._asked += 1
        asked = self._asked
        if not self._shown:
            self.empty.setText("Reading …")

        def work() -> list[HistoryLine]:
            with reader(path, annotator) as queries:
                return lines(queries.history(article, newest=_MOST), article)

        def done(found: list[HistoryLine]) -> None:
            if asked == self._asked:
                self._show(found)

        self._window.background.run(work, done)

    # -- inside

    def _follow(self) -> None:
        if self.isVisible():
            self.show_history()

    def _show(self, found: list[HistoryLine]) -> None:
        had_keyboard = self.table.hasFocus()
        current = self.table.current_line() or 0
        self._shown = found
        titles = {}
        if self._session is not None and self.everywhere.isChecked():
            titles = {each.id: title_of(each) for each in self._session.project.articles()}
        self.table.setColumnHidden(4, not self.everywhere.isChecked())
        self.table.set_lines([_cells(line, titles) for line in found], current)
        self.table.setVisible(bool(found))
        self.empty.setVisible(not found)
        self.empty.setText(_NOTHING)
        self.count.setText(f"the newest {_MOST:,}" if len(found) == _MOST else "")
        if had_keyboard or (self.isVisible() and self._window.focusWidget() is self.here):
            self.first_field().setFocus()

    def _go(self, number: int) -> None:
        line, session = self._shown[number], self._session
        if session is None or line.article_id is None:
            return
        session.open_article(line.article_id)
        if line.annotation_id is not None:
            session.set_current(line.annotation_id)
            if session.current_id is None:
                self._window.hint("This annotation is no longer there: it was deleted or undone.")
        self._window.workspace.view.setFocus(Qt.FocusReason.OtherFocusReason)


def _cells(line: HistoryLine, titles: dict[int, str]) -> tuple[str, ...]:
    local = datetime.fromisoformat(line.at).astimezone()
    return (
        f"{local:%Y-%m-%d %H:%M:%S}",
        line.annotator,
        line.title if line.kind == "do" else replayed(line.kind, line.title),
        " ".join(line.words.split()),
        titles.get(line.article_id or 0, ""),
    )
