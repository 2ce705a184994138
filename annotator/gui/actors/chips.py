"""Chips that flow and scroll: the aliases of an actor, and what was merged into it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QScrollArea

from annotator.gui.guards import guarded
from annotator.gui.widgets.flow import FlowBox, FlowLayout
from annotator.gui.widgets.parts import clear, literal

_KEYS = Qt.Key


class Chip(QPushButton):
    """An alias or a merged entry: Space, Enter, Delete or a click takes it away."""

    def __init__(self, text: str, spoken: str) -> None:
        super().__init__(literal(text))
        self.setProperty("role", "chip-row")
        self.setAccessibleName(spoken)
        self.setToolTip(spoken)
        self.setAutoDefault(False)

    @guarded(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (_KEYS.Key_Delete, _KEYS.Key_Backspace, _KEYS.Key_Return, _KEYS.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


def chip_area(box: FlowBox, most: int) -> QScrollArea:
    """Scrolls ``box`` where it is higher than ``most`` pixels."""
    area = QScrollArea()
    area.setObjectName("alias-area")
    area.setWidgetResizable(True)
    area.setMaximumHeight(most)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(box)
    return area


def fill(area: QScrollArea, flow: FlowLayout, chips: Sequence[Chip], most: int) -> None:
    """Put chips in the place of those that are there, and lay them out once."""
    flow.setEnabled(False)
    clear(flow)
    for chip in chips:
        flow.addWidget(chip)
        chip.show()
    flow.setEnabled(True)
    area.setVisible(bool(chips))
    if chips:
        flow.invalidate()
        height = flow.heightForWidth(max(area.viewport().width(), 200))
        area.setFixedHeight(min(height + 2, most))
