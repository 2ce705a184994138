"""Draws one line of the article list: title, state with icon and words, what waits."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.gui import icons
from annotator.gui.guards import guarded
from annotator.gui.models.articles import ROW_ROLE, ArticleRow, state_text
from annotator.gui.theme import Theme
from annotator.model.article import State

_PAD = 10
_GAP = 4
_ICON = 14


class ArticleDelegate(QStyledItemDelegate):
    """All lines are equally high, so that ten thousand need no measuring."""

    theme: Theme

    @guarded(QSize(200, 64))
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        line = QFontMetrics(option.font).lineSpacing()
        small = QFontMetrics(_small(option.font)).lineSpacing()
        return QSize(120, 2 * line + small + _GAP + 2 * _PAD - 4)

    @guarded(None)
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row: ArticleRow | None = index.data(ROW_ROLE)
        if row is None:
            return
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        font: QFont = option.font
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._background(painter, area, state)
        inner = area.adjusted(_PAD + 4, 0, -_PAD - 2, 0)
        lines = _wrapped(row.title, _title_font(font, state), inner.width())
        small = _small(font)
        line, small_line = QFontMetrics(font).lineSpacing(), QFontMetrics(small).lineSpacing()
        top = inner.top() + (inner.height() - len(lines) * line - _GAP - small_line) // 2
        painter.setFont(_title_font(font, state))
        painter.setPen(QColor(self.theme.text))
        for text in lines:
            painter.drawText(
                QRect(inner.left(), top, inner.width(), line), Qt.AlignmentFlag.AlignVCenter, text
            )
            top += line
        painter.setFont(small)
        self._details(painter, QRect(inner.left(), top + _GAP, inner.width(), small_line), row)
        painter.restore()

    def _background(self, painter: QPainter, area: QRect, state: QStyle.StateFlag) -> None:
        box = QRectF(area).adjusted(4.5, 1.5, -4.5, -1.5)
        flags = QStyle.StateFlag
        if state & flags.State_Selected:
            painter.setBrush(QColor(self.theme.selection))
        elif state & flags.State_MouseOver:
            hover = QColor(self.theme.text)
            hover.setAlphaF(0.06)
            painter.setBrush(hover)
        else:
            painter.setBrush(Qt.BrushStyle.NoBrush)
        focused = bool(state & flags.State_HasFocus) and bool(state & flags.State_Selected)
        painter.setPen(QColor(self.theme.focus) if focused else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(box, 6, 6)

    def _details(self, painter: QPainter, area: QRect, row: ArticleRow) -> None:
        """Icon and words of the state, what waits, then source and date as far as there is room."""
        colour = state_colour(self.theme, row.state)
        ratio = painter.device().devicePixelRatioF()
        picture = icons.pixmap(f"state-{row.state.replace(' ', '-')}", colour, _ICON, ratio)
        painter.drawPixmap(area.left(), area.top() + (area.height() - _ICON) // 2, picture)
        metrics = painter.fontMetrics()
        left = area.left() + _ICON + 5
        pieces = [(state_text(row.state), colour)]
        if row.undecided:
            pieces.append((f"{row.undecided} to decide", self.theme.accent))
        pieces.append((row.details, self.theme.muted))
        for number, (text, ink) in enumerate(piece for piece in pieces if piece[0]):
            if number:
                painter.setPen(QColor(self.theme.muted))
                painter.drawText(left, area.top(), 20, area.height(), Qt.AlignmentFlag.AlignVCenter, " · ")
                left += metrics.horizontalAdvance(" · ")
            room = area.right() - left
            if room < 24:
                return
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
            painter.setPen(QColor(ink))
            painter.drawText(left, area.top(), room, area.height(), Qt.AlignmentFlag.AlignVCenter, shown)
            left += metrics.horizontalAdvance(shown)


def state_colour(theme: Theme, state: State) -> str:
    """The colour of a state's icon and words."""
    colours: dict[State, str] = {"to do": theme.muted, "in progress": theme.text, "done": theme.ok}
    return colours.get(state, theme.warning)


def _small(font: QFont) -> QFont:
    made = QFont(font)
    made.setPointSizeF(max(font.pointSizeF() - 1, 7.0))
    return made


def _title_font(font: QFont, state: QStyle.StateFlag) -> QFont:
    made = QFont(font)
    if state & QStyle.StateFlag.State_Selected:
        made.setWeight(QFont.Weight.DemiBold)
    return made


def _wrapped(text: str, font: QFont, width: int) -> list[str]:
    """At most two lines; the rest of a longer title is cut with an ellipsis."""
    layout = QTextLayout(text, font)
    layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
    layout.beginLayout()
    first = layout.createLine()
    if first.isValid():
        first.setLineWidth(width)
    layout.endLayout()
    cut = first.textLength() if first.isValid() else len(text)
    # textLength counts UTF-16 units; a slice of the encoded text keeps surrogate pairs whole.
    units = text.encode("utf-16-le", "surrogatepass")
    head = units[: 2 * cut].decode("utf-16-le", "replace").strip()
    tail = units[2 * cut :].decode("utf-16-le", "replace").strip()
    if not tail:
        return [head]
    return [head, QFontMetrics(font).elidedText(tail, Qt.TextElideMode.ElideRight, width)]
