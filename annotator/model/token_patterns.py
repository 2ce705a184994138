"""spaCy's token patterns as plain data: which are sound, what they need, and how they read in words.

The keys and operators are those of spaCy's Matcher (spacy.io/api/matcher#patterns, version 3.8) less ``_``,
since no component here adds attributes of its own; a test compares this with spaCy's own schema.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from annotator.errors import UserError

Token = Mapping[str, Any]

_WORDS = frozenset({"ORTH", "TEXT", "LOWER", "NORM", "SHAPE", "LEMMA", "POS", "TAG", "MORPH", "DEP"})
_STRINGS = _WORDS | {"ENT_TYPE", "ENT_ID", "ENT_KB_ID"}
_SIGNS = frozenset(
    {
        *("IS_ALPHA", "IS_ASCII", "IS_DIGIT", "IS_LOWER", "IS_UPPER", "IS_TITLE", "IS_PUNCT", "IS_SPACE"),
        *("IS_BRACKET", "IS_QUOTE", "IS_LEFT_PUNCT", "IS_RIGHT_PUNCT", "IS_CURRENCY", "IS_STOP"),
        *("IS_SENT_START", "SENT_START", "LIKE_NUM", "LIKE_URL", "LIKE_EMAIL", "SPACY"),
    }
)
_KEYS = _STRINGS | _SIGNS | {"LENGTH", "ENT_IOB", "OP"}
_LISTS = frozenset({"IN", "NOT_IN", "IS_SUBSET", "IS_SUPERSET", "INTERSECTS"})
_FUZZY = frozenset({"FUZZY", *(f"FUZZY{n}" for n in range(1, 10))})
_COMPARED = frozenset({"==", "!=", ">=", "<=", ">", "<"})
_OPERATOR = re.compile(r"[+*?!]|\{(?:\d+|\d+,\d*|,\d+)\}")
_NEEDS = {
    "POS": "POS",
    "TAG": "TAG",
    "MORPH": "MORPH",
    "LEMMA": "LEMMA",
    "DEP": "DEP",
    "ENT_TYPE": "ENT_IOB",
    "ENT_ID": "ENT_IOB",
    "ENT_KB_ID": "ENT_IOB",
    "ENT_IOB": "ENT_IOB",
    "IS_SENT_START": "SENT_START",
    "SENT_START": "SENT_START",
}
_SAID = {
    "POS": "parts of speech",
    "TAG": "parts of speech",
    "MORPH": "forms",
    "LEMMA": "lemmas",
    "DEP": "the parse",
    "ENT_IOB": "named entities",
    "SENT_START": "sentences",
}
_MOST_TOKENS = 50
_MOST_REPEATS = 100


def checked_tokens(tokens: object) -> tuple[dict[str, Any], ...]:
    """A sound token pattern with its keys in capitals.

    :raises UserError: if it is none; one sentence with the number of the token.
    """
    if not isinstance(tokens, Sequence) or isinstance(tokens, str):
        raise UserError("A token pattern is a list of tokens in brackets, such as [{“LOWER”: “union”}].")
    if not tokens or len(tokens) > _MOST_TOKENS:
        raise UserError(f"A token pattern has between 1 and {_MOST_TOKENS} tokens.")
    made = tuple(_token(number, token) for number, token in enumerate(tokens, 1))
    if all(str(token.get("OP", "1")) in ("?", "*", "!") for token in made):
        raise UserError("Every token of this pattern may be missing: leave OP out at one of them.")
    return made


def needs(tokens: Sequence[Token]) -> frozenset[str]:
    """What a text must have been given before the pattern can be used, by spaCy's names for it."""
    return frozenset(_NEEDS[key] for token in tokens for key in token if key in _NEEDS)


def needs_said(wanted: frozenset[str]) -> str:
    """:func:`needs` in words."""
    return " and ".join(dict.fromkeys(_SAID[name] for name in sorted(wanted)))


def read_tokens(tokens: Sequence[Token]) -> str:
    """A token pattern on one short line: ``[trade] [lemma union] [PROPN +]``."""
    return " ".join(f"[{_read(token)}]" for token in tokens)


