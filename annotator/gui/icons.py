"""The icons in resources/icons, drawn in a colour of the theme and sharp on every screen."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from annotator.places import resource

_RATIOS = (1, 2, 3)


@lru_cache(maxsize=256)
def icon(name: str, colour: str, size: int = 16) -> QIcon:
    """``name`` is a file of resources/icons without its suffix; ``colour`` is ``#rrggbb``."""
    made = QIcon()
    for ratio in _RATIOS:
        made.addPixmap(_drawn(name, colour, size, ratio))
    return made


def pixmap(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    """The icon at ``size`` logical pixels for a screen of this device pixel ratio."""
    return icon(name, colour, size).pixmap(QSize(size, size), ratio)


def swatch(colour: QColor, size: int = 12) -> QIcon:
    """A round patch of a label's colour."""
    made = QIcon()
    for ratio in _RATIOS:
        picture = _blank(size, ratio)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(QRectF(0.5, 0.5, size - 1, size - 1), 3.5, 3.5)
        painter.end()
        made.addPixmap(picture)
    return made


def _drawn(name: str, colour: str, size: int, ratio: int) -> QPixmap:
    source = resource("icons", f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
    picture = _blank(size, ratio)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return picture


def _blank(size: int, ratio: int) -> QPixmap:
    picture = QPixmap(size * ratio, size * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    return picture
