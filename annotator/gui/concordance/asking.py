"""What is asked: the search field with its history, the switches, and the chips that narrow it down."""

from __future__ import annotations

import dataclasses
import re
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from annotator.gui import icons
from annotator.gui.concordance.choosing import Chip, ChoicePopup, Choices
from annotator.gui.concordance.head import stack_rows
from annotator.gui.guards import guarded
from annotator.gui.models.articles import STATES, state_text
from annotator.gui.theme import Theme
from annotator.project.concordance.query import LAYERS, Query
from annotator.project.concordance.search import sources
from annotator.project.queries import Queries

_DELAY = 180
"""Milliseconds without typing after which a search begins."""
_KEPT = 50

_LAYER_TEXTS = dict(
    zip(LAYERS, ("mine and suggestions", "mine only", "suggestions only", "everyone's"), strict=True)
)
_DATE = re.compile(r"(\d{4}(?:-\d\d){0,2})?\s*(-|–|to|\.\.)?\s*(\d{4}(?:-\d\d){0,2})?")


class Asking(QWidget):
    changed = Signal()
    """Another query is asked; see :meth:`query`."""
    went_on = Signal()
    """Enter or Down: on to the list."""

    def __init__(self) -> None:
        super().__init__()
        self._asked: list[Query] = []
        self._at = 0
        self._queries: Queries | None = None
        self._actor = self._label = self._source = ""
        self._answer: tuple[str, str] = ("", "")
        self._dates: tuple[str, str] = ("", "")
        self._state: Any = None
        self._layers: Any = LAYERS[0]
        self.field = QLineEdit()
        self.field.setPlaceholderText("Words, “an exact phrase”, or beginn* …")
        self.field.setAccessibleName("Search texts and annotations")
        self.field.setClearButtonEnabled(True)
        self._icon = QAction(self.field)
        self.field.addAction(self._icon, QLineEdit.ActionPosition.LeadingPosition)
        self.case = Chip("Case", "Alt+C", switch=True, tip="Upper and lower case differ")
        self.whole = Chip("Whole words", "Alt+W", switch=True)
        self.whole.setChecked(True)
        self.expression = Chip("Regex", "Alt+X", switch=True, tip="The text is a regular expression")
        self.label = Chip("Label", "Alt+L")
        self.actor = Chip("Actor", "Alt+A")
        self.answer = Chip("Answer", "Alt+N", tip="An attribute's answer")
        self.inside = Chip("Inside", "Alt+I", switch=True, tip="Only words wholly inside such annotations")
        self.layers = Chip("Whose", "Alt+H", tip="Whose annotations")
        self.state = Chip("State", "Alt+T", tip="State of the article")
        self.source = Chip("Source", "Alt+U")
        self.date = Chip("Date", "Alt+D")
        self.popup = ChoicePopup(self)
        self._asking: Chip | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_DELAY)
        self._build()

    def _build(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(6)
        first.addWidget(self.field, 1)
        for switch in self.switches:
            first.addWidget(switch)
        for chip in self.pickers:
            chip.clicked.connect(lambda _=False, chip=chip: self.pick(chip))
        self.second = stack_rows(self, first, self.pickers)
        for switch in self.switches:
            switch.toggled.connect(lambda _on: self._ask())
        self.field.textChanged.connect(lambda _text: self._timer.start())
        self._timer.timeout.connect(self._ask)
        self.field.installEventFilter(self)
        self.popup.chosen.connect(self._take)

    @property
    def switches(self) -> tuple[Chip, ...]:
        return self.case, self.whole, self.expression, self.inside

    @property
    def pickers(self) -> tuple[Chip, ...]:
        return self.label, self.actor, self.answer, self.layers, self.state, self.source, self.date

    def set_theme(self, theme: Theme) -> None:
        self._icon.setIcon(icons.icon("search", theme.muted))

    def set_queries(self, queries: Queries | None) -> None:
        """The project whose labels, actors and sources can be chosen; the query is empty then."""
        self._queries = queries
        self._asked, self._at = [], 0
        self.show_query(Query())

    # -- the query

    @property
    def query(self) -> Query:
        return Query(
            self.field.text().strip(),
            "expression" if self.expression.isChecked() else "words",
            case=self.case.isChecked(),
            whole=self.whole.isChecked(),
            label=self._label,
            actor_id=self._actor,
            attribute=self._answer[0],
            value=self._answer[1],
            relation="inside" if self.inside.isChecked() else "touching",
            layers=self._layers,
            state=self._state,
            source=self._source,
            since=self._dates[0],
            until=self._dates[1],
        )

    def show_query(self, query: Query) -> None:
        """Put a query into the field and the chips, without asking it."""
        self._timer.stop()
        widgets = (self.field, *self.switches)
        blockers = [QSignalBlocker(widget) for widget in widgets]
        text = f"“{query.text}”" if query.reading == "exactly" else query.text
        self.field.setText(text)
        self.case.setChecked(query.case)
        self.whole.setChecked(query.whole)
        self.expression.setChecked(query.reading == "expression")
        self.inside.setChecked(query.relation == "inside")
        del blockers
        self._label, self._actor, self._source = query.label, query.actor_id, query.source
        self._answer = query.attribute, query.value
        self._dates = query.since, query.until
        self._state, self._layers = query.state, query.layers
        self._say()

    def _say(self) -> None:
        actor = self._queries.actor(self._actor) if self._queries is not None and self._actor else None
        self.label.say(self._label)
        self.actor.say(actor.name if actor else "")
        self.answer.say(" = ".join(part for part in self._answer if part))
        self.layers.say("" if self._layers == LAYERS[0] else _LAYER_TEXTS[self._layers])
        self.state.say(state_text(self._state) if self._state else "")
        self.source.say(self._source)
        self.date.say(_dates_text(*self._dates))
        self.inside.setVisible(bool(self._label or self._actor or self._answer[0]) or self.inside.isChecked())

    def _ask(self) -> None:
        self._timer.stop()
        self.changed.emit()

    def ask_now(self) -> None:
        """Do not wait for more typing."""
        if self._timer.isActive():
            self._ask()

    def remember(self, query: Query) -> None:
        """Keep a query that was used, for Up and Down in the field."""
        if query.asks and (not self._asked or self._asked[-1] != query):
            self._asked = [*self._asked[-_KEPT + 1 :], query]
        self._at = len(self._asked)

    def _step(self, step: int) -> None:
        if step < 0 and self._at == len(self._asked):
            here = self.query
            self.remember(here)
            self._at = len(self._asked) - (1 if self._asked and self._asked[-1] == here else 0)
        at = self._at + step
        if 0 <= at < len(self._asked):
            self._at = at
            self.show_query(self._asked[at])
            self.changed.emit()

    # -- choosing

    def pick(self, chip: Chip) -> None:
        """Open the list of a chip."""
        self._say()
        if self._queries is None:
            return
        self._asking = chip
        choices, current = self._choices(chip, self._queries)
        free, hint = None, "Type to narrow down"
        if chip is self.date:
            free, hint = _dates, "2025, or 2025-03 – 2025-06"
        self.popup.ask(chip, choices, current, hint=hint, free=free)

    def _choices(self, chip: Chip, queries: Queries) -> tuple[Choices, Any]:
        if chip is self.label:
            return [
                ("Any label", ""),
                *((each.name, each.name) for each in queries.codebook.labels),
            ], self._label
        if chip is self.actor:
            return [("Any actor or none", ""), *((a.name, a.id) for a in queries.actors())], self._actor
        if chip is self.answer:
            found: dict[str, tuple[str, str]] = {"Any answer": ("", "")}
            for label in queries.codebook.labels:
                for attribute in label.attributes:
                    found[f"{attribute.name}: any answer"] = (attribute.name, "")
                    options = ("yes", "no") if attribute.kind == "yes/no" else attribute.options
                    found |= {f"{attribute.name} = {each}": (attribute.name, each) for each in options}
            return list(found.items()), self._answer
        if chip is self.layers:
            return [(text.capitalize(), layers) for layers, text in _LAYER_TEXTS.items()], self._layers
        if chip is self.state:
            return [("Any state", None), *((state_text(state), state) for state in STATES)], self._state
        if chip is self.source:
            return [("Any source", ""), *((each, each) for each in sources(queries))], self._source
        years = sorted({a.metadata.published[:4] for a in queries.articles()} - {""}, reverse=True)
        return [("Any date", ("", "")), *((year, (year, year)) for year in years)], self._dates

    def _take(self, _text: str, value: Any) -> None:
        chip = self._asking
        if chip is self.label:
            self._label = value
        elif chip is self.actor:
            self._actor = value
        elif chip is self.answer:
            self._answer = tuple(value)
        elif chip is self.layers:
            self._layers = value
        elif chip is self.state:
            self._state = value
        elif chip is self.source:
            self._source = value
        else:
            self._dates = tuple(value)
        self._say()
        self._ask()

    def narrow(self, **changes: Any) -> None:
        """Ask the same with something more."""
        self.show_query(dataclasses.replace(self.query, **changes))
        self.changed.emit()

    @guarded(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        keys = Qt.Key
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (keys.Key_Return, keys.Key_Enter):
                self.ask_now()
                self.went_on.emit()
                return True
            if event.key() in (keys.Key_Up, keys.Key_Down):
                if event.key() == keys.Key_Down and self._at >= len(self._asked) - 1:
                    self.ask_now()
                    self.went_on.emit()
                else:
                    self._step(-1 if event.key() == keys.Key_Up else 1)
                return True
        return super().eventFilter(watched, event)


def _dates(text: str) -> tuple[str, str] | None:
    """First and last date that words mean, each inclusive; None where they mean none."""
    match = _DATE.fullmatch(text.strip())
    if match is None or not (match[1] or match[3]):
        return None
    if match[2] is None and match[3] is None:
        return match[1], match[1]
    return match[1] or "", match[3] or ""


def _dates_text(since: str, until: str) -> str:
    if since == until:
        return since
    return f"{since or '…'} – {until or '…'}"
