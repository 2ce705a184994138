"""JSON that strangers wrote: lines or a whole file, in any encoding, with limits; never an exception."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

from annotator.articles.failure import ReadFailure
from annotator.articles.text import decode, encoding_of, without_surrogates
from annotator.errors import UserError

_LONGEST_LINE = 50 << 20
LARGEST_FILE = 1 << 30
"""Bytes of a file that is read as a whole."""
_SAMPLE = 1 << 20
_WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")


def records(path: Path) -> Iterator[tuple[str, dict[str, Any]] | ReadFailure]:
    """The records of a file with one a line, each with its origin (“file, line 12”); blank lines are passed
    over, a line that is no record is a failure, the others stay.

    :raises OSError: if the file can't be read.
    :raises UserError: if it is no text, or too large for what it is.
    """
    for number, line in _lines(path):
        origin = f"{path}, line {number}"
        if isinstance(line, str) and not line.strip():
            continue
        try:
            record = parsed(_short_enough(line))
        except UserError as error:
            yield ReadFailure(origin, str(error))
            continue
        if isinstance(record, dict):
            yield origin, record
        else:
            yield ReadFailure(origin, "It is no record: each line is one, in braces.")


def whole(path: Path) -> Any:
    """What a file holds that is one piece of JSON.

    :raises OSError: if the file can't be read.
    :raises UserError: if it is no JSON, or larger than :data:`LARGEST_FILE`.
    """
    return parsed(decode(_all_of(path)))


def parsed(text: str) -> Any:
    """:raises UserError: if it is no JSON, or nested too deeply."""
    try:
        value = json.loads(text, parse_constant=_no_number)
    except RecursionError as error:
        raise UserError("It is nested too deeply: no such file nests more than a few levels.") from error
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}" if error.lineno > 1 else f"column {error.colno}"
        raise UserError(f"It is no JSON (it goes wrong at {place}): export the file again.") from error
    except ValueError as error:
        raise UserError(f"It holds a number that none can be ({error}): export the file again.") from error
    # Escapes may hide halves of surrogate pairs, which no text and no file can hold.
    return _mended(value) if "\\u" in text else value


def whole_number(value: Any) -> int | None:
    """The value where it is a whole number that can be an offset or an id."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1 << 53:
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 1 << 53:
        return value
    return None


def _lines(path: Path) -> Iterator[tuple[int, str | None]]:
    with path.open("rb") as file:
        sample = file.read(_SAMPLE)
        file.seek(0)
        if any(sample.startswith(mark) for mark in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or _is_wide(
            sample
        ):
            yield from enumerate(StringIO(decode(_all_of(path)), newline="\n"), 1)
            return
        other = ""
        for number, line in _raw_lines(file):
            if line is None:
                yield number, None
                continue
            data = line.removeprefix(codecs.BOM_UTF8) if number == 1 else line
            try:
                yield number, data.decode("utf-8")
            except UnicodeDecodeError:
                other = other or _encoding(data, sample)
                yield number, data.decode(other, errors="replace")


def _is_wide(sample: bytes) -> bool:
    """UTF-16 or UTF-32 without a byte order mark: every other byte of a record's beginning is NUL."""
    return b"\0" in sample[:8]


def _encoding(line: bytes, sample: bytes) -> str:
    """The encoding of a line that is no UTF-8: what the file's beginning is in, else the line itself."""
    try:
        encoding, _ = encoding_of(sample)
        return encoding if encoding not in ("utf-8", *_WIDE) else encoding_of(line)[0]
    except UserError:
        return "utf-8"


def _raw_lines(file: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """Lines in bytes; None for one that is too long."""
    number = 0
    while line := file.readline(_LONGEST_LINE):
        number += 1
        if len(line) == _LONGEST_LINE and not line.endswith(b"\n"):
            while line and not line.endswith(b"\n"):
                line = file.readline(_LONGEST_LINE)
            yield number, None
        else:
            yield number, line


def _short_enough(line: str | None) -> str:
    if line is None:
        raise UserError(f"It is longer than {_LONGEST_LINE >> 20} MB: no article is.")
    return line


def _all_of(path: Path) -> bytes:
    if path.stat().st_size > LARGEST_FILE:
        raise UserError(f"It is larger than {LARGEST_FILE >> 30} GB: export it in parts.")
    return path.read_bytes()


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)


def _mended(value: Any) -> Any:
    if isinstance(value, str):
        return without_surrogates(value)
    if isinstance(value, list):
        return [_mended(item) for item in value]
    if isinstance(value, dict):
        return {_mended(key): _mended(item) for key, item in value.items()}
    return value
