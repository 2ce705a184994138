"""The lines of a concordance: a hit with the words to its left and right, and how lines are ordered."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, Literal, get_args

import regex

from annotator.model.annotation import Segments

Kind = Literal["text", "own", "suggestion", "colleague", "gone"]
"""What stands exactly on the hit: nothing, an annotation of one's own, an undecided suggestion, a colleague's
annotation; or where an annotation was listed that is no longer there, ``gone``."""

Order = Literal["article", "left", "hit", "right", "date", "source", "label"]

ORDERS: tuple[Order, ...] = get_args(Order)

CONTEXT = 160
"""Characters kept on either side."""

_WORD = regex.compile(r"[\p{L}\p{N}][\p{L}\p{M}\p{N}'’-]*")
_NEAR = 4
"""Words that decide between lines with the same word beside the hit."""
_NEAR_CHARACTERS = 60


@dataclass(frozen=True, slots=True)
class Line:
    """``start`` and ``end`` are code points of the article's text, as are ``segments``.

    ``left``, ``hit`` and ``right`` are the untouched text; the hit of an annotation with several segments is
    its quote.  ``label``, ``actor`` and ``annotator`` belong to the annotation exactly there; ``around`` is
    the label of the narrowest one that holds the hit, where there is none exactly there.
    """

    article_id: int
    title: str
    source: str
    date: str
    segments: Segments
    left: str
    hit: str
    right: str
    kind: Kind = "text"
    annotation_id: str | None = None
    label: str = ""
    actor: str = ""
    annotator: str = ""
    around: str = ""
    listed_as: str = ""
    """The label for which an annotation was listed; empty where a place in the text was."""

    @property
    def start(self) -> int:
        return self.segments[0][0]

    @property
    def end(self) -> int:
        return self.segments[-1][1]

    @property
    def key(self) -> tuple[int, Segments, str]:
        """What the line is about: it stays the same when the annotation there comes or goes."""
        return self.article_id, self.segments, self.listed_as


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """The text to the left and right of ``[start, end)``."""
    return text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]


def plain(text: str) -> str:
    """On one line: every run of white space is one space."""
    return " ".join(text.split())


def shown_title(title: str, origin: str, article_id: int) -> str:
    """An article's title, else the file it came from, else its number."""
    return title or PurePath(origin).name or f"Article {article_id}"


def ordered(lines: Iterable[Line], order: Order) -> list[Line]:
    """The lines in this order; equal ones as they stand in the articles."""
    by_place = sorted(lines, key=lambda line: (line.article_id, line.start, line.end, line.label))
    return by_place if order == "article" else sorted(by_place, key=_KEYS[order])


def _left(line: Line) -> Any:
    """The words before the hit, the nearest first."""
    return [word.casefold() for word in reversed(_WORD.findall(line.left[-_NEAR_CHARACTERS:])[-_NEAR:])]


def _right(line: Line) -> Any:
    return [word.casefold() for word in _WORD.findall(line.right[:_NEAR_CHARACTERS])[:_NEAR]]


_KEYS: Mapping[Order, Callable[[Line], Any]] = {
    "left": _left,
    "hit": lambda line: plain(line.hit).casefold(),
    "right": _right,
    # Without a date last.
    "date": lambda line: (not line.date, line.date),
    "source": lambda line: (not line.source, line.source.casefold()),
    "label": lambda line: (not line.label, line.label, line.kind, line.actor.casefold()),
}


def tally(lines: Iterable[Line]) -> dict[str, list[tuple[str, int]]]:
    """How many lines there are by label, by actor and by source, the most first; empty ones are left out."""
    lines = list(lines)
    counts = {
        "Label": Counter(line.label for line in lines if line.label),
        "Actor": Counter(line.actor for line in lines if line.actor),
        "Source": Counter(line.source for line in lines if line.source),
    }
    return {
        name: sorted(found.items(), key=lambda each: (-each[1], each[0].casefold()))
        for name, found in counts.items()
        if found
    }


_COLUMNS = (
    "article", "title", "date", "source", "start", "end",
    "left", "hit", "right", "label", "actor", "annotator",
)  # fmt: skip


def as_csv(lines: Iterable[Line]) -> str:
    """The lines as CSV with a head line; offsets in code points.

    Text that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for line in lines:
        texts = (line.left, line.hit, line.right)
        writer.writerow(
            [
                line.article_id,
                _harmless(line.title),
                _harmless(line.date),
                _harmless(line.source),
                line.start,
                line.end,
                *(_harmless(plain(text)) for text in texts),
                _harmless(line.label),
                _harmless(line.actor),
                _harmless(line.annotator),
            ]
        )
    return out.getvalue()


def _harmless(text: str) -> str:
    risky = text[:1] in ("\t", "\r") or text.lstrip().startswith(("=", "+", "-", "@"))
    return f"'{text}" if risky else text
