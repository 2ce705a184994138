"""What stands for what in a WebAnno TSV file: texts of sentences, and values of columns."""

from __future__ import annotations

import re
from collections.abc import Iterator

NOTHING, EMPTY = "_", "*"
"""No annotation in a column; an annotation without a value there."""

_IN_TEXT = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", "\b": "\\b"} | {
    chr(code): f"\\{chr(code)}" for code in (*range(8), *range(14, 32))
}
_FROM_TEXT = {value[1:]: key for key, value in _IN_TEXT.items()}
_TEXT = re.compile("[" + re.escape("".join(_IN_TEXT)) + "]")
_ESCAPED_TEXT = re.compile(r"\\(.)", re.DOTALL)

_IN_VALUE = {sign: f"\\{sign}" for sign in "\\[]|_;*"} | {"->": "\\->", "\t": "\\t", "\n": "\\n"}
_FROM_VALUE = {value: key for key, value in _IN_VALUE.items()}
_VALUE = re.compile("|".join(map(re.escape, _IN_VALUE)))
_ESCAPED_VALUE = re.compile("|".join(map(re.escape, _FROM_VALUE)))

_LINE = re.compile(r"\r\n|\n|\r")
_BACKSLASHES = re.compile(r"\\*$")


def text_out(text: str) -> str:
    return _TEXT.sub(lambda match: _IN_TEXT[match[0]], text)


def text_in(written: str) -> str:
    return _ESCAPED_TEXT.sub(lambda match: _FROM_TEXT.get(match[1], match[0]), written)


def value_out(value: str) -> str:
    """A value in a column.  It has no sign for a carriage return: :func:`fit` takes these out before."""
    return _VALUE.sub(lambda match: _IN_VALUE[match[0]], value)


def value_in(written: str) -> str:
    return _ESCAPED_VALUE.sub(lambda match: _FROM_VALUE[match[0]], written)


def fit(value: str) -> str:
    """A value with line feeds for carriage returns."""
    return value.replace("\r\n", "\n").replace("\r", "\n")


def lines(content: str) -> list[str]:
    """As Java reads lines: only line feeds and carriage returns end them."""
    return _LINE.split(content)


def parts(column: str, separator: str = "|") -> Iterator[str]:
    """The stacked values of a column; a separator behind an odd number of backslashes is part of one."""
    begin = 0
    for match in re.finditer(re.escape(separator), column):
        before = _BACKSLASHES.search(column, begin, match.start())
        if before is None or len(before[0]) % 2 == 0:
            yield column[begin : match.start()]
            begin = match.end()
    yield column[begin:]


def with_suffix(value: str) -> tuple[str, str]:
    """A value and what stands in brackets behind it: ``PER[3]``; empty where nothing does."""
    match = re.fullmatch(r"(.*)\[([0-9]+(?:_[0-9]+)?)\]", value, re.DOTALL)
    return (match[1], match[2]) if match else (value, "")
