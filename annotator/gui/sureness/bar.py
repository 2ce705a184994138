"""The bar below the article that says how sure a suggestion must be to be shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSlider, QToolButton

from annotator.gui import icons
from annotator.gui.guards import guarded
from annotator.gui.sureness.chart import STEP, ScoreChart
from annotator.gui.theme import Theme
from annotator.gui.widgets.parts import ElidedLabel, chip, counted, icon_button, label
from annotator.model.presets import BROAD, CAUTIOUS

Scored = tuple[str, float]
"""The label of a suggestion, and how sure it is (0 to 1)."""

_INSET = 8
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
        self.slider.setMinimumWidth(160)
        self.slider.valueChanged.connect(self._on_moved)
        self.slider.installEventFilter(self)
        self.says = ElidedLabel("muted")
        self._close = icon_button("Close (Esc)", self.closed.emit)
        drawn = QGridLayout()
        drawn.setContentsMargins(0, 0, 0, 0)
        drawn.setVerticalSpacing(0)
        drawn.addWidget(self.chart, 0, 0)
        drawn.addWidget(self.slider, 1, 0)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(24, 6, 14, 6)
        layout.setSpacing(8)
        layout.addWidget(label("How sure", "heading"))
        layout.addWidget(self.broad)
        layout.addWidget(self.cautious)
        layout.addLayout(drawn, 2)
        layout.addWidget(self.says, 3)
        layout.addWidget(self._close)
        self.hide()

    @property
    def least(self) -> float:
        """The least score that the slider stands at."""
        return self.slider.value() / 100

    def set_theme(self, theme: Theme) -> None:
        self._close.setIcon(icons.icon("close", theme.muted))
        self.chart.set_theme(theme)

    def show_scores(self, scored: Sequence[Scored], least: float) -> None:
        """The open article's suggestions that wait, also those that are not shown, and where the slider stands."""
        self._scored = list(scored)
        with QSignalBlocker(self.slider):
            self.slider.setValue(round(least * 100))
        self._tell()

    @guarded(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.slider and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.closed.emit()
                return True
            if not event.modifiers() and event.key() in (Qt.Key.Key_B, Qt.Key.Key_C):
                (self.broad if event.key() == Qt.Key.Key_B else self.cautious).click()
                return True
        return super().eventFilter(watched, event)

    # -- inside

    def _preset(self, key: str, least: float) -> QToolButton:
        made = chip("")
        made.setToolTip(f"From a score of {least:.2f} on ({key})")
        made.clicked.connect(lambda: self.slider.setValue(round(least * 100)))
        return made

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
