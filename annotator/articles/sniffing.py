"""What a file really is, told by its first bytes: suffixes lie."""

from __future__ import annotations

import gzip
import io

import regex

from annotator.articles.accidents import ACCIDENTS

_IMAGES = (
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\0", "a TIFF image"),
    (b"MM\0*", "a TIFF image"),
)
_OTHERS = (
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\xfd7zXZ\0", "an xz archive"),
    (b"BZh", "a bzip2 archive"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"\x7fELF", "a program"),
)
_HTML = regex.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", regex.I | regex.S
)
_FEED = regex.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:(?:<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>)\s*)*<(?:rss|feed|rdf:RDF|\w+:feed)\b",
    regex.S,
)
_MBOX = regex.compile(rb"\s{0,4}From \S[^\r\n]{0,200}\d{4}[ \t]*\r?\n[A-Za-z][A-Za-z0-9-]*:[ \t]?")
_FIELD = regex.compile(rb"([A-Za-z][A-Za-z0-9-]{1,60}):[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*(?:\r?\n|$)")
_OF_A_MAIL = frozenset(
    [b"received", b"message-id", b"mime-version", b"return-path", b"delivered-to", b"dkim-signature"]
)
_RELATED = regex.compile(rb"content-type:\s*multipart/related", regex.I)
_SAVED = regex.compile(rb"snapshot-content-location:|from:\s*<?saved by\b", regex.I)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
_GZIP = b"\x1f\x8b"


def sniff(data: bytes) -> str:
    """``pdf zip gzip warc ole rtf feed html mbox mail mhtml``: one of them, or "".

    "" is for what shows no mark, as text does.  The first few thousand bytes are enough.
    """
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(_GZIP):
        return "warc" if _unpacked_start(data).startswith(b"WARC/") else "gzip"
    marks = ((ZIP, "zip"), (b"PK\x05\x06", "zip"), (OLE, "ole"), (rb"{\rtf", "rtf"), (b"WARC/", "warc"))
    for mark, kind in marks:
        if data.startswith(mark):
            return kind
    start = data[3:4096] if data.startswith(b"\xef\xbb\xbf") else data[:4096]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        start = start[2:].replace(b"\0", b"")
    if _FEED.match(start):
        return "feed"
    if _HTML.match(start):
        return "html"
    return "mbox" if _MBOX.match(start) else _mail(start)


def foreign(data: bytes) -> str:
    """What it is in words ("a PNG image") where that is nothing this program reads; otherwise ""."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "a WebP image"
    if data[257:262] == b"ustar":
        return "a tar archive"
    for mark, name in _IMAGES + _OTHERS:
        if data.startswith(mark):
            return name
    return ""


def _mail(start: bytes) -> str:
    """Whether it begins with the header of a mail, or of a page that a browser saved as one."""
    fields: set[bytes] = set()
    at = 0
    while found := _FIELD.match(start, at):
        fields.add(found[1].lower())
        at = found.end()
    if len(fields) < 3 or not fields & _OF_A_MAIL:
        return ""
    return "mhtml" if _SAVED.search(start[:at]) and _RELATED.search(start[:at]) else "mail"


def _unpacked_start(data: bytes) -> bytes:
    try:
        return gzip.GzipFile(fileobj=io.BytesIO(data)).read(5)
    except ACCIDENTS:
        return b""
