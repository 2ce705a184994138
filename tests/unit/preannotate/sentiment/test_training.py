from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from annotator.errors import UserError
from annotator.preannotate.sentiment.model import load
from tests.benchmarks.sentiment import DATA, held_out, measure
from tests.support.shared import shared
from tests.support.training import training_script

VERBS = {
    "praised": 6.0,
    "admired": 6.0,
    "thanked": 6.0,
    "attacked": 2.0,
    "mocked": 2.0,
    "met": 4.0,
    "called": 4.0,
}
NAMES = ("Anna Berg", "John Miller", "Maria Lopez", "Peter Novak", "Ruth Stone", "Carl Weber")


def _records() -> list[dict[str, object]]:
    """Invented sentences, each an article of its own."""
    found = []
    for number, name in enumerate(NAMES * 2):
        for verb, polarity in VERBS.items():
            text = f"The mayor {verb} {name} on day {number}."
            start = text.index(name)
            gid = f"polusa_v1_{len(found)}_-1_0_x"
            target = {"from": start, "to": start + len(name), "polarity": polarity, "mention": name}
            found.append({"primary_gid": gid, "sentence_normalized": text, "targets": [target]})
    return found


@pytest.fixture
def invented(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small data set; the lexicon and the vectors of the extra are replaced by invented ones."""
    script = training_script()
    words = sorted({*VERBS, "mayor", "day", "on"})
    vectors = np.random.default_rng(1).normal(size=(len(words), 8)).astype(np.float32)
    monkeypatch.setattr(script, "valence_of_words", lambda: {"praised": 2.2, "attacked": -2.1})
    monkeypatch.setattr(script, "vectors_of_words", lambda wanted: (words, vectors))
    path = tmp_path / "train.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in _records()), "utf-8")
    return path


def test_the_same_data_give_the_same_model_byte_for_byte(invented: Path, tmp_path: Path) -> None:
    for name in ("one.npz", "two.npz"):
        assert training_script().run(invented, tmp_path / name, False, None) == 0
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()
    assert len(load(tmp_path / "one.npz").keys) > 10


def test_no_group_and_no_sentence_is_on_both_sides() -> None:
    records = [*_records(), *_records()]
    for number, record in enumerate(records):
        record["primary_gid"] = f"allsides_{number}_{number // 3}_0_x"
    script = training_script()
    learnt, held = script.split(records)
    assert learnt
    assert held
    groups = [{script.group_of(r["primary_gid"]) for r in side} for side in (learnt, held)]
    texts = [{r["sentence_normalized"] for r in side} for side in (learnt, held)]
    assert not groups[0] & groups[1]
    assert not texts[0] & texts[1]


def test_a_missing_package_is_named() -> None:
    with pytest.raises(UserError, match="no_such_package is missing"):
        training_script().package_folder("no_such_package")


@pytest.mark.slow
def test_sentences_held_out_from_training_are_read_well_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    shared(*DATA)
    score, _ = measure(held_out()[::2])
    assert score >= 0.64  # half of them, to be quick; `python -m tests.benchmarks sentiment` takes all
