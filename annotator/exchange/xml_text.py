"""Text in XML: what XML 1.0 has no way to write, not even escaped."""

from __future__ import annotations

import re

REPLACEMENT = "\ufffd"

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def fit_for_xml(text: str) -> str:
    """The same text with U+FFFD for each character that XML can't hold; its length stays."""
    return _NOT_XML.sub(REPLACEMENT, text)


def unfit_for_xml(text: str) -> int:
    """How many characters :func:`fit_for_xml` replaces."""
    return len(_NOT_XML.findall(text))
