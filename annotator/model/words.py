"""Words of a text, without a model: to pick, to move by, and to let a selection snap to.

Finer than white space and coarser than tokens: a *part* is what a boundary may rest on (“Moscow” in
“Moscow-backed”, “Kim” in “Kim's”), a *word* is what a reader takes for one (“Jong-un”, “O'Brien”, without a
possessive 's).  Neither cuts a grapheme.  All positions are code points.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from annotator.model import graphemes
from annotator.model.annotation import Segment

_PART = regex.compile(
    r"""
      (?P<clitic>['’][sS](?![\p{L}\p{N}\p{M}\p{GCB=Extend}]))
    | (?:[\p{Han}\p{Hiragana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]\p{M}*)   # written without spaces
    | [\p{Katakana}ー]\p{M}*(?:[\p{Katakana}ー]\p{M}*)*
    | (?P<elision>(?:[cdjlmnstCDJLMNST]|(?:[Jj]us|[Ll]ors|[Pp]uis)?[Qq]u)['’])
      (?=[\p{L}--[sS\p{GCB=Extend}\p{GCB=SpacingMark}]]|[sS]\p{L})
    | \p{GCB=Prepend}*\p{N}+(?:[.,:]\p{N}+)*(?!\p{L})
    | (?:\p{L}\.){2,}
    | \p{GCB=Prepend}*[\p{L}\p{N}_][\p{L}\p{N}\p{M}_\u200c\u200d--[\p{Han}\p{Hiragana}\p{Katakana}]]*
      (?:(?:['’](?![sS](?![\p{L}\p{N}\p{M}\p{GCB=Extend}]))|[״׳])[\p{L}\p{N}][\p{L}\p{N}\p{M}]*)*
    """,
    regex.VERBOSE | regex.VERSION1,
)
_HYPHENS = "-\u2010\u2011"
_SPACE = regex.compile(r"[\s\ufdd0\ufdd1]")
"""White space, and what else ends a paragraph."""
_FAR = 200
"""Characters around a position that are looked at; no word is longer."""

Part = tuple[int, int, str]
"""``(start, end, kind)``; kind: ``"clitic"``, ``"elision"``, or empty for the others."""


def parts(text: str, start: int, end: int) -> Iterator[Part]:
    """The parts in ``[start, end)``, which should begin and end beside white space."""
    low = start - 1 if start and text[start - 1].isspace() else start
    high = end + 1 if end < len(text) and text[end].isspace() else end
    done = start
    for match in _PART.finditer(text, start, end):
        # A mark that a part begins with belongs to what it stands on; one behind a part belongs to it.
        begin = max(done, graphemes.snap(text, match.start(), low, high, forward=True))
        finish = graphemes.snap(text, match.end(), low, high, forward=True)
        if finish > match.end() and text[finish - 1].isspace():
            finish = graphemes.snap(text, match.end(), low, high, forward=False)
        if begin < finish:
            yield begin, finish, match.lastgroup or ""
            done = finish


def part_at(text: str, position: int) -> Part | None:
    """The part whose inside holds ``position``: it begins before it and ends behind it."""
    return next((part for part in _near(text, position) if part[0] < position < part[1]), None)


def word_at(text: str, position: int) -> Segment | None:
    """The word that the caret is in, or that ends at it; None between words.

    Hyphens join; a possessive 's does not belong to it, so that with a caret in the 's the word before is
    meant.  Nor does an elided article (“l'accord”), unless a capital follows (“D'Angelo”).
    """
    near = _near(text, position)
    found = next((n for n, part in enumerate(near) if part[0] <= position < part[1]), None)
    if found is None:
        found = next((n for n, part in enumerate(near) if part[1] == position), None)
    if found is None:
        return None
    if near[found][2] == "clitic" and found and near[found - 1][1] == near[found][0]:
        found -= 1
    if near[found][2] == "elision" and found + 1 < len(near) and near[found + 1][0] == near[found][1]:
        found += 1
    first = last = found
    while first and _joined(text, near[first - 1], near[first]):
        first -= 1
    while last + 1 < len(near) and _joined(text, near[last], near[last + 1]):
        last += 1
    return near[first][0], near[last][1]


def next_edge(text: str, position: int, step: int, *, ends: bool) -> Iterator[int]:
    """Where parts begin (or end) beyond ``position``, nearest first, to the right (1) or the left (-1)."""
    if step > 0:
        for start, end, _ in parts(text, _window(text, position)[0], len(text)):
            if (end if ends else start) > position:
                yield end if ends else start
        return
    before, reach = position, _FAR
    while before > 0:
        low = _window(text, max(0, before - reach))[0]
        near = parts(text, low, _window(text, before)[1])
        found = [end if ends else start for start, end, _ in near]
        yield from (edge for edge in reversed(found) if low <= edge < before)
        before, reach = low, 2 * reach


def _joined(text: str, left: Part, right: Part) -> bool:
    """Whether two parts that follow each other are one word."""
    if left[2] == "clitic" or right[2] == "clitic":
        return False
    if left[2] == "elision":
        return left[1] == right[0] and text[right[0]].isupper()
    return right[0] == left[1] + 1 and text[left[1]] in _HYPHENS


def _near(text: str, position: int) -> list[Part]:
    return list(parts(text, *_window(text, position)))


def _window(text: str, position: int) -> Segment:
    """From white space to white space around a position, within reach."""
    low = max(0, position - _FAR)
    start = next((n + 1 for n in range(position - 1, low - 1, -1) if _SPACE.match(text, n)), low)
    match = _SPACE.search(text, position, min(len(text), position + _FAR))
    return start, match.start() if match else min(len(text), position + _FAR)
