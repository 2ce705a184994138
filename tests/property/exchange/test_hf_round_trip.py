"""Hugging Face out and in again: the same layer, and tokens that stand where the columns say."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.model.selection import Selection
from annotator.model.suggestion import SuggestedAnnotation, Suggestions
from annotator.project.operations import suggestions
from tests.support.generated_layers import asking_project, say_something
from tests.support.projects import MODEL
from tests.support.round_trip import there_and_back
from tests.support.texts import texts


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    text=texts(min_size=1).filter(str.strip),
    unaligned=st.sampled_from(("leave-out", "widen", "cut-tokens")),
    offered=st.booleans(),
    data=st.data(),
)
def test_a_layer_comes_back_as_it_went(text: str, unaligned: str, offered: bool, data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        with asking_project(Path(folder, "a.annotator"), text) as project:
            some = SuggestedAnnotation("s", "cue", ((0, 1),))
            suggestions.store(project, 1, MODEL, Suggestions((some,)))
            say_something(project, text, data)
            trip = there_and_back(
                project,
                Path(folder),
                "hf",
                selection=Selection(undecided=offered, rejected=offered),
                options={"unaligned": unaligned},
            )
        (line,) = (trip.first / "train.jsonl").read_text("utf-8").split("\n")[:-1]
        (again,) = (trip.second / "train.jsonl").read_text("utf-8").split("\n")[:-1]
    assert trip.after == trip.before
    assert trip.out.annotations_lost == trip.out.links_lost == 0
    row = json.loads(line)
    assert row["ner_tags"] == json.loads(again)["ner_tags"]
    places = list(zip(row["token_starts"], row["token_ends"], strict=True))
    assert [text[start:end] for start, end in places] == row["tokens"]
    assert all(text[span["start"] : span["end"]].strip() or not span["in_tags"] for span in row["spans"])
