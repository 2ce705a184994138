"""The formats that articles come in: a line each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from annotator.articles.archives import in_gzip, in_zip
from annotator.articles.documents import Found
from annotator.articles.docx import read_docx
from annotator.articles.epub import read_epub
from annotator.articles.failure import ReadFailure
from annotator.articles.feeds import read_feed
from annotator.articles.html import read_html
from annotator.articles.mail import read_mail
from annotator.articles.mbox import attachments_left_out, read_mbox
from annotator.articles.mhtml import read_mhtml
from annotator.articles.odt import read_odt
from annotator.articles.once import failures_told_once
from annotator.articles.pdf import read_pdf
from annotator.articles.rtf import read_rtf
from annotator.articles.source import Source
from annotator.articles.tables import read_csv, read_jsonl
from annotator.articles.text import decode
from annotator.articles.warc import read_warc
from annotator.model.article import IncomingArticle
from annotator.model.incoming import Noted

Piece = tuple[str, Found] | IncomingArticle | Source | Noted | ReadFailure
"""What a reader hands on: a document with its place, a finished article, a file in an archive, or words."""

Reader = Callable[[Source], Iterator[Piece]]


@dataclass(frozen=True, slots=True)
class Format:
    """``label`` stands in the window, ``noun`` in sentences.

    ``read`` raises UserError where nothing can be read, and yields a ReadFailure for what can't.
    """

    label: str
    noun: str
    suffixes: tuple[str, ...]
    read: Reader


def _one(find: Callable[[Source], Found]) -> Reader:
    def read(source: Source) -> Iterator[Piece]:
        yield source.origin, find(source)

    return read


def _text(source: Source) -> Found:
    return Found(decode(source.data()))


def _html(source: Source) -> Found:
    return Found(*read_html(source.data()), is_sure=True)


def _docx(source: Source) -> Found:
    return Found(*read_docx(source.data()))


def _pdf(source: Source) -> Found:
    return Found(*read_pdf(source.data()))


def _mail(source: Source) -> Iterator[Piece]:
    found, attached = read_mail(source.data())
    yield source.origin, found
    if attached:
        yield attachments_left_out(source.origin, len(attached))


def _csv(source: Source) -> Iterator[Piece]:
    return failures_told_once(read_csv(source), source.origin, "rows")


def _jsonl(source: Source) -> Iterator[Piece]:
    return failures_told_once(read_jsonl(source), source.origin, "lines")


FORMATS: dict[str, Format] = {
    "text": Format("Plain text", "plain text", (".txt", ".text", ".md"), _one(_text)),
    "html": Format("Web page (HTML)", "a web page", (".html", ".htm", ".xhtml"), _one(_html)),
    "mhtml": Format("Saved web page (MHTML)", "a saved web page", (".mhtml", ".mht"), _one(read_mhtml)),
    "docx": Format("Word (.docx)", "a Word document", (".docx",), _one(_docx)),
    "odt": Format("OpenDocument (.odt)", "an OpenDocument text", (".odt",), _one(read_odt)),
    "rtf": Format("Rich text (.rtf)", "an RTF document", (".rtf",), _one(read_rtf)),
    "pdf": Format("PDF", "a PDF", (".pdf",), _one(_pdf)),
    "epub": Format("EPUB, a page each", "an EPUB", (".epub",), read_epub),
    "mail": Format("Mail (.eml)", "a mail", (".eml",), _mail),
    "mbox": Format("Mailbox (.mbox), a mail each", "a mailbox", (".mbox", ".mbx"), read_mbox),
    "feed": Format("Feed (RSS, Atom), an entry each", "a feed", (".rss", ".atom", ".rdf", ".xml"), read_feed),
    "warc": Format("Web archive (WARC), a page each", "a web archive", (".warc",), read_warc),
    "csv": Format("CSV, a row each", "CSV", (".csv", ".tsv"), _csv),
    "jsonl": Format("JSONL, a line each", "JSONL", (".jsonl", ".ndjson"), _jsonl),
    "zip": Format("ZIP of any of these", "a zip archive", (".zip",), in_zip),
    "gzip": Format("gzip of any of these", "a gzip archive", (".gz", ".tgz"), in_gzip),
}  # fmt: skip
"""Name, as the command line says it -> format."""

PRESS = "press"
"""Name of what is recognised by its structure in texts, pages and documents: exports of press databases."""

ANY = "auto"

LABELS = {
    ANY: "Tell by content and name",
    **{name: format.label for name, format in FORMATS.items()},
    PRESS: "Factiva, Nexis or Europresse export",
}
"""Everything that can be asked for -> what the window calls it."""

_SUFFIXES = {suffix: name for name, format in FORMATS.items() for suffix in format.suffixes}


def of_suffix(suffix: str) -> str:
    """The format that a suffix (in small letters) tells; text for none, "" for one that is not known."""
    return _SUFFIXES.get(suffix, "" if suffix else "text")


def suffixes() -> list[str]:
    """All that are known, for a file dialog."""
    return list(_SUFFIXES)
