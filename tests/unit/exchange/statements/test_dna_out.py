"""DNA's event list, read by pandas as R would: columns by DNA's names, agreement a number, exact quotes."""

from __future__ import annotations

from pathlib import Path

import pandas
import pytest

from annotator.analysis.parties import Party
from annotator.exchange.export import chosen_layers, export
from annotator.exchange.formats import Context
from annotator.exchange.statements import dna_out
from annotator.exchange.statements.dna_out import stands
from tests.support.debate import FIRST, debate
from tests.support.said import said, shipped

EVENT = [
    "statement ID", "time", "document ID", "document title", "author", "source", "section", "type", "text",
    "person", "organization", "concept", "agreement",
]  # fmt: skip


def test_pandas_reads_the_events_of_a_debate(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    with debate(tmp_path / "levy.annotator") as project:
        report = export(project, path, chosen_layers(project, []), "dna", options={"formulas": "as they are"})
    table = pandas.read_csv(path, sep=";", keep_default_na=False)
    assert list(table.columns)[: len(EVENT)] == EVENT
    assert list(table["statement ID"]) == [1, 2, 3]
    assert list(table["person"]) == ["Mira Sand", "Kim", ""]
    assert list(table["organization"]) == ["", "Tolm Harbour", "Tolm Harbour"]
    assert list(table["concept"]) == ["predicts", "evaluates", "states"]
    assert list(table["agreement"]) == [1, 1, 1]
    assert table["time"][0] == "2025-03-31 00:00:00"
    assert (table["section"][0], table["document title"][0]) == ("Harbour", "The levy; again")
    of_first = table[table["document ID"] == 1]
    for row in of_first.itertuples():
        assert FIRST[row.start_position : row.stop_position] == row.text
    assert report.annotations_out + report.annotations_lost == report.annotations_in == 10
    assert report.links_lost == 4


def test_the_discourse_network_codebook_fills_concept_and_agreement(tmp_path: Path) -> None:
    record = said(
        "Ilse Marn of the Union said the levy must go; the Guild agreed; Bo too.",
        {
            "s": ("statement", "the levy must go", {"concept": "The levy should stay", "agreement": False}),
            "p": ("person", "Ilse Marn"),
            "o": ("organisation", "Union"),
            "g": ("organisation", "Guild"),
        },
        [("person", "s", "p"), ("organisation", "s", "g"), ("member of", "p", "o")],
        published="2025-04-01T10:20:30Z",
    )
    context = Context("levy", shipped("discourse-network"))
    writer = dna_out.open_writer(tmp_path / "events.csv", context)
    assert writer.add(record) == (4, 3)
    writer.close()
    table = pandas.read_csv(tmp_path / "events.csv", sep=";", keep_default_na=False)
    assert list(zip(table["person"], table["organization"], strict=True)) == [
        ("Ilse Marn", "Union"),
        ("", "Guild"),
    ]
    assert set(table["concept"]) == {"The levy should stay"}
    assert set(table["agreement"]) == {0}
    assert set(table["time"]) == {"2025-04-01 10:20:30"}
    assert not [loss for loss in dna_out.losses(record, context) if loss.drops]


def party(name: str, kind: str, *members: Party) -> Party:
    return Party(name, name, label=kind, member_of=members)


@pytest.mark.parametrize(
    ("speakers", "rows"),
    [
        ([], [("", "")]),
        ([party("A", "person")], [("A", "")]),
        ([party("A", "person"), party("U", "organisation")], [("A", "U")]),
        (
            [party("A", "person"), party("B", "person"), party("U", "organisation")],
            [("A", ""), ("B", ""), ("", "U")],
        ),
        ([party("A", "person", party("U", "organisation")), party("U", "organisation")], [("A", "U")]),
        ([party("A", "person"), party("A", "person")], [("A", "")]),
    ],
)  # fmt: skip
def test_who_stands_beside_whom(speakers: list[Party], rows: list[tuple[str, str]]) -> None:
    assert list(stands(speakers)) == rows
