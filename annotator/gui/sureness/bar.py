"""The bar below the article that says how sure a suggestion must be to be shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSlider, QToolButton, QVBoxLayout

from annotator.gui import icons
from annotator.gui.guards import guarded
from annotator.gui.sureness.chart import STEP, ScoreChart
from annotator.gui.theme import Theme
from annotator.gui.widgets.parts import ElidedLabel, chip, counted, icon_button, label
from annotator.model.presets import BROAD, CAUTIOUS

Scored = tuple[str, float]
"""The label of a suggestion, and how sure it is (0 to 1)."""

_INSET = 8
_WIDEST = 560
_LOWEST = round(BROAD * 100)


class SurenessBar(QFrame):
    """Hidden until asked for.  Left and Right move the slider, B and C take the presets, Esc closes."""

    chosen = Signal(float)
    """The least score that the person wants now."""
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sureness-bar")
        self.setAccessibleName("How sure a suggestion must be")
        self._scored: list[Scored] = []
        self.broad = self._preset("B", BROAD)
        self.cautious = self._preset("C", CAUTIOUS)
        self.chart = ScoreChart(_LOWEST, _INSET)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(_LOWEST, 100)
        self.slider.setSingleStep(STEP)
        self.slider.setPageStep(2 * STEP)
        self.slider.setAccessibleName("Least score")
        self.slider.setMinimumWidth(90)
        self.slider.valueChanged.connect(self._on_moved)
        self.slider.installEventFilter(self)
        self._by_key = {
            Qt.Key.Key_B: self.broad.click,
            Qt.Key.Key_C: self.cautious.click,
            Qt.Key.Key_Escape: self.closed.emit,
            Qt.Key.Key_Return: self.closed.emit,
            Qt.Key.Key_Enter: self.closed.emit,
        }
        self.says = ElidedLabel("muted")
        self._close = icon_button("Close (Esc)", self.closed.emit)
        drawn = QGridLayout()
        drawn.setContentsMargins(0, 0, 0, 0)
        drawn.setVerticalSpacing(0)
        drawn.addWidget(self.chart, 0, 0)
        drawn.addWidget(self.slider, 1, 0)
        told = QHBoxLayout()
        told.setSpacing(8)
        told.addWidget(label("How sure", "heading"))
        told.addWidget(self.says, 1)
        told.addWidget(self._close)
        chosen = QHBoxLayout()
        chosen.setSpacing(8)
        chosen.addWidget(self.broad)
        chosen.addWidget(self.cautious)
        chosen.addLayout(drawn, 1)
        self.slider.setMaximumWidth(_WIDEST)
        self.chart.setMaximumWidth(_WIDEST)
        chosen.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 6, 14, 8)
        layout.setSpacing(2)
        layout.addLayout(told)
        layout.addLayout(chosen)
        self.hide()

    @property
    def least(self) -> float:
        """The least score that the slider stands at."""
        return self.slider.value() / 100

    def set_theme(self, theme: Theme) -> None:
        self._close.setIcon(icons.icon("close", theme.muted))
        self.chart.set_theme(theme)

    def show_scores(self, scored: Sequence[Scored], least: float) -> None:
        """The open article's suggestions that wait, also those not shown, and where the slider stands."""
        self._scored = list(scored)
        with QSignalBlocker(self.slider):
            self.slider.setValue(round(least * 100))
        self._tell()

    @guarded(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self.slider or not isinstance(event, QKeyEvent) or event.modifiers():
            return super().eventFilter(watched, event)
        run = self._by_key.get(Qt.Key(event.key()))
        if run is not None and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # before a command of the window takes the key
            return True
        if run is not None and event.type() == QEvent.Type.KeyPress:
            run()
            return True
        return super().eventFilter(watched, event)

    # -- inside

    def _preset(self, key: str, least: float) -> QToolButton:
        made = chip("")
        made.setToolTip(f"From a score of {least:.2f} on ({key})")
        made.clicked.connect(lambda: self._take(least))
        return made

    def _take(self, least: float) -> None:
        self.slider.setValue(round(least * 100))
        self._tell()  # a chip that was down already has come up

    def _on_moved(self) -> None:
        self._tell()
        self.chosen.emit(self.least)

    def _tell(self) -> None:
        value = self.slider.value()
        for made, name, key, least in (
            (self.broad, "Broad", "B", BROAD),
            (self.cautious, "Cautious", "C", CAUTIOUS),
        ):
            made.setText(f"{name} {self._count(least)} ({key})")
            made.setChecked(value == round(least * 100))
        self.chart.show_scores([score for _, score in self._scored], value)
        self.says.show_text(self._sentence())

    def _count(self, least: float) -> int:
        return sum(score >= least for _, score in self._scored)

    def _sentence(self) -> str:
        if not self._scored:
            return "No suggestion waits in this article."
        labels = Counter(name for name, score in self._scored if score >= self.least)
        told = ", ".join(f"{count} {name}" for name, count in labels.most_common())
        shown = sum(labels.values())
        of = f"{shown} of {counted(len(self._scored), 'suggestion')} of this article"
        return f"From {self.least:.2f} on: {of}{': ' + told if told else ''}"
