"""OpenDocument texts (.odt): paragraphs and tables in order, and the document's properties."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from annotator.articles.documents import Found
from annotator.articles.source import Source
from annotator.articles.xml import local, parse_xml
from annotator.articles.zips import opened, part
from annotator.errors import UserError
from annotator.model.article import Metadata

Element = Any
"""An element of lxml, which ships no types."""

_BROKEN = "It is a damaged document (.odt): open it in a word processor, save it again and import that."
_LOCKED = "The document is encrypted: save it without a password and import it again."
_UNSEEN = frozenset(
    [
        "tracked-changes",
        "annotation",
        "annotation-end",
        "note",
        "hidden-text",
        "hidden-paragraph",
        "ruby-text",
    ]
)
"""Deleted and hidden text, comments and footnotes."""
_HOLDERS = frozenset(
    [
        "text",
        "section",
        "list",
        "list-item",
        "list-header",
        "index-body",
        "table-of-content",
        "text-box",
        "frame",
    ]
)
_MOST_SPACES = 1000


def read_odt(source: Source) -> Found:
    """Text and metadata: paragraphs parted by a blank line, a table's rows by a line end, its cells by a tab.

    Raises UserError where it is damaged, has a password, is too large unpacked, or holds no text.
    """
    with opened(source, _BROKEN) as archive:
        manifest = part(archive, "META-INF/manifest.xml", source.allowance, _BROKEN)
        if manifest is not None and b"encryption-data" in manifest:
            raise UserError(_LOCKED)
        content = part(archive, "content.xml", source.allowance, _BROKEN)
        said = part(archive, "meta.xml", source.allowance, _BROKEN)
    if content is None:
        raise UserError(_BROKEN)
    body = next((one for one in parse_xml(content).iter() if local(one) == "text"), None)
    if body is None:
        raise UserError(_BROKEN)
    blocks = [block for block in _blocks(body) if block.strip()]
    if not blocks:
        raise UserError(
            "The document holds no text (pictures only, perhaps): copy its text into a .txt file."
        )
    return Found("\n\n".join(blocks), _told(said) if said is not None else Metadata())


def _told(data: bytes) -> Metadata:
    said = {local(one): " ".join("".join(one.itertext()).split()) for one in parse_xml(data).iter()}
    language = said.get("language", "")[:2].lower()
    return Metadata(
        title=said.get("title", ""),
        author=said.get("initial-creator", "") or said.get("creator", ""),
        published=said.get("creation-date", "")[:10],
        language=language if len(language) == 2 and language.isalpha() else "",
    )


def _blocks(holder: Element) -> Iterator[str]:
    """The text of each paragraph and table, those in text boxes behind the paragraph that holds the box."""
    for child in holder:
        name = local(child)
        if name in ("p", "h"):
            boxes: list[Element] = []
            yield "".join(_pieces(child, boxes))
            for box in boxes:
                yield from _blocks(box)
        elif name == "table":
            yield "\n".join(_row(row) for row in child.iter() if local(row) == "table-row")
        elif name in _HOLDERS:
            yield from _blocks(child)


def _row(row: Element) -> str:
    cells = [cell for cell in row if local(cell) == "table-cell"]
    return "\t".join(" ".join(block for block in _blocks(cell) if block) for cell in cells)


def _pieces(element: Element, boxes: list[Element]) -> Iterator[str]:
    """White space as OpenDocument has it: runs are one space, the others are elements of their own."""
    yield _one_space(element.text)
    for child in element:
        name = local(child)
        if name == "s":
            count = next((value for key, value in child.attrib.items() if key.endswith("}c")), "1")
            yield " " * min(int(count) if count.isdigit() else 1, _MOST_SPACES)
        elif name == "tab":
            yield "\t"
        elif name == "line-break":
            yield "\n"
        elif name == "text-box":
            boxes.append(child)
        elif name and name not in _UNSEEN:
            yield from _pieces(child, boxes)
        yield _one_space(child.tail)


def _one_space(text: str | None) -> str:
    if not text:
        return ""
    spaced = " ".join(text.replace("\t", " ").replace("\r", " ").replace("\n", " ").split(" "))
    while "  " in spaced:
        spaced = spaced.replace("  ", " ")
    return spaced
