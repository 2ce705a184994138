"""The head of the page: what is drawn, and of what: layers, period, sources, labels, states."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QLineEdit, QToolButton, QVBoxLayout, QWidget

from annotator.analysis.counting import Stock
from annotator.gui.comparing.voices import in_order
from annotator.gui.statistics.drawing import many, number
from annotator.gui.statistics.ticks import Ticks
from annotator.gui.widgets.flow import FlowBox, FlowLayout
from annotator.gui.widgets.parts import ElidedLabel, button, chip, label
from annotator.model.article import State
from annotator.model.layer import EVERYWHERE, Layer
from annotator.model.period import PeriodError, first_day, last_day
from annotator.model.selection import Selection

_STATES: tuple[State, ...] = get_args(State)
_DATE_WIDTH = 104


class Choices(QWidget):
    view_changed = Signal()
    """The same is to be seen in another way, or less or more of it."""
    layers_changed = Signal()
    """Other layers are to be counted."""

    def __init__(self) -> None:
        super().__init__()
        self.counts, self.pairs = chip("Counts (C)"), chip("Who about whom (W)")
        self.sentiment, self.network = chip("Sentiment (T)"), chip("Network (N)")
        self.articles = chip("Count articles (A)")
        self.articles.setToolTip("Articles instead of annotations")
        self.layers = Ticks("Layers", "L", "none", least=1)
        self.since, self.until = _date_field("from"), _date_field("until")
        self.sources = Ticks("Source", "S", "all")
        self.labels = Ticks("Label", "B", "all")
        self.states = Ticks("State", "D", "all")
        self.states.offer([(state, state) for state in _STATES])
        self.all = button("Everything (E)", self.want_all, keep_focus=False)
        self.all.setProperty("role", "chip-row")
        self.told = ElidedLabel("muted")
        self.trouble = label("", "error", wrap=True)
        self.trouble.hide()
        self._group = QButtonGroup(self)
        self.counts.setChecked(True)
        for each in self.views:
            self._group.addButton(each)
            each.clicked.connect(lambda: self.view_changed.emit())
        self.articles.clicked.connect(lambda: self.view_changed.emit())
        for ticks in (self.sources, self.labels, self.states):
            ticks.changed.connect(self._on_filter)
        self.layers.changed.connect(self.layers_changed)
        for field in (self.since, self.until):
            field.editingFinished.connect(self._on_filter)
        self._asked = Selection()
        self._known: dict[int, Layer] = {}
        self.bar = QHBoxLayout()
        self._build()

    @property
    def views(self) -> tuple[QToolButton, ...]:
        return self.counts, self.pairs, self.sentiment, self.network

    @property
    def unit(self) -> str:
        return "articles" if self.articles.isChecked() else "annotations"

    # -- layers

    def offer_layers(self, layers: Sequence[Layer], own: Layer | None) -> None:
        """Offer these; one's own is ticked at first, or where it says nothing yet, none."""
        there = in_order([layer for layer in layers if layer.annotator != EVERYWHERE])
        first = not self._known
        self._known = {layer.id: layer for layer in there}
        self.layers.offer([(layer.id, layer.name) for layer in there])
        if first and own is not None:
            self.layers.choose([own.id])

    def chosen_layers(self) -> list[Layer]:
        return [layer for key, layer in self._known.items() if key in self.layers.chosen]

    def others_there(self) -> bool:
        """Whether there are layers that are not ticked."""
        return len(self._known) > len(self.layers.chosen)

    def choose_all_layers(self) -> None:
        """Count what everybody says, models too only where nobody else does."""
        people = [key for key, layer in self._known.items() if layer.kind != "model"]
        self.layers.choose(people or list(self._known))

    # -- what is asked for

    def offer(self, stock: Stock) -> None:
        """Offer the sources and labels that are there."""
        self.sources.offer([(name, name) for name in stock.sources])
        self.labels.offer([(name, name) for name in stock.labels])

    def selection(self) -> Selection:
        return self._asked

    def want_all(self) -> None:
        """Take all filters away; the layers stay."""
        for ticks in (self.sources, self.labels, self.states):
            ticks.choose([])
        self.since.clear()
        self.until.clear()
        self._on_filter()

    def forget(self) -> None:
        """Another project is open."""
        self._known = {}
        self.layers.offer([])
        self.sources.offer([])
        self.labels.offer([])
        for ticks in (self.sources, self.labels, self.states):
            ticks.choose([])
        self.since.clear()
        self.until.clear()
        self._asked = Selection()
        self.trouble.hide()

    def say(self, stock: Stock, whole: Stock, changed: str = "") -> None:
        """In words: what is counted, of what, and what has no date."""
        wanted, parts = self._asked, []
        if wanted.since or wanted.until:
            parts.append(f"{wanted.since or 'the beginning'} to {wanted.until or 'the end'}")
        for chosen in (wanted.sources, wanted.labels, wanted.states):
            if chosen:
                parts.append(" or ".join(sorted(chosen)))
        what = ", ".join(parts) or "Everything"
        of = "" if len(stock.articles) == len(whole.articles) else f" of {number(len(whole.articles))}"
        told = [
            f"{what}, {many(len(self.chosen_layers()), 'layer')}",
            f"{number(len(stock.articles))}{of} {'article' if len(whole.articles) == 1 else 'articles'}",
            many(stock.annotations, "annotation"),
        ]
        if stock.undated:
            told.append(f"Undated: {many(stock.undated, 'article')}")
        self.told.show_text(" · ".join([*([changed] if changed else []), *told]))

    # -- inside

    def _on_filter(self) -> None:
        try:
            since, until = first_day(self.since.text()), last_day(self.until.text())
            if since and until and since > until:
                raise PeriodError(f"{since} is after {until}: write the earlier day first.")
        except PeriodError as error:
            self.trouble.setText(str(error))
            self.trouble.show()
            return
        self.trouble.hide()
        asked = Selection(
            labels=frozenset(map(str, self.labels.chosen)),
            states=frozenset(state for state in _STATES if state in self.states.chosen),
            since=since,
            until=until,
            sources=frozenset(map(str, self.sources.chosen)),
        )
        if asked != self._asked:
            self._asked = asked
            self.view_changed.emit()

    def _build(self) -> None:
        for view in self.views:
            self.bar.addWidget(view)
        self.bar.addSpacing(10)
        self.bar.addWidget(self.articles)
        self.bar.addStretch(1)
        self.bar.setSpacing(6)
        box = FlowBox()
        flow = FlowLayout(box)
        until = label("to", "muted")
        period = QWidget()
        dates = QHBoxLayout(period)
        dates.setContentsMargins(0, 0, 0, 0)
        dates.setSpacing(6)
        name = QLabel("From (F)")
        name.setBuddy(self.since)
        name.setProperty("role", "muted")
        for each in (name, self.since, until, self.until):
            dates.addWidget(each)
        for part in (self.layers, period, self.sources, self.labels, self.states, self.all):
            flow.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 2, 16, 8)
        layout.setSpacing(6)
        layout.addLayout(self.bar)
        layout.addWidget(box)
        layout.addWidget(self.trouble)
        layout.addWidget(self.told)


def _date_field(which: str) -> QLineEdit:
    field = QLineEdit()
    field.setPlaceholderText("beginning" if which == "from" else "end")
    field.setProperty("role", "chip")
    field.setFixedWidth(_DATE_WIDTH)
    field.setAccessibleName(f"Published {which}: a day, a month or a year")
    field.setToolTip("A day (2025-03-31), a month (2025-03) or a year (2025)")
    return field
