"""By which format a file is read: what was asked for, what its first bytes show, what its suffix says."""

from __future__ import annotations

from annotator.articles.formats import FORMATS, of_suffix
from annotator.articles.sniffing import foreign, sniff
from annotator.articles.source import Source
from annotator.articles.text import decode
from annotator.articles.zips import kind_of_zip
from annotator.errors import UserError

_GIVE = "give a text, a page, a document, a mail, a feed, a table or an archive (see the guide)"
_HEAD = 1 << 16
_BINARY = frozenset(["pdf", "docx", "epub", "odt", "rtf", "zip", "gzip", "warc"])
"""What can't be anything else once it shows its mark."""

_MARKED_TEXT = frozenset(["html", "feed", "mbox", "mail", "mhtml"])
"""What shows its mark but is text as well, if that is asked for."""

_EXPORTS = frozenset(["text", "html", "rtf", "docx", "odt", "pdf"])
"""In which a press database hands out its articles."""

_FROM_TEXT = {
    "html": ("text", ""),
    "mbox": ("text", "", "mail", "mhtml"),
    "mail": ("text", "", "mhtml", "mbox"),
    "mhtml": ("text", "", "mail", "html", "mbox"),
    "feed": ("text", "", "html"),
}
"""For which suffixes a mark goes before."""


def kind_of(source: Source, format: str, *, raw: bool) -> str:
    """The name of a format.  Raises UserError where there is none, or not the one asked for."""
    head = source.head(_HEAD)
    asked = "" if format in ("auto", "press") else format
    wanted = asked or of_suffix(source.suffix)
    named = f"It is named {source.suffix} but is" if source.suffix else "It is"
    if name := foreign(head):
        raise UserError(f"{named if of_suffix(source.suffix) else 'It is'} {name}: {_GIVE}.")
    marked = sniff(head)
    if marked == "ole":
        raise UserError(_ole_reason(source))
    if marked == "zip":
        marked = _kind_of_zip(source, wanted, named)
    if marked in _BINARY:
        return _binary(marked, format, asked)
    if wanted in _BINARY:
        raise UserError(_no_mark_reason(head, wanted, named))
    if not asked and marked in _MARKED_TEXT and wanted in _FROM_TEXT[marked]:
        return "text" if raw and wanted == "text" else marked
    if wanted == "feed" and not asked and marked != "feed":
        raise UserError(f"{named} no feed: {_GIVE}, or import it with the format text.")
    if not wanted and format == "press":
        return "text"
    if not wanted:
        raise UserError(
            f"Its suffix {source.suffix} is not known: {_GIVE}, or import it with the format text."
        )
    return wanted


def _binary(real: str, format: str, asked: str) -> str:
    if format == "press" and real not in _EXPORTS:
        raise UserError(f"It is {FORMATS[real].noun}, not a text of a press database: import it with auto.")
    if asked and asked != real:
        wanted = FORMATS[asked].noun
        raise UserError(f"It is {FORMATS[real].noun}, not {wanted}: import it with the format {real}.")
    return real


def _kind_of_zip(source: Source, wanted: str, named: str) -> str:
    kind = kind_of_zip(source)
    if kind not in FORMATS:
        raise UserError(f"{named} {kind}: save its table or text as CSV or plain text and import that.")
    # Where its parts can't be seen, its own reader says what a damaged one needs.
    return wanted if kind == "zip" and wanted in ("docx", "epub", "odt") else kind


def _ole_reason(source: Source) -> str:
    if "EncryptedPackage".encode("utf-16-le") in source.data():
        return "The document is encrypted: save it without a password and import it again."
    return "It is a document of an old Office version (such as .doc): save it as .docx and import that."


def _no_mark_reason(head: bytes, wanted: str, named: str) -> str:
    try:
        decode(head if len(head) < _HEAD else head[: head.rfind(b"\n") + 1] or head)
    except UserError:
        noun = FORMATS[wanted].noun.removeprefix("an ").removeprefix("a ")
        return f"It is no {noun} or a damaged one: get it again and import that."
    return f"{named} plain text: rename it to .txt or import it with the format text."
