"""The words of a Web Annotation file: names of articles and annotations, and what is ours in it."""

from __future__ import annotations

import base64
import binascii
import re
from typing import Any
from urllib.parse import quote

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
OWN_CONTEXT = {
    "annotator": "urn:annotator:ns:",
    "annotator:kept": {"@id": "urn:annotator:ns:kept", "@type": "@json"},
}
KEPT = "annotator:kept"
"""What the model has no words for, as a JSON literal (JSON-LD 1.1)."""

ARTICLE_TEXT = "schema:text"
FIELDS = {
    "schema:headline": "title",
    "schema:publisher": "source",
    "schema:author": "author",
    "schema:datePublished": "published",
    "schema:url": "url",
    "language": "language",
}
"""Terms of an article -> our metadata."""

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_NI = re.compile(r"ni:///sha-256;([A-Za-z0-9_-]{43})")


def name_of_article(sha256: str) -> str:
    """The article's name by its text, as RFC 6920 names things by their hash."""
    digest = base64.urlsafe_b64encode(bytes.fromhex(sha256)).decode("ascii").rstrip("=")
    return f"ni:///sha-256;{digest}"


def sha256_of(name: str) -> str:
    """The other way; empty where it is no such name."""
    found = _NI.fullmatch(name)
    try:
        return base64.urlsafe_b64decode(f"{found[1]}=").hex() if found else ""
    except (binascii.Error, ValueError):
        return ""


def name_of_annotation(key: str) -> str:
    return f"urn:uuid:{key}" if _UUID.fullmatch(key) else f"urn:annotator:annotation:{quote(key, safe='')}"


def said(value: Any) -> list[str]:
    """An answer as texts, one a body."""
    if isinstance(value, list | tuple):
        return [str(each) for each in value]
    return ["yes" if value else "no"] if isinstance(value, bool) else [str(value)]
