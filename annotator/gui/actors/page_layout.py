"""Where the parts of the actors page stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from annotator.gui.widgets.flow import FlowBox, FlowLayout
from annotator.gui.widgets.parts import label

if TYPE_CHECKING:
    from annotator.gui.actors.page import ActorsPage


def lay_out(page: ActorsPage) -> tuple[QSplitter, QWidget]:
    """The list at the left, the entry and its mentions at the right; returns them
    together, and the right side alone."""
    side = QWidget()
    side.setObjectName("actors-side")
    buttons = FlowBox()
    row = FlowLayout(buttons, 6)
    row.addWidget(page.add_button)
    row.addWidget(page.merge_button)
    row.addWidget(page.remove_button)
    below = QVBoxLayout()
    below.setContentsMargins(12, 8, 12, 12)
    below.setSpacing(8)
    below.addWidget(page.merge_bar)
    below.addWidget(label("Space marks · Enter edits · / searches", "muted", wrap=True))
    below.addWidget(buttons)
    layout = QVBoxLayout(side)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    layout.addWidget(page.head)
    layout.addWidget(page.list, 1)
    layout.addWidget(page.nothing, 1)
    layout.addLayout(below)
    page.nothing.hide()
    side_right = QWidget()
    right = QVBoxLayout(side_right)
    right.setContentsMargins(0, 0, 0, 0)
    right.setSpacing(0)
    right.addWidget(page.entry)
    right.addWidget(page.mentions, 1)
    split = QSplitter(Qt.Orientation.Horizontal)
    split.setChildrenCollapsible(False)
    split.setHandleWidth(1)
    split.addWidget(side)
    split.addWidget(side_right)
    split.setStretchFactor(1, 1)
    split.setSizes([420, 860])
    side.setMinimumWidth(300)
    side_right.setMinimumWidth(420)
    whole = QVBoxLayout(page)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.addWidget(split, 1)
    whole.addWidget(page.empty, 1)
    page.empty.hide()
    return split, side_right
