"""The page of statistics: what is drawn of the chosen layers, and what is behind each figure."""

from __future__ import annotations

from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from annotator.analysis.counting import Stock, stock_of
from annotator.analysis.roles import roles_of
from annotator.gui.counting_page import CountingPage
from annotator.gui.garbage import leave_alone
from annotator.gui.letter_keys import LetterKeys
from annotator.gui.palette.sheet_text import Group
from annotator.gui.panels.empty import EmptyPlace
from annotator.gui.scores.runner import ReadingRunner
from annotator.gui.statistics import page_words
from annotator.gui.statistics.behind import BehindPanel
from annotator.gui.statistics.chart_page import ChartPage
from annotator.gui.statistics.choices import Choices
from annotator.gui.statistics.drawing import Drawing, Mark
from annotator.gui.statistics.drawings import WIDE, View, drawings
from annotator.gui.statistics.network_page import NetworkPage
from annotator.gui.statistics.page_layout import lay_out
from annotator.gui.statistics.savers import Savers
from annotator.gui.theme import Theme
from annotator.gui.widgets.parts import label
from annotator.project.changes import Changes
from annotator.project.queries import Queries
from annotator.project.records import records
from annotator.review.evaluating import Cancelled, Progress
from annotator.review.stopping import StoppedError

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow
    from annotator.gui.session import Session
    from annotator.gui.statistics.desk import StatisticsDesk

_TABLES = frozenset({"annotations", "links", "actors", "articles", "article_states", "layers", "decisions"})
_SAY_AFTER = 400
"""Milliseconds after which it is said that something is being drawn."""


