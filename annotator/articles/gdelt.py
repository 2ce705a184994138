"""The tables of GDELT, which say where articles stand and what they are about, but hold no article's text.

Columns by the codebooks of its Event Database 1.0 and 2.0 and of its Global Knowledge Graph 1.0 and 2.1.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

_ROWS = (
    # columns, what the first cells look like, what the table is called
    ((61,), (r"\d{5,12}", r"\d{8}", r"\d{6}", r"\d{4}"), "events"),
    ((57, 58), (r"\d{5,12}", r"\d{8}", r"\d{6}", r"\d{4}"), "events"),
    ((16,), (r"\d{5,12}", r"\d{14}", r"\d{14}", r"\d"), "mentions"),
    ((27,), (r"\d{14}-T?\d+", r"\d{14}", r"\d"), "Global Knowledge Graph"),
    ((11,), (r"\d{8}", r"\d+"), "Global Knowledge Graph"),
)
_NAMES = frozenset(
    [
        *("globaleventid", "gkgrecordid", "sqldate", "v2themes", "v2tone", "sourceurl", "documentidentifier"),
        *("cameoeventids", "goldsteinscale", "mentionidentifier", "v2documentidentifier"),
    ]
)
"""Columns by which a table with a header is known, in small letters."""


def gdelt_table(row: Sequence[str]) -> str:
    """Which of GDELT's tables a first row is of: "events" and the like; "" where it is of none."""
    for columns, patterns, name in _ROWS:
        if len(row) in columns and all(
            regex.fullmatch(pattern, cell.strip()) for pattern, cell in zip(patterns, row, strict=False)
        ):
            return name
    named = {cell.strip().casefold().replace("_", "") for cell in row}
    return "export" if len(named & _NAMES) >= 2 else ""


def sentence(name: str, row: Sequence[str]) -> str:
    """Why such a table can't be imported, and what to do."""
    header = "" if name == "export" else " without a header row"
    return (
        f"It is a table of GDELT ({name}, {len(row)} columns{header}): it names the addresses of articles "
        "but holds no article's text: save those pages, and import them as HTML, WARC or a table with a "
        "text column."
    )
