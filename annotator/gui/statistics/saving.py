"""Saves a drawing as SVG or PNG, and its table as CSV; always whole, in the light colours and on white."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize
from PySide6.QtGui import QColor, QFont, QImage, QPaintDevice, QPainter
from PySide6.QtSvg import QSvgGenerator

from annotator.analysis.counting_tables import Row
from annotator.exchange.cells import as_csv
from annotator.exchange.writing import whole_file, whole_path
from annotator.gui.statistics.drawing import Drawing, Look
from annotator.gui.theme import LIGHT

WIDTH = 900
"""Pixels of a drawing that is saved, whatever the window has."""
_SHARP = 3
"""Pixels of a PNG for one of the drawing: sharp on paper."""
_EDGE, _PIXELS, _DPI = 12, 12, 96
_PAPER = replace(LIGHT, page="#ffffff")


def svg_of(drawing: Drawing) -> bytes:
    """The drawing as an SVG whose text stays text."""
    written = QByteArray()
    buffer = QBuffer(written)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    size = _size(drawing)
    made = QSvgGenerator()
    made.setOutputDevice(buffer)
    made.setResolution(_DPI)
    made.setSize(size)
    made.setViewBox(QRect(0, 0, size.width(), size.height()))
    made.setTitle(drawing.title)
    _paint(drawing, made, size)
    buffer.close()
    return bytes(written.data())


def png_of(drawing: Drawing) -> bytes:
    """The drawing as a picture, three pixels for one."""
    size = _size(drawing)
    image = QImage(size * _SHARP, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_SHARP)
    image.setText("Title", drawing.title)
    _paint(drawing, image, size)
    written = QByteArray()
    buffer = QBuffer(written)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    buffer.close()
    return bytes(written.data())


def save(path: Path, written: bytes) -> None:
    """Put a file in its place when all of it is written.

    :raises UserError: if it can't be written there.
    """
    with whole_path(path) as beside:
        beside.write_bytes(written)


def save_table(path: Path, rows: Sequence[Row]) -> None:
    """Write a table as CSV (UTF-8); no cell of it is a formula.

    :raises UserError: if it can't be written there.
    """
    with whole_file(path) as file:
        file.write(as_csv(rows))


# -- inside


def _font() -> QFont:
    """Of whatever reads the file: a size in pixels, and a family that every program knows."""
    font = QFont("sans-serif")
    font.setPixelSize(_PIXELS)
    return font


def _size(drawing: Drawing) -> QSize:
    look = Look(_PAPER, _font())
    high = drawing.lay_out(WIDTH - 2 * _EDGE, look)
    return QSize(WIDTH, round(high + look.line + 3 * _EDGE))


def _paint(drawing: Drawing, device: QPaintDevice, size: QSize) -> None:
    """The title, and the drawing below it."""
    look = Look(_PAPER, _font())
    painter = QPainter(device)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(QRect(0, 0, size.width(), size.height()), QColor(_PAPER.page))
    bold = QFont(look.font)
    bold.setBold(True)
    painter.setFont(bold)
    painter.setPen(look.colour("text"))
    painter.drawText(_EDGE, round(_EDGE + look.metrics.ascent()), drawing.title)
    painter.setFont(look.font)
    painter.translate(_EDGE, 2 * _EDGE + look.line)
    drawing.paint(painter, look, None)
    painter.end()
