"""What is behind the current figure: its words, its articles, and the places where annotations differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from annotator.gui.agreement.places import MOST, Place, places
from annotator.gui.agreement.views import Asked, Crossed, in_words, two_places
from annotator.gui.scores.runner import ReadingRunner
from annotator.gui.widgets.parts import ElidedLabel, chip, counted, label
from annotator.gui.widgets.table import Table
from annotator.project.queries import Queries
from annotator.review.agreement.agreement import Agreement
from annotator.review.agreement.results import MEASURES, Figure
from annotator.review.evaluating import Cancelled, Progress

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow

_LATER = 80
"""Milliseconds after which the list follows: who walks through the figures passes most of them by."""


class Behind(QWidget):
    place_chosen = Signal(object)
    """A :class:`Place` that one wants to see in its article."""
    article_chosen = Signal(int)

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._window = window
        self._found: Agreement | None = None
        self._titles: dict[int, str] = {}
        self._asked: Asked | Crossed | None = None
        self._places: list[Place] = []
        self._articles: list[int] = []
        self.title = label("", "heading", wrap=True)
        self.words = label("", "muted", wrap=True)
        self.by_place, self.by_article = chip("Places (T)"), chip("Articles (R)")
        self.by_place.setChecked(True)
        self.hint = ElidedLabel("muted")
        self.hint.show_text("Arrows go from figure to figure · Enter: to the list, then to the place")
        self.note = label("", "muted", wrap=True)
        self.table = Table(
            "Behind the figure", ("Who", "Between", "Words", "The other", "Article"), (110, 150, 0, 0, 0)
        )
        self.articles = Table("Articles behind the figure", ("Figure", "Article"), (150, 0))
        self.runner = ReadingRunner(window.background, self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_LATER)
        self._build()
        self._timer.timeout.connect(self._read)
        self.runner.failed.connect(lambda error: window.complain(str(error) or "This could not be read."))
        self.table.chosen.connect(lambda row: self.place_chosen.emit(self._places[row]))
        self.articles.chosen.connect(lambda row: self.article_chosen.emit(self._articles[row]))
        for each in (self.by_place, self.by_article):
            each.clicked.connect(self._show_asked)

    @property
    def keys(self) -> dict[str, QToolButton]:
        return {"T": self.by_place, "R": self.by_article}

    @property
    def shown(self) -> Table:
        """The list that is shown."""
        return self.articles if self.articles.isVisibleTo(self) else self.table

    def clear(self) -> None:
        self.runner.drop()
        self._timer.stop()
        self._asked = None
        self.title.setText("")
        self.words.setText("Choose a figure to see what is behind it.")
        self._tell_places([], "")
        self.articles.hide()

    def tell(self, found: Agreement, titles: dict[int, str], asked: Asked | Crossed, about: str) -> None:
        """Say what a figure is made of; ``about`` is whose and of what it is."""
        self._found, self._titles, self._asked = found, titles, asked
        self.title.setText(about)
        if isinstance(asked, Asked):
            self.words.setText(_explained(asked))
        else:
            self.words.setText(
                "Annotations that overlap, whatever their labels; “nothing”: the other has none there."
            )
        self._show_asked()

    # -- inside

    def _show_asked(self) -> None:
        asked, found = self._asked, self._found
        if asked is None or found is None:
            return
        articles = self.by_article.isChecked() and isinstance(asked, Asked)
        self.table.setVisible(not articles)
        self.articles.setVisible(articles)
        if articles:
            assert isinstance(asked, Asked)
            self._timer.stop()
            self._read_articles(found, asked)
        else:
            self._timer.start()

    def _read_articles(self, found: Agreement, asked: Asked) -> None:
        session = self._window.session
        if session is None:
            return

        def work(_queries: Queries, _step: Progress, _stopped: Cancelled) -> dict[int, Figure]:
            tables = found.by_article(asked.between, [asked.measure])
            return {article: table[asked.measure, asked.subject] for article, table in tables.items()}

        def done(figures: dict[int, Figure]) -> None:
            self._articles = sorted(figures, key=lambda each: _lowest_first(figures[each]))
            lines = [(_short(figures[each]), self._titles.get(each, "")) for each in self._articles]
            self.articles.set_lines(lines, 0)
            self.note.setText("The lowest first.")

        self.runner.start(session.project.path, session.project.annotator, work, done)

    def _read(self) -> None:
        session, asked, found = self._window.session, self._asked, self._found
        if session is None or asked is None or found is None:
            return

        def work(queries: Queries, _step: Progress, stopped: Cancelled) -> list[Place]:
            return places(queries, found, asked, stopped)

        def done(read: list[Place]) -> None:
            note = counted(len(read), "place") if read else "Nothing is behind it."
            if len(read) == MOST:
                note = f"The first {MOST}; choose a pair or an article for the rest."
            self._tell_places(read, note)

        self.runner.start(session.project.path, session.project.annotator, work, done)

    def _tell_places(self, found: list[Place], note: str) -> None:
        self._places = found
        self.note.setText(note)
        lines = [
            (each.row.who, each.between, each.row.words, each.row.other, self._titles[each.row.article_id])
            for each in found
        ]
        self.table.set_lines(lines, 0)

    def _build(self) -> None:
        group = QButtonGroup(self)
        chips = QHBoxLayout()
        chips.setSpacing(6)
        for each in (self.by_place, self.by_article):
            group.addButton(each)
            chips.addWidget(each)
        chips.addSpacing(8)
        chips.addWidget(self.hint, 1)
        head = QVBoxLayout()
        head.setContentsMargins(16, 10, 16, 6)
        head.setSpacing(4)
        for part in (self.title, self.words):
            head.addWidget(part)
        head.addSpacing(2)
        head.addLayout(chips)
        head.addWidget(self.note)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.articles, 1)
        self.articles.hide()


def _explained(asked: Asked) -> str:
    said = in_words(asked.figure, MEASURES[asked.measure].long)
    return f"{said}. No interval: {asked.figure.no_interval}." if asked.figure.no_interval else f"{said}."


def _lowest_first(figure: Figure) -> tuple[bool, float]:
    """What is undefined comes last."""
    return figure.value is None, figure.value or 0.0


def _short(figure: Figure) -> str:
    return "undefined" if figure.value is None else two_places(figure.value)