def _token(number: int, token: object) -> dict[str, Any]:
    if not isinstance(token, Mapping):
        raise UserError(f"Token {number} is not in braces: write it as {{“LOWER”: “union”}}.")
    made: dict[str, Any] = {}
    for name, value in token.items():
        key = str(name).upper()
        if key not in _KEYS:
            raise UserError(
                f"Token {number} has “{name}”, which is no attribute of a token: use LOWER, TEXT, LEMMA, "
                "POS, OP or another of spaCy’s."
            )
        if key in made:
            raise UserError(f"Token {number} has {key} twice: keep one.")
        made[key] = value
        problem = _problem(key, value)
        if problem:
            raise UserError(f"Token {number}: {problem}")
    return made


def _problem(key: str, value: object) -> str:
    """What is wrong with a value, empty where nothing is."""
    if key == "OP":
        return _operator_problem(value)
    if key in _SIGNS:
        return "" if isinstance(value, bool) else f"{key} is true or false."
    if key == "ENT_IOB":
        return "" if value in ("I", "O", "B", 0, 1, 2, 3) and not isinstance(value, bool) else (
            "ENT_IOB is “I”, “O” or “B”."
        )  # fmt: skip
    if isinstance(value, Mapping):
        return _predicate_problem(key, value)
    if key == "LENGTH":
        return "" if _is_number(value) else "LENGTH is a number, or a comparison such as {“>=”: 3}."
    return "" if isinstance(value, str) else f"{key} is a text in quotes, or {{“IN”: […]}}."


def _operator_problem(value: object) -> str:
    if not isinstance(value, str) or not _OPERATOR.fullmatch(value):
        return "OP is one of + * ? ! or a number of times such as {2} or {1,3}."
    if any(int(part) > _MOST_REPEATS for part in re.findall(r"\d+", value)):
        return f"OP repeats a token at most {_MOST_REPEATS} times."
    low, _, high = value.strip("{}").partition(",")
    if value.startswith("{") and high and low and int(low) > int(high):
        return f"OP {value} has its numbers the wrong way round."
    if re.fullmatch(r"\{0*(?:,0*)?\}", value):
        return f"OP {value} means that the token is never there: leave the token out."
    return ""


def _predicate_problem(key: str, value: Mapping[Any, Any]) -> str:
    number = key == "LENGTH"
    if not value:
        return f"{key} has empty braces: write what it is."
    for name, given in value.items():
        if name in _LISTS:
            kind = int if number else str
            if not isinstance(given, list | tuple) or not all(type(each) is kind for each in given):
                return f"{name} takes a list of {'numbers' if number else 'texts in quotes'}."
        elif name == "REGEX" or (name in _FUZZY and not number):
            if isinstance(given, Mapping) and not number:
                if set(given) - {"IN", "NOT_IN"}:
                    return f"{name} takes a text, or {{“IN”: […]}}."
                inner = _predicate_problem(key, given)
                if inner:
                    return inner
                texts = [text for each in given.values() for text in each]
            else:
                texts = [given]
            if not all(isinstance(text, str) for text in texts):
                return f"{name} takes a text in quotes."
            if name == "REGEX" and (broken := next((t for t in texts if not _compiles(t)), None)) is not None:
                return f"“{broken}” is not a regular expression."
        elif name in _COMPARED and number:
            if not _is_number(given):
                return f"{name} takes a number."
        else:
            instead = ">=, <= or ==" if number else "IN, NOT_IN or REGEX"
            return f"“{name}” can’t be asked of {key}: use {instead}."
    return ""


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _compiles(expression: str) -> bool:
    try:
        re.compile(expression)
    except (re.error, OverflowError, RecursionError):
        return False
    return True


def _read(token: Token) -> str:
    parts = []
    for key, value in token.items():
        if key == "OP":
            continue
        shown = _value(value)
        if key in ("LOWER", "TEXT", "ORTH", "POS", "ENT_TYPE"):
            parts.append(shown)
        elif isinstance(value, bool):
            parts.append(("" if value else "not ") + key.lower().replace("_", " "))
        else:
            parts.append(f"{key.lower()} {shown}")
    operator = str(token.get("OP", ""))
    return " ".join([*(parts or ["any"]), *([operator] if operator else [])])


def _value(value: object) -> str:
    if not isinstance(value, Mapping):
        return str(value)
    said = []
    for name, given in value.items():
        inner = "|".join(map(str, given)) if isinstance(given, list | tuple) else _value(given)
        said.append(
            inner if name == "IN" else f"not {inner}" if name == "NOT_IN" else f"{name.lower()} {inner}"
        )
    return " ".join(said)
