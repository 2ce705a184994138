"""The text of a parsed page, paragraph by paragraph, with nothing left out but what no reader sees."""

from __future__ import annotations

from typing import Any

import regex

from annotator.articles.html import decoded_page
from annotator.errors import UserError

Element = Any
"""An element of lxml, which ships no types."""

_BLOCKS = frozenset(
    [
        *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div"),
        *("dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5"),
        *(
            "h6",
            "header",
            "hr",
            "li",
            "main",
            "nav",
            "ol",
            "p",
            "pre",
            "section",
            "summary",
            "table",
            "tbody",
        ),
        *("tfoot", "thead", "tr", "ul"),
    ]
)
_UNSEEN = frozenset(
    ["head", "script", "style", "noscript", "template", "svg", "math", "object", "iframe", "title"]
)
_CELLS = frozenset(["td", "th"])
_SPACE = regex.compile(r"[ \t\r\n\f]+")
_DECLARATION = regex.compile(r"\s*<\?xml[^>]*\?>")


def parse_page(data: bytes) -> Element:
    """The root of an HTML or XHTML page, read leniently, without network or entities.

    Raises UserError where it holds no page, or is no text.
    """
    from lxml import etree, html  # type: ignore[import-untyped]

    page = _DECLARATION.sub("", decoded_page(data), count=1)
    try:
        return html.document_fromstring(page, parser=html.HTMLParser(no_network=True, huge_tree=False))
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise UserError("It holds no page that can be read: save it again and import that.") from error


def paragraphs(root: Element) -> list[str]:
    """What is below this element; a line break inside a paragraph stays one, cells are parted by a tab.

    :param root: an element of an HTML tree; what stands behind it does not count.
    """
    from lxml import etree

    found: list[str] = []
    pieces: list[str] = []
    unseen = 0

    def end() -> None:
        lines = [_SPACE.sub(" ", line).strip() for line in "".join(pieces).split("\v")]
        text = "\n".join(line.replace("\a", "\t") for line in lines).strip()
        if text:
            found.append(text)
        pieces.clear()

    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            unseen += tag in _UNSEEN
            if not unseen:
                if tag in _BLOCKS:
                    end()
                elif tag in _CELLS and any(piece.strip() for piece in reversed(pieces)):
                    pieces.append("\a")
                elif tag == "br":
                    pieces.append("\v")
                pieces.append(_plain(element.text))
            continue
        if event == "end":
            if tag in _BLOCKS and not unseen:
                end()
            unseen -= tag in _UNSEEN
        if not unseen and element is not root:
            pieces.append(_plain(element.tail))
    end()
    return found


def _plain(text: str | None) -> str:
    return (text or "").replace("\v", " ").replace("\a", " ")
