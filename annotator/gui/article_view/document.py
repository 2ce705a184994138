"""An article as a Qt document whose blocks are the paragraphs of the text, or pieces of very long ones."""

from __future__ import annotations

import regex
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QFont, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument, QTextOption

from annotator.gui.article_view.headings import headings
from annotator.gui.article_view.metrics import Metrics
from annotator.model.graphemes import snap
from annotator.model.offsets import ParagraphMap
from annotator.model.pieces import pieces

_HALF = regex.compile(r"[\ud800-\udfff]")


class ArticleText:
    """The stored text and its positions in the document.  Positions are code points, units are Qt's."""

    def __init__(self, text: str, title: str = "") -> None:
        self.text = text
        self.map = ParagraphMap(text, pieces(text))
        self.headings = headings(text, self.map.blocks, title)
        """Level of each block that is a heading, by its number."""

    def shown(self) -> str:
        """The text with every line break as one line feed, as the document takes it.

        What would be left out on the way to Qt is replaced by something as long: halves of surrogate pairs,
        and a byte order mark at the beginning.
        """
        joined = "\n".join(self.text[p.start : p.end] for p in self.map.blocks)
        if joined.startswith("\ufeff"):
            joined = "\u2060" + joined[1:]
        return _HALF.sub("\ufffd", joined)

    def snap(self, position: int, *, forward: bool) -> int:
        """The nearest boundary between graphemes in the given direction, or ``position`` if it is one."""
        paragraph = self.map.blocks[self.map.block_of(position)]
        return snap(self.text, position, paragraph.start, paragraph.end, forward=forward)

    def span(self, anchor: int, position: int) -> tuple[int, int] | None:
        """Code points of a selection given in document units, grown to whole graphemes; None if empty."""
        if anchor == position:
            return None
        start = self.snap(self.map.to_code_points(min(anchor, position)), forward=False)
        end = self.snap(self.map.to_code_points(max(anchor, position)), forward=True)
        return start, end


def build_document(text: ArticleText, metrics: Metrics, parent: QObject) -> QTextDocument:
    """A read-only document of the text; it has no layout yet."""
    document = QTextDocument(parent)
    document.setUndoRedoEnabled(False)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    document.setDefaultTextOption(option)
    document.setDefaultFont(metrics.reading)
    document.setPlainText(text.shown())
    _keep_directions(document, text)
    dress_headings(document, text, metrics)
    return document


def dress_headings(document: QTextDocument, text: ArticleText, metrics: Metrics) -> None:
    """Give headings their weight and size."""
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    for number, level in text.headings.items():
        block = document.findBlockByNumber(number)
        cursor.setPosition(block.position())
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        style = QTextCharFormat()
        style.setFontWeight(QFont.Weight.Bold)
        style.setProperty(QTextCharFormat.Property.FontPixelSize, metrics.heading_sizes[level])
        cursor.mergeCharFormat(style)
    cursor.endEditBlock()


def _keep_directions(document: QTextDocument, text: ArticleText) -> None:
    """Let the pieces of a paragraph run as its first letter says, not each as its own first letter does."""
    cursor = QTextCursor(document)
    direction = Qt.LayoutDirection.LeftToRight
    continued = False
    for number, paragraph in enumerate(text.map.blocks):
        if continued or paragraph.goes_on:
            block = document.findBlockByNumber(number)
            if not continued:
                direction = block.textDirection()
            elif block.textDirection() != direction:
                style = QTextBlockFormat()
                style.setLayoutDirection(direction)
                cursor.setPosition(block.position())
                cursor.mergeBlockFormat(style)
        continued = paragraph.goes_on
