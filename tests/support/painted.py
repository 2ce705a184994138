"""What an article view paints, asked of its lines and of its pixels, and not of what it was told to paint."""

from __future__ import annotations

from collections.abc import Iterable

import regex
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QTextLine

from annotator.gui.article_view import ArticleView
from annotator.gui.article_view.bars import bar_rect
from annotator.gui.article_view.boxes import LineBox, Unit
from annotator.gui.article_view.lanes import FOLDED
from annotator.gui.article_view.marks import Mark

Stretch = tuple[float, float]

_LEAST = 4.0
"""A bar is never narrower, so that it can be seen under what has no width."""
_TOLERANCE = 1.5


def bars_are_under_their_words(view: ArticleView, *, whole: bool) -> None:
    """Every mark has its bars under the glyphs of exactly its characters, and there is no other bar.

    :param whole: look at the whole article and not only at what is in view.
    """
    layout, bar = view.article_layout, view.verticalScrollBar()
    top = 0.0 if whole else float(bar.value())
    bottom = layout.documentSize().height() if whole else top + view.viewport().height()
    for number, _, box in layout.blocks_between(top, bottom):
        block = view.document().findBlockByNumber(number)
        for place, line in enumerate(box.lines):
            there = {unit.mark.id: unit for unit in line.units}
            assert len(there) == len(line.units), "a mark is on a line once"
            marks = layout.index.by_id.values()
            least = {mark.id for mark in marks if _touches(mark, line.start, line.end)}
            most = {mark.id for mark in marks if _touches(mark, line.start, line.next)}
            assert least <= there.keys() <= most, (number, place, least, set(there), most)
            text_line = block.layout().lineAt(place)
            for mark_id in least:
                assert there[mark_id].mark == layout.index.by_id[mark_id]
                _under_its_words(view, number, text_line, line, there[mark_id])


def _touches(mark: Mark, start: int, end: int) -> bool:
    return start < end and any(begin < end and finish > start for begin, finish in mark.segments)


def _under_its_words(view: ArticleView, number: int, text_line: QTextLine, line: LineBox, unit: Unit) -> None:
    layout = view.article_layout
    text, paragraph = layout.text.text, layout.text.map.blocks[number]
    shown = view.document().findBlockByNumber(number).text()
    rects: list[Stretch] = []
    tabs = False
    for start, end in unit.mark.segments:
        begin, finish = max(start, line.start), min(end, line.end)
        if begin >= finish:
            continue
        first, last = (_units(text[paragraph.start : position]) for position in (begin, finish))
        tabs |= "\t" in text[begin:finish]
        _same(_slice(shown, first, last), text[begin:finish])
        if not {begin, finish} <= _boundaries(text, paragraph.start, paragraph.end):
            return  # a model may cut a grapheme, of which there is no half to be seen
        for run in text_line.glyphRuns(first, last - first):
            rect = run.boundingRect()
            rects.append((rect.left(), rect.right()))
    bars = joined((bar.left, bar.right) for bar in unit.bars)
    expected = joined(rects)
    assert expected or bars, "what has no glyphs is shown as well"
    for left, right in expected:
        assert any(a - _TOLERANCE <= left and right <= b + _TOLERANCE for a, b in bars), (
            unit.mark,
            expected,
            bars,
        )
    for left, right in bars:
        unseen = tabs or right - left <= _LEAST  # a tab has no glyph, and what has no width is shown as well
        assert unseen or any(a - _TOLERANCE <= left and right <= b + _LEAST for a, b in expected), (
            unit.mark,
            expected,
            bars,
        )


def _boundaries(text: str, start: int, end: int) -> set[int]:
    """Where graphemes begin and end."""
    return {start, *(match.end() for match in regex.finditer(r"\X", text, pos=start, endpos=end))}


def _units(text: str) -> int:
    """Length in UTF-16 units, counted here anew."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _slice(shown: str, first: int, last: int) -> str:
    return shown.encode("utf-16-le", "surrogatepass")[2 * first : 2 * last].decode(
        "utf-16-le", "surrogatepass"
    )


_REPLACED = regex.compile("[\ufeff\u2060\ufffd\ud800-\udfff\u00a0\u2028\ufdd0\ufdd1\n\r\u2029]")


def _same(shown: str, stored: str) -> None:
    """The document shows what is stored, save characters that Qt replaces by others as long."""
    assert _REPLACED.sub(" ", shown) == _REPLACED.sub(" ", stored), (shown, stored)


def selection_is_what_shows(view: ArticleView) -> None:
    """What counts as selected is what is painted as selected, but for graphemes of which only a half is."""
    shown = _REPLACED.sub(" ", view.textCursor().selectedText())
    span = view.selected_span()
    assert (span is not None) == bool(shown)
    if span is None:
        return
    stored = _REPLACED.sub(" ", view.article_layout.text.text[slice(*span)].replace("\r\n", "\n"))
    graphemes = regex.findall(r"\X", stored)
    before = stored.find(shown)
    after = len(stored) - before - len(shown)
    assert 0 <= before < len(graphemes[0]), (shown, stored)
    assert 0 <= after < len(graphemes[-1]), (shown, stored)


def joined(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Those that touch become one."""
    found: list[Stretch] = []
    for left, right in sorted(stretches):
        if found and left - found[-1][1] < _TOLERANCE:
            found[-1] = found[-1][0], max(found[-1][1], right)
        else:
            found.append((left, right))
    return found


def bars_have_their_colours(view: ArticleView) -> int:
    """In a picture of the view there is the label's colour in every bar; returns how many there were."""
    layout, offset = view.article_layout, view.verticalScrollBar().value()
    image = view.viewport().grab().toImage()
    ratio = image.devicePixelRatio()
    height = view.viewport().height()
    seen = 0
    for _, top, box in layout.blocks_between(offset, offset + height):
        for line in box.lines:
            for unit in line.units:
                if unit.lane >= FOLDED:
                    continue
                colour = view.painter.colours(unit.mark.label)[0]
                for bar in unit.bars:
                    rect = bar_rect(unit, bar, layout.metrics.bar, layout.metrics)
                    rect.translate(QPointF(layout.left, top - offset))
                    if rect.top() < 0 or rect.bottom() >= height or rect.right() >= view.viewport().width():
                        continue
                    seen += 1
                    assert _somewhere(image, rect, ratio, colour), (unit.mark, rect)
    return seen


def _somewhere(image: object, rect: QRectF, ratio: float, colour: QColor) -> bool:
    for y in range(int(rect.top() * ratio), int(rect.bottom() * ratio) + 1):
        for x in range(int(rect.left() * ratio), int(rect.right() * ratio) + 1):
            found = image.pixelColor(x, y)  # type: ignore[attr-defined]
            away = abs(found.red() - colour.red()) + abs(found.green() - colour.green())
            if away + abs(found.blue() - colour.blue()) < 60:
                return True
    return False
