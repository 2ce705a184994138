"""Draws the lines of the actors page: actors, and mentions in context."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.gui.actors import actor_rows, mention_rows
from annotator.gui.actors.actor_rows import ACTOR_ROLE, ActorRow
from annotator.gui.actors.mention_rows import LINE_ROLE, Heading, Line, MentionListModel
from annotator.gui.guards import guarded
from annotator.gui.theme import Theme
from annotator.gui.widgets.parts import counted

BOX = 30
"""Pixels at the left of a line in which a click marks it."""

_PAD = 7
_SQUARE = 14
_Index = QModelIndex | QPersistentModelIndex
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class ActorDelegate(QStyledItemDelegate):
    """Name and number of mentions; below them kind and aliases.  All lines are equally high."""

    theme: Theme

    @guarded(QSize(200, 48))
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        lines = QFontMetrics(option.font).lineSpacing() + QFontMetrics(small(option.font)).lineSpacing()
        return QSize(120, lines + 2 * _PAD + 2)

    @guarded(None)
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row: ActorRow | None = index.data(ACTOR_ROLE)
        if row is None:
            return
        area: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground(painter, area, option.state, self.theme)
        box(painter, area, self.theme, marked=bool(index.data(actor_rows.MARKED_ROLE)))
        font: QFont = option.font
        metrics, small_metrics = QFontMetrics(font), QFontMetrics(small(font))
        inner = area.adjusted(BOX + 4, _PAD, -14, -_PAD)
        top = QRect(inner.left(), inner.top(), inner.width(), metrics.lineSpacing())
        number = f"{row.mentions:,}" if row.mentions else "–"
        painter.setFont(font)
        painter.setPen(QColor(self.theme.muted))
        painter.drawText(top, Qt.AlignmentFlag.AlignRight | _MIDDLE, number)
        painter.setPen(QColor(self.theme.text))
        room = top.width() - metrics.horizontalAdvance(number) - 12
        name = metrics.elidedText(row.actor.name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(top, _MIDDLE, name)
        below = QRect(inner.left(), top.bottom() + 2, inner.width(), small_metrics.lineSpacing())
        painter.setFont(small(font))
        painter.setPen(QColor(self.theme.muted))
        in_articles = counted(row.articles, "article") if row.mentions else "no mention"
        said = [row.actor.kind, ", ".join(row.actor.aliases)]
        painter.drawText(below, Qt.AlignmentFlag.AlignRight | _MIDDLE, in_articles)
        room = below.width() - small_metrics.horizontalAdvance(in_articles) - 12
        details = " · ".join(part for part in said if part)
        painter.drawText(below, _MIDDLE, small_metrics.elidedText(details, Qt.TextElideMode.ElideRight, room))
        painter.restore()


class MentionDelegate(QStyledItemDelegate):
    """A line in context, its words in the middle; or the article and layer above such lines."""

    theme: Theme

    @guarded(QSize(200, 26))
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        # All are equally high: a hundred thousand lines need no measuring.
        return QSize(120, QFontMetrics(option.font).lineSpacing() + 2 * _PAD - 2)

    @guarded(None)
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row = index.data(LINE_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, Heading):
            self._heading(painter, option, row)
        elif isinstance(row, Line):
            self._line(painter, option, index, row)
        painter.restore()

    def _heading(self, painter: QPainter, option: QStyleOptionViewItem, row: Heading) -> None:
        area: QRect = option.rect.adjusted(10, 0, -14, 0)
        font = QFont(option.font)
        font.setWeight(QFont.Weight.DemiBold)
        metrics = QFontMetrics(font)
        right = f"{row.layer} · {row.count}"
        small_metrics = QFontMetrics(small(option.font))
        room = area.width() - small_metrics.horizontalAdvance(right) - 16
        painter.setFont(font)
        painter.setPen(QColor(self.theme.muted))
        painter.drawText(area, _MIDDLE, metrics.elidedText(row.article, Qt.TextElideMode.ElideRight, room))
        painter.setFont(small(option.font))
        painter.drawText(area, Qt.AlignmentFlag.AlignRight | _MIDDLE, right)
        painter.setPen(QPen(QColor(self.theme.faint), 1))
        painter.drawLine(area.left(), option.rect.bottom(), area.right(), option.rect.bottom())

    def _line(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index, row: Line) -> None:
        area: QRect = option.rect
        ground(painter, area, option.state, self.theme)
        model = index.model()
        assert isinstance(model, MentionListModel)
        if row.own:
            box(painter, area, self.theme, marked=bool(index.data(mention_rows.MARKED_ROLE)))
        shown = model.in_context(row)
        inner = area.adjusted(BOX + 4, 0, -14, 0)
        if row.via:
            painter.setFont(small(option.font))
            painter.setPen(QColor(self.theme.muted))
            via = QFontMetrics(small(option.font)).elidedText(
                f"merged from {row.via}", Qt.TextElideMode.ElideRight, inner.width() // 4
            )
            painter.drawText(inner, Qt.AlignmentFlag.AlignRight | _MIDDLE, via)
            inner.adjust(0, 0, -QFontMetrics(small(option.font)).horizontalAdvance(via) - 12, 0)
        font = QFont(option.font)
        bold = QFont(font)
        bold.setWeight(QFont.Weight.DemiBold)
        metrics, bold_metrics = QFontMetrics(font), QFontMetrics(bold)
        widest = max(inner.width() // 2, 60)
        quote = bold_metrics.elidedText(shown.quote, Qt.TextElideMode.ElideMiddle, widest)
        width = bold_metrics.horizontalAdvance(quote)
        middle = inner.left() + max(round(inner.width() * 0.42) - width // 2, 0)
        left = QRect(inner.left(), inner.top(), middle - inner.left(), inner.height())
        right = QRect(middle + width, inner.top(), max(inner.right() - middle - width, 0), inner.height())
        before, after = (shown.after, shown.before) if shown.mirrored else (shown.before, shown.after)
        painter.setFont(font)
        painter.setPen(QColor(self.theme.muted))
        ends = (Qt.TextElideMode.ElideLeft, Qt.TextElideMode.ElideRight)
        if shown.mirrored:
            ends = (ends[1], ends[0])
        sides = ((left, before, Qt.AlignmentFlag.AlignRight), (right, after, Qt.AlignmentFlag.AlignLeft))
        for (room, text, side), end in zip(sides, ends, strict=True):
            said = metrics.elidedText(text, end, room.width())
            painter.drawText(room, side | _MIDDLE | Qt.AlignmentFlag.AlignAbsolute, said)
        painter.setFont(bold)
        painter.setPen(QColor(self.theme.text))
        painter.drawText(QRect(middle, inner.top(), width + 2, inner.height()), _MIDDLE, quote)


def ground(painter: QPainter, area: QRect, state: QStyle.StateFlag, theme: Theme) -> None:
    """The background of a line, as in the list of articles."""
    flags = QStyle.StateFlag
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if state & flags.State_Selected:
        painter.setBrush(QColor(theme.selection))
    elif state & flags.State_MouseOver:
        hover = QColor(theme.text)
        hover.setAlphaF(0.06)
        painter.setBrush(hover)
    focused = bool(state & flags.State_HasFocus) and bool(state & flags.State_Selected)
    painter.setPen(QColor(theme.focus) if focused else Qt.PenStyle.NoPen)
    painter.drawRoundedRect(QRectF(area).adjusted(4.5, 1.5, -4.5, -1.5), 6, 6)


def box(painter: QPainter, area: QRect, theme: Theme, *, marked: bool) -> None:
    """The box that says whether a line is marked."""
    square = QRectF(area.left() + 12.5, area.center().y() - _SQUARE / 2 + 0.5, _SQUARE, _SQUARE)
    painter.setPen(QColor(theme.accent if marked else theme.muted))
    painter.setBrush(QColor(theme.accent) if marked else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(square, 3, 3)
    if marked:
        painter.setPen(QPen(QColor(theme.accent_text), 2))
        points = ((3, 7), (6, 10), (11, 4))
        for (x1, y1), (x2, y2) in pairwise(points):
            painter.drawLine(
                round(square.left() + x1),
                round(square.top() + y1),
                round(square.left() + x2),
                round(square.top() + y2),
            )


def small(font: QFont) -> QFont:
    made = QFont(font)
    made.setPointSizeF(max(font.pointSizeF() - 1, 7.0))
    return made
