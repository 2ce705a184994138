"""Painting the article: tints, text, bars, names, caret, arcs.  Nothing here measures or decides places."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QPainter,
    QPainterPath,
    QPen,
    QTextCharFormat,
    QTextLayout,
)

from annotator.gui.article_view import arcs, badges, bars, bubbles, margin, signs
from annotator.gui.article_view.boxes import LineBox, Unit, cursor_x
from annotator.gui.article_view.lanes import FOLDED
from annotator.gui.article_view.marks import Mark
from annotator.gui.article_view.metrics import Metrics
from annotator.gui.article_view.names import full_form, natural_left
from annotator.gui.theme import LIGHT, Theme, mix
from annotator.model.codebook import Codebook

if TYPE_CHECKING:
    from annotator.gui.article_view.layout import ArticleLayout

CARET_WIDTH = 2
_BESIDE = 4.5
"""The frame of a whole name goes on so far on both sides of it."""
_QUIET = 0.5
"""Share of a label's colour in the bar of what is to be seen, but not looked at."""


class Painter:
    """Draws with a theme and a codebook, and marks what is current, hovered or being linked."""

    def __init__(self) -> None:
        self.current: str | None = None
        self.hovered: str | None = None
        self.badges: dict[str, str] = {}
        """Annotations that can be picked by a key, with what to press."""
        self.bubbles: tuple[bubbles.Bubble, ...] = ()
        self.linking: tuple[str, QPointF | None, str | None] | None = None
        """A link that is being made: from which mark, where the mouse is (document; None where it is made by
        keys), to which mark."""
        self.link: str | None = None
        """Id of the link that is selected."""
        self.hovered_link: str | None = None
        self.all_links = False
        """Whether all links are drawn and not only those of the current and the hovered annotation."""
        self.seen: QRectF | None = None
        """What of the document the view shows; None: what is being painted."""
        self.has_links = False
        """Whether links were painted."""
        self.beneath: Callable[[QPainter, ArticleLayout, int, LineBox], None] | None = None
        """Paints what else lies beneath the words of a line, in coordinates of its paragraph, whose number it
        is given."""
        self.in_margin: float | None = None
        """Where the names in the margin ended when it was last painted (document); None: there were none.
        They change with every scroll, and with the first line that is seen."""
        self._theme = LIGHT
        self._codebook: Codebook | None = None
        self._colours: dict[str, tuple[QColor, QColor, QColor]] = {}
        self._shapes: dict[str, int] = {}

    @property
    def theme(self) -> Theme:
        return self._theme

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._colours.clear()

    def set_codebook(self, codebook: Codebook | None) -> None:
        self._codebook = codebook
        self._colours.clear()
        self._shapes = {}

    def colours(self, label: str) -> tuple[QColor, QColor, QColor]:
        """Colour of a label, its tint, and its tint when current; grey for one the codebook lacks."""
        found = self._colours.get(label)
        if found is None:
            entry = self._codebook.label(label) if self._codebook else None
            colour = self._theme.label_colour(entry) if entry else QColor(self._theme.muted)
            found = colour, self._theme.tint(colour), self._theme.tint(colour, current=True)
            self._colours[label] = found
        return found

    def shape(self, label: str) -> int:
        """Which shape the ends of a label's bars have: its place in the codebook."""
        if self._codebook is None:
            return 0
        if not self._shapes:
            self._shapes = {entry.name: n % bars.SHAPES for n, entry in enumerate(self._codebook.labels)}
        return self._shapes.get(label, 0)

    def draw(
        self,
        painter: QPainter,
        context: QAbstractTextDocumentLayout.PaintContext,
        layout: ArticleLayout,
    ) -> None:
        """Paint what shows in ``context.clip``."""
        clip: QRectF = context.clip
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = float(layout.metrics.reach)
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
                if self.beneath is not None:
                    self.beneath(painter, layout, number, line)
            painter.translate(-origin)
            self._text(painter, layout, number, origin, clip, selections, context.cursorPosition)
            painter.translate(origin)
            for line in lines:
                self._bars(painter, line, layout)
            painter.translate(-origin)
        self.in_margin = margin.draw(painter, layout, self, self.seen or clip)
        self.has_links = arcs.draw(painter, layout, self, self.seen or clip)
        badges.draw(painter, layout, self)
        bubbles.draw(painter, layout, self, clip)

    def _tints(self, painter: QPainter, line: LineBox) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        chosen = (self.current, self._target())
        shown = [u for u in line.units if (u.mark.kind == "own" and not u.mark.quiet) or u.mark.id in chosen]
        shown.sort(key=lambda unit: (unit.mark.id == self.current, -unit.mark.length))
        for unit in shown:
            _, tint, strong = self.colours(unit.mark.label)
            painter.setBrush(strong if unit.mark.id in chosen else tint)
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
        text.setPosition(origin)  # where screen readers and magnifiers look for a character
        text.draw(painter, QPointF(), ranges, clip)
        if ranges:
            _overhanging(painter, text, origin, clip)
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
        whole = [unit for unit in line.units if unit.lane < FOLDED and self._said_whole(unit, metrics)]
        pills = [_pill(unit, layout) for unit in whole]
        for unit in line.units:
            if unit.lane >= FOLDED:
                continue
            colour = self._bar_colour(unit.mark)
            thick = metrics.bar_current if unit.mark.id in (*chosen, self.hovered) else metrics.bar
            bars.draw_connectors(painter, unit, colour, metrics)
            self._bar(painter, unit, colour, thick, metrics)
            if unit.named and unit not in whole and not any(_covers(p, unit, metrics) for p in pills):
                self._name(painter, unit, colour, metrics)
        for unit, pill in zip(whole, pills, strict=True):
            self._full_name(painter, unit, pill, metrics, unit.mark.id in chosen)
        muted, faint = QColor(self._theme.muted), QColor(self._theme.faint)
        for fold in line.folds:
            bars.draw_fold(painter, fold, line, metrics, muted, faint)

    def _bar(self, painter: QPainter, unit: Unit, colour: QColor, thick: int, metrics: Metrics) -> None:
        kind, page = unit.mark.kind, QColor(self._theme.page)
        shape = self.shape(unit.mark.label)
        for bar in unit.bars:
            rect = bars.bar_rect(unit, bar, thick, metrics)
            if kind in ("own", "colleague"):
                bars.draw_solid(painter, rect, bar, colour, shape, page)
                if kind == "colleague":  # a double line
                    painter.fillRect(rect.adjusted(-1, thick / 3, 1, -thick / 3), page)
            else:
                rejected = kind == "rejected"
                colour = QColor(self._theme.muted) if rejected else colour
                bars.draw_dashed(painter, rect, bar, colour, shape, page, rejected=rejected)

    def _name(self, painter: QPainter, unit: Unit, colour: QColor, metrics: Metrics) -> None:
        top = unit.top + metrics.bar + 1
        if unit.first:
            self._written(painter, unit.mark, (unit.name_text, unit.name_score), unit.name_left, top, metrics)
        else:
            painter.setFont(metrics.suggested if unit.mark.kind == "suggestion" else metrics.extra)
            painter.setPen(colour)
            painter.drawText(QPointF(unit.name_left, top + metrics.name_ascent), unit.name_text)

    def _said_whole(self, unit: Unit, metrics: Metrics) -> bool:
        """Whether the whole name is painted over what is there, and the plain one is not.

        A name that stands there whole already is left as it is under the mouse.
        """
        if not unit.first or unit.mark.id in (self.current, self._target()):
            return unit.first
        plain = (unit.name_text, unit.name_score) if unit.named else None
        return unit.mark.id == self.hovered and plain != full_form(unit, metrics)[:2]

    def _full_name(self, painter: QPainter, unit: Unit, pill: QRectF, metrics: Metrics, chosen: bool) -> None:
        """The whole name over what is there: of the current mark in a frame, of the hovered one without."""
        name, score, _ = full_form(unit, metrics)
        colour = self.colours(unit.mark.label)[0]
        painter.setPen(QPen(colour if chosen else QColor(self._theme.page), 1.2))
        painter.setBrush(QColor(self._theme.page))
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        top = unit.top + metrics.bar + 1
        self._written(painter, unit.mark, (name, score), pill.left() + _BESIDE, top, metrics)

    def _written(
        self, painter: QPainter, mark: Mark, words: tuple[str, str], x: float, top: float, metrics: Metrics
    ) -> None:
        """Signs, name and score of a mark."""
        name, score = words
        x = signs.draw(painter, mark, x, top, metrics, self._theme, self._ink(mark))
        fonts = {"suggestion": metrics.suggested, "colleague": metrics.extra, "rejected": metrics.struck}
        painter.setFont(fonts.get(mark.kind, metrics.extra if mark.quiet else metrics.name))
        painter.setPen(self._ink(mark))
        painter.drawText(QPointF(x, top + metrics.name_ascent), name)
        if score:
            painter.setPen(QColor(self._theme.muted))
            x += metrics.name_width(name + " ", suggested=True)
            painter.drawText(QPointF(x, top + metrics.name_ascent), score)

    def _bar_colour(self, mark: Mark) -> QColor:
        colour = self.colours(mark.label)[0]
        return mix(QColor(self._theme.page), colour, _QUIET) if mark.quiet else colour

    def _ink(self, mark: Mark) -> QColor:
        """The colour of a mark's name and signs."""
        quiet = mark.quiet or mark.kind == "rejected"
        return QColor(self._theme.muted) if quiet else self.colours(mark.label)[0]

    def _target(self) -> str | None:
        return self.linking[2] if self.linking else None


