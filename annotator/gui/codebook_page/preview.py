"""How words tagged with a label look, on a light and on a dark page."""

from __future__ import annotations

import dataclasses
import re

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.gui.article_view import bars
from annotator.gui.article_view.boxes import Bar
from annotator.gui.article_view.metrics import Metrics
from annotator.gui.guards import guarded
from annotator.gui.theme import DARK, LIGHT, Theme
from annotator.model.codebook import Label

_SAMPLE = "Words that are [tagged with it] look so."
_TAGGED = re.compile(r"\[([^\[\]]*)\]")
_HEIGHT = 78
_MARGIN = 16


class Preview(QWidget):
    """Two small pages side by side, the light and the dark one."""

    def __init__(self, label: Label, shape: int) -> None:
        super().__init__()
        self._label = label
        self._shape = shape
        self._metrics = Metrics()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("How tagged words look, on a light and a dark page")

    def set_colours(self, light: str, dark: str) -> None:
        """Show other colours, as long as they are being chosen."""
        self._label = dataclasses.replace(self._label, colour=light, colour_dark=dark)
        self.update()

    @guarded(QSize(400, _HEIGHT))
    def sizeHint(self) -> QSize:
        return QSize(400, _HEIGHT)

    @guarded(None)
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        half = (self.width() - 10) / 2
        for number, theme in enumerate((LIGHT, DARK)):
            self._page(painter, QRectF(number * (half + 10), 0, half, _HEIGHT), theme)
        painter.end()

    def _page(self, painter: QPainter, page: QRectF, theme: Theme) -> None:
        painter.setPen(QPen(QColor(theme.faint), 1))
        painter.setBrush(QColor(theme.page))
        painter.drawRoundedRect(page.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        reading, name = QFont(self._metrics.reading), QFont(self._metrics.name)
        metrics = QFontMetricsF(reading)
        room = page.width() - 2 * _MARGIN
        before, tagged, after = self._words(metrics, room)
        around = room - metrics.horizontalAdvance(tagged)
        spare = max(around - metrics.horizontalAdvance(after), around * 0.45, 0)
        before = last_words(before, metrics, spare)
        tagged = metrics.elidedText(tagged, Qt.TextElideMode.ElideRight, room)
        left = page.left() + _MARGIN
        start = left + metrics.horizontalAdvance(before)
        width = metrics.horizontalAdvance(tagged)
        after = metrics.elidedText(
            after, Qt.TextElideMode.ElideRight, max(page.right() - _MARGIN - start - width, 0)
        )
        colour = theme.label_colour(self._label)
        top = page.top() + 16
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.tint(colour))
        painter.drawRoundedRect(QRectF(start - 1, top, width + 2, metrics.height()), 3, 3)
        painter.setFont(reading)
        painter.setPen(QColor(theme.text))
        line = top + metrics.ascent()
        for x, words in ((left, before), (start, tagged), (start + width, after)):
            painter.drawText(int(x), int(line), words)
        bar = QRectF(start, top + metrics.height() + 2, width, self._metrics.bar)
        bars.draw_solid(painter, bar, Bar(bar.left(), bar.right()), colour, self._shape, QColor(theme.page))
        painter.setFont(name)
        painter.setPen(colour)
        painter.drawText(int(start), int(bar.bottom() + 2 + QFontMetricsF(name).ascent()), self._label.name)

    def _words(self, metrics: QFontMetricsF, room: float) -> tuple[str, str, str]:
        """The first good example that has room, else a sentence that always suits."""
        texts = [example.text for example in self._label.examples if example.good]
        for text in (*texts, _SAMPLE):
            found = _TAGGED.search(text)
            if found is not None and (metrics.horizontalAdvance(_plain(text)) <= room or text == _SAMPLE):
                return _plain(text[: found.start()]), found[1], _plain(text[found.end() :])
        raise AssertionError("the sample has tagged words")


def last_words(text: str, metrics: QFontMetricsF, room: float) -> str:
    """The end of a text from the beginning of a word on, as much as there is room for."""
    if metrics.horizontalAdvance(text) <= room:
        return text
    words = text.split(" ")
    for first in range(1, len(words)):
        shown = "… " + " ".join(words[first:])
        if metrics.horizontalAdvance(shown) <= room:
            return shown
    return ""


def _plain(piece: str) -> str:
    return piece.replace("[", "").replace("]", "")