class StatisticsPage(CountingPage):
    def __init__(self, window: MainWindow, desk: StatisticsDesk) -> None:
        super().__init__(window, "review.statistics", "The statistics could not be counted.")
        self._desk = desk
        self.whole: Stock | None = None
        """All of the chosen layers."""
        self.stock = Stock()
        """What the filters leave of it."""
        self.choices = Choices()
        self.behind = BehindPanel(window)
        self.empty = EmptyPlace()
        self.nothing = label("", "muted", wrap=True)
        self.network = NetworkPage()
        self.charts: dict[View, ChartPage | NetworkPage] = {
            **{view: ChartPage(wide) for view, wide in WIDE.items()},
            "network": self.network,
        }
        self.stack = QStackedWidget()
        self.viewing = ReadingRunner(window.background, self)
        self._drawing_later = QTimer(self)
        self._drawing_later.setSingleShot(True)
        self._drawing_later.setInterval(_SAY_AFTER)
        self._drawing_later.timeout.connect(lambda: self.progress.begin("Drawing …", self._stop_drawing))
        self.savers = Savers(window, self)
        self._body = lay_out(self)
        lists: list[QWidget] = [self.behind.table, self.behind.articles, self.empty.step]
        lists += [each for page in self.charts.values() for each in page.views]
        self._keys = LetterKeys(
            self,
            window.commands,
            {
                **dict(zip("CWTN", self.choices.views, strict=True)),
                "A": self.choices.articles,
                "E": self.choices.all,
                **self.savers.keys,
                **self.behind.keys,
            },
            lists,
            {
                "L": self.choices.layers.open_list,
                "S": self.choices.sources.open_list,
                "B": self.choices.labels.open_list,
                "D": self.choices.states.open_list,
                "F": lambda: self.choices.since.setFocus(Qt.FocusReason.ShortcutFocusReason),
                "K": partial(self._to_field, self.network.kind),
                "M": partial(self._to_field, self.network.least),
            },
        )
        for ticks in (self.choices.layers, self.choices.sources, self.choices.labels, self.choices.states):
            ticks.installEventFilter(self._keys)
        find = QShortcut(QKeySequence("/"), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(lambda: self._to_field(self.network.search))
        self._connect()

    # -- what the window says

    def set_theme(self, theme: Theme) -> None:
        self.behind.set_theme(theme)
        for page in self.charts.values():
            page.set_theme(theme)

    def set_session(self, session: Session | None) -> None:
        super().set_session(session)
        self.viewing.drop()
        self._end_drawing()
        self.behind.clear()
        self.choices.forget()
        self.whole, self.stock = None, Stock()

    def first_field(self) -> QWidget:
        if self._body.isVisibleTo(self) and self.stack.isVisibleTo(self):
            return self.page.current
        return self.choices.counts if self.empty.step.isHidden() else self.empty.step

    def begin(self) -> None:
        if self.stale and self.session is not None:
            project = self.session.project
            self.choices.offer_layers(project.layers(), project.layer)
        super().begin()

    def go_back(self) -> bool:
        """From the list to the figure that it is about."""
        fields = (self.choices.since, self.choices.until, self.network.search, self.network.least)
        if self.behind.shown.hasFocus() or any(field.hasFocus() for field in fields):
            self.page.current.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return False

    def key_groups(self) -> tuple[Group, ...]:
        return page_words.KEYS

    # -- counting

    def count(self) -> None:
        """Read the chosen layers anew, beside the window."""
        layers = self.choices.chosen_layers()
        self.drop()
        if not layers:
            self._show_empty()
            return

        def work(queries: Queries, step: Progress, stopped: Cancelled) -> Stock:
            in_all = queries.article_count() * len(layers)

            def read(done: int) -> None:
                if stopped():
                    raise StoppedError
                step(min(done, in_all), in_all)

            # Closed here, in the thread that the connection belongs to, also where it is stopped.
            with closing(records(queries, layers)) as found:
                return stock_of(found, roles_of(queries.codebook), read)

        self.read(work, self._on_found)

    def _on_found(self, whole: Stock) -> None:
        self.whole = whole
        leave_alone()
        self.choices.offer(whole)
        self.show_view()

    # -- showing

    @property
    def view(self) -> View:
        """Which view is chosen."""
        names: tuple[View, ...] = ("counts", "pairs", "sentiment", "network")
        return next(name for name, each in zip(names, self.choices.views, strict=True) if each.isChecked())

    @property
    def page(self) -> ChartPage | NetworkPage:
        return self.charts[self.view]

    def current_drawing(self) -> Drawing | None:
        """The drawing in which the keyboard is or was last."""
        return self.page.current.drawing

    def show_view(self) -> None:
        """Draw the chosen view of what the filters leave, made beside the window."""
        whole, session = self.whole, self.session
        if whole is None or session is None:
            return
        if not whole.annotations:  # no filter is to blame
            self._show_empty()
            return
        view, wanted, unit = self.view, self.choices.selection(), self.choices.unit
        settings, sought = self.network.settings(), self.network.search.text()

        def work(_queries: Queries, _step: Progress, _stopped: Cancelled) -> tuple[Stock, list[Drawing]]:
            stock = whole.only(wanted)
            return stock, drawings(view, stock, unit, settings, sought)

        self._drawing_later.start()
        self.viewing.start(session.project.path, session.project.annotator, work, self._show)

    def _show(self, made: tuple[Stock, list[Drawing]]) -> None:
        self._end_drawing()
        self.stock, found = made
        session = self.session
        assert self.whole is not None
        assert session is not None
        page, before = self.page, self._window.focusWidget()
        self._body.show()
        self.empty.hide()
        self.choices.articles.setVisible(self.view == "counts")
        why = page_words.why_nothing(self.view, self.stock, session.project.codebook, self._window.commands)
        self.nothing.setText(why)
        self.nothing.setVisible(bool(why))
        self.stack.setVisible(not why)
        self.behind.clear()
        self._say()
        self.savers.tell(bool(found) and not why)
        if why:
            if before is None or not before.isVisible() or before is self._window:
                self.first_field().setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.stack.setCurrentWidget(page)
        page.show_drawings(found)
        if before is None or not before.isVisible() or before is self._window:
            page.current.setFocus(Qt.FocusReason.OtherFocusReason)
        if page.current.hasFocus():
            page.current.begin()

    def _show_empty(self) -> None:
        self._body.hide()
        self.empty.show()
        self.savers.tell(False)
        self.choices.told.show_text("")
        page_words.fill_empty(self.empty, self._window, self)
        self.first_field().setFocus(Qt.FocusReason.OtherFocusReason)

    def count_all_layers(self) -> None:
        """Tick what other people say as well."""
        self.choices.choose_all_layers()
        self.count()

    # -- inside

    def _say(self) -> None:
        """What is counted, in words, and whether it is so still."""
        if self.whole is not None:
            again = f"Changed since; {self._window.commands.key(self._command)} counts again"
            self.choices.say(self.stock, self.whole, again if self.stale else "")

    def _on_mark(self, mark: Mark) -> None:
        self.behind.tell(mark.said, mark.behind, self.stock)

    def _on_entered(self, mark: Mark) -> None:
        self._on_mark(mark)
        self.behind.shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_commit(self, changes: Changes) -> None:
        if self.stale or not (changes.bulk or any(changes.touched(table) for table in _TABLES)):
            return
        super()._on_commit(changes)
        self._say()

    def _end_drawing(self) -> None:
        self._drawing_later.stop()
        self.progress.end()

    def _stop_drawing(self) -> None:
        self.viewing.drop()
        self._end_drawing()
        self._window.tell("Stopped: filters above make it less.")

    def _on_drawing_failed(self, error: Exception) -> None:
        self._end_drawing()
        self._window.complain(str(error) or "This could not be drawn.")

    def _to_field(self, field: QWidget) -> None:
        if field.isVisible():
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _connect(self) -> None:
        self.choices.layers_changed.connect(self.count)
        self.choices.view_changed.connect(self.show_view)
        self.network.changed.connect(self.show_view)
        for page in self.charts.values():
            page.walked.connect(self._on_mark)
            page.entered.connect(self._on_entered)
        self.behind.line_chosen.connect(self._desk.go_to)
        self.behind.article_chosen.connect(self._desk.open_article)
        self.behind.list_wanted.connect(self._desk.list_articles)
        self.viewing.failed.connect(self._on_drawing_failed)
