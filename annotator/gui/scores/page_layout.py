"""Where the parts of the page of scores stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from annotator.gui.scores.page import ScoresPage


def lay_out(page: ScoresPage) -> QWidget:
    """The choices above; the figures beside the reliability, and below them what is behind a figure.

    Returns what is shown where there is something to compare.
    """
    page.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
    page.nothing.setContentsMargins(16, 14, 16, 8)
    left = QWidget()
    figures = QVBoxLayout(left)
    figures.setContentsMargins(0, 0, 0, 0)
    figures.setSpacing(0)
    figures.addWidget(page.table, 1)
    figures.addWidget(page.nothing, 1)
    page.nothing.hide()
    above = _splitter(Qt.Orientation.Horizontal, left, page.reliability, (790, 490))
    left.setMinimumWidth(500)
    page.reliability.setMinimumWidth(470)
    body = _splitter(Qt.Orientation.Vertical, above, page.places, (430, 220))
    page.places.setMinimumHeight(110)
    whole = QVBoxLayout(page)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.setSpacing(0)
    whole.addWidget(page.choices)
    whole.addWidget(page.progress)
    whole.addWidget(body, 1)
    whole.addWidget(page.empty, 1)
    page.empty.hide()
    return body


def _splitter(way: Qt.Orientation, one: QWidget, other: QWidget, sizes: tuple[int, int]) -> QSplitter:
    made = QSplitter(way)
    made.setChildrenCollapsible(False)
    made.setHandleWidth(1)
    for part, size in zip((one, other), sizes, strict=True):
        made.addWidget(part)
        made.setStretchFactor(made.count() - 1, size)
    made.setSizes(list(sizes))
    return made
