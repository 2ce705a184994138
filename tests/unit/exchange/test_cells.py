from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.exchange.cells import as_csv, safe_cell


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "-2", "@SUM(A1)", "\t=1", "\r=1", " =1", "\n+1", "＝1+1"])
def test_text_that_looks_like_a_formula_is_kept_as_text(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("value", ["levy", "2025-03-31", "a=b", "", 12, -3, 0.5, None])
def test_everything_else_stays_as_it_is(value: object) -> None:
    assert safe_cell(value) == value


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=("Cs",))), min_size=2), max_size=4))
def test_a_table_reads_back_and_none_of_its_cells_is_a_formula(rows: list[list[str]]) -> None:
    read = list(csv.reader(io.StringIO(as_csv(rows), newline="")))
    assert read == [[safe_cell(cell) for cell in row] for row in rows]
    assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for row in read for cell in row)
