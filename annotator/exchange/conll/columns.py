"""Which columns of a CoNLL file hold the tokens and the tags, where no heading says it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from annotator.errors import UserError

_TAG = re.compile(r"O|[BIESLUM]-\S.*")
_NUMBER = re.compile(r"[0-9]{1,9}(?:[-.][0-9]{1,9})?")
_MOST_BARE = 60
"""Different values that a column of labels without prefixes may have."""


@dataclass(frozen=True, slots=True)
class Columns:
    """``token`` and ``tags`` count from 0; several columns of tags are layers of one nesting."""

    token: int
    tags: tuple[int, ...]

    @property
    def numbered(self) -> bool:
        """Whether a column numbers the tokens."""
        return self.token > 0

    @property
    def needed(self) -> int:
        """Columns that a line has at least."""
        return max(self.token, *self.tags) + 1


def cells(line: str) -> list[str]:
    """The columns of a line: between tabs, where there are any, else between spaces."""
    return line.split("\t") if "\t" in line else [cell for cell in line.split(" ") if cell]


def is_numbered(row: Sequence[str]) -> bool:
    """Whether its first column numbers the token, as CoNLL-U does (“3-4” and “3.1” are no tokens there)."""
    return _NUMBER.fullmatch(row[0]) is not None


def named_columns(names: Sequence[str]) -> Columns | None:
    """Columns by the names that a CoNLL-U Plus heading gives them (``# global.columns = …``)."""
    plain = [name.upper().rpartition(":")[2] for name in names]
    tokens = [number for number, name in enumerate(plain) if name in ("FORM", "TOKEN", "WORD")]
    tags = [number for number, name in enumerate(plain) if name in ("NER", "NE", "TAG", "BIO", "LABEL")]
    return Columns(tokens[0], tuple(tags)) if tokens and tags else None


def _counts(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first column counts tokens, and is not itself the words of an article of numbers only."""
    if not all(map(is_numbered, rows)) or len({row[1] for row in rows}) == 1:
        return False
    numbers = [int(row[0]) for row in rows if row[0].isdecimal()]
    return bool(numbers) and all(b in (0, 1, a + 1) for a, b in pairwise([0, *numbers]))


def columns_of(rows: Sequence[Sequence[str]]) -> Columns:
    """The columns of a file, by some of its rows.

    Tokens stand first, or second where the first column numbers them.  Tags stand in the last column whose
    every value is one; where tokens are numbered, in all such columns behind (as in GermEval, where the
    second holds spans inside of spans).

    :raises UserError: if there is no column of tags.
    """
    width = Counter(map(len, rows)).most_common(1)[0][0] if rows else 0
    rows = [row for row in rows if len(row) == width]  # one that lacks a column is told when it is read
    numbered = width > 2 and _counts(rows)
    token = 1 if numbered else 0
    tags = [
        number
        for number in range(token + 1, width)
        if all(_TAG.fullmatch(row[number]) for row in rows) and any(row[number] for row in rows)
    ]
    if tags and tags[-1] == width - 1:
        return Columns(token, tuple(tags) if numbered else (tags[-1],))
    last = {row[width - 1] for row in rows} if width > 1 else set()
    if "O" in last and len(last) <= _MOST_BARE:
        return Columns(token, (width - 1,))
    if tags:
        return Columns(token, (tags[-1],))
    raise UserError("It has no column of tags such as B-PER, I-PER and O: give each token its own.")
