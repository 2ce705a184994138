"""Finding words in the stored text, also where the screen breaks the line between them.  No Qt."""

from __future__ import annotations

import unicodedata

import regex

from annotator.model.annotation import Segment

_ALIKE = ("'’‘ʼ", '"“”„«»', "-‐‑–—")
"""Signs that one can't tell apart while one types."""
_FORMS = {sign: f"[{regex.escape(signs)}]" for signs in _ALIKE for sign in signs}


def places(text: str, words: str, *, match_case: bool = False, whole_words: bool = False) -> list[Segment]:
    """Every place of the words in reading order (code points).

    It does not matter which white space stands between the words, which quotation marks and dashes are used,
    and whether an accent is a character of its own.
    """
    parts = words.split()
    if not parts:
        return []
    # White space at an end of what was typed is looked for as well: “the ” does not find “then”.
    head, tail = (r"\s+" if edge.isspace() else "" for edge in (words[0], words[-1]))
    if whole_words:
        head, tail = head or r"(?<![\p{L}\p{N}_])", tail or r"(?![\p{L}\p{M}\p{N}_])"
    pattern = head + r"\s+".join(map(_written, parts)) + tail
    flags = regex.VERSION0 if match_case else regex.IGNORECASE
    return [match.span() for match in regex.finditer(pattern, text, flags)]


def _written(word: str) -> str:
    """A pattern of all the ways in which a word may be written."""
    return "".join(_FORMS.get(sign) or _either(sign) for sign in unicodedata.normalize("NFC", word))


def _either(sign: str) -> str:
    apart = unicodedata.normalize("NFD", sign)
    return regex.escape(sign) if apart == sign else f"(?:{regex.escape(sign)}|{regex.escape(apart)})"
