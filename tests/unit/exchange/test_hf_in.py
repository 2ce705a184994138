"""Hugging Face data sets in: anybody's tokens and tags, and broken rows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from annotator.articles.failure import ReadFailure
from annotator.exchange.foreign import ForeignDocument, ForeignItem
from annotator.exchange.hugging_face.into import class_names, read
from annotator.exchange.taking.recognising import recognised

CARD = """\
---
dataset_info:
  features:
  - name: tokens
    sequence: string
  - name: pos_tags
    sequence:
      class_label:
        names:
          '0': NOUN
  - name: ner_tags
    sequence:
      class_label:
        names:
          '0': O
          '1': B-PER
          '2': I-PER
  splits:
  - name: train
    num_bytes: 1
---
"""


def items(folder: Path, *rows: Any, card: str = "") -> list[ForeignItem]:
    if card:
        (folder / "README.md").write_text(card, "utf-8")
    file = folder / "train.jsonl"
    file.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows), "utf-8")
    return list(read(file))


def test_numbers_have_the_names_of_the_card(tmp_path: Path) -> None:
    (document,) = items(tmp_path, {"tokens": ["Mira", "Sand", "left"], "ner_tags": [1, 2, 0]}, card=CARD)
    assert isinstance(document, ForeignDocument)
    assert document.text == "Mira Sand left"
    assert [(span.label, span.quote) for span in document.spans] == [("PER", "Mira Sand")]
    assert class_names(tmp_path / "README.md") == {0: "O", 1: "B-PER", 2: "I-PER"}


def test_a_text_in_which_the_tokens_stand_is_taken(tmp_path: Path) -> None:
    row = {"tokens": ["Mira", ",", "left"], "tags": ["S-PER", "O", "O"], "text": "Mira, left"}
    (document,) = items(tmp_path, row)
    assert isinstance(document, ForeignDocument)
    assert document.text == "Mira, left"


def test_a_file_of_them_is_recognised(tmp_path: Path) -> None:
    items(tmp_path, {"tokens": ["Mira"], "ner_tags": ["B-PER"]})
    assert recognised(tmp_path / "train.jsonl") == "hf"


@pytest.mark.parametrize(
    "row",
    [
        "{",
        "[]",
        "[" * 100_000,
        {"tokens": ["a"]},
        {"tokens": ["a"], "ner_tags": [1]},
        {"tokens": ["a"], "ner_tags": [True]},
        {"tokens": ["a"], "ner_tags": ["O", "O"]},
        {"tokens": "a", "ner_tags": ["O"]},
        {"tokens": ["a", ""], "ner_tags": ["O", "O"]},
        {"tokens": [1], "ner_tags": ["O"]},
        {"text": "a b", "sha256": "x", "spans": [3]},
        {"text": "a b", "sha256": "x", "spans": [{"label": "x", "start": 1.5, "end": 2}]},
        {"text": "a b", "sha256": "x", "spans": [{"label": "x", "start": 0, "end": 1e400}]},
        {"text": "a b", "sha256": "x", "spans": [], "relations": [{"label": "x"}]},
        {"text": "a b", "sha256": "x", "spans": [], "cats": [1]},
        {"text": "a b", "sha256": "x", "spans": {"id": ["1"]}},
    ],
)
def test_a_bad_row_is_told_in_a_sentence_and_the_others_stay(row: Any, tmp_path: Path) -> None:
    failure, document = items(tmp_path, row, {"tokens": ["Ola"], "ner_tags": ["B-PER"]})
    assert isinstance(failure, ReadFailure)
    assert failure.reason.endswith(".")
    assert "line 1" in failure.origin
    assert isinstance(document, ForeignDocument)
