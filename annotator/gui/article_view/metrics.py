"""Fonts and distances of the article view at one zoom."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontMetricsF

READING_FAMILIES = ["Noto Serif", "Source Serif 4", "Charter", "Georgia", "Cambria", "serif"]
NAME_FAMILIES = ["Inter", "Segoe UI", "SF Pro Text", "Noto Sans", "sans-serif"]
READING_SIZE = 17
NAME_SIZE = 11
CHARACTERS_A_LINE = 68
MAX_LANES = 8
MAX_LEVELS = 4

_SAMPLE = "the leaders said on Tuesday that they would not accept the new agreement, officials told us. "


class Metrics:
    """All distances in device-independent pixels."""

    def __init__(self, zoom: int = 100) -> None:
        """:param zoom: percent."""
        scale = zoom / 100
        self.zoom = zoom
        self.scale = scale
        self.reading = _font(READING_FAMILIES, QFont.StyleHint.Serif, READING_SIZE * scale)
        self.name = _font(NAME_FAMILIES, QFont.StyleHint.SansSerif, NAME_SIZE * scale)
        self.name.setWeight(QFont.Weight.DemiBold)
        self.suggested = QFont(self.name)
        self.suggested.setItalic(True)
        self.suggested.setWeight(QFont.Weight.Medium)
        self.extra = QFont(self.name)
        self.extra.setWeight(QFont.Weight.Normal)
        self.struck = QFont(self.extra)
        self.struck.setStrikeOut(True)
        reading = QFontMetricsF(self.reading)
        self.line = reading.height()
        """Height of a line of text in the reading font."""
        self.column = round(reading.horizontalAdvance(_SAMPLE) / len(_SAMPLE) * CHARACTERS_A_LINE)
        self.letter = self.column / CHARACTERS_A_LINE
        self.pitch = round(READING_SIZE * scale * 1.72)
        """From one line to the next where nothing lies between them."""
        self.paragraph = round(13 * scale)
        """Between two paragraphs; also the height of an empty one."""
        self.below_text = 1.0
        self.bar = max(2, round(3 * scale))
        self.bar_current = self.bar + 2
        self.name_height = round(QFontMetricsF(self.name).height())
        self.name_ascent = QFontMetricsF(self.name).ascent()
        self.lane_gap = round(3 * scale)
        self.after_lanes = round(6 * scale)
        self.level = round(15 * scale)
        self.headroom = round(14 * scale)
        """Above a line with the end of a link, for one level of arcs."""
        self.headroom_first = round(7 * scale)
        """The same above a paragraph, where there is room already."""
        self.margin = round(36 * min(scale, 1.5))
        """Least space on both sides of the column; the arcs between lines run in it."""
        self.gutter = -self.margin / 2
        self.top = round(40 * scale)
        self.bottom = round(120 * scale)
        self.link = QFont(self.name)
        self.link.setPixelSize(max(1, self.name.pixelSize() - 1))
        self._widths: dict[tuple[str, int], float] = {}

    def name_width(self, text: str, *, suggested: bool = False) -> float:
        """Width of a name under a bar."""
        return self._width(text, self.suggested if suggested else self.name, int(suggested))

    def link_width(self, text: str) -> float:
        """Width of the name of a link."""
        return self._width(text, self.link, 2)

    def _width(self, text: str, font: QFont, which: int) -> float:
        width = self._widths.get((text, which))
        if width is None:
            width = self._widths[text, which] = QFontMetricsF(font).horizontalAdvance(text)
        return width


def _font(families: list[str], hint: QFont.StyleHint, size: float) -> QFont:
    font = QFont()
    font.setFamilies(families)
    font.setStyleHint(hint)
    font.setPixelSize(max(1, round(size)))
    font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return font
