"""doccano out and in again, in every shape and unit: the same layer, also where doccano shows less of it."""

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


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    shape=st.sampled_from(("relations", "spans", "categories")),
    text=texts(min_size=1).filter(str.strip),
    unit=st.sampled_from(("code-points", "utf-16")),
    offered=st.booleans(),
    data=st.data(),
)
def test_a_layer_comes_back_as_it_went(
    shape: str, text: str, unit: str, offered: bool, data: st.DataObject
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        with asking_project(Path(folder, "a.annotator"), text) as project:
            whole = SuggestedAnnotation("w", "actor", ((0, len(text)),), {"kind": "group"}, 0.5)
            some = SuggestedAnnotation("s", "cue", ((0, 1),))
            suggestions.store(project, 1, MODEL, Suggestions((whole, some)))
            say_something(project, text, data)
            trip = there_and_back(
                project,
                Path(folder),
                "doccano",
                selection=Selection(undecided=offered, rejected=offered),
                options={"shape": shape, "offsets": unit},
            )
        first, second = trip.first.read_bytes(), trip.second.read_bytes()
    assert trip.after == trip.before
    assert trip.out.annotations_lost == trip.out.suggestions
    assert first == second
    (row,) = [json.loads(line) for line in first.decode("ascii").split("\n")[:-1]]
    assert row["text"] == text
    encoded = text.encode("utf-16-le")
    for entity, kept in zip(
        row["label"] if shape == "spans" else row["entities"], row["annotator_kept"]["spans"], strict=True
    ):
        start, end = (
            (entity["start_offset"], entity["end_offset"]) if isinstance(entity, dict) else entity[:2]
        )
        shown = text[start:end] if unit == "code-points" else encoded[2 * start : 2 * end].decode("utf-16-le")
        assert shown == text[kept["start"] : kept["end"]]
