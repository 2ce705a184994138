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
    """
    if not isinstance(value, str):
        return value
    risky = value[:1] in ("\t", "\r", "\n") or value.lstrip().startswith(_RISKY)
    return f"'{value}" if risky else value


def as_csv(rows: Iterable[Sequence[Any]]) -> str:
    """A table as CSV (RFC 4180), none of its cells a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return out.getvalue()
