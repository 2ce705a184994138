"""Line breaks: the texts of a REFI-QDA project have LF only, so that all programs count alike.

Programs differ in whether CR LF counts as one character or two (ATLAS.ti: one).  How the breaks were is
written down beside the text, and comes back.  All offsets are code points.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from annotator.errors import UserError
from annotator.model.annotation import Segment

_BREAK = re.compile(r"\r\n|\r|\n")
_LETTERS = {"\r\n": "w", "\r": "m", "\n": "u"}
_BREAKS = {letter: written for written, letter in _LETTERS.items()}
_RUNS = re.compile(r"(?:[wmu]\d{1,9})*", re.ASCII)
_RUN = re.compile(r"([wmu])(\d+)", re.ASCII)


def unified(text: str) -> str:
    """The text with LF for every line break."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def breaks_of(text: str) -> str:
    """Its line breaks in order, runs of equal ones counted: ``w12u1`` is twelve CR LF and one LF; empty where
    all are LF."""
    if "\r" not in text:
        return ""
    letters = (_LETTERS[found] for found in _BREAK.findall(text))
    return "".join(f"{letter}{sum(1 for _ in run)}" for letter, run in groupby(letters))


def restored(text: str, breaks: str) -> str:
    """The text before :func:`unified`.

    :raises UserError: if there are not as many line breaks in it.
    """
    if not breaks:
        return text
    runs = (
        [(letter, int(number)) for letter, number in _RUN.findall(breaks)] if _RUNS.fullmatch(breaks) else []
    )
    if sum(number for _, number in runs) != text.count("\n"):
        raise UserError("Its line breaks are not those that were written: it was changed since.")
    lines = text.split("\n")
    parts, at = [lines[0]], 1
    for letter, number in runs:
        parts += [_BREAKS[letter] + line for line in lines[at : at + number]]
        at += number
    return "".join(parts)


@dataclass(frozen=True, slots=True)
class Offsets:
    """Between a text with CR LF and the same with one character for each."""

    pairs: Sequence[int]
    """Where each CR LF begins in the text with two."""

    @classmethod
    def of(cls, text: str) -> Offsets:
        return cls([found.start() for found in re.finditer("\r\n", text)])

    def in_unified(self, piece: Segment) -> Segment:
        """A piece of the text with two, in the one with one; a half CR LF becomes the whole break."""
        start, end = piece
        before = bisect_left(self.pairs, start)
        if before and self.pairs[before - 1] + 1 == start:
            start -= 1  # it begins between the two
            before -= 1
        through = bisect_left(self.pairs, end)
        half = bool(through) and self.pairs[through - 1] + 1 == end
        return start - before, end - through + half

    def in_original(self, offset: int) -> int:
        """An offset that counts each CR LF once, in the text with two."""
        single = [pair - number for number, pair in enumerate(self.pairs)]
        return offset + bisect_left(single, offset)
