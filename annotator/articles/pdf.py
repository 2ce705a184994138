"""PDF documents by their text layer."""

from __future__ import annotations

import io
import logging
import warnings

import regex

from annotator.articles.accidents import ACCIDENTS
from annotator.errors import UserError
from annotator.model.article import Metadata

_LONGEST = 50 * 1024 * 1024
_ENCRYPTED = "The PDF is encrypted: save it without a password and import it again."
_BROKEN = "It is a damaged PDF: open it in a PDF reader, save or print it as a new PDF and import that."
_NO_TITLE = regex.compile(
    r"(?:microsoft word\b|untitled|about:blank)|\.(?:docx?|indd|pdf|rtf|html?|qxd|txt)$", regex.I
)


def read_pdf(data: bytes) -> tuple[str, Metadata]:
    """Text and metadata of a PDF; pages are parted by a blank line, lines stand as on the page.

    Raises UserError where it is damaged, has a password, or has no text layer.
    """
    from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            text, properties = _text_and_properties(data)
    except (DependencyError, FileNotDecryptedError) as error:
        raise UserError(_ENCRYPTED) from error
    except (PyPdfError, *ACCIDENTS) as error:
        raise UserError(_BROKEN) from error
    if not text.strip():
        raise UserError(
            "The PDF has no text layer (it holds pictures of pages): run OCR first, then import it."
        )
    title = "" if _NO_TITLE.search(properties.title) else properties.title
    return text, Metadata(title=title, author=properties.author)


def _text_and_properties(data: bytes) -> tuple[str, Metadata]:
    from pypdf import PdfReader
    from pypdf.errors import FileNotDecryptedError

    reader = PdfReader(io.BytesIO(data))
    # Many PDFs are encrypted with an empty password, only to forbid printing.
    if reader.is_encrypted and not reader.decrypt(""):
        raise FileNotDecryptedError
    pages: list[str] = []
    length = 0
    for page in reader.pages:
        pages.append(page.extract_text().strip())
        length += len(pages[-1])
        if length > _LONGEST:
            raise UserError(
                "The PDF holds more than 50 MB of text: split it into its articles and import those."
            )
    said = reader.metadata
    text = "\n\n".join(page for page in pages if page)
    if said is None:
        return text, Metadata()
    return text, Metadata(title=_one_line(said.title), author=_one_line(said.author))


def _one_line(value: str | None) -> str:
    return " ".join(str(value or "").replace("\0", "").split())
