"""Whether a text or a page is an export of a press database, told by its structure, never by its name."""

from __future__ import annotations

from collections.abc import Callable

import regex

from annotator.articles.blocks import paragraphs, parse_page
from annotator.articles.press import europresse, factiva, nexis
from annotator.articles.press.fields import Split
from annotator.errors import UserError

MAY_HOLD_EXPORTS = frozenset(["text", "html", "rtf", "docx", "odt", "pdf"])
"""In which formats the databases hand out articles."""

NOT_ONE = (
    "It does not look like an export of Factiva, Nexis or Europresse: import it with auto, as one article."
)
_MARKS = regex.compile(
    rb"DocPublicationName|articleParagraph|class=.article [a-z]{2}Article"
    rb"|\d\s+(?:of|von|de|sur|van)\s+\d+\s+DO[CK]UM|End of Document"
    rb"|Document\s+[A-Z][A-Z0-9]{2,}\d{8}[a-z0-9]{5}",
    regex.I,
)
_SPLITTERS: tuple[Callable[[list[str]], Split], ...] = (factiva.split, nexis.split, europresse.split)


def split_text(text: str) -> Split:
    """The articles of an export, in their order; none where it is no export.

    A sentence stands for an article that can't be read.
    """
    lines = (
        text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").replace("\xa0", " ").split("\n")
    )
    for split in _SPLITTERS:
        if found := split(lines):
            return found
    return []


def split_page(data: bytes) -> Split:
    """The same of a web page."""
    if not _MARKS.search(data):
        return []
    try:
        root = parse_page(data)
    except UserError:
        return []  # who reads it as a page says why not
    if found := europresse.split_page(root):
        return found
    lines: list[str] = []
    for block in paragraphs(root):
        lines += [*block.split("\n"), ""]
    return split_text("\n".join(lines))
