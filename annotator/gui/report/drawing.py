"""The report as text with pictures: for the window and for a PDF."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QByteArray, QMarginsF, QRectF, QSizeF, QUrl
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QPdfWriter, QTextDocument
from PySide6.QtSvg import QSvgRenderer

from annotator.gui.theme import LIGHT, Theme
from annotator.review.supervisor.charts import Colours
from annotator.review.supervisor.contents import Report
from annotator.review.supervisor.page import Link, body_html, no_link

_PRINTED_RATIO = 3.0
"""Pixels of a picture in a PDF for one of the screen."""
_DPI = 96


def colours_of(theme: Theme) -> Colours:
    return Colours(theme.page, theme.text, theme.muted, theme.faint, theme.accent, theme.warning)


def fill(document: QTextDocument, report: Report, theme: Theme, ratio: float, link: Link = no_link) -> None:
    """Put a report into a document.

    :param ratio: pixels of the device for one of the page.
    """
    colours = colours_of(theme)

    def picture(name: str, svg: str, words: str) -> str:
        image, size = _drawn(svg, ratio)
        document.addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(f"drawing:{name}"), image)
        wide, high, said = round(size.width()), round(size.height()), escape(words, quote=True)
        return f'<p><img src="drawing:{name}" width="{wide}" height="{high}" alt="{said}"></p>'

    body = body_html(report, colours, picture, link)
    document.setDefaultStyleSheet(
        f"body, td, th, p {{ color: {theme.text}; }} a {{ color: {theme.accent}; }}"
        f" .muted, small {{ color: {theme.muted}; }} h1 {{ font-size: 20px; }} h2 {{ font-size: 16px;"
        " margin-top: 22px; } h3 { font-size: 13px; margin-top: 12px; }"
    )
    document.setHtml(body)


def write_pdf(path: str, report: Report) -> bool:
    """Print it on A4 in the light colours, whatever the window has; false where it can't be written."""
    writer = QPdfWriter(path)
    writer.setResolution(_DPI)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(16, 16, 16, 16), QPageLayout.Unit.Millimeter)
    writer.setTitle(f"{report.project}: agreement and progress")
    document = QTextDocument()
    font = document.defaultFont()
    font.setPixelSize(12)
    document.setDefaultFont(font)
    fill(document, report, LIGHT, _PRINTED_RATIO)
    layout = writer.pageLayout().paintRectPixels(_DPI)
    document.setPageSize(QSizeF(layout.width(), layout.height()))
    probe = QPainter()
    if not probe.begin(writer):
        return False
    probe.end()
    document.print_(writer)
    return True


def _drawn(svg: str, ratio: float) -> tuple[QImage, QSizeF]:
    renderer = QSvgRenderer(QByteArray(svg.encode()))
    size = QSizeF(renderer.defaultSize())
    image = QImage((size * ratio).toSize(), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(image.rect()))
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image, size
