"""Tables of figures as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

_TITLE = 40


def table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """The first column to the left, the others to the right; all rows have the same columns."""
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    for row in rows:
        first, *others = (
            cell.rjust(width) if column else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join([first, *others]).rstrip()


def cut(title: str) -> str:
    """A title on one line, cut where it is long."""
    title = " ".join(title.split())
    return title if len(title) <= _TITLE else f"{title[: _TITLE - 1].rstrip()}…"
