"""What was done, newest first: in the open article or in the whole project."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from annotator.gui.latest import Latest
from annotator.gui.list_page import ListPage
from annotator.gui.said import replayed
from annotator.gui.widgets.table import Table
from annotator.project.history_lines import HistoryLine, lines

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow
    from annotator.gui.session import Session

_MOST = 2000
"""Newest entries that are listed."""

_NOTHING = "Nothing has been done here yet."


class HistoryPage(ListPage):
    """Enter goes to the annotation a line is about, where it is still there."""

    def __init__(self, window: MainWindow) -> None:
        table = Table("History", ("When", "Who", "What", "Words", "Article"), (150, 110, 210, 0, 220))
        super().__init__(table, "Whole project", _NOTHING)
        self._window = window
        self._latest = Latest(window.background)
        self._shown: list[HistoryLine] = []
        self.table.chosen.connect(self._go)

    def set_session(self, session: Session | None) -> None:
        self._session = session
        self._show([])
        if session is not None:
            session.article_opened.connect(self._follow)
            session.committed.connect(self._follow)

    def begin(self) -> None:
        self.show_list()
        super().begin()

    def show_list(self) -> None:
        """Read it anew, beside the window."""
        session = self._session
        if session is None:
            return
        article = session.article.id if session.article is not None and self.here.isChecked() else None
        if article is None and self.here.isChecked():
            self._show([])
            return
        if not self._shown:
            self.empty.setText("Reading …")

        self._latest.read(
            session.project,
            lambda queries: lines(queries.history(article, newest=_MOST), article),
            self._show,
        )

    # -- inside

    def _show(self, found: list[HistoryLine]) -> None:
        had_keyboard = self.table.hasFocus()
        self._shown, titles = found, self._titles()
        self._fill([_cells(line, titles) for line in found], _NOTHING)
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
