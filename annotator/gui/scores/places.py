"""The list of what is behind a figure: each line leads to its place in an article."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator.gui.guards import guarded
from annotator.gui.scores.figure_rows import NAME, VERDICTS, FigureRow, articles_behind, short
from annotator.gui.scores.place_rows import LIMIT, PlaceRow, from_decisions, from_outcomes
from annotator.gui.scores.plot import span_text
from annotator.gui.scores.runner import ReadingRunner
from annotator.gui.widgets.parts import ElidedLabel, counted, label
from annotator.gui.widgets.table import Table
from annotator.project.queries import Queries
from annotator.review.evaluating import Cancelled, Evaluation, Progress, behind, behind_bin
from annotator.review.matching import How

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow
    from annotator.gui.scores.desk import ScoresDesk
    from annotator.gui.scores.page import ScoresPage

_LATER = 60
"""Milliseconds after which the list follows: who walks through the figures passes most of them by."""

_SHARES = {2: 0.26, 3: 0.2}
"""How much of the width the columns beside the words take."""

_Read = Callable[[Queries, Progress, Cancelled], list[PlaceRow]]


class PlacesPanel(QWidget):
    def __init__(self, window: MainWindow, desk: ScoresDesk, page: ScoresPage) -> None:
        super().__init__()
        self._desk = desk
        self._page = page
        self._rows: list[PlaceRow] = []
        self._wanted: tuple[str, int, _Read] | None = None
        self._shown = ""
        self._keyboard = False
        self.wanted_back = False
        """Somebody went from here to an article and has not been on the page since."""
        self.title = label("", "heading")
        self.note = ElidedLabel("muted")
        self.table = Table("Behind the figure", ("", "Words", "Beside it", "Article"), (150, 0, 300, 230))
        self.nothing = label("", "muted", wrap=True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.runner = ReadingRunner(window.background, self)
        self.runner.failed.connect(self._on_failed)
        self.table.chosen.connect(self._go)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_LATER)
        self._timer.timeout.connect(self._read)
        head = QHBoxLayout()
        head.setContentsMargins(16, 8, 16, 4)
        head.setSpacing(12)
        head.addWidget(self.title)
        head.addWidget(self.note, 1)
        self.nothing.setContentsMargins(16, 2, 16, 8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.nothing, 1)
        self.clear()

    def drop(self) -> None:
        """Forget everything: another project is open."""
        self.clear()
        self._shown, self.wanted_back = "", False

    def clear(self) -> None:
        self.runner.drop()
        self._timer.stop()
        self._wanted = None
        self._show([], "", "Choose a figure to see what is behind it.")

    def take_keyboard(self) -> None:
        """Go to the list, as soon as it is there."""
        self._keyboard = True
        if not self._timer.isActive() and not self.runner.running:
            self._focus()
        elif self._timer.isActive():
            self._timer.stop()
            self._read()

    def show_figure(self, found: Evaluation, how: How, row: FigureRow, column: int) -> None:
        """List what a figure is made of; where it is a share, what is against it first."""
        question, subject = found.question, row.subject
        assert subject is not None
        names = short(question.layer, question.against), short(question.against, question.layer)

        def read(queries: Queries, _step: Progress, stopped: Cancelled) -> list[PlaceRow]:
            things = chain.from_iterable(
                behind(
                    queries,
                    question,
                    articles_behind(found, how, row, verdicts),
                    how,
                    subject,
                    verdicts,
                    cancelled=stopped,
                )
                for verdicts in VERDICTS[column]
            )
            return from_outcomes(queries, things, names, with_label=not subject.name)

        what = "" if column == NAME else self._page.table.title(column)
        about = row.text if row.article_id is None else f"{subject.shown}, {row.text}"
        title = " · ".join(part for part in (about, what) if part)
        self._want(title, row.made_of(column), read, row.reason(column))

    def show_bin(self, found: Evaluation, number: int) -> None:
        """List the decisions on suggestions of one bin."""
        question, each = found.question, found.reliability.bins[number]

        def read(queries: Queries, _step: Progress, stopped: Cancelled) -> list[PlaceRow]:
            return from_decisions(queries, behind_bin(queries, question, number, cancelled=stopped))

        self._want(f"Score {span_text(each)}", each.decided, read, "")

    @guarded(None)
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for column, share in _SHARES.items():
            self.table.header().resizeSection(column, round(self.width() * share))

    # -- inside

    def _want(self, title: str, number: int, read: _Read, reason: str) -> None:
        self.runner.drop()
        self._keyboard = False
        if not number:
            self._timer.stop()
            self._wanted = None
            sentence = f"{reason[:1].upper()}{reason[1:]}." if reason else "There is nothing behind it."
            self._show([], title, sentence)
            return
        self._wanted = title, number, read
        self._timer.start()

    def _read(self) -> None:
        session, wanted = self._page.session, self._wanted
        if session is None or wanted is None:
            return
        title, number, read = wanted

        def done(rows: list[PlaceRow]) -> None:
            told = counted(len(rows), "line")
            if len(rows) == LIMIT < number:
                told = f"the first {LIMIT} of {number}"
            self._show(rows, title, "", f"{told} · Enter goes there")

        self.runner.start(session.project.path, session.project.annotator, read, done)

    def _show(self, rows: list[PlaceRow], title: str, nothing: str, note: str = "") -> None:
        current = self.table.current_line() if title == self._shown else 0
        self._rows, self._shown = rows, title
        titles = self._page.titles if rows else {}
        lines = [(row.who, row.words, row.other, titles.get(row.article_id, "")) for row in rows]
        self.title.setText(title)
        self.title.setVisible(bool(title))
        self.note.show_text(note)
        self.table.set_lines(lines, current or 0)
        self.table.setColumnHidden(2, not any(row.other for row in rows))
        if not rows and self.table.hasFocus():
            self._page.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.table.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        self.nothing.setText(nothing)
        if self._keyboard:
            self._focus()

    def _focus(self) -> None:
        self._keyboard = False
        if self._rows:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go(self, number: int) -> None:
        self.wanted_back = True
        self._desk.go_to(self._rows[number])

    def _on_failed(self, error: Exception) -> None:
        self._show([], "", str(error) or "What is behind this figure could not be read.")
