"""The two rows at the head of the list: what is asked or wanted, and the chips below it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator.gui.concordance.choosing import Chip
from annotator.gui.widgets.flow import FlowBox, FlowLayout


def stack_rows(head: QWidget, first: QHBoxLayout, chips: Sequence[Chip]) -> QHBoxLayout:
    """Lay out ``head``; returns the row of the chips, for what is to stand behind them."""
    box = FlowBox()
    flow = FlowLayout(box, gap=4)
    for chip in chips:
        flow.addWidget(chip)
    second = QHBoxLayout()
    second.setSpacing(6)
    second.addWidget(box, 1)
    layout = QVBoxLayout(head)
    layout.setContentsMargins(16, 0, 12, 4)
    layout.setSpacing(6)
    layout.addLayout(first)
    layout.addLayout(second)
    return second
