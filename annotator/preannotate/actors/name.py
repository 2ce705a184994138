"""One name in a text, and what tells that words are one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import regex

from annotator.model.naming import plain
from annotator.preannotate.actors.words import ActorWords

if TYPE_CHECKING:
    from spacy.tokens import Doc

_NOT_A_NAME = regex.compile(r"https?:|www\.|@|\d{4}$|^\P{L}*$|[“”\"<>=]")
_MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Name:
    """A piece of text (code points) that names somebody; ``first`` and ``last`` are its outer tokens.

    ``kind`` is what the recogniser said, "" where it said nothing of use.  ``titled`` tells that a title or
    another role stands before it.
    """

    start: int
    end: int
    first: int
    last: int
    text: str
    kind: str
    titled: bool = False

    @property
    def form(self) -> str:
        """As it is compared with others."""
        return plain(self.text)


def is_name_like(name: str) -> bool:
    """Whether a piece of text can be a name: no address, no year, with a capital where there are some."""
    if _NOT_A_NAME.search(name) or len(name.split()) > _MOST_WORDS or len(name) < 2:
        return False
    cased = any(c.lower() != c.upper() for c in name)
    return any(c.isupper() for c in name) if cased else name.isalpha()


def title_before(doc: Doc, first: int, words: ActorWords) -> bool:
    """Whether a title or another role stands just before a name, which then is a person's."""
    if not first:
        return False
    before = doc[first - 1]
    word = before.lower_.rstrip(".")
    if word not in words.roles or before.whitespace_ != " ":
        return False
    return before.text[0].isupper() or before.dep_ in ("compound", "nmod", "amod", "nsubj", "appos", "")
