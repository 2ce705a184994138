"""What the import cleaned away, in grey at its place between the paragraphs: to see, not to annotate.

It is no part of the document, so that it can't be selected, found or counted in an offset.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import regex
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption

from annotator.gui.article_view.metrics import Metrics
from annotator.gui.theme import Theme
from annotator.model.article import Removed
from annotator.model.offsets import Paragraph

_INDENT = 14.0
_AIR, _AIR_BELOW = 8.0, 14.0
_LONGEST = 3_000
"""Characters of a piece that are shown; the dialog about it has all."""
_STRONG = regex.compile(r"(?P<left>\p{Bidi_Class=L})|[\p{Bidi_Class=R}\p{Bidi_Class=AL}]")


@dataclass(frozen=True, slots=True)
class Aside:
    """One piece as it is shown, from the top of its paragraph, or where ``below`` from its last line."""

    reason: str
    text: QTextLayout
    top: float
    width: float
    height: float
    below: bool
    right_to_left: bool


def places(removed: Iterable[Removed], blocks: Sequence[Paragraph]) -> dict[int, list[Removed]]:
    """Above which block each piece stood, by the block's number; behind the last one by the number after it.

    :param removed: in order; their offsets count the text before cleaning.
    """
    starts = [block.start for block in blocks]
    found: dict[int, list[Removed]] = {}
    gone = 0
    for piece in removed:
        place = piece.start - gone  # in the article's text
        gone += piece.end - piece.start
        if piece.text.strip():
            found.setdefault(bisect_left(starts, place), []).append(piece)
    return found


def lay_out(piece: Removed, top: float, width: float, metrics: Metrics, *, below: bool = False) -> Aside:
    """Lay a piece out in small lines, without its empty ones."""
    lines = [line.strip() for line in piece.text.splitlines()]
    shown = "\u2028".join(line for line in lines if line)
    if len(shown) > _LONGEST:
        shown = f"{shown[:_LONGEST]} … ({len(shown) - _LONGEST:,} characters more)"
    text = QTextLayout(shown, metrics.aside)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    strong = _STRONG.search(shown)
    backwards = strong is not None and not strong["left"]
    if backwards:
        option.setTextDirection(Qt.LayoutDirection.RightToLeft)
        option.setAlignment(Qt.AlignmentFlag.AlignRight)
    text.setTextOption(option)
    text.beginLayout()
    y = 0.0
    while (line := text.createLine()).isValid():
        line.setLineWidth(max(1.0, width - _INDENT))
        line.setPosition(QPointF(0.0 if backwards else _INDENT, y))
        y += line.height()
    text.endLayout()
    height = y + metrics.name_height + _AIR + _AIR_BELOW
    return Aside(piece.reason, text, top, width, height, below, backwards)


def estimate(pieces: Iterable[Removed], width: float, metrics: Metrics) -> float:
    """About how high these pieces will be, told from their length."""
    height = 0.0
    for piece in pieces:
        lines = 1 + min(len(piece.text), _LONGEST) * metrics.letter // max(1.0, width)
        height += lines * metrics.line + metrics.name_height + _AIR + _AIR_BELOW
    return height


def draw(
    painter: QPainter, aside: Aside, origin: QPointF, clip: QRectF, metrics: Metrics, theme: Theme
) -> None:
    """Draw a piece whose room begins at ``origin``: why it was taken away, its text, a dotted line beside."""
    if not clip.intersects(QRectF(origin.x(), origin.y(), aside.width, aside.height)):
        return
    colour = QColor(theme.muted)
    reason = f"Cleaned away: {aside.reason}"
    x, name_x = 1.0, _INDENT
    if aside.right_to_left:
        x = aside.width - 1
        name_x = aside.width - _INDENT - QFontMetricsF(metrics.extra).horizontalAdvance(reason)
    painter.setPen(QPen(colour, 1.2, Qt.PenStyle.DotLine))
    painter.drawLine(origin + QPointF(x, _AIR), origin + QPointF(x, aside.height - _AIR_BELOW))
    painter.setPen(colour)
    painter.setFont(metrics.extra)
    painter.drawText(origin + QPointF(name_x, _AIR + metrics.name_ascent), reason)
    aside.text.draw(painter, origin + QPointF(0, _AIR + metrics.name_height), [], clip)
