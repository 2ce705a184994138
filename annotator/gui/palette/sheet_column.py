"""One column of the cheat sheet, painted by itself: a hundred labels would take three times as long."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from annotator.gui.guards import guarded
from annotator.gui.palette.sheet_text import Group
from annotator.gui.theme import Theme

WIDTH = 270
_GAP, GROUP_GAP = 10, 12
_KEY_WIDTH = 104
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft

LOOKS = ((4, 0), (2, 0), (1, 0), (1, 1), (0, 2))
"""Pixels between lines, and by how many the text is smaller than elsewhere.

From calm to close, for a window in which not all would fit.
"""


class SheetLook:
    """How high its texts are in a font."""

    def __init__(self, font: QFont, gap: int, smaller: int) -> None:
        """``gap``: pixels between lines; ``smaller``: pixels that the text is smaller than ``font``."""
        self.font, self.gap = QFont(font), gap
        self.font.setPixelSize(QFontInfo(font).pixelSize() - smaller)
        self.bold = QFont(self.font)
        self.bold.setBold(True)
        self._plain, self._bold = QFontMetrics(self.font), QFontMetrics(self.bold)

    def height(self, key: str, does: str) -> int:
        """Of a line and the gap below it, in pixels; without a key of a title."""
        return self.text_height(key, does) + self.gap

    def text_height(self, key: str, does: str) -> int:
        if not key:
            return self._bold.height()
        room = QRect(0, 0, _KEY_WIDTH, 10_000)
        beside = QRect(0, 0, WIDTH - _KEY_WIDTH - _GAP, 10_000)
        return max(
            self._bold.boundingRect(room, _WRAP, key).height(),
            self._plain.boundingRect(beside, _WRAP, does).height(),
        )


class SheetColumn(QWidget):
    def __init__(self, groups: Sequence[Group], theme: Theme, look: SheetLook) -> None:
        super().__init__()
        self._theme, self._look = theme, look
        self._placed = list(self._place(groups))
        self.setFixedSize(QSize(WIDTH, self._placed[-1][0].bottom() + 1 if self._placed else 0))
        self.setAccessibleName(
            ". ".join(f"{g.title}: " + ", ".join(f"{key} {does}" for key, does in g.lines) for g in groups)
        )

    def _place(self, groups: Sequence[Group]) -> Iterator[tuple[QRect, str, str]]:
        """Every text with its place and its colour's name, from top to bottom."""
        left = _KEY_WIDTH + _GAP
        top = 0
        for number, group in enumerate(groups):
            top += GROUP_GAP if number else 0
            height = self._look.text_height("", group.title)
            yield QRect(0, top, WIDTH, height), group.title, "text"
            top += height + self._look.gap
            for key, does in group.lines:
                height = self._look.text_height(key, does)
                yield QRect(0, top, _KEY_WIDTH, height), key, "accent"
                yield QRect(left, top, WIDTH - left, height), does, "plain"
                top += height + self._look.gap

    @guarded(None)
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for place, text, kind in self._placed:
            if place.intersects(event.rect()):
                painter.setFont(self._look.font if kind == "plain" else self._look.bold)
                painter.setPen(QColor(self._theme.accent if kind == "accent" else self._theme.text))
                painter.drawText(place, _WRAP, text)
        painter.end()
