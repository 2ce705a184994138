"""One column of the cheat sheet, painted by itself: a hundred labels would take three times as long."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from annotator.gui.guards import guarded
from annotator.gui.palette.sheet_text import Group
from annotator.gui.theme import Theme

WIDTH = 270
_GAP, _GROUP_GAP = 10, 12
_WIDEST_KEY = 104
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft


LINE_GAPS = (4, 2, 1)
"""Pixels between lines, from calm to close, for a window in which not all would fit."""


class SheetColumn(QWidget):
    def __init__(self, groups: Sequence[Group], theme: Theme, font: QFont, gap: int = LINE_GAPS[0]) -> None:
        """``gap``: pixels between lines."""
        super().__init__()
        self._line_gap = gap
        self._theme = theme
        self._bold = QFont(font)
        self._bold.setBold(True)
        self._font = font
        self._placed = list(self._place(groups))
        self.setFixedSize(QSize(WIDTH, self._placed[-1][0].bottom() + 1 if self._placed else 0))
        self.setAccessibleName(
            ". ".join(f"{g.title}: " + ", ".join(f"{key} {does}" for key, does in g.lines) for g in groups)
        )

    def _place(self, groups: Sequence[Group]) -> Iterator[tuple[QRect, str, str]]:
        """Every text with its place and its colour's name, from top to bottom."""
        bold, plain = QFontMetrics(self._bold), QFontMetrics(self._font)
        widths = [bold.horizontalAdvance(key) + 1 for group in groups for key, _ in group.lines]
        key_width = min(max(widths, default=0), _WIDEST_KEY)
        left = key_width + _GAP
        top = 0
        for number, group in enumerate(groups):
            top += _GROUP_GAP if number else 0
            yield QRect(0, top, WIDTH, bold.height()), group.title, "text"
            top += bold.height() + self._line_gap
            for key, does in group.lines:
                room = QRect(0, 0, key_width, 10_000)
                key_box = bold.boundingRect(room, _WRAP, key)
                does_box = plain.boundingRect(QRect(0, 0, WIDTH - left, 10_000), _WRAP, does)
                height = max(key_box.height(), does_box.height())
                yield QRect(0, top, key_width, height), key, "accent"
                yield QRect(left, top, WIDTH - left, height), does, "plain"
                top += height + self._line_gap

    @guarded(None)
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for place, text, kind in self._placed:
            if place.intersects(event.rect()):
                painter.setFont(self._font if kind == "plain" else self._bold)
                painter.setPen(QColor(self._theme.accent if kind == "accent" else self._theme.text))
                painter.drawText(place, _WRAP, text)
        painter.end()
