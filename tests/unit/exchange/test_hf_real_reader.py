"""What ``datasets`` makes of our export: the folder loads as it stands; splits, types and class names."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from annotator.exchange.formats import FORMATS, Context, chosen_options
from annotator.exchange.hugging_face import out
from annotator.exchange.hugging_face.card import quoted
from annotator.model.article import Metadata
from annotator.model.codebook import Codebook, Label
from annotator.model.codebook_toml import parse_codebook, write_codebook
from annotator.model.record import Record
from tests.support.generated_layers import ASKING
from tests.support.projects import default_codebook
from tests.support.records import record

TEXT = "Mira Sand said 😀 that the levy\r\n“will fail”, but שלום denied it."

LOADS = """
import json, sys
from datasets import load_dataset
found = load_dataset(sys.argv[1])
names = {name: part.features["ner_tags"].feature.names for name, part in found.items()}
rows = {name: [dict(row) for row in part] for name, part in found.items()}
cats = str(next(iter(found.values())).features.get("cats"))
print(json.dumps([names, rows, cats]))
"""


def load(folder: Path) -> tuple[dict[str, list[str]], dict[str, list[dict[str, Any]]], str]:
    """In a process of its own, without a network, and with a cache of its own."""
    home = folder.parent / "home"
    offline = {"HF_HUB_OFFLINE": "1", "HF_DATASETS_OFFLINE": "1", "HF_HOME": str(home)}
    done = subprocess.run(
        [sys.executable, "-c", LOADS, str(folder)],
        env={**os.environ, **offline},
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr[-3000:]
    names, rows, cats = json.loads(done.stdout.splitlines()[-1])
    return names, rows, cats


def write(
    folder: Path, records: list[Record], codebook: Codebook, parts: dict[int, str] | None = None
) -> Path:
    folder.mkdir()
    context = Context("press", codebook, chosen_options(FORMATS["hf"], {}), parts=parts or {})
    writer = out.open_writer(folder, context)
    for each in records:
        assert writer.add(each) == (len(each.annotations), len(each.links))
    writer.close()
    return folder


def test_splits_types_and_class_names_are_there(tmp_path: Path) -> None:
    book = parse_codebook(write_codebook(default_codebook()) + ASKING)
    known = Metadata("A levy", "Tolm Post", "Ola", "2025-10-11", "https://e.example/a", "en", {"page": "3"})
    first = record(
        TEXT,
        ("actor", ((0, 9),)),
        ("claim", ((17, 43),)),
        ("cue", ((22, 25), (26, 30))),
        ("cue", ((1, 3),)),
        links=[("speaker", 1, 0)],
        metadata=known,
        answers={"tone": "loud", "about": ["right"], "relevant": True},
    )
    bare = record("Nothing here.", article=2)
    offered = record("Mira Sand.", ("actor", ((0, 9),)), suggested=(0,), article=3)
    folder = write(tmp_path / "set", [first, bare, offered], book, {1: "train", 2: "dev"})
    names, rows, cats = load(folder)
    assert rows.keys() == {"train", "validation", "suggestions"}
    assert names["train"][:3] == ["O", "B-actor", "I-actor"]
    assert "ClassLabel(names=['calm', 'loud'])" in cats
    (row,) = rows["train"]
    assert row["text"] == TEXT
    assert row["tokens"] == [TEXT[s:e] for s, e in zip(row["token_starts"], row["token_ends"], strict=True)]
    tags = [names["train"][tag] for tag in row["ner_tags"]]
    assert [word for word, tag in zip(row["tokens"], tags, strict=True) if tag.endswith("-claim")] == [
        "that",
        "the",
        "levy",
        "“",
        "will",
        "fail",
        "”",
    ]
    assert [span["in_tags"] for span in row["spans"]] == [True, True, False, False]
    assert [TEXT[span["start"] : span["end"]] for span in row["spans"]] == [
        *("Mira Sand", "that the levy\r\n“will fail”", "the levy", "ir"),
    ]
    assert row["spans"][2]["segments"] == [[22, 25], [26, 30]]
    assert row["relations"] == [{"label": "speaker", "head_id": "1", "child_id": "0", "suggestion": False}]
    assert row["cats"] == {"tone": 1, "about": [1], "relevant": True}
    assert (row["title"], json.loads(row["extra"])) == ("A levy", {"page": "3"})
    assert set(rows["validation"][0]["ner_tags"]) == {0}
    assert rows["validation"][0]["cats"]["tone"] is None
    assert set(rows["suggestions"][0]["ner_tags"]) == {0}


@pytest.mark.slow
def test_names_that_yaml_could_take_for_something_else_stay_what_they_are(tmp_path: Path) -> None:
    odd = ["no", "1", "a: b", "# x", "“quote” 'and' \"more\"", "日本 語", "😀", "- [x]", "{}", "null"]
    book = Codebook("odd: #", tuple(Label(name) for name in odd))
    said = record("ab cd", (odd[4], ((0, 2),)))
    names, rows, cats = load(write(tmp_path / "set", [replace(said, annotator="no: 1")], book))
    assert names["train"] == ["O", *(f"{prefix}-{name}" for name in odd for prefix in "BI")]
    assert rows["train"][0]["annotator"] == "no: 1"
    assert cats == "None"


def test_what_yaml_takes_for_a_line_break_is_escaped() -> None:
    assert quoted("a\u2028b\x85\x7f") == '"a\\u2028b\\u0085\\u007f"'
    assert quoted("\U000e0001") == '"\\U000e0001"'
    assert quoted("日本 😀") == '"日本 😀"'
