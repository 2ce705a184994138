"""From the start screen to the export by keyboard alone: real keys, a virtual screen, no mouse."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotator.model.annotation import quote_of
from annotator.places import example_project
from annotator.project.queries import reader
from annotator.store.check import check
from tests.support.keyboard_run import Run, keyboard_run
from tests.support.screen import Screen, screen
from tests.support.shared import shared

PICTURES = os.environ.get("ANNOTATOR_PICTURES")
"""A folder in which somebody wants to look at the run."""


@pytest.fixture(scope="module")
def display() -> Iterator[Screen]:
    with screen() as opened:
        yield opened


def example_articles() -> list[Path]:
    return sorted((example_project() / "articles").glob("*.txt"))[:2]


def shared_articles() -> list[Path]:
    return sorted(shared("articles").glob("*.txt"))


@pytest.mark.slow
@pytest.mark.parametrize("articles", [example_articles, shared_articles], ids=["example", "shared"])
def test_from_the_start_screen_to_the_export_by_keyboard(
    tmp_path: Path, display: Screen, articles: Callable[[], list[Path]]
) -> None:
    run = keyboard_run(display, tmp_path, articles(), Path(PICTURES) if PICTURES else None)
    _check_export(run)


def _check_export(run: Run) -> None:
    records = {
        record["id"]: record
        for record in map(json.loads, (run.folder / "press.jsonl").read_text("utf-8").splitlines())
    }
    assert sorted(records) == [1, 2]
    for article, record in records.items():
        sheet, text = run.look(article), record["text"]
        stored = {annotation.id: annotation for annotation in sheet.annotations}
        spans = {span["id"]: span for span in record["spans"]}
        assert spans.keys() == stored.keys()
        for id_, span in spans.items():
            assert text[span["start"] : span["end"]] == span["text"]
            assert quote_of(text, span["segments"]) == stored[id_].quote
            assert span["label"] == stored[id_].label
            assert span["attributes"] == stored[id_].attributes
        assert len(record["relations"]) == len(sheet.links)
        made = run.done[article]
        assert len(spans[made["claim"]]["segments"]) == 2
        assert spans[made["sentiment"]]["attributes"] == {"polarity": "negative"}
        assert spans[made["actor"]]["actor"]["name"] == made["name"]
    with reader(run.path, "Robin") as queries:
        assert check(queries.db) == []
