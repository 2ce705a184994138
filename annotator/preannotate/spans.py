"""What the components say of a document, in code points of its text, and small helpers over tokens."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import regex
from spacy.strings import get_string_id

from annotator.model.annotation import Segment, Segments

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_FOOTNOTES = regex.compile(r"(?:\s*\[\d{1,3}\])+$")
_LEAD = "\u200b,;:.…-–—*•·)]"
_TAIL = "\u200b,;:-–—*•·(["
_TEXT = "annotator_text"
_PAIRS = {"“": "”", '"': '"', "„": "“", "«": "»"}


ACTORS = "annotator_actors"
"""Where a document keeps the mentions that are suggested, in reading order."""
OTHERS = "annotator_others"
"""Where it keeps those that are suggested only if a claim or a judgement leads to them."""


@dataclass(frozen=True, slots=True)
class Mention:
    """An actor in the text.  ``first``/``last`` are its outer tokens; ``kind`` is empty where it is unknown.

    ``actor_id`` is the actor of the registry that it means, None where that is not certain.  ``label`` and
    ``attributes`` are those of the project's own pattern that found it; else it is an ``actor`` of its kind.
    One that is not ``named`` is a pronoun or a noun.
    """

    start: int
    end: int
    first: int
    last: int
    kind: str
    score: float
    reason: str
    actor_id: str | None = None
    label: str = "actor"
    attributes: Mapping[str, Any] = field(default_factory=dict, hash=False)
    named: bool = True


@dataclass(frozen=True, slots=True)
class Claim:
    """``cues`` are the words that announce it: segments of one `cue` annotation, or none.

    ``rule`` names what found it, for measurements.
    """

    segments: Segments
    kind: str
    score: float
    reason: str
    cues: Segments = ()
    speakers: tuple[Mention, ...] = ()
    addressees: tuple[Mention, ...] = ()
    about: tuple[Mention, ...] = ()
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Opinion:
    """Words that show ``target`` well or badly; ``holder`` is who judges, None for the author."""

    segments: Segments
    polarity: str
    target: Mention
    holder: Mention | None
    score: float
    reason: str


class MentionIndex:
    """Mentions by token."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._by_token: dict[int, Mention] = {}
        for mention in mentions:
            for token in range(mention.first, mention.last + 1):
                self._by_token.setdefault(token, mention)

    @property
    def tokens(self) -> frozenset[int]:
        """The numbers of the tokens that stand in a mention."""
        return frozenset(self._by_token)

    def at(self, token: Token) -> Mention | None:
        """The mention that holds this token."""
        return self._by_token.get(token.i)

    def mentions(self) -> Iterable[Mention]:
        """All mentions, in reading order, those of several tokens more than once."""
        return self._by_token.values()

    def within(self, first: int, last: int) -> Mention | None:
        """The first mention in a range of tokens, both inclusive."""
        return next((self._by_token[i] for i in range(first, last + 1) if i in self._by_token), None)


class TokenStarts:
    """Code points to token numbers of one document."""

    def __init__(self, doc: Doc) -> None:
        self._starts: list[int] = doc.to_array("IDX").tolist() if len(doc) else []

    def at(self, position: int) -> int:
        """The token that holds or precedes a position."""
        return max(bisect_right(self._starts, position) - 1, 0)

    def from_(self, position: int) -> int:
        """The first token that starts at or after a position."""
        return bisect_left(self._starts, position)


def text_of(doc: Doc) -> str:
    """The text of a document, put together once: spaCy does so again each time, token by token."""
    text: str | None = doc.user_data.get(_TEXT)
    if text is None:
        text = doc.user_data[_TEXT] = doc.text
    return text


def hits(doc: Doc, attribute: str, ids: Container[int]) -> list[int]:
    """Numbers of the tokens whose ``attribute`` ("LOWER", "LEMMA") is one of the string ids.

    Much faster than asking each token: suggestions must not slow the pipeline down.
    """
    return [i for i, value in enumerate(doc.to_array(attribute).tolist()) if value in ids]


def string_ids(words: Iterable[str]) -> frozenset[int]:
    """spaCy's ids of words, the same in every vocabulary."""
    return frozenset(int(get_string_id(word)) for word in words)


def end_of(token: Token) -> int:
    """Code point after the token."""
    return int(token.idx) + len(token.text)


def trim(text: str, start: int, end: int) -> Segment | None:
    """Cut white space, list marks, footnote marks, commas and unmatched quotation marks from both ends."""
    while True:
        before = (start, end)
        while start < end and (text[start] in _LEAD or text[start].isspace()):
            start += 1
        while end > start and (text[end - 1] in _TAIL or text[end - 1].isspace()):
            end -= 1
        footnotes = _FOOTNOTES.search(text, start, end)
        if footnotes:
            end = footnotes.start()
        start, end = _unquote(text, start, end)
        if (start, end) == before:
            break
    return (start, end) if start < end else None


def _unquote(text: str, start: int, end: int) -> Segment:
    if end - start < 2:
        return (start, end) if text[start:end] not in {*_PAIRS, *_PAIRS.values()} else (start, start)
    inner = text[start + 1 : end - 1]
    opening, closing = text[start], text[end - 1]
    if opening in _PAIRS and closing == _PAIRS[opening] and opening not in inner and closing not in inner:
        return start + 1, end - 1
    if opening in "”»" or (opening in _PAIRS and _PAIRS[opening] not in text[start + 1 : end]):
        return start + 1, end
    if closing in "“«„" or (closing == '"' and '"' not in text[start : end - 1]):
        return start, end - 1
    if (closing == "”" and "“" not in inner) or (closing == "»" and "«" not in inner):
        return start, end - 1
    return start, end


def segments_of(text: str, pieces: Iterable[Segment]) -> Segments:
    """Trimmed, sorted, disjoint segments; pieces of which nothing but marks is left fall away."""
    trimmed = sorted(piece for piece in (trim(text, *piece) for piece in pieces) if piece is not None)
    joined: list[Segment] = []
    for start, end in trimmed:
        if not any(character.isalnum() for character in text[start:end]):
            continue
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
