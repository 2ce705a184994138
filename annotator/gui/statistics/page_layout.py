"""Where the parts of the page of statistics stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from annotator.gui.statistics.page import StatisticsPage

_ABOVE, _BELOW = 560, 220


def lay_out(page: StatisticsPage) -> QSplitter:
    """The choices above, the drawings below them, and what is behind a figure at the bottom.

    Returns what is shown where something is tagged.
    """
    page.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
    page.nothing.setContentsMargins(16, 14, 16, 8)
    for charts in page.charts.values():
        page.stack.addWidget(charts)
    above = QWidget()
    drawn = QVBoxLayout(above)
    drawn.setContentsMargins(0, 0, 0, 0)
    drawn.addWidget(page.stack, 1)
    drawn.addWidget(page.nothing, 1)
    page.nothing.hide()
    body = QSplitter(Qt.Orientation.Vertical)
    body.setChildrenCollapsible(False)
    body.setHandleWidth(1)
    body.addWidget(above)
    body.addWidget(page.behind)
    body.setStretchFactor(0, 5)
    body.setStretchFactor(1, 2)
    body.setSizes([_ABOVE, _BELOW])
    for each in page.savers.buttons:
        page.choices.bar.addWidget(each)
    whole = QVBoxLayout(page)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.setSpacing(0)
    for widget in (page.choices, page.progress):
        whole.addWidget(widget)
    whole.addWidget(body, 1)
    whole.addWidget(page.empty, 1)
    page.empty.hide()
    return body
