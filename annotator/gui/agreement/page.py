"""The page of agreement: figures between layers, and what is behind each of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from annotator.gui.agreement import views
from annotator.gui.agreement.behind import Behind
from annotator.gui.agreement.choices import Choices
from annotator.gui.agreement.grid import Grid
from annotator.gui.agreement.page_keys import PageKeys
from annotator.gui.agreement.page_layout import lay_out
from annotator.gui.agreement.page_words import fill_empty, which_articles, why_none
from annotator.gui.agreement.places import Place
from annotator.gui.agreement.views import Asked, Crossed, View
from annotator.gui.models.articles import title_of
from annotator.gui.pages import Page
from annotator.gui.panels.empty import EmptyPlace
from annotator.gui.panels.progress import ProgressPanel
from annotator.gui.scores.runner import ReadingRunner
from annotator.gui.theme import Theme
from annotator.gui.widgets.parts import label
from annotator.project.changes import Changes
from annotator.project.queries import Queries
from annotator.review.agreement.agreement import Agreement
from annotator.review.agreement.computing import AgreementCancelledError, compute
from annotator.review.agreement.results import ALL_TOGETHER, MEASURES, Between, Measure, measures_of
from annotator.review.evaluating import Cancelled, EvaluationCancelledError, Progress
from annotator.review.scores import ALL_LABELS, Subject

if TYPE_CHECKING:
    from annotator.gui.agreement.desk import AgreementDesk
    from annotator.gui.main_window import MainWindow
    from annotator.gui.session import Session

_SAY_AFTER = 400
"""Milliseconds after which it is said that something is being counted; most is there before."""

Read = tuple[Agreement, dict[int, str]]
"""With the titles of the articles."""


class AgreementPage(Page):
    def __init__(self, window: MainWindow, desk: AgreementDesk) -> None:
        super().__init__()
        self._window, self._desk = window, desk
        self._session: Session | None = None
        self._stale = True
        self._order: tuple[int, bool] | None = None
        self._subject = ALL_LABELS
        self._measure: Measure = "alpha"
        self._between = ALL_TOGETHER
        self.found: Agreement | None = None
        self.titles: dict[int, str] = {}
        self.choices = Choices()
        self.grid = Grid("Agreement")
        self.behind = Behind(window)
        self.progress = ProgressPanel()
        self.nothing = label("", "muted", wrap=True)
        self.empty = EmptyPlace()
        self.runner = ReadingRunner(window.background, self)
        self.viewing = ReadingRunner(window.background, self)
        self._say_later = QTimer(self)
        self._say_later.setSingleShot(True)
        self._say_later.setInterval(_SAY_AFTER)
        self._body = lay_out(self)
        self._keys = PageKeys(window, self)
        self._connect()

    # -- what the window says

    def set_theme(self, theme: Theme) -> None:
        self.grid.set_theme(theme)

    def set_session(self, session: Session | None) -> None:
        self.runner.drop()
        self.viewing.drop()
        self._end_saying()
        self.behind.clear()
        self.choices.forget()
        self._session, self._stale, self.found = session, True, None
        self._subject, self._measure, self._between = ALL_LABELS, "alpha", ALL_TOGETHER
        if session is not None:
            session.committed.connect(self._on_commit)

    def first_field(self) -> QWidget:
        if not self._body.isHidden() and not self.grid.isHidden():
            return self.grid
        return self.choices if self.empty.step.isHidden() else self.empty.step

    def begin(self) -> None:
        if self._stale and self._session is not None:
            self.choices.offer(self._session.project.layers())
            self.count()
        super().begin()

    def leave(self) -> None:
        self.runner.stop()

    def go_back(self) -> bool:
        """From the list to the figure it is about; from one pair to all."""
        if self.behind.shown.hasFocus():
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        if self._between != ALL_TOGETHER:
            self._between = ALL_TOGETHER
            self.show_figures()
            return True
        return False

    # -- counting

    def count(self) -> None:
        """Count anew, beside the window."""
        session, layers = self._session, self.choices.chosen()
        self._between = ALL_TOGETHER
        can = len(layers) > 1
        self._body.setVisible(can)
        self.empty.setVisible(not can)
        self.runner.drop()
        if session is None or not can:
            self._end_saying()
            fill_empty(self.empty, self._window, [layer for _, layer in self.choices.layers])
            return
        begun = self.choices.begun.isChecked()

        def work(queries: Queries, step: Progress, stopped: Cancelled) -> Read:
            titles = {each.id: title_of(each) for each in queries.articles()}
            try:
                return compute(queries, layers, all_states=begun, progress=step, cancelled=stopped), titles
            except AgreementCancelledError as error:
                raise EvaluationCancelledError from error

        self._stale = False
        self._say_later.start()
        self.runner.start(session.project.path, session.project.annotator, work, self._on_found)

    def _on_found(self, read: Read) -> None:
        self._end_saying()
        self.found, self.titles = read
        if self._subject not in self.found.subjects:
            self._subject = self.found.subjects[0]
        self.show_figures()

    def _on_progress(self, done: int, in_all: int) -> None:
        if not self._say_later.isActive():
            self.progress.step(f"Counting: {done:,} of {in_all:,} articles".replace(",", " "), done, in_all)

    def _end_saying(self) -> None:
        self._say_later.stop()
        self.progress.end()

    def _on_failed(self, error: Exception) -> None:
        self._end_saying()
        self._stale = True
        self._window.complain(str(error) or "The agreement could not be counted.")

    def _on_stopped(self) -> None:
        self._end_saying()
        self._stale = True
        if self.isVisible():
            self._window.tell(f"Stopped: {self._window.commands.key('review.agreement')} counts again.")

    def _on_commit(self, _changes: Changes) -> None:
        self._stale = True

    # -- showing

    def show_figures(self) -> None:
        """Show what was counted, in the chosen way."""
        found = self.found
        if found is None:
            return
        none = not found.frame.articles
        self.grid.setVisible(not none)
        self.nothing.setVisible(none)
        if none:
            self.nothing.setText(why_none(found.frame, self._window.commands))
            self.behind.clear()
            return
        session = self._session
        assert session is not None
        make = self._maker(found)

        def work(_queries: Queries, _step: Progress, _stopped: Cancelled) -> View:
            return make()

        self.viewing.start(session.project.path, session.project.annotator, work, self._show)

    def _show(self, view: View) -> None:
        rows = view.rows
        if self.choices.by_article.isChecked() and self._order is not None:
            rows = views.sorted_rows(rows, self._order[0], downwards=self._order[1])
        assert self.found is not None
        told = which_articles(self.found.frame)
        if self._between != ALL_TOGETHER and not self.choices.by_pair.isChecked():
            told = f"{views.between_named(self.found, self._between)} · Esc: all layers · {told}"
        self.choices.told.show_text(told)
        self.grid.show_rows(
            view.titles, view.tips, rows, views.place_of(rows, self._subject, self._measure, self._between)
        )
        self._on_figure()

    def want(self, subject: Subject) -> None:
        """When the page is opened, show the figures by label and be at this subject's."""
        self.choices.by_label.setChecked(True)
        self.choose(subject, self._measure)
        if not self._stale:
            self.show_figures()

    def choose(self, subject: Subject, measure: Measure, between: Between = ALL_TOGETHER) -> None:
        """Make a figure the one that the views are about."""
        self._subject, self._between = subject, between
        self._measure = measure if measure in measures_of(subject) else measures_of(subject)[0]

    def order_by(self, column: int) -> None:
        """Order the articles by a column, the lowest first; again: the highest first."""
        if self.choices.by_article.isChecked():
            again = self._order is not None and self._order[0] == column
            self._order = (column, again and not (self._order and self._order[1]))
            self.show_figures()

    def order_by_current(self) -> None:
        self.order_by(max(self.grid.currentIndex().column(), 0))

    # -- inside

    def _maker(self, found: Agreement) -> Callable[[], View]:
        """What makes the chosen view; for a thread, as the intervals of many layers take a second."""
        subject, measure, between = self._subject, self._measure, self._between
        titles = self.titles
        if self.choices.by_pair.isChecked():
            # Fleiss' kappa of two is not Cohen's, and few mean it.
            return lambda: views.by_pair(found, subject, "cohen" if measure == "fleiss" else measure)
        if self.choices.by_article.isChecked():
            return lambda: views.by_article(found, subject, between, titles.__getitem__)
        if self.choices.confusion.isChecked():
            return lambda: views.confusion(found, between)
        return lambda: views.by_subject(found, between)

    def _on_figure(self) -> None:
        current = self.grid.current()
        if self.found is None or current is None:
            return
        row, cell = current
        asked = cell.key if cell is not None else None
        if isinstance(asked, Asked):
            self.choose(asked.subject, asked.measure, asked.between)
            where = "" if asked.article is None else f" · {self.titles.get(asked.article, '')}"
            about = f"{asked.subject.shown} · {MEASURES[asked.measure].short}"
            who = views.between_named(self.found, asked.between)
            self.behind.tell(self.found, self.titles, asked, f"{about} · {who}{where}")
        elif isinstance(asked, Crossed):
            names = [name or "nothing" for name in (asked.one, asked.other)]
            self.behind.tell(self.found, self.titles, asked, f"{names[0]} where another has {names[1]}")
        else:
            self.behind.clear()
            if isinstance(row.key, Subject):
                self._subject = row.key

    def _on_entered(self) -> None:
        """Enter goes into the list behind the figure."""
        self.behind.shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_to_place(self, place: Place) -> None:
        self._desk.go_to(place.row.article_id, list(place.layers), (place.row.start, place.row.end))

    def _go_to_article(self, article: int) -> None:
        found = self.found
        if found is None:
            return
        one, other = self._between
        layers = list(found.frame.layers)
        if one is not None and other is not None:
            layers = [layers[one], layers[other]]
        self._desk.go_to(article, layers)

    def _connect(self) -> None:
        self._say_later.timeout.connect(lambda: self.progress.begin("Counting …", self.runner.stop))
        self.choices.changed.connect(self.count)
        self.choices.view_changed.connect(self.show_figures)
        self.grid.walked.connect(self._on_figure)
        self.grid.entered.connect(self._on_entered)
        self.grid.head_clicked.connect(self.order_by)
        self.behind.place_chosen.connect(self._go_to_place)
        self.behind.article_chosen.connect(self._go_to_article)
        self.runner.progressed.connect(self._on_progress)
        for runner in (self.runner, self.viewing):
            runner.failed.connect(self._on_failed)
        self.runner.stopped.connect(self._on_stopped)
