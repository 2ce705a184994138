"""The list of problems: of the open article, live, or of all articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from annotator.gui.latest import Latest
from annotator.gui.list_page import ListPage
from annotator.gui.widgets.parts import counted
from annotator.gui.widgets.table import Table
from annotator.project import problems
from annotator.project.problems import Problem

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow
    from annotator.gui.problems.desk import ProblemDesk
    from annotator.gui.session import Session

_NONE_HERE = "No problems in this article: the codebook has all it asks for."
_NONE = "No problems in what you have begun: the codebook has all it asks for."


class ProblemsPage(ListPage):
    """Walking the list shows each place; Enter goes there."""

    def __init__(self, window: MainWindow, desk: ProblemDesk) -> None:
        table = Table("Problems", ("Problem", "Words", "Article"), (250, 0, 260))
        super().__init__(table, "All articles", _NONE_HERE)
        self._window = window
        self._desk = desk
        self._latest = Latest(window.background)
        self._shown: list[Problem] = []
        self.table.walked.connect(self._walk)
        self.table.chosen.connect(self._go)
        desk.changed.connect(self._follow)

    def set_session(self, session: Session | None) -> None:
        self._session = session
        self._show([])

    def begin(self) -> None:
        self._desk.count()
        self.show_list()
        super().begin()

    def show_list(self) -> None:
        """Look anew, in this article or beside the window in all."""
        session = self._session
        if session is None or self.here.isChecked():
            self._latest.drop()
            self._show(list(self._desk.here))
            return
        self.count.setText("Looking …")
        self._latest.read(
            session.project,
            lambda queries: [problem for _, found in problems.in_project(queries) for problem in found],
            self._show,
        )

    # -- inside

    def _show(self, found: list[Problem]) -> None:
        self._shown, titles = found, self._titles()
        empty = _NONE_HERE if self.here.isChecked() else _NONE
        self._fill([self._line(problem, titles) for problem in found], empty)
        articles = len({problem.article_id for problem in found})
        many = f" in {counted(articles, 'article')}" if self.everywhere.isChecked() else ""
        self.count.setText(f"{counted(len(found), 'problem')}{many}" if found else "")

    @staticmethod
    def _line(problem: Problem, titles: dict[int, str]) -> tuple[str, str, str]:
        words = " ".join(problem.quote.split()) or "the whole article"
        return problem.sentence, words, titles.get(problem.article_id, "")

    def _walk(self, number: int) -> None:
        self._desk.show(self._shown[number])
        self.table.setFocus()  # opening another article gives the keyboard to it

    def _go(self, number: int) -> None:
        self._desk.show(self._shown[number])
        self._window.workspace.view.setFocus(Qt.FocusReason.OtherFocusReason)
