"""Finds what was asked for in a text.  All positions are code points.

The text itself is searched, not an index of it: reading and searching ten thousand articles takes a tenth of
a second, and SQLite's tokens would lose hits (they know neither “ı” for “I” nor words within Chinese).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import regex

from annotator.errors import UserError
from annotator.model.annotation import Segment
from annotator.project.concordance.query import Query

PATIENCE = 0.5
"""Seconds that a regular expression gets for one article."""

_LETTER = r"[\p{L}\p{M}\p{N}\p{Co}_]"
_ALONE = r"[\p{Han}\p{Hiragana}\p{Katakana}ー\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]"
"""Characters of scripts that put no space between words: each may begin and end one."""
_BEFORE = rf"(?<!(?!{_ALONE}){_LETTER})"
_AFTER = rf"(?!(?!{_ALONE}){_LETTER})"
_BETWEEN = r"(?:(?:\s|\p{P}|\p{S}|\p{Cf})+)"

_SAME = {
    character: f"[{regex.escape(shapes)}]"
    for shapes in ("'’ʼ＇", "-\u2010\u2011", '"“”„‟«»')
    for character in shapes
}
"""What is typed in one shape and stands in texts in several."""


class Pattern:
    """What a query's text means."""

    def __init__(self, query: Query) -> None:
        """:raises UserError: if it is a regular expression that can't be read."""
        try:
            self._pattern = regex.compile(_source(query), 0 if query.case else regex.IGNORECASE)
        except (regex.error, RecursionError, OverflowError, MemoryError) as error:
            raise UserError(f"This is not a regular expression: {error}.") from error

    def places(self, text: str) -> Iterator[Segment]:
        """``[start, end)`` of every place, none of them empty, from left to right.

        :raises TimeoutError: if it takes too long.
        """
        for match in self._pattern.finditer(text, timeout=PATIENCE, concurrent=True):
            if match.end() > match.start():
                yield match.span()


def words_pattern(text: str) -> str:
    """A regular expression for a piece of text: any white space where it has some, hyphens and apostrophes of
    any shape, accents written as one character or two."""
    as_typed = _spaced(text)
    composed = _spaced(unicodedata.normalize("NFC", text))
    return composed if composed == as_typed else f"(?:{as_typed}|{composed})"


def _spaced(text: str) -> str:
    return r"\s+".join("".join(map(_character, piece)) for piece in text.split())


def _source(query: Query) -> str:
    text = query.text.strip()
    match query.reading:
        case "expression":
            source = f"(?:{text})"
        case "exactly":
            source = _with_possessive(text) if query.possessive else words_pattern(text) + _NO_POSSESSIVE
        case "words":
            quoted = len(text) > 1 and text[0] in '"“„«' and text[-1] in '"”“»'
            source = words_pattern(text[1:-1]) if quoted and text[1:-1].strip() else _loose(text)
    return _bounded(source, text, query) if query.whole else source


_POSSESSIVE = regex.compile(r"(?<=\S)['’ʼ＇][sS]$")
_NO_POSSESSIVE = r"(?!['’ʼ＇][sS](?![\p{L}\p{M}\p{N}]))"


def _with_possessive(text: str) -> str:
    bare = _POSSESSIVE.sub("", text)
    return words_pattern(text) if bare == text else words_pattern(bare) + "(?:['’ʼ＇][sS])?+"


def _loose(text: str) -> str:
    """Words one after another, whatever punctuation stands between; ``*`` is any more letters."""
    pieces = [
        r"[\p{L}\p{M}\p{N}]*".join(words_pattern(part) for part in piece.split("*")) for piece in text.split()
    ]
    return _BETWEEN.join(piece for piece in pieces if piece)


def _bounded(source: str, text: str, query: Query) -> str:
    """Whole words only, on each side on which the text has a letter of a script with spaces."""
    if query.reading == "expression":
        return rf"{_BEFORE}{source}{_AFTER}"
    bare = text.strip('"“”„«»*')
    before = _BEFORE if bare and _needs_bound(bare[0]) else ""
    after = _AFTER if bare and _needs_bound(bare[-1]) else ""
    return f"{before}{source}{after}"


_NEEDS_BOUND = regex.compile(rf"(?!{_ALONE}){_LETTER}")


def _needs_bound(character: str) -> bool:
    return _NEEDS_BOUND.match(character) is not None


def _character(character: str) -> str:
    apart = unicodedata.normalize("NFD", character)
    if apart != character:
        return f"(?:{regex.escape(character)}|{regex.escape(apart)})"
    return _SAME.get(character) or regex.escape(character)
