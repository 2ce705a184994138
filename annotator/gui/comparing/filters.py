"""Which differences are listed: by kind, with counts; by label, by annotator, and only those still open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from annotator.gui.comparing.difference_rows import DifferenceRow
from annotator.gui.comparing.voices import Voice
from annotator.gui.comparing.words import KIND_WORDS
from annotator.gui.concordance.choosing import Chip, ChoicePopup
from annotator.gui.widgets.flow import FlowBox, FlowLayout
from annotator.gui.widgets.parts import chip
from annotator.review.differences import KINDS, Kind


class Filters(QWidget):
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.kind: Kind | None = None
        self.label: str | None = None
        self.layer: int | None = None
        self._labels: list[str] = []
        self._voices: tuple[Voice, ...] = ()
        self.all = chip("All")
        self.all.clicked.connect(lambda: self._choose(None))
        self.kinds: dict[Kind, QToolButton] = {}
        first = FlowBox()
        flow = FlowLayout(first, gap=5)
        flow.addWidget(self.all)
        for kind in KINDS:
            made = chip(KIND_WORDS[kind])
            made.clicked.connect(lambda _on=False, kind=kind: self._choose(kind))
            flow.addWidget(made)
            self.kinds[kind] = made
        self.open = Chip("Open only (O)", "O", switch=True, tip="Leave out what is settled")
        self.by_label = Chip("Label", "Alt+L", tip="Only differences of one label")
        self.by_layer = Chip("By", "Alt+B", tip="Only what one annotator says otherwise than most")
        self.open.clicked.connect(lambda _on=False: self.changed.emit())
        self.popup = ChoicePopup(self)
        self._taken: Callable[[Any], None] = lambda _value: None
        self.popup.chosen.connect(lambda _words, value: self._taken(value))
        self.by_label.clicked.connect(lambda _on=False: self.ask_label())
        self.by_layer.clicked.connect(lambda _on=False: self.ask_layer())
        for made in (self.open, self.by_label, self.by_layer):
            flow.addWidget(made)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 8)
        layout.addWidget(first)

    def offer(self, rows: Sequence[DifferenceRow], voices: tuple[Voice, ...]) -> None:
        """Count these and offer their labels and annotators; what is chosen stays where it is still there."""
        self._voices = voices
        self._labels = sorted({label for row in rows for label in row.spot.labels})
        if self.label not in self._labels:
            self.label = None
        if self.layer not in {voice.layer.id for voice in voices}:
            self.layer = None
        passing = [row for row in rows if self._passes(row, kind=False)]
        counts = Counter(kind for row in passing for kind in row.spot.kinds)
        if self.kind is not None and not counts[self.kind]:
            self.kind = None
        self.all.setText(f"All {len(passing)}")
        self.all.setChecked(self.kind is None)
        for kind, made in self.kinds.items():
            made.setText(f"{KIND_WORDS[kind]} {counts[kind]}")
            made.setVisible(counts[kind] > 0)
            made.setChecked(kind == self.kind)
        name = next((f"{v.letter} {v.name}" for v in voices if v.layer.id == self.layer), "")
        self.by_label.say(self.label or "")
        self.by_layer.say(name)

    def passing(self, rows: Iterable[DifferenceRow]) -> list[DifferenceRow]:
        """Those that are to be listed."""
        return [row for row in rows if self._passes(row)]

    def clear(self) -> None:
        """List all."""
        self.kind = self.label = self.layer = None
        self.open.setChecked(False)

    @property
    def hides(self) -> bool:
        """Whether anything is left out."""
        return self.open.isChecked() or (self.kind, self.label, self.layer) != (None, None, None)

    def ask_label(self) -> None:
        choices = [("Any label", None), *((name, name) for name in self._labels)]
        self._ask(self.by_label, choices, self.label, "label")

    def ask_layer(self) -> None:
        named = [(f"{voice.letter} {voice.name}", voice.layer.id) for voice in self._voices]
        self._ask(self.by_layer, [("Any annotator", None), *named], self.layer, "layer")

    # -- inside

    def _ask(self, made: Chip, choices: Sequence[tuple[str, Any]], current: Any, what: str) -> None:
        def take(value: Any) -> None:
            setattr(self, what, value)
            self.changed.emit()

        made.setChecked(current is not None)
        self._taken = take
        self.popup.ask(made, choices, current)

    def _choose(self, kind: Kind | None) -> None:
        self.kind = None if kind == self.kind else kind
        self.changed.emit()

    def _passes(self, row: DifferenceRow, *, kind: bool = True) -> bool:
        spot = row.spot
        return (
            (not self.open.isChecked() or row.standing.state != "settled")
            and (self.label is None or self.label in spot.labels)
            and (self.layer is None or self.layer in spot.differing)
            and (not kind or self.kind is None or self.kind in spot.kinds)
        )
