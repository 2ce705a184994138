"""Answers, names of attributes and texts as the features of a CAS can hold them, and back."""

from __future__ import annotations

import json
import keyword
import re
from typing import Any

from annotator.exchange.xml_text import fit_for_xml

LABEL, NOTE, ACTOR, IDENTIFIER = "label", "note", "actor", "identifier"
DECISION, SEGMENTS, DETAILS = "decision", "segments", "details"
OWN_FEATURES = (LABEL, NOTE, ACTOR, IDENTIFIER, DECISION, SEGMENTS, DETAILS)
"""The features of every annotation of ours; those after them are attributes."""

WIKIDATA = "http://www.wikidata.org/entity/"

_TAKEN = frozenset(
    {*OWN_FEATURES, "begin", "end", "sofa", "type", "self", "xmiID", "id", "get", "set", "value"}
    | {
        "get_covered_text",
        "FSArray",
        "elements",
        "next",
        "first",
        "Governor",
        "Dependent",
        "source",
        "target",
    }
)
"""Names that UIMA, cassis or INCEpTION keep for themselves."""
_ODD = re.compile(r"[^A-Za-z0-9]")
_ESCAPED = re.compile(r"_([0-9a-f]+)_")
_APART = "x__"
"""Begins a name that would mean something else; no other name begins so."""


def feature_name(attribute: str) -> str:
    """An attribute's name in letters, digits and _: other characters by their code, as ``time_20_span``."""
    name = _ODD.sub(lambda match: f"_{ord(match[0]):x}_", attribute)
    if name in _TAKEN or keyword.iskeyword(name) or not name[:1].isalpha():
        return f"{_APART}{name}"
    return name


def attribute_name(feature: str) -> str:
    """The attribute that :func:`feature_name` was made from."""

    def char(match: re.Match[str]) -> str:
        code = int(match[1], 16) if len(match[1]) <= 6 else 0
        return chr(code) if 0 < code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else match[0]

    return _ESCAPED.sub(char, feature.removeprefix(_APART))


def written(value: Any) -> str:
    """An answer as text: texts as they are, all else, and texts that look so, as JSON."""
    if isinstance(value, str) and _json(value) is None:
        return value
    return json.dumps(value, ensure_ascii=False)


def answer(text: str) -> Any:
    """The answer that :func:`written` made a text of."""
    found = _json(text)
    return text if found is None else found


def _json(text: str) -> Any:
    """What a text says as JSON; None where it is just a text."""
    if not (text in ("true", "false") or text[:1] in '["-0123456789'):
        return None
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if isinstance(found, list) and not all(isinstance(each, str) for each in found):
        return None
    if isinstance(found, float) and found - found != 0:  # no number: NaN, or without end
        return None
    return None if isinstance(found, dict) else found


def unfit(text: str) -> list[list[int]]:
    """The characters of a text that XML can't hold: where each stands (code points), and its code."""
    fitting = fit_for_xml(text)
    if fitting == text:
        return []
    return [[at, ord(char)] for at, char in enumerate(text) if char != fitting[at]]


def restored(text: str, codes: Any) -> str:
    """The text with the characters that :func:`unfit` found, where U+FFFD still stands in their places."""
    chars = list(text)
    for each in codes if isinstance(codes, list) else []:
        if isinstance(each, list) and len(each) == 2 and all(type(number) is int for number in each):
            at, code = each
            if 0 <= at < len(chars) and chars[at] == "\ufffd" and 0 < code < 0x10FFFF:
                chars[at] = chr(code)
    return "".join(chars)
