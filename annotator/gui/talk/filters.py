"""Which threads the list shows: of this article, what waits, open or resolved; by whom, of which label."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QWidget

from annotator.gui.talk.listing import Wanted, Which
from annotator.gui.widgets.flow import FlowBox, FlowLayout
from annotator.gui.widgets.parts import chip

_CHIPS: dict[Which, tuple[str, str]] = {
    "here": ("This article", "All that was said about the open article"),
    "waiting": ("Waits for me", "Open, and somebody names you or answered you since"),
    "mine": ("Mine", "Open, and you began it"),
    "open": ("Open", "All that is not resolved"),
    "resolved": ("Resolved", "All that is settled"),
    "all": ("All", "Everything that was said"),
}
_ANYBODY, _ANYTHING = "Anybody", "Any label"


class TalkFilters(QWidget):
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.chips = {which: chip(text) for which, (text, _) in _CHIPS.items()}
        group = QButtonGroup(self)
        for which, made in self.chips.items():
            made.setToolTip(_CHIPS[which][1])
            group.addButton(made)
            made.clicked.connect(self.changed)
        self.chips["here"].setChecked(True)
        self.annotator = _combo("By whom", _ANYBODY)
        self.label = _combo("About which label", _ANYTHING)
        for combo in (self.annotator, self.label):
            combo.activated.connect(self.changed)
        box = FlowBox()
        flow = FlowLayout(box)
        for part in (*self.chips.values(), self.annotator, self.label):
            flow.addWidget(part)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 0, 8, 6)
        layout.addWidget(box)

    @property
    def which(self) -> Which:
        return next(which for which, made in self.chips.items() if made.isChecked())

    def choose(self, which: Which) -> None:
        """Show these from now on, by anybody and of any label."""
        self.annotator.setCurrentIndex(0)
        self.label.setCurrentIndex(0)
        self.chips[which].setChecked(True)
        self.changed.emit()

    def offer(self, annotators: Iterable[str], labels: Iterable[str]) -> None:
        """Whom and what can be chosen; what is chosen stays."""
        for combo, names in ((self.annotator, annotators), (self.label, labels)):
            first, chosen = combo.itemText(0), combo.currentText()
            combo.clear()
            combo.addItems([first, *names])
            combo.setCurrentIndex(max(combo.findText(chosen), 0))

    @property
    def wanted(self) -> Wanted:
        """What is chosen, all of it."""
        who, label = (
            combo.currentText() if combo.currentIndex() > 0 else "" for combo in (self.annotator, self.label)
        )
        return Wanted(self.which, who, label)


def _combo(name: str, first: str) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    made.setToolTip(name)
    made.addItem(first)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(5)
    return made
