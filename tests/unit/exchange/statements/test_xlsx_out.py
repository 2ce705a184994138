"""Claims as an Excel workbook, read back by openpyxl: text is text, dates are dates, nothing is a formula."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from annotator.exchange.export import chosen_layers, export, lost_beforehand
from annotator.exchange.statements.sheets import cell_losses, moment, new_sheet, write_row
from annotator.exchange.statements.xlsx_out import preview
from annotator.project.operations import annotations
from annotator.project.project import Project
from tests.support.debate import debate


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with debate(tmp_path / "levy.annotator") as opened:
        yield opened


def test_openpyxl_finds_no_formula_and_dates_as_dates(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "claims.xlsx"
    report = export(project, path, chosen_layers(project, []), "xlsx")
    assert (report.annotations_out, report.annotations_lost) == (10, 0)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Claims", "Sentiment", "About"]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d", "inlineStr"}
    assert not any(b"<f" in zipfile.ZipFile(path).read(f"xl/worksheets/sheet{n}.xml") for n in (1, 2, 3))
    claims = book["Claims"]
    head = [cell.value for cell in claims[1]]
    rows = [dict(zip(head, (cell.value for cell in row), strict=True)) for row in claims.iter_rows(min_row=2)]
    assert [row["claim"] for row in rows] == [
        "the levy; “will\r\nfail”", "=HYPERLINK(1) is nonsense", "the levy will stay",
    ]  # fmt: skip
    assert rows[0]["date"] == datetime(2025, 3, 31)
    assert claims.cell(2, head.index("date") + 1).number_format == "yyyy-mm-dd"
    assert rows[0]["start"] == 22
    assert claims.freeze_panes == "A2"
    assert claims.auto_filter.ref.startswith("A1:")
    assert claims.column_dimensions["E"].width == 60


def test_sentiment_outside_claims_has_a_sheet_of_its_own(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "claims.xlsx"
    export(project, path, chosen_layers(project, []), "xlsx")
    sheet = openpyxl.load_workbook(path)["Sentiment"]
    rows = list(sheet.iter_rows(values_only=True))
    assert [row[0] for row in rows] == ["sentiment", "negative"]
    assert rows[1][5] == "dull"
    about = {row[0]: row[1] for row in openpyxl.load_workbook(path)["About"].iter_rows(values_only=True)}
    assert (about["Project"], about["Claims"], about["Layers"]) == ("levy", 3, "Robin")
    assert "Claims" in preview(path)
    assert "the levy; “will" in preview(path)


def test_what_a_cell_cannot_hold_is_counted(project: Project, tmp_path: Path) -> None:
    (claim,) = (a for a in project.annotations(2, project.own_layer().id) if a.label == "claim")
    annotations.change(project, claim.id, note="\x07" + "😀" * 17_000)
    layers = chosen_layers(project, [])
    beforehand = lost_beforehand(project, layers, "xlsx")
    assert "1 cell over 32,767 characters: cut, as Excel holds no more." in beforehand
    assert "1 control character in a cell: replaced by �, as Excel can't hold it." in beforehand
    report = export(project, tmp_path / "claims.xlsx", layers, "xlsx")
    assert report.left_out == beforehand
    sheet = openpyxl.load_workbook(tmp_path / "claims.xlsx")["Claims"]
    column = [cell.value for cell in sheet[1]].index("note") + 1
    note = sheet.cell(4, column).value
    assert note == "�" + "😀" * 16_383
    assert len(note.encode("utf-16-le")) // 2 == 32_767


@pytest.mark.parametrize(
    ("published", "cell"),
    [
        ("2025-03-31", date(2025, 3, 31)),
        ("2025-03-31T08:30:00+02:00", datetime(2025, 3, 31, 8, 30)),
        ("1888-01-01", "1888-01-01"),
        ("spring", "spring"),
        ("", ""),
    ],
)
def test_days_and_times(published: str, cell: object) -> None:
    assert moment(published) == cell


def test_odd_cells_are_text(tmp_path: Path) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = new_sheet(book, "Cells", [10])
    write_row(sheet, [float("inf"), 2.5, "_x0041_", "#N/A", "1e5", " =1"])
    book.save(tmp_path / "cells.xlsx")
    (row,) = openpyxl.load_workbook(tmp_path / "cells.xlsx")["Cells"].iter_rows()
    assert [cell.value for cell in row] == ["inf", 2.5, "_x005F_x0041_", "#N/A", "1e5", " =1"]
    assert [cell.data_type for cell in row] == ["s", "n", "s", "s", "s", "s"]
    assert not cell_losses([["_x0041_", 3, None]])
