"""Word documents (.docx): paragraphs and tables in order, and the document's properties."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from annotator.errors import UserError
from annotator.model.article import Metadata

Element = Any
"""An element of lxml, which ships no types."""

_LARGEST = 200 * 1024 * 1024
_MOST_PARTS = 10_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BROKEN = "It is a damaged Word document: open it in a word processor, save it again and import that."
_TEMPLATE_AUTHOR = "python-docx"
"""Stands in files of that library, with a date of 2013, where nobody has set an author."""


def read_docx(data: bytes) -> tuple[str, Metadata]:
    """Text and metadata of a .docx.

    Paragraphs are parted by a blank line, a table's rows by a line end, its cells by a tab.
    Raises UserError where it is damaged, has a password, is too large unpacked, or holds no text.
    """
    _check_archive(data)
    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError  # type: ignore[import-untyped]

    try:
        document = docx.Document(io.BytesIO(data))
        blocks = [block for block in _blocks(document.element.body) if block.strip()]
        properties = document.core_properties
        title, author, created = properties.title or "", properties.author or "", properties.created
    except (
        OpcError,
        LxmlError,
        KeyError,
        ValueError,
        AttributeError,
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
    ) as error:
        raise UserError(_BROKEN) from error
    if not blocks:
        raise UserError(
            "The document holds no text (pictures only, perhaps): copy its text into a .txt file."
        )
    untouched = author == _TEMPLATE_AUTHOR
    return "\n\n".join(blocks), Metadata(
        title=title.strip(),
        author="" if untouched else author.strip(),
        published="" if untouched or created is None else created.date().isoformat(),
    )


def is_docx(data: bytes) -> bool:
    """Whether a zip archive is a Word document; False for a damaged archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "word/document.xml" in archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return False


def _check_archive(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise UserError(_BROKEN) from error
    if any(part.flag_bits & 1 for part in parts):
        raise UserError("The document is encrypted: save it without a password and import it again.")
    # zipfile never unpacks more than the size told here, so a bomb can't lie about it.
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _LARGEST:
        raise UserError(
            "The document is larger than 200 MB when unpacked: save only its text and import that."
        )


def _blocks(container: Element) -> Iterator[str]:
    """The text of each paragraph and table, also of those in content controls and text boxes."""
    for child in container.iterchildren(f"{_W}*"):
        if child.tag == f"{_W}p":
            yield _paragraph(child)
            for box in child.iter(f"{_W}txbxContent"):
                if not any(above.tag == _FALLBACK for above in box.iterancestors()):
                    yield from _blocks(box)
        elif child.tag == f"{_W}tbl":
            yield "\n".join(_row(row) for row in child.iterchildren(f"{_W}tr"))
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml"):
            yield from _blocks(child)


def _row(row: Element) -> str:
    cells = [cell for cell in row.iter(f"{_W}tc") if next(cell.iterancestors(f"{_W}tr")) is row]
    return "\t".join(" ".join(block for block in _blocks(cell) if block) for cell in cells)


def _paragraph(paragraph: Element) -> str:
    """A paragraph's text with inserted (tracked) text and links, without deleted text and text boxes."""
    marks = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "‑"}
    pieces = []
    for piece in paragraph.iter(f"{_W}t", *marks):
        if next(piece.iterancestors(f"{_W}p")) is not paragraph or piece.getparent().tag != f"{_W}r":
            continue  # of a text box; or a tab stop among the paragraph's settings
        pieces.append(marks.get(piece.tag) or piece.text or "")
    return "".join(pieces)
