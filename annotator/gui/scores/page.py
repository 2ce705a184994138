"""The page of scores: figures, the reliability of scores, and what is behind each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from annotator.gui.letter_keys import LetterKeys
from annotator.gui.models.articles import title_of
from annotator.gui.pages import Page
from annotator.gui.panels.empty import EmptyPlace
from annotator.gui.panels.progress import ProgressPanel
from annotator.gui.scores.choices import Choices
from annotator.gui.scores.figure_rows import FigureRow, by_article, by_subject, short, sorted_by
from annotator.gui.scores.figure_table import FigureTable
from annotator.gui.scores.page_layout import lay_out
from annotator.gui.scores.places import PlacesPanel
from annotator.gui.scores.reliability import ReliabilityPanel
from annotator.gui.scores.runner import ReadingRunner
from annotator.gui.scores.texts import fill_empty, first_decisions, which_articles, why_none
from annotator.gui.theme import Theme
from annotator.gui.widgets.parts import label
from annotator.project.changes import Changes
from annotator.project.queries import Queries
from annotator.project.worked_on import worked_on
from annotator.review.evaluating import Cancelled, Evaluation, Progress, evaluate
from annotator.review.scores import ALL_LABELS, Subject

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow
    from annotator.gui.scores.desk import ScoresDesk
    from annotator.gui.session import Session

_SAY_AFTER = 400
"""Milliseconds after which it is said that the scores are being counted; most are there before."""

_RECOUNT_AFTER = 2_000
"""Milliseconds of quiet after which what is saved meanwhile is counted: suggestions come one by one."""

Read = tuple[Evaluation, dict[int, str]]
"""With the titles of the articles."""


class ScoresPage(Page):
    def __init__(self, window: MainWindow, desk: ScoresDesk) -> None:
        super().__init__()
        self._window = window
        self._session: Session | None = None
        self._stale = True
        self._order: tuple[int, bool] | None = None
        """By which column the articles are ordered, and whether downwards."""
        self._subject: Subject = ALL_LABELS
        """Of whom the articles are listed."""
        self.found: Evaluation | None = None
        self.titles: dict[int, str] = {}
        self.choices = Choices()
        self.table = FigureTable()
        self.reliability = ReliabilityPanel()
        self.places = PlacesPanel(window, desk, self)
        self.progress = ProgressPanel()
        self.nothing = label("", "muted", wrap=True)
        self.empty = EmptyPlace()
        self.runner = ReadingRunner(window.background, self)
        self._say_later = QTimer(self)
        self._say_later.setSingleShot(True)
        self._say_later.setInterval(_SAY_AFTER)
        self._recount = QTimer(self)
        self._recount.setSingleShot(True)
        self._recount.setInterval(_RECOUNT_AFTER)
        self._body = lay_out(self)
        lists = (self.table, self.places.table, self.reliability.plot, self.reliability.table)
        others = {"S": self.order_by_current}
        self._keys = LetterKeys(self, window.commands, self.choices.keys, lists, others)
        self._connect()

    def _connect(self) -> None:
        self._say_later.timeout.connect(self._say_running)
        self._recount.timeout.connect(self._count_changes)
        self.choices.changed.connect(self.evaluate)
        self.choices.view_changed.connect(self._on_view)
        self.table.walked.connect(self._on_figure)
        self.table.entered.connect(self.places.take_keyboard)
        self.table.head_clicked.connect(self.order_by)
        self.reliability.walked.connect(self._on_bin)
        self.reliability.entered.connect(lambda _number: self.places.take_keyboard())
        self.runner.progressed.connect(self._on_progress)
        self.runner.failed.connect(self._on_failed)
        self.runner.stopped.connect(self._on_stopped)

    # -- what the window says

    def set_theme(self, theme: Theme) -> None:
        self.table.set_theme(theme)
        self.reliability.set_theme(theme)

    def set_session(self, session: Session | None) -> None:
        self.runner.drop()
        self._recount.stop()
        self._end_saying()
        self.places.drop()
        self.choices.forget()
        self._session, self._stale, self.found = session, True, None
        if session is not None:
            session.committed.connect(self._on_commit)

    @property
    def session(self) -> Session | None:
        return self._session

    def first_field(self) -> QWidget:
        if self.places.wanted_back:
            return self.places.table
        if not self._body.isHidden():
            return self.table
        return self.choices.against if self.empty.step.isHidden() else self.empty.step

    def begin(self) -> None:
        self._count_changes()
        super().begin()
        self.places.wanted_back = False

    def leave(self) -> None:
        self._recount.stop()
        self.runner.stop()

    def go_back(self) -> bool:
        """From the list to the figure it is about."""
        if not self.places.table.hasFocus():
            return False
        in_plot = self.reliability.plot.current is not None
        (self.reliability.plot if in_plot else self.table).setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    # -- counting

    def evaluate(self) -> None:
        """Count anew, beside the window."""
        session, question = self._session, self.choices.question()
        can = question is not None and question.layer != question.against
        self._show_empty(can)
        self.runner.drop()
        if session is None or question is None or not can:
            self._end_saying()
            return

        def work(queries: Queries, step: Progress, stopped: Cancelled) -> Read:
            titles = {each.id: title_of(each) for each in queries.articles()}
            return evaluate(queries, question, progress=step, cancelled=stopped), titles

        self._stale = False
        self._say_later.start()
        self.runner.start(session.project.path, session.project.annotator, work, self._on_found)

    def _on_found(self, read: Read) -> None:
        self._end_saying()
        self.found, self.titles = read
        self.reliability.show_evaluation(self.found, first_decisions(self._window.commands))
        self.choices.told.show_text(which_articles(self.found))
        self.show_figures()

    def _on_progress(self, done: int, in_all: int) -> None:
        if not self._say_later.isActive():
            self.progress.step(f"Counting: {done:,} of {in_all:,}".replace(",", " "), done, in_all)

    def _say_running(self) -> None:
        if self.runner.running:
            self.progress.begin("Counting …", self.runner.stop)

    def _end_saying(self) -> None:
        self._say_later.stop()
        self.progress.end()

    def _on_failed(self, error: Exception) -> None:
        self._end_saying()
        self._stale = True
        self._window.complain(str(error) or "The scores could not be counted.")

    def _on_stopped(self) -> None:
        self._end_saying()
        self._stale = True
        if not self.isVisible():
            return
        again = f"{self._window.commands.key('scores.page')} counts again."
        if self.found is None:
            self.table.hide()
            self.nothing.show()
            self.nothing.setText(f"Stopped before the scores were there: {again}")
        else:
            self._window.tell(f"Stopped: what is shown was counted before; {again}")

    def _on_commit(self, changes: Changes) -> None:
        self._stale = True
        if self.isVisible():
            self._recount.start()

    def _count_changes(self) -> None:
        """Count anew where something was saved since."""
        if self._stale and self._session is not None:
            project = self._session.project
            own = project.layer
            begun = own is not None and bool(worked_on(project, own).begun)
            self.choices.offer(project.layers(), own, project.codebook, begun=begun)
            self.evaluate()

    # -- showing

    def show_figures(self) -> None:
        """Show what was counted, in the chosen way; the current figure stays the current one."""
        found, session = self.found, self._session
        if found is None or session is None:
            return
        none = not found.counted.articles
        if none and self.table.hasFocus():
            self.choices.begun.setFocus(Qt.FocusReason.OtherFocusReason)
        self.table.setVisible(not none)
        self.nothing.setVisible(none)
        if none:
            self.nothing.setText(why_none(found, self._window.commands))
            self.places.clear()
            return
        current = self.table.current()
        if self.choices.by_article.isChecked():
            rows = by_article(found, self.choices.how, self._subject, self.titles.__getitem__)
            if self._order is not None:
                rows = sorted_by(rows, self._order[0], downwards=self._order[1])
            heading = f"Article · {self._subject.said}"
        else:
            rows, heading = by_subject(found, self.choices.how, session.project.codebook), ""
        at = _find(rows, current[0] if current else None), current[1] if current else 3
        layer, against = found.question.layer, found.question.against
        self.table.show_rows(rows, (short(layer, against), short(against, layer)), at, heading)
        order = self._order if self.choices.by_article.isChecked() else None
        self.table.show_order(order)
        if self.reliability.plot.current is None:
            self._on_figure()
        else:
            self._on_bin(self.reliability.plot.current)

    def order_by(self, column: int) -> None:
        """Order the articles by a column, the lowest first; again: the highest first."""
        if self.choices.by_article.isChecked():
            again = self._order is not None and self._order[0] == column
            self._order = (column, again and not (self._order and self._order[1]))
            self.show_figures()

    def order_by_current(self) -> None:
        self.order_by(max(self.table.currentIndex().column(), 0))

    def _on_view(self) -> None:
        current = self.table.current()
        if self.choices.by_article.isChecked() and current is not None and current[0].article_id is None:
            self._subject = current[0].subject or ALL_LABELS
        self.show_figures()

    def _on_figure(self) -> None:
        current = self.table.current()
        self.reliability.let_go()
        if self.found is not None and current is not None:
            self.places.show_figure(self.found, self.choices.how, *current)

    def _on_bin(self, number: int) -> None:
        if self.found is not None:
            self.places.show_bin(self.found, number)

    def _show_empty(self, can: bool) -> None:
        self._body.setVisible(can)
        self.empty.setVisible(not can)
        if not can and self._session is not None:
            self.choices.told.show_text("")
            fill_empty(self.empty, self._window, self._session.project.layers())


def _find(rows: list[FigureRow], wanted: FigureRow | None) -> int:
    """Where the same line stands now."""
    for number, row in enumerate(rows):
        if wanted is not None and (row.subject, row.article_id) == (wanted.subject, wanted.article_id):
            return number
    return 0
