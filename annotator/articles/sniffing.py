"""What a file really is, told by its first bytes: suffixes lie."""

from __future__ import annotations

import regex

_IMAGES = (
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\0", "a TIFF image"),
    (b"MM\0*", "a TIFF image"),
)
_OTHERS = (
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"\x7fELF", "a program"),
)
_HTML = regex.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", regex.I | regex.S
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"


def sniff(data: bytes) -> str:
    """``pdf``, ``zip``, ``ole``, ``rtf`` or ``html``; "" for what shows no mark, as text does."""
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return "pdf"
    for mark, kind in ((ZIP, "zip"), (b"PK\x05\x06", "zip"), (OLE, "ole"), (rb"{\rtf", "rtf")):
        if data.startswith(mark):
            return kind
    start = data[3:4096] if data.startswith(b"\xef\xbb\xbf") else data[:4096]
    return "html" if _HTML.match(start) else ""


def foreign(data: bytes) -> str:
    """What it is in words ("a PNG image") where that is nothing this program reads; otherwise ""."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "a WebP image"
    for mark, name in _IMAGES + _OTHERS:
        if data.startswith(mark):
            return name
    return ""
