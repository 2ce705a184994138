"""Tokens as spaCy cuts them, by language, without a model: so will the pipeline that is trained cut."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

import spacy

from annotator.model.annotation import Segment

if TYPE_CHECKING:
    from spacy.tokens import Doc

MANY = "xx"
"""spaCy's name for no language in particular."""


def language_code(language: str) -> str:
    """The language whose tokenizer cuts a text in this one (ISO 639-1, empty: not known)."""
    return str(_pipeline(language.split("-")[0].lower() or MANY).lang)


@cache
def _pipeline(language: str) -> Any:
    try:
        return spacy.blank(language)
    except ImportError:  # no such language, or one that needs another package for its words
        return spacy.blank(MANY)


def tokens(text: str, language: str) -> list[Segment]:
    """Where tokens begin and end (code points), white space that is a token of its own included."""
    nlp = _pipeline(language)
    with nlp.memory_zone():
        doc = nlp.tokenizer(text)
        if doc.text == text:
            return [(token.idx, token.idx + len(token)) for token in doc]
    return tokens(text, MANY)


def document(text: str, places: Sequence[Segment], language: str) -> Doc:
    """A document of these tokens; a single space between two belongs to the first of them."""
    from spacy.tokens import Doc

    words = [text[start:end] for start, end in places]
    ends = [start for start, _ in places[1:]] + [len(text)]
    spaces = [following > end for (_, end), following in zip(places, ends, strict=True)]
    return Doc(_pipeline(language).vocab, words=words, spaces=spaces)


def forgetting(language: str) -> Any:
    """A block at whose end the words met in it are forgotten, so that memory does not grow with the texts."""
    return _pipeline(language).memory_zone()
