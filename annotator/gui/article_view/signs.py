"""What stands before the name of a mark: a warning where something is missing, and which layers say so."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from annotator.gui.article_view.marks import Mark
from annotator.gui.article_view.metrics import Metrics
from annotator.gui.theme import Theme

_BETWEEN = 2.0
"""Pixels from one letter's box to the next."""
_BEFORE_NAME = 5.0


def width(mark: Mark, metrics: Metrics) -> float:
    """What the signs of a mark take, with the gap to its name."""
    found = metrics.name_height if mark.problem else 0.0
    if mark.letters:
        found += len(mark.letters) * (_box(metrics) + _BETWEEN) - _BETWEEN + _BEFORE_NAME
    return found


def draw(
    painter: QPainter, mark: Mark, x: float, top: float, metrics: Metrics, theme: Theme, colour: QColor
) -> float:
    """Draw the signs of a mark from ``x`` on; returns where its name begins.

    :param colour: of its label.
    """
    if mark.problem:
        _problem(painter, x, top, metrics, theme)
        x += metrics.name_height
    if mark.letters:
        for letter in mark.letters:
            _letter(painter, letter, x, top, metrics, colour)
            x += _box(metrics) + _BETWEEN
        x += _BEFORE_NAME - _BETWEEN
    return x


def _box(metrics: Metrics) -> float:
    """Side of the box around a letter."""
    return metrics.name_height - 1.0


def _problem(painter: QPainter, x: float, top: float, metrics: Metrics, theme: Theme) -> None:
    size = metrics.name_height - 3.0
    sign = QRectF(x, top + 1.5, size, size)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.warning))
    painter.drawEllipse(sign)
    painter.setPen(QColor(theme.page))
    painter.setFont(metrics.link)
    painter.drawText(sign, Qt.AlignmentFlag.AlignCenter, "!")


def _letter(painter: QPainter, letter: str, x: float, top: float, metrics: Metrics, colour: QColor) -> None:
    box = QRectF(x + 0.5, top + 0.5, _box(metrics) - 1.0, _box(metrics) - 1.0)
    painter.setPen(QPen(colour, 1.0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, 3, 3)
    painter.setFont(metrics.link)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter)
