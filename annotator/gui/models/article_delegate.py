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
_LEAST = 64
"""Pixels under which words that must be cut are left out; the tool tip has them."""


class ArticleDelegate(QStyledItemDelegate):
    """All lines are equally high, so that ten thousand need no measuring.

    A title of one line leaves the second for date and source.
    """

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
        # The current line is not bold: its title would wrap and end elsewhere than before.
        lines = _wrapped(row.title, font, inner.width())
        small = _small(font)
        line, small_line = QFontMetrics(font).lineSpacing(), QFontMetrics(small).lineSpacing()
        below = [_state_pieces(row, self.theme), [(row.details, self.theme.muted)]]
        if len(lines) > 1 or not row.details:
            below = [below[0] + below[1]]
        height = len(lines) * line + _GAP + len(below) * small_line
        top = inner.top() + (inner.height() - height) // 2
        painter.setFont(font)
        painter.setPen(QColor(self.theme.text))
        for text in lines:
            painter.drawText(
                QRect(inner.left(), top, inner.width(), line), Qt.AlignmentFlag.AlignVCenter, text
            )
            top += line
        painter.setFont(small)
        top += _GAP
        for number, pieces in enumerate(below):
            area = QRect(inner.left(), top, inner.width(), small_line)
            self._details(painter, area, pieces, row.state if number == 0 else None)
            top += small_line
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

    def _details(
        self, painter: QPainter, area: QRect, pieces: list[tuple[str, str]], state: State | None
    ) -> None:
        """A line of words with their colours as far as there is room; the icon of ``state`` before it."""
        left, metrics = area.left(), painter.fontMetrics()
        if state is not None:
            ratio = painter.device().devicePixelRatioF()
            picture = icons.pixmap(
                f"state-{state.replace(' ', '-')}", state_colour(self.theme, state), _ICON, ratio
            )
            painter.drawPixmap(left, area.top() + (area.height() - _ICON) // 2, picture)
            left += _ICON + 5
        between = metrics.horizontalAdvance(" · ")
        for number, (text, ink) in enumerate(piece for piece in pieces if piece[0]):
            start = left + (between if number else 0)
            room = area.right() - start
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
            if shown != text and room < _LEAST:
                return
            if number:
                painter.setPen(QColor(self.theme.muted))
                painter.drawText(
                    left, area.top(), between, area.height(), Qt.AlignmentFlag.AlignVCenter, " · "
                )
            painter.setPen(QColor(ink))
            painter.drawText(start, area.top(), room, area.height(), Qt.AlignmentFlag.AlignVCenter, shown)
            left = start + metrics.horizontalAdvance(shown)


def _state_pieces(row: ArticleRow, theme: Theme) -> list[tuple[str, str]]:
    waits = f"{row.undecided} to decide" if row.undecided else ""
    return [(state_text(row.state), state_colour(theme, row.state)), (waits, theme.accent)]


def state_colour(theme: Theme, state: State) -> str:
    """The colour of a state's icon and words."""
    colours: dict[State, str] = {"to do": theme.muted, "in progress": theme.text, "done": theme.ok}
    return colours.get(state, theme.warning)


def _small(font: QFont) -> QFont:
    made = QFont(font)
    made.setPointSizeF(max(font.pointSizeF() - 1, 7.0))
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
