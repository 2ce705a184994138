"""Where the parts of the page of agreement stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from annotator.gui.agreement.page import AgreementPage


class Room(QSplitter):
    """Figures above, and the list of what is behind one: a short table leaves its room to the list."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self._moved = False
        """Whether the line between them stands where somebody wants it."""
        self.splitterMoved.connect(self._on_moved)

    def give(self, needed: int) -> None:
        """Give the figures what they need (pixels), at most most of the height."""
        whole = sum(self.sizes())
        if whole and not self._moved:
            above = min(needed, round(whole * 0.6))
            self.setSizes([above, whole - above])

    def _on_moved(self, _place: int, _number: int) -> None:
        self._moved = True


def lay_out(page: AgreementPage) -> Room:
    """The choices above, the figures below them, and what is behind a figure at the bottom.

    Returns what is shown where there is something to compare.
    """
    page.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
    page.nothing.setContentsMargins(16, 14, 16, 8)
    left = QWidget()
    figures = QVBoxLayout(left)
    figures.setContentsMargins(0, 0, 0, 0)
    figures.addWidget(page.grid, 1)
    figures.addWidget(page.nothing, 1)
    page.nothing.hide()
    body = Room()
    body.setChildrenCollapsible(False)
    body.setHandleWidth(1)
    for part, size in ((left, 430), (page.behind, 300)):
        body.addWidget(part)
        body.setStretchFactor(body.count() - 1, size)
    body.setSizes([430, 300])
    whole = QVBoxLayout(page)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.setSpacing(0)
    for widget in (page.choices, page.progress):
        whole.addWidget(widget)
    whole.addWidget(body, 1)
    whole.addWidget(page.empty, 1)
    page.empty.hide()
    return body
