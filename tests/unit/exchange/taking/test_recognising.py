"""Which program's annotations a file holds: told by its first line that is certain."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from annotator.exchange.taking.recognising import recognised

EMPTY = {"text": "Nobody asked the herd.", "label": []}
TAGGED = {"text": "Nobody asked.", "label": [[0, 6, "actor"]]}
RELATIONS = {"text": "Nobody asked.", "entities": [], "relations": []}


def lines(path: Path, *records: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(each) + "\n" for each in records), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("records", "name"),
    [
        ([EMPTY] * 20 + [TAGGED], "doccano"),
        ([{**EMPTY, "text": "so on " * 20_000}, TAGGED], "doccano"),
        ([RELATIONS], "doccano"),
        ([{**TAGGED, "offsets": "code-points"}], "doccano"),  # as we write it
        ([EMPTY], None),
        ([{"text": "Only an article."}], None),
        ([{"text": "Ours.", "spans": [], "entities": [], "relations": []}], None),
    ],
)
def test_doccano_is_recognised_wherever_its_first_annotation_stands(
    tmp_path: Path, records: list[dict[str, Any]], name: str | None
) -> None:
    assert recognised(lines(tmp_path / "set.jsonl", *records)) == name


def test_a_last_line_that_is_cut_off_is_passed_over(tmp_path: Path) -> None:
    long = {"text": "so on " * 1000, "label": []}
    path = lines(tmp_path / "set.jsonl", TAGGED, *[long] * 400)
    assert path.stat().st_size > 1 << 21
    assert recognised(path) == "doccano"
