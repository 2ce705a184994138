"""Finding quoted passages in the plain text, whatever the marks; needs no pipeline."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

import regex

from annotator.model.offsets import paragraphs

_CLOSING = {"“": "”", "”": "”", "„": "“”", "«": "»", '"': '"', "‘": "’", "'": "'"}
_NESTING = "“«"
"""Marks that may open a quote within a quote of the same marks."""
_UNMISTAKABLE = "„"
"""What ends a quote opened by these can't be anything else, such as an apostrophe."""
_MARK = regex.compile(r"""[“”„«»"‘’']""")
_BEFORE_OPENING = regex.compile(r"[\s(\[{—–\-:,“\"‘'/]")
_AFTER_CLOSING = regex.compile(r"[\s)\]}.,;:!?—–\-”\"’'\[/]")


@dataclass(frozen=True, slots=True)
class Quote:
    """``[start, end)`` lies inside the marks, ``[outer_start, outer_end)`` includes them (code points).

    ``open_ended``: the paragraph ended before the quote did, and the next one takes it up.
    """

    outer_start: int
    start: int
    end: int
    outer_end: int
    open_ended: bool = False


def find_quotes(text: str) -> list[Quote]:
    """The outermost quoted passages in reading order.

    A quote ends in the paragraph it began in, unless the next paragraph opens with the same mark, as
    newspapers do.  A closing mark that opens a paragraph was meant as an opening one.  Single quotes count
    only where they can't be apostrophes.
    """
    found: list[Quote] = []
    pieces = [p for p in paragraphs(text) if text[p.start : p.end].strip()]
    for number, piece in enumerate(pieces):
        beyond = pieces[number + 1].start if number + 1 < len(pieces) else len(text)
        following = text[beyond : beyond + 40].lstrip()[:1]
        found += _in_paragraph(text, piece.start, piece.end, following)
    return found


def _in_paragraph(text: str, start: int, end: int, following: str) -> list[Quote]:
    found: list[Quote] = []
    marks = _Marks(text, start, end)
    position = start
    for at in marks.places:
        mark = text[at]
        if at < position or mark not in _CLOSING:
            continue
        if not _opens(text, at, start, end) or (mark == "”" and at > start):
            continue
        close = marks.closing(at)
        if close is not None:
            inner = text[at + 1 : close]
            if inner.strip():  # French sets a space inside its marks
                first, last = close - len(inner.lstrip()), at + 1 + len(inner.rstrip())
                found.append(Quote(at, first, last, close + 1))
            position = close + 1
        elif mark in '“„«"' and following == mark:
            found.append(Quote(at, at + 1, end, end, open_ended=True))
            break
    return found


def _opens(text: str, at: int, start: int, end: int) -> bool:
    """Whether the mark at ``at`` can open a quote: something follows, and a word does not touch it before."""
    if at + 1 >= end:
        return False
    if text[at] == "«":  # French sets a space inside its marks
        return True
    if text[at + 1].isspace():
        return False
    if text[at] in "“„":
        return True
    return at == start or bool(_BEFORE_OPENING.match(text, at - 1))


class _Marks:
    """The marks of one paragraph, and which ends a quote that another one opens.

    Worked out once, since a paragraph may open thousands of quotes that never end.
    """

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text = text
        self.places = [match.start() for match in _MARK.finditer(text, start, end)]
        self._partners: dict[int, int] = {}
        self._enders: dict[str, list[int]] = {mark: [] for mark in _CLOSING}
        open_: dict[str, list[int]] = {mark: [] for mark in _NESTING}
        for at in self.places:
            closes = _closes(text, at, end)
            for mark, closing in _CLOSING.items():
                if text[at] not in closing:
                    continue
                if mark in open_:
                    if open_[mark]:
                        self._partners[open_[mark].pop()] = at
                elif closes or mark in _UNMISTAKABLE:
                    self._enders[mark].append(at)
            if text[at] in open_:
                open_[text[at]].append(at)

    def closing(self, at: int) -> int | None:
        """Where the quote opened at ``at`` ends, or None."""
        mark = self._text[at]
        if mark in _NESTING:
            return self._partners.get(at)
        enders = self._enders[mark]
        following = bisect_right(enders, at)
        return enders[following] if following < len(enders) else None


def _closes(text: str, at: int, end: int) -> bool:
    if text[at - 1].isspace():
        return False
    if at + 1 >= end or _AFTER_CLOSING.match(text, at + 1):
        return True
    # A missing space after the quote: "… alliance."The next sentence
    return text[at] == '"' and text[at - 1] in ".,!?" and text[at + 1].isupper()
