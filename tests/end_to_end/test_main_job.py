"""The main job through the real window: import, suggest, decide, tag, link, undo, reopen, export.

The window is driven by real keys and mouse on a virtual screen; what it did is read from the file.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotator.model.annotation import Annotation, quote_of
from annotator.places import example_project
from annotator.project.queries import Sheet, reader
from annotator.store.check import check
from tests.support.screen import Screen, eventually, screen
from tests.support.shared import shared

ARTICLE = (640, 480)
"""A point in the reading column of a window of 1280 x 800."""


@pytest.fixture(scope="module")
def display() -> Iterator[Screen]:
    with screen() as opened:
        yield opened


def example_articles() -> list[Path]:
    return sorted((example_project() / "articles").glob("*.txt"))[:2]


def shared_articles() -> list[Path]:
    return sorted(shared("articles").glob("*.txt"))


def command(*arguments: str | Path) -> str:
    words = [sys.executable, "-m", "annotator", *map(str, arguments)]
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout


class Watcher:
    """Reads the project beside the window."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def look(self) -> Sheet:
        with reader(self.path, "Robin") as queries:
            return queries.sheet(1)

    def wait(self, condition: Callable[[Sheet], object], what: str) -> Sheet:
        seen: list[Sheet] = []

        def holds() -> bool:
            seen[:] = [self.look()]
            return bool(condition(seen[0]))

        eventually(holds, what)
        return seen[0]


@pytest.mark.slow
@pytest.mark.parametrize("articles", [example_articles, shared_articles], ids=["example", "shared"])
def test_the_main_job(tmp_path: Path, display: Screen, articles: Callable[[], list[Path]]) -> None:
    files = articles()
    path = tmp_path / "press.annotator"
    command("new", path, "--annotator", "Robin")
    assert "imported: 2" in command("import", path, *files)
    watcher = Watcher(path)

    window = display.start("open", str(path))
    display.focus("press")
    display.keys("ctrl+p")  # suggest
    suggested = watcher.wait(lambda sheet: sheet.suggestions, "suggestions for the first article")
    eventually(lambda: _covered(path) == 2, "suggestions for both articles")
    display.click(*ARTICLE)

    # Decide: the first is accepted with its frame, the next one is rejected.
    display.keys("Escape", "Tab", "shift+a")
    first = watcher.wait(lambda sheet: sheet.annotations, "an accepted suggestion")
    assert all(annotation.derived_from for annotation in first.annotations)
    display.keys("Tab", "x")
    decided = watcher.wait(
        lambda sheet: len(sheet.suggestions) + len(sheet.annotations) < len(suggested.suggestions),
        "a rejected suggestion",
    )

    # Tag by keyboard: the first word of the article; then a claim after it.
    display.keys("Escape", "Escape", "ctrl+Home", "ctrl+shift+Right", "1")
    by_key = watcher.wait(lambda sheet: _by_hand(sheet, "actor"), "an actor tagged by keyboard")
    actor = _by_hand(by_key, "actor")[0]
    assert actor.start == 0
    display.keys("Escape", "Right", "ctrl+Right", "ctrl+shift+Right", "ctrl+shift+Right", "2")
    with_claim = watcher.wait(lambda sheet: _by_hand(sheet, "claim"), "a claim tagged by keyboard")
    claim = _by_hand(with_claim, "claim")[0]

    # Link the claim to its speaker: link mode, the nearest candidate, the kind by its key.
    before = len(with_claim.links)
    display.keys("l", "1", "s")
    linked = watcher.wait(lambda sheet: len(sheet.links) > before, "a linked claim")
    assert any((link.label, link.head_id) == ("speaker", claim.id) for link in linked.links)

    # Tag by mouse: a double click takes a word, a key tags it.
    display.keys("Escape", "Escape")
    _tag_by_mouse(display, watcher)

    # Undo everything, redo everything.
    full = watcher.look()
    display.keys(*["ctrl+z"] * 12)
    watcher.wait(lambda sheet: not sheet.annotations and not sheet.links, "all undone")
    assert len(watcher.look().suggestions) == len(suggested.suggestions)
    display.keys(*["ctrl+shift+z"] * 12)
    watcher.wait(lambda sheet: sheet == full, "all redone")

    # Close, open again: the same; then export.
    display.keys("ctrl+q")
    output, _ = window.communicate(timeout=60)
    assert window.returncode == 0, output
    assert sorted(file.name for file in tmp_path.iterdir()) == ["press.annotator"]
    window = display.start("open", str(path))
    display.focus("press")
    assert watcher.look() == full
    assert len(decided.suggestions) > len(full.suggestions) - 3
    display.keys("ctrl+q")
    window.communicate(timeout=60)
    assert window.returncode == 0
    _check_export(path, tmp_path / "press.jsonl", full)


def _covered(path: Path) -> int:
    with reader(path, "Robin") as queries:
        model = queries.model_layer()
        return len(queries.models_run(model.id)) if model else 0


def _by_hand(sheet: Sheet, label: str) -> list[Annotation]:
    return [a for a in sheet.annotations if a.label == label and a.origin == "person"]


def _tag_by_mouse(display: Screen, watcher: Watcher) -> None:
    """Try points of the column until one lies on a word (where text lies depends on the fonts)."""
    before = {annotation.id for annotation in watcher.look().annotations}
    for y in range(300, 700, 23):
        display.keys("Escape", "Escape")
        display.click(ARTICLE[0], y, times=2)
        display.keys("4")
        after = watcher.look()
        if {annotation.id for annotation in after.annotations} - before:
            break
    tagged = watcher.wait(lambda s: {a.id for a in s.annotations} - before, "a word tagged by mouse")
    (new,) = [a for a in tagged.annotations if a.id not in before]
    assert new.label == "sentiment"
    assert new.quote == new.quote.strip()


def _check_export(path: Path, target: Path, full: Sheet) -> None:
    said = command("export", path, "-o", target)
    assert f"annotations: {len(full.annotations)} in, {len(full.annotations)} out" in said
    records = [json.loads(line) for line in target.read_text("utf-8").splitlines()]
    assert len(records) == 2
    by_id = {annotation.id: annotation for annotation in full.annotations}
    for span in records[0]["spans"]:
        text = records[0]["text"]
        assert text[span["start"] : span["end"]] == span["text"]
        assert quote_of(text, span["segments"]) == by_id.pop(span["id"]).quote
    assert not by_id
    assert {r["label"] for r in records[0]["relations"]} == {link.label for link in full.links}
    with reader(path, "Robin") as queries:
        assert check(queries.db) == []