def _overhanging(painter: QPainter, text: QTextLayout, origin: QPointF, clip: QRectF) -> None:
    """What letters reach over their paragraph at the left, above and below.

    Qt leaves it out where something is selected, and what is painted later, line by line, would miss it.
    """
    inner = text.boundingRect().translated(origin)
    inner.setRight(max(inner.right(), clip.right()))
    outer, within = QPainterPath(), QPainterPath()
    outer.addRect(clip)
    within.addRect(inner)
    painter.save()
    painter.setClipPath(outer.subtracted(within), Qt.ClipOperation.IntersectClip)
    text.draw(painter, QPointF(), [], clip)
    painter.restore()


def _pill(unit: Unit, layout: ArticleLayout) -> QRectF:
    """What the whole name of a mark takes, with its frame."""
    metrics = layout.metrics
    width = full_form(unit, metrics)[2]
    left, top = natural_left(unit, width, layout.room), unit.top + metrics.bar + 1
    return QRectF(left - _BESIDE, top + 0.5, width + 2 * _BESIDE, metrics.name_height)


def _covers(pill: QRectF, unit: Unit, metrics: Metrics) -> bool:
    """Whether a name would look out from under a whole name, of which nobody could read the rest."""
    name = QRectF(unit.name_left, unit.top + metrics.bar + 1, unit.name_width, metrics.name_height)
    return pill.intersects(name)
