"""What doccano's importer asks of a row (1.8: text not empty, whole offsets with start before end, labels and
types not empty, ids of entities unique in a row, relations between them, the same columns in every row)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from annotator.exchange.export import export
from annotator.project.operations import annotations, links
from annotator.project.project import Project
from tests.support.projects import TEXT, new_project

TAKEN = {"filename", "upload_name", "example_uuid", "#line_number"}
"""Columns that doccano makes itself."""


def rows(path: Path, **options: str) -> list[dict[str, Any]]:
    with new_project(path / "a.annotator", TEXT, "Nobody has read this.") as project:
        with project.transact("Begin"):
            project.need_layer("Kim", "person")
        name = annotations.add(project, article_id=1, label="actor", segments=[(0, 9)])
        claim = annotations.add(project, article_id=1, label="claim", segments=[(17, 30), (34, 42)])
        links.add(project, label="speaker", head_id=claim.id, child_id=name.id)
        _export(project, path / "out.jsonl", options)
    return [json.loads(line) for line in (path / "out.jsonl").read_text("ascii").splitlines()]


def _export(project: Project, path: Path, options: dict[str, str]) -> None:
    export(project, path, project.layers(), "doccano", options=options)


def test_rows_have_what_the_importer_asks_for(tmp_path: Path) -> None:
    found = rows(tmp_path)
    assert len({tuple(row) for row in found}) == 1
    assert not TAKEN & set(found[0])
    for row in found:
        assert row["text"]
        ids = [each["id"] for each in row["entities"]]
        assert all(type(key) is int for key in ids)
        assert len(set(ids)) == len(ids)
        assert all(0 <= each["start_offset"] < each["end_offset"] for each in row["entities"])
        assert all(each["label"] for each in row["entities"])
        assert all({each["from_id"], each["to_id"]} <= set(ids) for each in row["relations"])
        assert all(each["type"] for each in row["relations"])


def test_an_article_is_there_once_for_each_who_said_something(tmp_path: Path) -> None:
    first, unread = rows(tmp_path)
    assert (first["text"], first["annotator"]) == (TEXT, "Robin")
    assert (unread["text"], unread["annotator"]) == ("Nobody has read this.", "")


@pytest.mark.parametrize(("unit", "place"), [("code-points", (17, 42)), ("utf-16", (18, 43))])
def test_what_follows_an_emoji_stands_where_doccano_counts_it(
    tmp_path: Path, unit: str, place: tuple[int, int]
) -> None:
    claim = rows(tmp_path, offsets=unit)[0]["entities"][1]
    assert (claim["start_offset"], claim["end_offset"]) == place
