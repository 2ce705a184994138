"""Files to articles.  Every bad file is a sentence in a ReadFailure, so that it never stops the good ones."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from annotator.articles.cleaning import clean
from annotator.articles.docx import is_docx, read_docx
from annotator.articles.failure import ReadFailure
from annotator.articles.html import read_html
from annotator.articles.language import language_of
from annotator.articles.once import failures_told_once
from annotator.articles.pdf import read_pdf
from annotator.articles.sniffing import foreign, sniff
from annotator.articles.tables import read_csv, read_jsonl
from annotator.articles.text import decode
from annotator.errors import UserError
from annotator.model.article import IncomingArticle, Metadata

__all__ = ["FORMATS", "LARGEST_FILE", "ReadFailure", "find_files", "read_articles"]

FORMATS = ("auto", "text", "html", "docx", "pdf", "csv", "jsonl")
LARGEST_FILE = 50 * 1024 * 1024
"""Bytes of a file that holds one article.  CSV and JSONL may be larger: they are read row by row."""

_SUFFIXES = {
    ".txt": "text", ".text": "text", ".md": "text",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".docx": "docx", ".pdf": "pdf",
    ".csv": "csv", ".tsv": "csv",
    ".jsonl": "jsonl", ".ndjson": "jsonl",
}  # fmt: skip
_NAMES = {"text": "plain text", "html": "a web page", "docx": "a Word document", "pdf": "a PDF", "csv": "CSV"}
_GIVE = "give a text, HTML, Word (.docx), PDF, CSV or JSONL file"


def find_files(paths: Iterable[Path]) -> list[Path]:
    """The files given, and those in the folders given with all their folders, sorted; each once.

    Hidden files and folders, and the lock files of word processors, are passed over.  A path that does not
    exist, and a folder that can't be opened, stay in the list: ``read_articles`` says so of each.
    """
    found: dict[Path, None] = {}
    for path in paths:
        found.update(dict.fromkeys(_files_below(path) if path.is_dir() else [path]))
    return list(found)


def read_articles(
    path: Path, *, format: str = "auto", raw: bool = False
) -> Iterator[IncomingArticle | ReadFailure]:
    """The article of a file, or those of a CSV or JSONL file one by one; a failure for what can't be read.

    ``format``: one of FORMATS; "auto" goes by the file's first bytes and its suffix.  ``raw``: the text
    exactly as decoded or extracted, nothing removed, no white space stripped (CSV and JSONL are always so).
    Raises UserError only for a format that does not exist.
    """
    if format not in FORMATS:
        raise UserError(f"There is no format '{format}': choose one of {', '.join(FORMATS)}.")
    try:
        yield from _read(path, format, raw=raw)
    except UserError as error:
        yield ReadFailure(str(path), str(error))
    except FileNotFoundError:
        yield ReadFailure(str(path), "There is no such file: check its name and folder.")
    except PermissionError:
        yield ReadFailure(
            str(path), "It may not be read: change its permissions or copy it to a folder of yours."
        )
    except (OSError, UnicodeError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        yield ReadFailure(str(path), f"It can't be read ({reason}): copy it to another place and try again.")


def _files_below(folder: Path) -> list[Path]:
    files: list[Path] = []

    def unreadable(error: OSError) -> None:
        files.append(Path(error.filename))

    for root, folders, names in os.walk(folder, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "__MACOSX")))
        files += [
            Path(root, name) for name in names if not name.startswith((".", "~$")) and name != "Thumbs.db"
        ]
    return sorted(files)


def _read(path: Path, format: str, *, raw: bool) -> Iterator[IncomingArticle | ReadFailure]:
    if path.is_dir():
        os.listdir(path)  # says why, if it may not be opened
        raise UserError("It is a folder: give the files in it.")
    size = path.stat().st_size
    if path.exists() and not path.is_file():
        raise UserError("It is not a file but a device or pipe: save what it gives to a file first.")
    if not size:
        raise UserError("It is empty: save the article's text in it, or leave it out.")
    with path.open("rb") as file:
        head = file.read(4096)
        whole = _wanted(path, format) not in ("csv", "jsonl") or sniff(head) in ("pdf", "zip", "ole", "rtf")
        if whole and size > LARGEST_FILE:
            raise UserError("It is larger than 50 MB: split it into its articles and import those.")
        data = head + file.read() if whole else head
    kind = _kind(path, data, format, raw=raw)
    if kind in ("csv", "jsonl"):
        items = read_csv(path) if kind == "csv" else read_jsonl(path)
        yield from failures_told_once(items, path, "rows" if kind == "csv" else "lines")
    else:
        yield _article(data, kind, str(path), raw=raw)


def _wanted(path: Path, format: str) -> str:
    """The format asked for or told by the suffix; "" where the suffix is not known."""
    return format if format != "auto" else _SUFFIXES.get(path.suffix.lower(), "" if path.suffix else "text")


def _kind(path: Path, data: bytes, format: str, *, raw: bool) -> str:
    """The format to read it by.  Raises UserError where none can be, or not the one asked for."""
    wanted, marked = _wanted(path, format), sniff(data)
    named = f"It is named {path.suffix} but is" if path.suffix else "It is"
    if name := foreign(data):
        raise UserError(f"{named} {name}: {_GIVE}.")
    if marked == "ole":
        raise UserError(_ole_reason(data))
    if marked == "rtf":
        raise UserError("It is an RTF document: save it as .docx or plain text and import that.")
    if marked == "zip" and wanted != "docx" and not is_docx(data):
        raise UserError(f"{named} a zip archive: unpack it and import the files in it.")
    real = {"zip": "docx", "pdf": "pdf", "html": "html"}.get(marked, "")
    if format != "auto" and real in ("docx", "pdf") and real != format:
        raise UserError(
            f"It is {_NAMES[real]}, not {_NAMES.get(format, format)}: import it with the format {real}."
        )
    if real in ("docx", "pdf"):
        return real
    if wanted in ("docx", "pdf"):
        raise UserError(_no_mark_reason(data, wanted, named))
    if real == "html" and format == "auto" and wanted in ("text", ""):
        return "text" if raw and wanted else "html"
    if not wanted:
        raise UserError(f"Its suffix {path.suffix} is not known: {_GIVE}, or import it with the format text.")
    return wanted


def _ole_reason(data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "The document is encrypted: save it without a password and import it again."
    return "It is a document of an old Office version (such as .doc): save it as .docx and import that."


def _no_mark_reason(data: bytes, wanted: str, named: str) -> str:
    try:
        decode(data)
    except UserError:
        name = "Word document" if wanted == "docx" else "PDF"
        return f"It is no {name} or a damaged one: get it again and import that."
    return f"{named} plain text: rename it to .txt or import it with the format text."


def _article(data: bytes, kind: str, origin: str, *, raw: bool) -> IncomingArticle:
    known = Metadata()
    if kind == "html":
        text, known = read_html(data)
    elif kind == "docx":
        text, known = read_docx(data)
    elif kind == "pdf":
        text, known = read_pdf(data)
    else:
        text = decode(data)
    if not text.strip():
        raise UserError("It holds nothing but white space: save the article's text in it, or leave it out.")
    # A page names its headline; what a document is titled may be anything.
    cleaned = clean(text, title=known.title if kind == "html" else "")
    if not raw and not cleaned.text:
        raise UserError(
            "It holds nothing but the frame of a web page: import it raw if you need it as it is."
        )
    metadata = _joined(known, cleaned.metadata, kind)
    metadata = replace(metadata, language=metadata.language or language_of(cleaned.text))
    if raw:
        return IncomingArticle(text, metadata, origin=origin)
    return IncomingArticle(cleaned.text, metadata, cleaned.removed, origin)


def _joined(known: Metadata, told: Metadata, kind: str) -> Metadata:
    """What the file says of itself, filled up from its text.

    A document's properties name who typed it and when, so there the text goes before for author and date.
    """
    first, second = (known, told) if kind == "html" else (told, known)
    return Metadata(
        title=known.title or told.title,
        source=known.source or told.source,
        author=first.author or second.author,
        published=first.published or second.published,
        url=known.url or told.url,
        language=known.language,
    )
