"""Cells of a table that a spreadsheet opens: text stays text, whatever it begins with."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

_RISKY = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the beginning of a formula, also in full width."""


def safe_cell(value: Any) -> Any:
    """Text that a spreadsheet would take for a formula gets an apostrophe before it; numbers stay numbers.

    After OWASP, “CSV Injection”: also what stands after white space or begins with a tab or a line break.
    What looks as if it had been given one gets another, so that :func:`plain_cell` takes it back exactly.
    """
    return f"'{value}" if isinstance(value, str) and _risky(value.lstrip("'")) else value


def plain_cell(text: str) -> str:
    """A cell as it was before :func:`safe_cell`."""
    return text[1:] if text.startswith("'") and _risky(text.lstrip("'")) else text


def as_csv(rows: Iterable[Sequence[Any]]) -> str:
    """A table as CSV (RFC 4180), none of its cells a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return out.getvalue()


def _risky(text: str) -> bool:
    return text[:1] in ("\t", "\r", "\n") or text.lstrip().startswith(_RISKY)
