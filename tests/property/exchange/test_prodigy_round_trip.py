"""Prodigy out and in again: the same layer; what Prodigy refuses or does not show is counted beforehand."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.vocab import Vocab

from annotator.model.selection import Selection
from annotator.model.suggestion import SuggestedAnnotation, Suggestions
from annotator.project.operations import suggestions
from tests.support.generated_layers import asking_project, say_something
from tests.support.projects import MODEL
from tests.support.round_trip import there_and_back
from tests.support.texts import texts


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    task=st.sampled_from(("relations", "spans", "ner")),
    text=texts(min_size=1).filter(str.strip),
    offered=st.booleans(),
    data=st.data(),
)
def test_a_layer_comes_back_as_it_went(task: str, text: str, offered: bool, data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        with asking_project(Path(folder, "a.annotator"), text) as project:
            whole = SuggestedAnnotation("w", "actor", ((0, len(text)),), {"kind": "group"}, 0.5)
            some = SuggestedAnnotation("s", "cue", ((0, 1),))
            suggestions.store(project, 1, MODEL, Suggestions((whole, some)))
            say_something(project, text, data)
            trip = there_and_back(
                project,
                Path(folder),
                "prodigy",
                selection=Selection(undecided=offered, rejected=offered),
                options={"task": task},
            )
        lines = [json.loads(line) for line in trip.first.read_text("utf-8").split("\n")[:-1]]
        accepted = [line for line in lines if line["answer"] == "accept"]
        again = [json.loads(line) for line in trip.second.read_text("utf-8").split("\n")[:-1]]
    if task == "relations":
        assert trip.after == trip.before
    else:
        assert trip.after["links"] == []
        assert trip.out.links_lost == trip.out.links_in
        kept = len(trip.after["annotations"])
        assert trip.out.annotations_lost >= len(trip.before["annotations"]) - kept
        assert {key: trip.after[key] for key in ("whole", "state")} == {
            key: trip.before[key] for key in ("whole", "state")
        }
        assert all(each in trip.before["annotations"] for each in trip.after["annotations"])
    assert trip.into.layers == 1
    for line in (*accepted, *again):
        line.pop("_session_id")
    assert again == accepted
    for line in lines:
        _spacy_reads(line)
        if task == "ner":
            ends = [0, *(span["end"] for span in line["spans"])]
            assert all(span["start"] >= end for span, end in zip(line["spans"], ends, strict=False))


def _spacy_reads(line: dict[str, object]) -> None:
    """As spaCy's converters do: a Doc of the tokens, spans by characters, on the tokens that are named."""
    tokens, spans = line["tokens"], line["spans"]
    assert isinstance(tokens, list)
    assert isinstance(spans, list)
    doc = Doc(Vocab(), [token["text"] for token in tokens], [token["ws"] for token in tokens])
    assert doc.text == line["text"]
    for number, token in enumerate(tokens):
        assert (doc[number].idx, token["id"]) == (token["start"], number)
    for span in spans:
        found = doc.char_span(span["start"], span["end"])
        assert found is not None
        assert found.text == span["text"]
        assert (found.start, found.end - 1) == (span["token_start"], span["token_end"])
