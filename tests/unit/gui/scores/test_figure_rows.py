from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.gui.scores.figure_rows import (
    BOTH,
    F1,
    NAME,
    ONLY_A,
    ONLY_B,
    PRECISION,
    RECALL,
    VERDICTS,
    FigureRow,
    short,
    sorted_by,
)
from annotator.model.layer import Layer
from annotator.review.scores import Counts, Subject

CLAIM = Subject("label", "claim")
ROBIN, MODEL = Layer(1, "Robin", "person"), Layer(2, "small", "model", "1")


def row(text: str, *counts: int) -> FigureRow:
    return FigureRow(text, CLAIM, Counts(*counts), 1, ("small 1", "Robin"))


@pytest.mark.parametrize("column", [NAME, PRECISION, RECALL, F1, BOTH, ONLY_A, ONLY_B])
def test_what_is_listed_is_what_the_figure_is_made_of(column: int) -> None:
    """One that differs is in only a and in only b, but one line."""
    numbers = {"both": 8, "only a": 4, "only b": 2, "differ": 1}
    listed = sum(numbers[verdict] for verdicts in VERDICTS[column] for verdict in verdicts)
    made_of = row("x", 8, 5, 3).made_of(column)
    assert made_of - listed == (1 if column in (NAME, F1) else 0)


def test_cells() -> None:
    shown = row("x", 1_234, 0, 617)
    assert [shown.cell(n) for n in range(ONLY_B + 1)] == ["x", "1.00", "0.67", "0.80", "1 234", "0", "617"]
    empty = row("x", 0, 0, 3)
    assert empty.cell(PRECISION) == "–"
    assert empty.reason(PRECISION) == "undefined: no claim in small 1"
    assert empty.reason(RECALL) == ""


def test_undefined_ones_stand_last_in_either_order() -> None:
    rows = [row("none", 0, 0, 0), row("low", 1, 9, 0), row("high", 9, 1, 0)]
    up = sorted_by(rows, PRECISION, downwards=False)
    assert [each.text for each in up] == ["low", "high", "none"]
    down = sorted_by(rows, PRECISION, downwards=True)
    assert [each.text for each in down] == ["high", "low", "none"]
    assert [each.text for each in sorted_by(rows, NAME, downwards=True)] == ["none", "low", "high"]
    assert [each.text for each in sorted_by(rows, ONLY_A, downwards=True)] == ["low", "high", "none"]


def test_a_layer_is_called_as_shortly_as_tells_it_from_the_other() -> None:
    other = replace(MODEL, id=3, version="2")
    assert (short(MODEL, ROBIN), short(ROBIN, MODEL)) == ("model", "Robin")
    assert (short(MODEL, other), short(other, MODEL)) == ("small 1", "small 2")
