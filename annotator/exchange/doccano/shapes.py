"""What both ways of doccano's JSONL share: columns, categories, and in which unit offsets count."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

KEPT = "annotator_kept"
"""The column with what doccano has no field for; it keeps columns that it does not know as metadata."""

UNIT = "offsets"
"""The column that says in which unit offsets count; it stays where a file went through doccano."""

CODE_POINTS, UTF_16 = "code-points", "utf-16"

_YES_NO = {True: "yes", False: "no"}


def has_rare(text: str) -> bool:
    """Whether it has characters beyond U+FFFF, emoji among them, that UTF-16 counts twice."""
    return not text.isascii() and max(text, default="") > "\uffff"


def categories(answers: Mapping[str, Any]) -> list[str]:
    """Answers about an article as a whole as doccano's categories: “tone: calm”."""
    found = []
    for name, value in answers.items():
        for each in value if isinstance(value, list | tuple) else (value,):
            said = _YES_NO[each] if isinstance(each, bool) else str(each)
            found.append(f"{name}: {said}")
    return found


def answers(cats: list[str]) -> dict[str, Any]:
    """The other way; a category without a colon is there or not."""
    found: dict[str, Any] = {}
    for each in cats:
        name, colon, value = each.partition(": ")
        if not colon:
            found[each] = None
        elif name not in found:
            found[name] = value
        else:
            before = found[name]
            found[name] = [*(before if isinstance(before, list) else [before]), value]
    return found
