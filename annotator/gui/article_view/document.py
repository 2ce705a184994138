"""An article as a Qt document whose blocks are the paragraphs of the text."""

from __future__ import annotations

import regex
from PySide6.QtCore import QObject
from PySide6.QtGui import QFont, QTextDocument, QTextOption

from annotator.gui.article_view.graphemes import snap
from annotator.model.offsets import ParagraphMap

_HALF = regex.compile(r"[\ud800-\udfff]")


class ArticleText:
    """The stored text and its positions in the document.  Positions are code points, units are Qt's."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.map = ParagraphMap(text)

    def shown(self) -> str:
        """The text with every line break as one line feed, as the document takes it.

        What would be left out on the way to Qt is replaced by something as long: halves of surrogate pairs,
        and a byte order mark at the beginning.
        """
        joined = "\n".join(self.text[p.start : p.end] for p in self.map.paragraphs)
        if joined.startswith("\ufeff"):
            joined = "\u2060" + joined[1:]
        return _HALF.sub("\ufffd", joined)

    def snap(self, position: int, *, forward: bool) -> int:
        """The nearest boundary between graphemes in the given direction, or ``position`` if it is one."""
        paragraph = self.map.paragraphs[self.map.block_of(position)]
        return snap(self.text, position, paragraph.start, paragraph.end, forward=forward)

    def span(self, anchor: int, position: int) -> tuple[int, int] | None:
        """Code points of a selection given in document units, grown to whole graphemes; None if empty."""
        if anchor == position:
            return None
        start = self.snap(self.map.to_code_points(min(anchor, position)), forward=False)
        end = self.snap(self.map.to_code_points(max(anchor, position)), forward=True)
        return start, end


def build_document(text: ArticleText, font: QFont, parent: QObject) -> QTextDocument:
    """A plain, read-only document of the text; it has no layout yet."""
    document = QTextDocument(parent)
    document.setUndoRedoEnabled(False)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    document.setDefaultTextOption(option)
    document.setDefaultFont(font)
    document.setPlainText(text.shown())
    return document
