"""Bars lie exactly under the glyphs of their words: in any script, at bidi edges, in ligatures, on all lines.

The glyphs of a span are painted alone, as ink; where there is ink there must be a bar, and a bar must not
reach far beyond it.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QTextCharFormat, QTextLayout

from annotator.gui.article_view import ArticleView
from annotator.gui.article_view.boxes import Unit
from tests.support.article_view import own

Show = Callable[..., ArticleView]

ARABIC = (
    "قالت الوزيرة ليلى حداد يوم الثلاثاء إن الميناء «سيبقى مفتوحًا طوال الشتاء» ولن ترفع الحكومة رسوم القوارب "
    "الصغيرة قبل الربيع المقبل مهما كان الثمن، وأضاف متحدث باسم Harbour Union Ltd أن القرار 2024 جاء متأخرًا، "
    "لكنه مرحَّب به. لا إله إلا الله."
)
HEBREW_IN_ENGLISH = (
    "The minister said “לא נעלה את המס השנה” to the reporters (and גם לא בשנה הבאה) on Tuesday."
)
CHINESE = (
    "港口工会主席林安娜周二表示，政府曾三次被警告新的港口税会伤害小船主，却选择无视自己检查员的报告。"
    "部长奥拉夫否认了这一指控，称“这项税是公平的”，然后离开了会场，没有回答更多问题。"
)
MIXED = "Café naïve said: e\u0301tude, 日本語 and office affairs, fi\u0301n, ไทย नमस्ते done."
ASTRONAUT = "Café naïve 👩🏽‍🚀 said: nothing."
FAMILY = "קפה 👩‍👩‍👧‍👦 and more."

SPANS = {
    "Arabic words": (ARABIC, ["قالت", "الوزيرة ليلى حداد", "الحكومة", "مرحَّب", "الله", "لا إله"]),
    "an Arabic claim over lines": (ARABIC, [ARABIC[43:140]]),
    "Latin in Arabic": (ARABIC, ["Harbour Union Ltd", "Union", "2024"]),
    "Arabic and Latin": (ARABIC, ["باسم Harbour", "Ltd أن", "متحدث باسم Harbour Union Ltd أن القرار"]),
    "Hebrew in English": (HEBREW_IN_ENGLISH, ["נעלה את", "said “לא", "השנה” to", "and גם", "minister"]),
    "Chinese": (CHINESE, ["林安娜", "政府", "部长奥拉夫", CHINESE[20:60], "。"]),
    "accents, ligatures, vowels": (MIXED, ["e\u0301tude", "日本語", "ffi", "fi\u0301n", "ไทย", "नमस्ते"]),
    # A coloured glyph keeps its colours: each is alone in its text.
    "an astronaut": (ASTRONAUT, ["👩🏽‍🚀"]),
    "a family": (FAMILY, ["👩‍👩‍👧‍👦"]),
}
NEAR = 3
"""Pixels by which ink may be outside its bar: slanted and swashed glyphs reach over their place."""
FAR = 9
"""Pixels by which a bar may be longer than its ink on one side: side bearings and full-width punctuation."""


def ink(view: ArticleView, start: int, end: int, line: int) -> set[int]:
    """The x of every pixel column in which the glyphs of ``[start, end)`` leave ink on a line."""
    layout, block = view.article_layout, view.document().firstBlock()
    text_line, to_unit = block.layout().lineAt(line), layout.text.map.in_block
    alone = QTextLayout(block.text(), layout.metrics.reading)
    alone.setTextOption(block.layout().textOption())
    alone.setFormats(
        [
            coloured(0, to_unit(0, start), "white"),
            coloured(to_unit(0, start), to_unit(0, end), "black"),
            coloured(to_unit(0, end), block.length() - 1, "white"),
        ]
    )
    alone.beginLayout()
    for _ in range(line + 1):
        made = alone.createLine()
        made.setLineWidth(layout.width)
    alone.endLayout()
    assert (made.textStart(), made.textLength()) == (text_line.textStart(), text_line.textLength())
    image = QImage(round(layout.width) + 80, round(made.height()), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    made.draw(painter, QPointF(40, 0))
    painter.end()
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    bits, row = bytes(grey.constBits()), grey.bytesPerLine()
    return {x - 40 for x in range(grey.width()) if min(bits[x::row]) < 128}


def coloured(start: int, end: int, colour: str) -> QTextLayout.FormatRange:
    piece = QTextLayout.FormatRange()
    piece.start, piece.length = start, end - start
    piece.format = QTextCharFormat()
    piece.format.setForeground(QColor(colour))
    return piece


def units(view: ArticleView, mark_id: str) -> list[tuple[int, Unit]]:
    lines = view.article_layout.box(0).lines
    return [(n, unit) for n, line in enumerate(lines) for unit in line.units if unit.mark.id == mark_id]


@pytest.mark.parametrize("zoom", [100, 150])
@pytest.mark.parametrize("name", SPANS)
def test_bars_lie_under_their_glyphs(show: Show, name: str, zoom: int) -> None:
    text, quotes = SPANS[name]
    spans = [(text.index(quote), text.index(quote) + len(quote)) for quote in quotes]
    view = show(text, *(own(str(n), "actor", span) for n, span in enumerate(spans)))
    view.set_zoom(zoom)
    for number, (start, end) in enumerate(spans):
        found = units(view, str(number))
        assert found, text[start:end]
        for line, unit in found:
            inked = ink(view, start, end, line)
            assert inked, text[start:end]
            for x in inked:
                away = min(max(bar.left - x, x - bar.right, 0.0) for bar in unit.bars)
                assert away <= NEAR, f"no bar under {text[start:end]!r} at {x}"
            for bar in unit.bars:
                under = [x for x in inked if bar.left - NEAR <= x <= bar.right + NEAR]
                assert under, f"a bar under nothing in {text[start:end]!r}"
                assert min(under) - bar.left <= FAR * zoom / 100, text[start:end]
                assert bar.right - max(under) <= FAR * zoom / 100, text[start:end]
