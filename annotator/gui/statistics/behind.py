"""What is behind the current figure: its annotations as a concordance, or its articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from annotator.analysis.counting import Behind, Stock
from annotator.gui.concordance.model import MARK, LinesModel
from annotator.gui.concordance.table import LinesTable
from annotator.gui.scores.runner import ReadingRunner
from annotator.gui.statistics.drawing import many
from annotator.gui.statistics.places import MOST, Listed, lines_behind
from annotator.gui.theme import Theme
from annotator.gui.widgets.parts import ElidedLabel, button, chip
from annotator.gui.widgets.table import Table
from annotator.project.queries import Queries
from annotator.review.evaluating import Cancelled, Progress

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow

_LATER = 80
"""Milliseconds after which the list follows: who walks through the figures passes most of them by."""
_HINT = "Arrows go from figure to figure · Enter: to the list, then to the article"


class BehindPanel(QWidget):
    line_chosen = Signal(object)
    """A concordance line that one wants to see in its article."""
    article_chosen = Signal(int)
    list_wanted = Signal(str, object)
    """Some articles (a set of ids) and what they are: to be listed beside the article."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._window = window
        self._stock = Stock()
        self._behind: Behind | None = None
        self._said = ""
        self._numbers: list[int] = []
        self.title = ElidedLabel("heading")
        self.note = ElidedLabel("muted")
        self.by_line, self.by_article = chip("Annotations (O)"), chip("Articles (R)")
        self.by_line.setChecked(True)
        self.list_them = button("List them (I)", self._list_them, keep_focus=False)
        self.list_them.setProperty("role", "chip-row")
        self.lines = LinesModel(self)
        self.table = LinesTable(self.lines)
        self.table.setColumnHidden(MARK, True)
        self.table.setAccessibleName("Annotations behind the figure")
        self.table.horizontalHeader().setAccessibleName("Columns")
        self.articles = Table("Articles behind the figure", ("Date", "Source", "Article"), (100, 180, 0))
        self.runner = ReadingRunner(window.background, self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_LATER)
        self._timer.timeout.connect(self._read)
        self.runner.failed.connect(lambda error: window.complain(str(error) or "This could not be read."))
        self.table.entered.connect(self._on_entered)
        self.articles.chosen.connect(lambda row: self.article_chosen.emit(self._numbers[row]))
        self._build()
        self.clear()

    @property
    def keys(self) -> dict[str, QAbstractButton]:
        return {"O": self.by_line, "R": self.by_article, "I": self.list_them}

    @property
    def shown(self) -> QWidget:
        """The list that is shown."""
        return self.articles if self.by_article.isChecked() else self.table

    def set_theme(self, theme: Theme) -> None:
        self.table.set_theme(theme)

    def clear(self) -> None:
        self.runner.drop()
        self._timer.stop()
        self._behind = None
        self.title.show_text("Choose a figure to see what is behind it")
        self.note.show_text(_HINT)
        self.lines.clear()
        self.articles.set_lines([])
        self.list_them.setEnabled(False)

    def tell(self, said: str, behind: Behind, stock: Stock) -> None:
        """Say what a figure is made of."""
        self._said, self._behind, self._stock = said, behind, stock
        self.title.show_text(said)
        self.list_them.setEnabled(bool(behind.articles))
        self._show()

    # -- inside

    def _show(self) -> None:
        articles = self.by_article.isChecked()
        other = self.table if articles else self.articles
        had_keys = other.hasFocus()
        self.shown.show()
        if had_keys:  # hidden with the keyboard in it, it would hand that on to somewhere else
            self.shown.setFocus(Qt.FocusReason.OtherFocusReason)
        other.hide()
        if self._behind is None:
            return
        if not articles:
            self._timer.start()
            return
        self._timer.stop()
        told = [self._stock.articles[n] for n in self._behind.articles if n in self._stock.articles]
        told.sort(key=lambda each: (each.published, each.id))
        self._numbers = [each.id for each in told]
        self.articles.set_lines([(each.published[:10], each.source, each.title) for each in told], 0)
        self.note.show_text(f"{many(len(told), 'article')} · {_HINT}")

    def _read(self) -> None:
        session, behind, stock = self._window.session, self._behind, self._stock
        if session is None or behind is None:
            return
        self.table.delegate.codebook = session.project.codebook

        def work(queries: Queries, _step: Progress, stopped: Cancelled) -> Listed:
            return lines_behind(queries, behind, stock, stopped)

        self.runner.start(session.project.path, session.project.annotator, work, self._tell)

    def _tell(self, found: Listed) -> None:
        self.lines.clear()
        self.lines.add(found.lines)
        self.table.go_to(0, tell=False)
        told = many(len(found.lines), "annotation")
        if found.more:
            told = f"The first {MOST}; filters above, or a smaller figure, show the rest"
        self.note.show_text(f"{told} · {_HINT}")

    def _on_entered(self, _shift: bool) -> None:
        line = self.table.line
        if line is not None:
            self.line_chosen.emit(line)

    def _list_them(self) -> None:
        if self._behind is not None:
            self.list_wanted.emit(self._said.split(":")[0], self._behind.articles)

    def _build(self) -> None:
        group = QButtonGroup(self)
        for each in (self.by_line, self.by_article):
            group.addButton(each)
            each.clicked.connect(self._show)
        head = QHBoxLayout()
        head.setContentsMargins(16, 8, 16, 6)
        head.setSpacing(8)
        head.addWidget(self.title, 3)
        head.addWidget(self.note, 4)
        for part in (self.by_line, self.by_article, self.list_them):
            head.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.articles, 1)
        self.articles.hide()
