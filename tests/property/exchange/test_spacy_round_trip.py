"""spaCy out and in again: the same layer, whatever fits spaCy's tokens and whatever does not; and spaCy's own
documents have the article's text and every span where it belongs."""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path

import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import DocBin

from annotator.exchange.tagging import trimmed_segments
from annotator.model.selection import Selection
from annotator.model.suggestion import SuggestedAnnotation, Suggestions
from annotator.project.operations import suggestions
from tests.support.generated_layers import asking_project, say_something
from tests.support.projects import MODEL
from tests.support.round_trip import there_and_back
from tests.support.texts import texts

VOCAB = spacy.blank("xx").vocab


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
            whole = SuggestedAnnotation("w", "actor", ((0, len(text)),), {"kind": "group"}, 0.5)
            suggestions.store(
                project, 1, MODEL, Suggestions((whole, SuggestedAnnotation("s", "cue", ((0, 1),))))
            )
            say_something(project, text, data)
            trip = there_and_back(
                project,
                Path(folder),
                "spacy",
                selection=Selection(undecided=offered, rejected=offered),
                options={"unaligned": unaligned},
            )
        (doc,) = DocBin().from_disk(trip.first / "train.spacy").get_docs(VOCAB)
        (again,) = DocBin().from_disk(trip.second / "train.spacy").get_docs(VOCAB)
    assert trip.after == trip.before
    assert trip.out.annotations_lost == trip.out.links_lost == 0
    assert doc.text == again.text == text
    found = Counter((span.label_, span.start_char, span.end_char) for span in doc.spans["sc"])
    assert found == Counter((span.label_, span.start_char, span.end_char) for span in again.spans["sc"])
    assert {(ent.label_, ent.start_char, ent.end_char) for ent in doc.ents} <= found.keys()
    said = Counter(
        (label, *piece)
        for label, segments, *_ in trip.before["annotations"]
        for piece in trimmed_segments(text, segments)
    )
    if unaligned == "cut-tokens":
        assert found == said
    elif unaligned == "leave-out":
        assert found <= said
