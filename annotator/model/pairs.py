"""Quotation marks and brackets that belong together.  No model, no Qt; code points."""

from __future__ import annotations

import regex

from annotator.model.annotation import Segment

_CLOSING = {"“": "”", "„": "“”", "«": "»", "‘": "’", "「": "」", "『": "』", "(": ")", "[": "]", "（": "）"}
_MARK = regex.compile(r"""[“”„«»"‘’「」『』()\[\]（）]""")


def pairs(text: str, start: int, end: int) -> list[Segment]:
    """``[start, end)`` of everything in a paragraph that stands in marks, the marks included, inner first.

    An apostrophe closes nothing, and a mark that is never closed opens nothing.
    """
    found: list[Segment] = []
    opened: list[int] = []
    for match in _MARK.finditer(text, start, end):
        at, mark = match.start(), match[0]
        if mark == "’" and _within_word(text, at, start, end):
            continue
        which = _which(text, opened, at)
        if which is not None:
            found.append((opened[which], at + 1))
            del opened[which:]
        elif mark == '"' or mark in _CLOSING:
            opened.append(at)
    return found


def _which(text: str, opened: list[int], at: int) -> int | None:
    """Which of the marks that are open the one at ``at`` closes."""
    for number in reversed(range(len(opened))):
        opening = text[opened[number]]
        if text[at] in _CLOSING.get(opening, opening):
            return number
    return None


def _within_word(text: str, at: int, start: int, end: int) -> bool:
    return start < at < end - 1 and text[at - 1].isalnum() and text[at + 1].isalnum()
