"""Cells of an Excel workbook: text that never runs, dates as dates, and what Excel can't hold."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from annotator.exchange.losses import Loss, Losses
from annotator.exchange.xml_text import fit_for_xml, unfit_for_xml

LONGEST = 32_767
"""How many UTF-16 units a cell holds (Excel's specifications and limits)."""

CUT = Loss("cell over 32,767 characters", "cells over 32,767 characters", "cut, as Excel holds no more")
UNFIT = Loss(
    "control character in a cell", "control characters in cells", "replaced by �, as Excel can't hold it"
)

_BOLD = Font(bold=True)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_FIRST_YEAR = 1901
"""Excel counts a 29 February 1900 that never was; what is earlier stays text."""


def cell_losses(rows: Iterable[Sequence[Any]]) -> Losses:
    """What :func:`write_row` can't write as it is."""
    found: Losses = Counter()
    for text in (value for row in rows for value in row if isinstance(value, str)):
        found[UNFIT] += unfit_for_xml(text)
        found[CUT] += len(text) * 2 > LONGEST and _units(text) > LONGEST
    return +found


def moment(published: str) -> Any:
    """A day, or a time as it was written, without its zone; the text itself where it is neither."""
    try:
        if _DAY.fullmatch(published):
            found: date = date.fromisoformat(published)
        else:
            found = datetime.fromisoformat(published).replace(tzinfo=None)
    except ValueError:
        return published
    return found if found.year >= _FIRST_YEAR else published


def new_sheet(
    book: Workbook, title: str, widths: Sequence[int], *, frozen: bool = True
) -> WriteOnlyWorksheet:
    """A sheet with columns of these widths (characters); the first row stays in sight."""
    sheet = book.create_sheet(title)
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    if frozen:
        sheet.freeze_panes = "A2"
    return sheet


def write_row(sheet: WriteOnlyWorksheet, values: Iterable[Any], *, bold: bool = False) -> None:
    """One row; text is written as text, whatever it begins with."""
    sheet.append([_cell(sheet, value, bold=bold) for value in values])


def _cell(sheet: WriteOnlyWorksheet, value: Any, *, bold: bool) -> WriteOnlyCell | None:
    if value is None or value == "":
        return None
    if isinstance(value, float) and not math.isfinite(value):
        value = str(value)  # no number that Excel knows; written as one, it would break the workbook
    if not isinstance(value, str):
        cell = WriteOnlyCell(sheet, value)
        if isinstance(value, datetime):
            cell.number_format = "yyyy-mm-dd hh:mm"
        elif isinstance(value, date):
            cell.number_format = "yyyy-mm-dd"
        return cell
    cell = WriteOnlyCell(sheet, _fit(value))
    cell.data_type = "s"  # openpyxl takes what begins with = for a formula
    if bold:
        cell.font = _BOLD
    return cell


def _fit(text: str) -> str:
    if len(text) * 2 > LONGEST and _units(text) > LONGEST:
        text = text.encode("utf-16-le")[: LONGEST * 2].decode("utf-16-le", "ignore")
    # Excel reads _x0041_ as A; so it writes such text itself.
    return _LOOKS_ESCAPED.sub("_x005F_", fit_for_xml(text))


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "replace")) // 2
