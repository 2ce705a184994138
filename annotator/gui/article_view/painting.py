"""Painting the article: tints, text, bars, names, caret, arcs.  Nothing here measures or decides places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QPainter,
    QPen,
    QTextCharFormat,
    QTextLayout,
)

from annotator.gui.article_view import arcs
from annotator.gui.article_view.boxes import Bar, LineBox, Unit, cursor_x
from annotator.gui.article_view.marks import Mark
from annotator.gui.article_view.metrics import MAX_LANES, Metrics
from annotator.gui.article_view.names import full_form, natural_left
from annotator.gui.theme import LIGHT, Theme
from annotator.model.codebook import Codebook

if TYPE_CHECKING:
    from annotator.gui.article_view.layout import ArticleLayout

CARET_WIDTH = 2


class Painter:
    """Draws with a theme and a codebook, and marks what is current, hovered or being linked."""

    def __init__(self) -> None:
        self.current: str | None = None
        self.hovered: str | None = None
        self.linking: tuple[str, QPointF | None, str | None] | None = None
        """A link that is being made: from which mark, where the mouse is (document; None where it is made by
        keys), to which mark."""
        self._theme = LIGHT
        self._codebook: Codebook | None = None
        self._colours: dict[str, tuple[QColor, QColor, QColor]] = {}

    @property
    def theme(self) -> Theme:
        return self._theme

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._colours.clear()

    def set_codebook(self, codebook: Codebook | None) -> None:
        self._codebook = codebook
        self._colours.clear()

    def colours(self, label: str) -> tuple[QColor, QColor, QColor]:
        """Colour of a label, its tint, and its tint when current; grey for one the codebook lacks."""
        found = self._colours.get(label)
        if found is None:
            entry = self._codebook.label(label) if self._codebook else None
            colour = self._theme.label_colour(entry) if entry else QColor(self._theme.muted)
            found = colour, self._theme.tint(colour), self._theme.tint(colour, current=True)
            self._colours[label] = found
        return found

    def draw(
        self,
        painter: QPainter,
        context: QAbstractTextDocumentLayout.PaintContext,
        layout: ArticleLayout,
    ) -> None:
        """Paint what shows in ``context.clip``."""
        clip: QRectF = context.clip
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = layout.metrics.level * 4.0
        selections = [
            (s.cursor.selectionStart(), s.cursor.selectionEnd(), QTextCharFormat(s.format))
            for s in context.selections
        ]
        for number, top, box in layout.blocks_between(clip.top() - room, clip.bottom() + room):
            origin = QPointF(layout.left, top)
            painter.translate(origin)
            seen = clip.translated(-origin)
            lines = box.lines[box.line_at(seen.top()) : box.line_at(seen.bottom()) + 1]
            for line in lines:
                self._tints(painter, line)
            painter.translate(-origin)
            self._text(painter, layout, number, origin, clip, selections, context.cursorPosition)
            painter.translate(origin)
            for line in lines:
                self._bars(painter, line, layout)
            painter.translate(-origin)
        arcs.draw(painter, layout, self)

    def _tints(self, painter: QPainter, line: LineBox) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        shown = [u for u in line.units if u.mark.kind == "own" or u.mark.id in (self.current, self._target())]
        shown.sort(key=lambda unit: (unit.mark.id == self.current, -unit.mark.length))
        for unit in shown:
            _, tint, strong = self.colours(unit.mark.label)
            emphasised = unit.mark.id in (self.current, self._target())
            painter.setBrush(strong if emphasised else tint)
            for bar in unit.bars:
                painter.drawRoundedRect(QRectF(bar.left, line.top, bar.right - bar.left, line.height), 2, 2)

    def _text(
        self,
        painter: QPainter,
        layout: ArticleLayout,
        number: int,
        origin: QPointF,
        clip: QRectF,
        selections: list[tuple[int, int, QTextCharFormat]],
        caret: int,
    ) -> None:
        block = layout.document().findBlockByNumber(number)
        start, length = block.position(), block.length()
        ranges = []
        for begin, end, style in selections:
            if begin < start + length and end > start:
                chosen = QTextLayout.FormatRange()
                chosen.start = max(0, begin - start)
                chosen.length = min(end, start + length - 1) - start - chosen.start
                chosen.format = style
                ranges.append(chosen)
        painter.setPen(QColor(self._theme.text))
        text = block.layout()
        text.draw(painter, origin, ranges, clip)
        if start <= caret < start + length:
            self._caret(painter, text, origin, caret - start, layout.metrics)

    def _caret(
        self, painter: QPainter, text: QTextLayout, origin: QPointF, unit: int, metrics: Metrics
    ) -> None:
        line = text.lineForTextPosition(unit)
        if line.isValid():
            rect = QRectF(cursor_x(line, unit), line.y(), CARET_WIDTH, line.height())
            painter.fillRect(rect.translated(origin), QColor(self._theme.accent))

    def _bars(self, painter: QPainter, line: LineBox, layout: ArticleLayout) -> None:
        metrics, chosen = layout.metrics, (self.current, self._target())
        for unit in line.units:
            if unit.lane >= MAX_LANES:
                continue
            colour = self.colours(unit.mark.label)[0]
            thick = metrics.bar_current if unit.mark.id in (*chosen, self.hovered) else metrics.bar
            self._connectors(painter, unit, colour, metrics)
            for bar in unit.bars:
                self._bar(painter, unit, bar, colour, thick, metrics)
            if unit.named:
                self._name(painter, unit, colour, metrics)
        for unit in line.units:
            if unit.first and unit.lane < MAX_LANES and unit.mark.id in (*chosen, self.hovered):
                self._full_name(painter, unit, layout, unit.mark.id in chosen)
        for fold in line.folds:
            self._fold(painter, fold.left, line.fold_top, len(fold.keys), metrics)

    def _bar(
        self, painter: QPainter, unit: Unit, bar: Bar, colour: QColor, thick: int, metrics: Metrics
    ) -> None:
        kind = unit.mark.kind
        rect = bar_rect(unit, bar, thick, metrics)
        if kind in ("own", "colleague"):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawRoundedRect(rect, thick / 2, thick / 2)
            for side, is_open in ((rect.left(), bar.open_left), (rect.right() - thick, bar.open_right)):
                if is_open and rect.width() > thick:
                    painter.drawRect(QRectF(side, rect.top(), thick, thick))
            if kind == "colleague":  # a double line
                painter.fillRect(rect.adjusted(-1, thick / 3, 1, -thick / 3), QColor(self._theme.page))
            return
        pen = QPen(colour if kind == "suggestion" else QColor(self._theme.muted), thick)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([6 / thick, 3.5 / thick] if kind == "suggestion" else [2 / thick, 3 / thick])
        painter.setPen(pen)
        painter.drawLine(QPointF(rect.left(), rect.center().y()), QPointF(rect.right(), rect.center().y()))

    def _connectors(self, painter: QPainter, unit: Unit, colour: QColor, metrics: Metrics) -> None:
        """Dots from segment to segment, and a few at an end beyond which another line has the next one."""
        first, last = unit.bars[0], unit.bars[-1]
        if len(unit.bars) == 1 and not first.gap_left and not last.gap_right:
            return
        pen = QPen(colour, max(1.5, metrics.bar * 0.6), Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.RoundCap)
        pen.setDashPattern([0.01, 3.2])
        painter.setPen(pen)
        y = bar_rect(unit, first, metrics.bar, metrics).center().y()
        for bar, following in zip(unit.bars, unit.bars[1:], strict=False):
            painter.drawLine(QPointF(bar.right + 4, y), QPointF(following.left - 3, y))
        if first.gap_left and not first.open_left:
            painter.drawLine(QPointF(first.left - 4, y), QPointF(first.left - 15, y))
        if last.gap_right and not last.open_right:
            painter.drawLine(QPointF(last.right + 4, y), QPointF(last.right + 15, y))

    def _name(self, painter: QPainter, unit: Unit, colour: QColor, metrics: Metrics) -> None:
        top = unit.top + metrics.bar + 1
        if unit.first:
            self._written(painter, unit.mark, (unit.name_text, unit.name_score), unit.name_left, top, metrics)
        else:
            painter.setFont(metrics.suggested if unit.mark.kind == "suggestion" else metrics.extra)
            painter.setPen(colour)
            painter.drawText(QPointF(unit.name_left, top + metrics.name_ascent), unit.name_text)

    def _full_name(self, painter: QPainter, unit: Unit, layout: ArticleLayout, chosen: bool) -> None:
        """The whole name over whatever is there: of the current mark in a frame, of the hovered one without.

        A name that stands there whole already is left as it is under the mouse.
        """
        metrics, colour = layout.metrics, self.colours(unit.mark.label)[0]
        name, score, width = full_form(unit.mark, metrics)
        if not chosen and unit.named and (unit.name_text, unit.name_score) == (name, score):
            return
        x, top = natural_left(unit, width, layout.room), unit.top + metrics.bar + 1
        painter.setPen(QPen(colour if chosen else QColor(self._theme.page), 1.2))
        painter.setBrush(QColor(self._theme.page))
        pill = QRectF(x - 4.5, top + 0.5, width + 9, metrics.name_height)
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        self._written(painter, unit.mark, (name, score), x, top, metrics)

    def _written(
        self, painter: QPainter, mark: Mark, words: tuple[str, str], x: float, top: float, metrics: Metrics
    ) -> None:
        """Warning sign, name and score of a mark."""
        name, score = words
        if mark.problem:
            self._problem(painter, x, top, metrics)
            x += metrics.name_height
        fonts = {"suggestion": metrics.suggested, "colleague": metrics.extra, "rejected": metrics.struck}
        painter.setFont(fonts.get(mark.kind, metrics.name))
        colour = QColor(self._theme.muted) if mark.kind == "rejected" else self.colours(mark.label)[0]
        painter.setPen(colour)
        painter.drawText(QPointF(x, top + metrics.name_ascent), name)
        if score:
            painter.setPen(QColor(self._theme.muted))
            x += metrics.name_width(name + " ", suggested=True)
            painter.drawText(QPointF(x, top + metrics.name_ascent), score)

    def _problem(self, painter: QPainter, x: float, top: float, metrics: Metrics) -> None:
        size = metrics.name_height - 3.0
        sign = QRectF(x, top + 1.5, size, size)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.warning))
        painter.drawEllipse(sign)
        painter.setPen(QColor(self._theme.page))
        painter.setFont(metrics.link)
        painter.drawText(sign, Qt.AlignmentFlag.AlignCenter, "!")

    def _fold(self, painter: QPainter, left: float, top: float, count: int, metrics: Metrics) -> None:
        painter.setFont(metrics.name)
        painter.setPen(QColor(self._theme.muted))
        painter.drawText(QPointF(left, top + metrics.name_ascent), f"+{count}")

    def _target(self) -> str | None:
        return self.linking[2] if self.linking else None


def bar_rect(unit: Unit, bar: Bar, thick: int, metrics: Metrics) -> QRectF:
    """Where a bar is drawn: exactly under its words."""
    return QRectF(bar.left, unit.top - (thick - metrics.bar) // 2, bar.right - bar.left, thick)
