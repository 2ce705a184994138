"""Where the parts of the page of patterns stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from annotator.gui.widgets.flow import FlowBox, FlowLayout

if TYPE_CHECKING:
    from annotator.gui.patterns.page import PatternsPage


def lay_out(page: PatternsPage) -> QSplitter:
    """What is typed above, then the list with what can be done, and the hits below a handle."""
    buttons = FlowBox()
    flow = FlowLayout(buttons, 6)
    for made in page.buttons.values():
        flow.addWidget(made)
    row = QHBoxLayout()
    row.setContentsMargins(16, 4, 16, 6)
    row.setSpacing(10)
    row.addWidget(buttons, 1)
    row.addWidget(page.search)
    page.search.setFixedWidth(260)
    listed = QWidget()
    column = QVBoxLayout(listed)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(page.table, 1)
    column.addWidget(page.empty, 1)
    column.addLayout(row)
    page.empty.hide()
    split = QSplitter(Qt.Orientation.Vertical)
    split.setChildrenCollapsible(False)
    split.setHandleWidth(5)
    split.addWidget(listed)
    split.addWidget(page.trial)
    split.setStretchFactor(0, 1)
    split.setStretchFactor(1, 1)
    split.setSizes([320, 300])
    whole = QVBoxLayout(page)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.setSpacing(0)
    whole.addWidget(page.editor)
    whole.addWidget(split, 1)
    return split
