"""Which paragraphs of an article are headings, told from the plain text.  No Qt.

Articles are kept as plain text, so that what was a heading in the file has to be told by its form: a short
line that does not end as a sentence does, stands by itself, and has text below it.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from annotator.model.offsets import Paragraph

_LONGEST, _MOST_WORDS = 90, 14
_BODY = 110
"""A paragraph of so many characters is text in any case."""
_TITLE_WITHIN = 15
"""Paragraphs from the top in which the title may stand."""
_CLOSING = "\"'”’»)]"
_ENDS = tuple(".!…:;,。！？،؛۔।")
_ITEM = regex.compile(r"\s*(?:[-–—•·*▪►]|\(?\d{1,3}[.)]\s|\[)")
_WORD = regex.compile(r"\p{L}{2}")


def headings(text: str, paragraphs: Sequence[Paragraph], title: str = "") -> dict[int, int]:
    """Numbers of the paragraphs that are headings, with 1 for the title and 2 for the others.

    :param title: the article's, where it is known.
    """
    filled = [
        (number, text[p.start : p.end].strip())
        for number, p in enumerate(paragraphs)
        if p.end - p.start > _LONGEST * 3 or text[p.start : p.end].strip()
    ]
    spaced = len(filled) < len(paragraphs)
    """Whether blank lines part the paragraphs: then a heading has one above it."""
    found: dict[int, int] = {}
    wanted = " ".join(title.split()).casefold()
    for at, (number, line) in enumerate(filled):
        if wanted and at < _TITLE_WITHIN and 1 not in found.values() and _is_title(line, wanted):
            found[number] = 1
        elif _may_head(line) and at + 1 < len(filled):
            alone = at == 0 or not spaced or filled[at - 1][0] < number - 1
            if alone and _is_text(filled[at + 1][1]):
                found[number] = 2
    return found


def _is_title(line: str, title: str) -> bool:
    return " ".join(line.split()).casefold() == title


def _may_head(line: str) -> bool:
    if len(line) > _LONGEST or len(line.split()) > _MOST_WORDS or not _WORD.search(line):
        return False
    bare = line.rstrip(_CLOSING)
    if bare.endswith(_ENDS) or _ITEM.match(line):
        return False
    return not (bare.endswith("?") and line[0] in "\"'“‘«")


def _is_text(line: str) -> bool:
    """Whether a paragraph is running text: long, or a sentence of some words."""
    return len(line) >= _BODY or (len(line.split()) >= 6 and line.rstrip(_CLOSING).endswith(_ENDS))
