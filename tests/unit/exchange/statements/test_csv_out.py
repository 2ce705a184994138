"""Claims as CSV, read back by pandas (cells, numbers, quotes), the csv module (escapes), and as bytes."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pandas
import pytest

from annotator.errors import UserError
from annotator.exchange.cells import plain_cell, safe_cell
from annotator.exchange.export import chosen_layers, export, lost_beforehand
from annotator.project.project import Project
from tests.support.debate import FIRST, debate
from tests.support.said import shipped


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with debate(tmp_path / "levy.annotator") as opened:
        yield opened


def test_pandas_reads_every_quote_as_it_stands_in_the_article(project: Project, tmp_path: Path) -> None:
    export(project, tmp_path / "claims.csv", chosen_layers(project, []), "csv")
    table = pandas.read_csv(tmp_path / "claims.csv", keep_default_na=False)
    assert list(table["claim"].map(plain_cell)) == [
        "the levy; “will\r\nfail”", "=HYPERLINK(1) is nonsense", "the levy will stay",
    ]  # fmt: skip
    first = table[table["article"] == 1]
    assert [FIRST[start:end] for start, end in zip(first["start"], first["end"], strict=True)] == [
        plain_cell(quote) for quote in first["claim"]
    ]
    assert table["start"].dtype == table["article"].dtype == "int64"
    row = table.iloc[0]
    assert (row["speaker"], row["speaker_kind"], row["cue"]) == ("Mira Sand", "person", "said")
    assert (row["about"], row["addressee"], row["sentiment"]) == (
        "Tolm Harbour", "Kim", "negative towards Tolm Harbour",
    )  # fmt: skip
    assert row["further"] == '{"section": "Harbour"}'
    assert (row["source"], row["date"], row["title"]) == ("Kelsk News", "2025-03-31", "The levy; again")
    assert (row["annotator"], row["state"], row["note"], row["kind"]) == (
        "Robin",
        "done",
        "first",
        "predicts",
    )
    assert (table.iloc[1]["speaker"], table.iloc[1]["speaker_kind"]) == (
        "Tolm Harbour; Kim", "organisation; person",
    )  # fmt: skip


def test_what_stands_in_no_row_is_counted_and_told_beforehand(project: Project, tmp_path: Path) -> None:
    layers = chosen_layers(project, [])
    report = export(project, tmp_path / "claims.csv", layers, "csv")
    assert (report.annotations_in, report.annotations_out, report.annotations_lost) == (10, 9, 1)
    assert (report.links_in, report.links_out) == (8, 8)
    assert "1 annotation that belongs to no claim: in no row." in report.left_out
    assert lost_beforehand(project, layers, "csv") == report.left_out


def test_cells_that_begin_like_a_formula_are_escaped_unless_told_otherwise(
    project: Project, tmp_path: Path
) -> None:
    path, layers = tmp_path / "claims.csv", chosen_layers(project, [])
    export(project, path, layers, "csv")
    assert b"'=HYPERLINK(1) is nonsense" in path.read_bytes()
    export(project, path, layers, "csv", options={"formulas": "as they are"})
    assert b",=HYPERLINK(1) is nonsense" in path.read_bytes()


@pytest.mark.parametrize("text", ["'=1", "''=1", "=1", "'", "'tis", "+", "\t", "'\t", "a", ""])
def test_the_escape_can_be_taken_back(text: str) -> None:
    assert plain_cell(safe_cell(text)) == text


def test_the_byte_order_mark_and_the_delimiter_are_as_chosen(project: Project, tmp_path: Path) -> None:
    path, layers = tmp_path / "claims.csv", chosen_layers(project, [])
    export(project, path, layers, "csv")
    assert path.read_bytes().startswith(b"\xef\xbb\xbfspeaker,speaker_kind,")
    export(project, path, layers, "csv", options={"bom": "no", "delimiter": "semicolon"})
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    assert rows[0][:2] == ["speaker", "speaker_kind"]
    assert rows[1][4] == "the levy; “will\r\nfail”"
    assert len({len(row) for row in rows}) == 1


def test_a_codebook_without_claims_says_what_to_do(tmp_path: Path) -> None:
    with Project.create(tmp_path / "frames.annotator", shipped("framing-and-tone"), "Robin") as project:
        with project.transact("Begin"):
            project.own_layer()
        with pytest.raises(UserError, match="has no label for claims: call one"):
            export(project, tmp_path / "claims.csv", chosen_layers(project, []), "csv")
        assert not (tmp_path / "claims.csv").exists()
