"""Fonts and distances of the article view for one look."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontMetricsF

from annotator.gui.look import DYSLEXIA, SANS, SERIF, Look, Spacing, Width

READING_FAMILIES = ["Noto Serif", "Source Serif 4", "Charter", "Georgia", "Cambria", "serif"]
SANS_FAMILIES = ["Noto Sans", "Source Sans 3", "Segoe UI", "SF Pro Text", "Helvetica Neue", "sans-serif"]
DYSLEXIA_FAMILIES = [
    "OpenDyslexic",
    "OpenDyslexic3",
    "Atkinson Hyperlegible Next",
    "Atkinson Hyperlegible",
    "Lexend",
    "Lexie Readable",
    "Andika",
]
"""Fonts whose letters are made to be told apart, best first."""
NAME_FAMILIES = ["Inter", "Segoe UI", "SF Pro Text", "Noto Sans", "sans-serif"]
READING_SIZE = 17
NAME_SIZE = 11
_CHARACTERS: dict[Width, int] = {"narrow": 60, "normal": 68, "wide": 75, "full": 10_000}
"""Characters a line; a full one ends where the window does."""
_LINES: dict[Spacing, float] = {"tight": 1.5, "normal": 1.72, "loose": 2.1}
"""From one line to the next, in font sizes."""
_HEADINGS = {1: 1.3, 2: 1.12}
"""How much larger a heading is than the text."""
MAX_LANES = 8
MAX_LEVELS = 4
MAX_LEVELS_OF_ALL = 12
"""The same while all links are shown."""

_SAMPLE = "the leaders said on Tuesday that they would not accept the new agreement, officials told us. "


class Metrics:
    """All distances in device-independent pixels."""

    def __init__(self, look: Look | None = None) -> None:
        self.look = look = look or Look()
        scale = look.zoom / 100
        self.scale = scale
        families, hint = _families(look.font)
        self.reading = _font(families, hint, READING_SIZE * scale)
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
        self.aside = _font(families, hint, READING_SIZE * scale * 0.88)
        """Of what is shown in grey between the paragraphs."""
        self.line = reading.height()
        """Height of a line of text in the reading font."""
        self.letter = reading.horizontalAdvance(_SAMPLE) / len(_SAMPLE)
        self.column = round(self.letter * _CHARACTERS[look.width])
        self.heading_sizes = {level: round(READING_SIZE * scale * by) for level, by in _HEADINGS.items()}
        """Pixel sizes of the fonts of headings, by level."""
        self.above_heading = {1: 0, 2: round(10 * scale)}
        """Room above a heading, beside what is between paragraphs anyhow."""
        # Two lines never touch, however tall the letters of the chosen font are.
        self.pitch = max(round(READING_SIZE * scale * _LINES[look.spacing]), round(self.line + 2 * scale))
        """From one line to the next where nothing lies between them."""
        self.paragraph = round(13 * scale)
        """Between two paragraphs; also the height of an empty one."""
        self.below_text = 1.0
        self.bar = max(3, round(3 * scale))
        self.bar_current = self.bar + 2
        self.name_height = round(QFontMetricsF(self.name).height())
        self.name_ascent = QFontMetricsF(self.name).ascent()
        self.lane_gap = max(3, round(3 * scale))  # with a bar the least that a mouse can hit
        self.after_lanes = round(6 * scale)
        self.level = round(15 * scale)
        self.reach = self.level * MAX_LEVELS
        """How far what belongs to a line may be painted from it; so far beyond the view all is laid out."""
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


def _families(font: str) -> tuple[list[str], QFont.StyleHint]:
    """The fonts to try for a choice, in order."""
    if font == SERIF:
        return READING_FAMILIES, QFont.StyleHint.Serif
    if font == SANS:
        return SANS_FAMILIES, QFont.StyleHint.SansSerif
    if font == DYSLEXIA:
        return [*DYSLEXIA_FAMILIES, *SANS_FAMILIES], QFont.StyleHint.SansSerif
    return [font, *READING_FAMILIES], QFont.StyleHint.Serif


def _font(families: list[str], hint: QFont.StyleHint, size: float) -> QFont:
    font = QFont()
    font.setFamilies(families)
    font.setStyleHint(hint)
    font.setPixelSize(max(1, round(size)))
    font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return font
