"""Who claims what about whom, and sentiment by actor, time and source."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from annotator.analysis.counting import stock_of
from annotator.analysis.counting_tables import TABLES, pairs_table
from annotator.analysis.matrix import (
    NO_CONCEPT,
    NOBODY,
    Crossing,
    Entry,
    by_concept,
    crossing,
    sentiment_by_source,
    sentiment_over_time,
    who_about_whom,
)
from annotator.analysis.roles import roles_of
from tests.support.counted import record, stock
from tests.support.said import said, shipped


def shown(table: Crossing) -> dict[tuple[str, str], int]:
    return {
        (row.shown, column.shown): cell.count
        for row, cells in zip(table.rows, table.cells, strict=True)
        for column, cell in zip(table.columns, cells, strict=True)
        if cell.count
    }


def test_claims_are_sorted_by_who_makes_them_and_about_whom() -> None:
    table = who_about_whom(stock(), 10)
    assert shown(table) == {("Ilse Marn", "Holm"): 4, ("Holm", "Ilse Marn"): 4}
    cell = table.cells[[row.name for row in table.rows].index("Ilse Marn")][
        [column.name for column in table.columns].index("Holm")
    ]
    assert (cell.negative, cell.positive) == (4, 0)
    assert cell.behind.ids == ("1.1.c", "1.2.c", "2.2.c", "1.3.c")
    assert cell.behind.articles == {1, 2, 3}


def test_a_claim_about_nobody_is_counted_too() -> None:
    only = record(1, "", "")
    links = tuple(link for link in only.links if link.label == "speaker")
    bare = stock(replace(only, links=links))
    assert shown(who_about_whom(bare, 10)) == {("Ilse Marn", NOBODY): 1, ("Holm", NOBODY): 1}
    unspoken = stock(replace(only, links=()))
    assert shown(who_about_whom(unspoken, 10)) == {(NOBODY, NOBODY): 2}


def test_sentiment_stands_in_the_time_and_the_source_of_its_article() -> None:
    found = stock()
    over = sentiment_over_time(found, found.course(), 10)
    assert shown(over) == {
        ("Holm", "2025-03-03"): 1,
        ("Ilse Marn", "2025-03-03"): 1,
        ("Holm", "2025-03-12"): 2,
        ("Ilse Marn", "2025-03-12"): 2,
    }
    assert len(over.columns) == 10
    holm = over.rows[[row.name for row in over.rows].index("Holm")]
    assert (holm.whole.negative, holm.whole.positive, holm.whole.unsaid) == (3, 0, 0)
    by_source = sentiment_by_source(found, 10, 10)
    assert shown(by_source)["Holm", "Island Post"] == 2


def test_every_table_has_a_heading_and_rows_of_its_length() -> None:
    found = stock()
    for name, make in TABLES.items():
        rows = make(found)
        assert len(rows) > 1, name
        assert {len(row) for row in rows} == {len(rows[0])}, name
    assert list(pairs_table(found))[1:] == [
        ("Holm", "Ilse Marn", 4, 4, 0, 0),
        ("Ilse Marn", "Holm", 4, 0, 0, 4),
    ]


_NAMES = st.sampled_from(["", "a", "b", "c", "d", "e", "f"])


@given(
    st.lists(st.tuples(_NAMES, _NAMES, st.integers(0, 9), st.sampled_from([None, -1.0, 0.0, 0.5]))),
    st.integers(1, 5),
    st.integers(1, 5),
)
def test_no_annotation_is_lost_in_others(
    drawn: list[tuple[str, str, int, float | None]], most_rows: int, most_columns: int
) -> None:
    entries = [
        Entry((row, row or NOBODY), (column, column or NOBODY), str(number), (number, 1), value)
        for row, column, number, value in drawn
    ]
    table = crossing(entries, most_rows, most_columns)
    assert len([row for row in table.rows if row.name != NOBODY]) <= most_rows
    assert len([column for column in table.columns if column.name != NOBODY]) <= most_columns
    ids = {entry.id for entry in entries}
    assert table.whole.count == len(ids)
    cells = [cell for row in table.cells for cell in row]
    assert {key for cell in cells for key in cell.behind.ids or ()} == ids
    assert {key for row in table.rows for key in row.whole.behind.ids or ()} == ids
    for cell in cells:
        assert cell.count == len(set(cell.behind.ids or ()))
        assert cell.positive + cell.neutral + cell.negative + cell.unsaid == cell.count
    names = Counter(row.shown for row in table.rows)
    assert max(names.values(), default=1) == 1


def test_where_claims_are_about_nobody_they_are_sorted_by_concept() -> None:
    text = "Marn backs the levy. Holm says no to the Levy. Marn waits."
    made = said(
        text,
        {
            "m": ("person", "Marn"),
            "h": ("organisation", "Holm"),
            "a": ("statement", "backs the levy", {"concept": "The levy", "agreement": True}),
            "b": ("statement", "says no to the Levy", {"concept": "the levy", "agreement": False}),
            "c": ("statement", "waits"),
        },
        [("person", "a", "m"), ("organisation", "b", "h"), ("person", "c", "m")],
    )
    found = stock_of([made], roles_of(shipped("discourse-network")))
    assert by_concept(found)
    table = who_about_whom(found, 10)
    assert shown(table) == {("Marn", "The levy"): 1, ("Holm", "The levy"): 1, ("Marn", NO_CONCEPT): 1}
    holm = table.rows[[row.name for row in table.rows].index("Holm")].whole
    assert (holm.positive, holm.negative) == (0, 1)
    assert pairs_table(found)[0][1] == "concept"
    assert not by_concept(stock())
