"""The page of agreement: figures between layers, and what is behind each of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from annotator.gui.agreement import views
from annotator.gui.agreement.behind import Behind
from annotator.gui.agreement.choices import Choices
from annotator.gui.agreement.grid import Grid
from annotator.gui.agreement.page_layout import lay_out
from annotator.gui.agreement.page_words import fill_empty, which_articles, why_none
from annotator.gui.agreement.places import Place
from annotator.gui.agreement.views import Asked, Crossed, View
from annotator.gui.counting_page import CountingPage
from annotator.gui.letter_keys import LetterKeys
from annotator.gui.models.articles import title_of
from annotator.gui.panels.empty import EmptyPlace
from annotator.gui.scores.runner import ReadingRunner
from annotator.gui.theme import Theme
from annotator.gui.widgets.parts import label
from annotator.project.queries import Queries
from annotator.review.agreement.agreement import Agreement
from annotator.review.agreement.computing import compute
from annotator.review.agreement.results import ALL_TOGETHER, MEASURES, Between, Measure, measures_of
from annotator.review.evaluating import Cancelled, Progress
from annotator.review.scores import ALL_LABELS, Subject

if TYPE_CHECKING:
    from annotator.gui.agreement.desk import AgreementDesk
    from annotator.gui.main_window import MainWindow
    from annotator.gui.session import Session

Read = tuple[Agreement, dict[int, str]]
"""With the titles of the articles."""


class AgreementPage(CountingPage):
    def __init__(self, window: MainWindow, desk: AgreementDesk) -> None:
        super().__init__(window, "review.agreement", "The agreement could not be counted.")
        self._desk = desk
        self._order: tuple[int, bool] | None = None
        self._subject = ALL_LABELS
        self._measure: Measure = "alpha"
        self._between = ALL_TOGETHER
        self.found: Agreement | None = None
        self.titles: dict[int, str] = {}
        self.choices = Choices()
        self.grid = Grid("Agreement")
        self.behind = Behind(window)
        self.nothing = label("", "muted", wrap=True)
        self.empty = EmptyPlace()
        self.viewing = ReadingRunner(window.background, self)
        self._body = lay_out(self)
        lists = (self.grid, self.behind.table, self.behind.articles)
        chips = {**self.choices.keys, **self.behind.keys}
        self._keys = LetterKeys(self, window.commands, chips, lists, {"S": self.order_by_current})
        self._connect()

    # -- what the window says

    def set_theme(self, theme: Theme) -> None:
        self.grid.set_theme(theme)

    def set_session(self, session: Session | None) -> None:
        super().set_session(session)
        self.viewing.drop()
        self.behind.clear()
        self.choices.forget()
        self.found = None
        self._subject, self._measure, self._between = ALL_LABELS, "alpha", ALL_TOGETHER

    def first_field(self) -> QWidget:
        if not self._body.isHidden() and not self.grid.isHidden():
            return self.grid
        return self.choices if self.empty.step.isHidden() else self.empty.step

    def begin(self) -> None:
        if self.stale and self.session is not None:
            self.choices.offer(self.session.project.layers())
        super().begin()

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
        layers = self.choices.chosen()
        self._between = ALL_TOGETHER
        can = len(layers) > 1
        self._body.setVisible(can)
        self.empty.setVisible(not can)
        self.drop()
        if not can:
            fill_empty(self.empty, self._window, [layer for _, layer in self.choices.layers])
            return
        begun = self.choices.begun.isChecked()

        def work(queries: Queries, step: Progress, stopped: Cancelled) -> Read:
            titles = {each.id: title_of(each) for each in queries.articles()}
            return compute(queries, layers, all_states=begun, progress=step, cancelled=stopped), titles

        self.read(work, self._on_found)

    def _on_found(self, read: Read) -> None:
        self.found, self.titles = read
        if self._subject not in self.found.subjects:
            self._subject = self.found.subjects[0]
        self.show_figures()

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
        session = self.session
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
        self._body.give(self.grid.needed())
        self._on_figure()

    def want(self, subject: Subject) -> None:
        """When the page is opened, show by label what is done, at this subject."""
        if self.choices.begun.isChecked():
            self.choices.begun.setChecked(False)
            self.stale = True
        self.choices.by_label.setChecked(True)
        self.choose(subject, self._measure)
        if not self.stale:
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
            self.behind.tell(self.found, self.titles, asked, views.crossed_named(self.found, asked))
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
        self.choices.changed.connect(self.count)
        self.choices.view_changed.connect(self.show_figures)
        self.grid.walked.connect(self._on_figure)
        self.grid.entered.connect(self._on_entered)
        self.grid.head_clicked.connect(self.order_by)
        self.behind.place_chosen.connect(self._go_to_place)
        self.behind.article_chosen.connect(self._go_to_article)
        self.viewing.failed.connect(lambda error: self._window.complain(str(error)))
