"""The list of problems: of the open article, live, or of all articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from annotator.gui.models.articles import title_of
from annotator.gui.pages import Page
from annotator.gui.widgets.parts import chip, counted, label
from annotator.gui.widgets.table import Table
from annotator.project import problems
from annotator.project.problems import Problem
from annotator.project.queries import reader

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow
    from annotator.gui.problems.desk import ProblemDesk
    from annotator.gui.session import Session

_NONE_HERE = "No problems in this article: the codebook has all it asks for."
_NONE = "No problems in what you have begun: the codebook has all it asks for."


class ProblemsPage(Page):
    """Walking the list shows each place; Enter goes there."""

    def __init__(self, window: MainWindow, desk: ProblemDesk) -> None:
        super().__init__()
        self._window = window
        self._desk = desk
        self._session: Session | None = None
        self._shown: list[Problem] = []
        self._asked = 0
        self.here = chip("This article")
        self.everywhere = chip("All articles")
        self.here.setChecked(True)
        group = QButtonGroup(self)
        for made in (self.here, self.everywhere):
            group.addButton(made)
            made.clicked.connect(self.show_problems)
        self.count = label("", "muted")
        self.table = Table("Problems", ("Problem", "Words", "Article"), (250, 0, 260))
        self.table.walked.connect(self._walk)
        self.table.chosen.connect(self._go)
        self.empty = label(_NONE_HERE, "muted", wrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        top = QHBoxLayout()
        top.setContentsMargins(16, 0, 16, 6)
        top.setSpacing(8)
        top.addWidget(self.here)
        top.addWidget(self.everywhere)
        top.addWidget(self.count)
        top.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.empty, 1)
        desk.changed.connect(self._on_changed)

    def set_session(self, session: Session | None) -> None:
        self._session = session
        self._show([])

    def begin(self) -> None:
        self._desk.count()
        self.show_problems()
        super().begin()

    def first_field(self) -> QWidget:
        return self.table if self._shown else self.here if self.here.isChecked() else self.everywhere

    def show_problems(self) -> None:
        """Look anew, in this article or beside the window in all."""
        session = self._session
        self._asked += 1
        asked = self._asked
        if session is None or self.here.isChecked():
            self._show(list(self._desk.here))
            return
        path, annotator = session.project.path, session.project.annotator

        def work() -> list[Problem]:
            with reader(path, annotator) as queries:
                return [problem for _, found in problems.in_project(queries) for problem in found]

        def done(found: list[Problem]) -> None:
            if asked == self._asked:
                self._show(found)

        self.count.setText("Looking …")
        self._window.background.run(work, done)

    # -- inside

    def _on_changed(self) -> None:
        if self.isVisible():
            self.show_problems()

    def _show(self, found: list[Problem]) -> None:
        current = self.table.current_line() or 0
        self._shown = found
        titles = {}
        if self._session is not None and self.everywhere.isChecked():
            titles = {each.id: title_of(each) for each in self._session.project.articles()}
        self.table.setColumnHidden(2, not titles)
        self.table.set_lines([self._line(problem, titles) for problem in found], current)
        articles = len({problem.article_id for problem in found})
        many = f" in {counted(articles, 'article')}" if self.everywhere.isChecked() else ""
        self.count.setText(f"{counted(len(found), 'problem')}{many}" if found else "")
        self.table.setVisible(bool(found))
        self.empty.setVisible(not found)
        self.empty.setText(_NONE_HERE if self.here.isChecked() else _NONE)

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
