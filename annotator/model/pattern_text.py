"""Patterns as people write and read them: a phrase, ``~`` before one in any form, or JSON of tokens.

A phrase in lower case is found in any case; one with capitals as it is written or all in capitals.  After
``~`` it is found in all its forms (by lemma, in any case) where the language has a pipeline that knows them.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from typing import Any

from annotator.errors import UserError
from annotator.model.knowledge import Pattern
from annotator.model.token_patterns import checked_tokens, needs, read_tokens

Written = str | tuple[Mapping[str, Any], ...]
"""What :attr:`Pattern.pattern` holds."""

FORMS = "~"
LONGEST = 200
"""Characters of a phrase."""
_NO_TEXT = frozenset({"Cc", "Cs", "Co"})
"""Controls, halves of surrogate pairs and private use: a file that is no text."""
_PLANES_OF_SIGNS = 4
"""Planes of 65,536 code points in which Unicode still finds room for letters and signs."""
_LONGEST_JSON = 10_000


def parse(text: str) -> Written:
    """What somebody wrote: a phrase, or tokens where it begins with a bracket or brace.

    :raises UserError: if it is empty, too long, or no sound token pattern.
    """
    text = text.strip()
    if not text.startswith(("[", "{")):
        return checked(text)
    if len(text) > _LONGEST_JSON:
        raise UserError(f"A token pattern has at most {_LONGEST_JSON:,} characters: make it shorter.")
    try:
        tokens = json.loads(text)
    except (ValueError, RecursionError) as error:
        where = f", character {error.pos + 1}" if isinstance(error, json.JSONDecodeError) else ""
        raise UserError(
            'This is not yet a list of tokens such as [{"LOWER": "trade"}, {"LEMMA": "union"}] '
            f"(JSON{where})."
        ) from error
    return checked([tokens] if isinstance(tokens, dict) else tokens)


def checked(pattern: object) -> Written:
    """A sound pattern: white space of a phrase is single, keys of tokens are capitals.

    :raises UserError: if it is none.
    """
    if not isinstance(pattern, str):
        return checked_tokens(pattern)
    phrase = " ".join(pattern.split())
    if phrase.startswith(FORMS):
        phrase = FORMS + phrase[1:].strip()
    if not any(character.isalnum() for character in phrase):
        raise UserError("A pattern needs at least one letter or digit: type a phrase.")
    if len(phrase) > LONGEST:
        raise UserError(f"A phrase has at most {LONGEST} characters: give the words that matter.")
    if not all(map(_is_text, phrase)):
        raise UserError("The phrase holds characters that are no text: type it anew.")
    return phrase


def _is_text(character: str) -> bool:
    """What this Python's Unicode does not know may be: a new emoji is unknown to an older one.

    Never characters are U+FDD0-FDEF and the last two of each plane (Unicode 16, 23.7); beyond the planes
    of signs comes nothing that is seen.
    """
    category, code = unicodedata.category(character), ord(character)
    if category == "Cn":
        never = 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE
        return not never and code >> 16 < _PLANES_OF_SIGNS
    return category not in _NO_TEXT


def written(pattern: Written) -> str:
    """As :func:`parse` reads it."""
    return pattern if isinstance(pattern, str) else json.dumps([dict(t) for t in pattern], ensure_ascii=False)


def read(pattern: Written) -> str:
    """For reading on one line."""
    return pattern if isinstance(pattern, str) else read_tokens(pattern)


def needed(pattern: Written) -> frozenset[str]:
    """What a text must have been given before the pattern can be used to the full."""
    if isinstance(pattern, str):
        return frozenset({"LEMMA"}) if pattern.startswith(FORMS) else frozenset()
    return needs(pattern)


def same_place(pattern: Pattern) -> tuple[str, str, str]:
    """What is one and the same in a project: two of these would find the same words twice."""
    return pattern.label, written(pattern.pattern), pattern.language


def explained(pattern: Written) -> str:
    """How a pattern is found, in a few words."""
    if not isinstance(pattern, str):
        return "tokens, one pair of braces each"
    if pattern.startswith(FORMS):
        return "in all its forms, in any case"
    return "in any case" if pattern == pattern.lower() else "as written, or ALL IN CAPITALS"
