"""CSV out: one row a claim, as spreadsheets and data frames read it (RFC 4180, UTF-8)."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from annotator.analysis.roles import roles_of
from annotator.analysis.statements import statements
from annotator.errors import UserError
from annotator.exchange.cells import safe_cell
from annotator.exchange.formats import Context, Option
from annotator.exchange.losses import Losses
from annotator.exchange.statements.columns import columns_of, shown_in_columns
from annotator.exchange.statements.standing import standing, table_losses
from annotator.model.record import Record

BOM = Option("bom", "Byte order mark, without which Excel garbles accents", ("yes", "no"))
DELIMITER = Option("delimiter", "What stands between cells", ("comma", "semicolon", "tab"))
FORMULAS = Option("formulas", "Cells that begin like a formula", ("escaped", "as they are"))

OPTIONS = (BOM, DELIMITER, FORMULAS)

_DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t"}


class CsvRows:
    """A file of rows, each cell escaped if so chosen."""

    def __init__(self, path: Path, context: Context, delimiter: str, ends: str = "\r\n") -> None:
        encoding = "utf-8-sig" if context.options.get("bom", "yes") == "yes" else "utf-8"
        self._file = path.open("w", encoding=encoding, newline="", buffering=1 << 20)
        self._rows = csv.writer(self._file, delimiter=delimiter, lineterminator=ends)
        self._escapes = context.options.get("formulas", "escaped") == "escaped"

    def write(self, cells: list[Any]) -> None:
        self._rows.writerow(map(safe_cell, cells) if self._escapes else cells)

    def close(self) -> None:
        self._file.close()


def check_claims(problem: str | None) -> None:
    """:raises UserError: if the codebook has no claims."""
    if problem is not None:
        raise UserError(problem)


class _Writer:
    def __init__(self, path: Path, context: Context) -> None:
        self._roles = roles_of(context.codebook)
        check_claims(self._roles.problem)
        self._shown = shown_in_columns(context.codebook, self._roles)
        self._columns = columns_of(context.codebook, self._roles)
        self._rows = CsvRows(path, context, _DELIMITERS[context.options.get("delimiter", "comma")])
        self._rows.write([column.name for column in self._columns])

    def add(self, record: Record) -> tuple[int, int]:
        rows = statements(record, self._roles)
        for row in rows:
            self._rows.write([column.value(row, record) for column in self._columns])
        return standing(record, rows, self._shown).counted

    def close(self) -> None:
        self._rows.close()


def open_writer(path: Path, context: Context) -> _Writer:
    """:raises UserError: if the codebook has no claims."""
    return _Writer(path, context)


def losses(record: Record, context: Context) -> Losses:
    """What stands outside all claims, and what has no column."""
    roles = roles_of(context.codebook)
    shown, rows = shown_in_columns(context.codebook, roles), statements(record, roles)
    return table_losses(record, rows, standing(record, rows, shown), shown)
