"""Label Studio out and in again: the same layer, and what its SDK says of each annotation and prediction."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from label_studio_sdk.label_interface import LabelInterface

from annotator.exchange.label_studio.config import configuration
from annotator.model.selection import Selection
from annotator.model.suggestion import SuggestedAnnotation, Suggestions
from annotator.project.operations import suggestions
from tests.support.generated_layers import asking_project, say_something
from tests.support.projects import MODEL
from tests.support.round_trip import there_and_back
from tests.support.texts import texts


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=texts(min_size=1).filter(str.strip), offered=st.booleans(), data=st.data())
def test_a_layer_comes_back_as_it_went(text: str, offered: bool, data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        with asking_project(Path(folder, "a.annotator"), text) as project:
            whole = SuggestedAnnotation("w", "actor", ((0, len(text)),), {"kind": "group"}, 0.5)
            some = SuggestedAnnotation("s", "cue", ((0, 1),))
            suggestions.store(project, 1, MODEL, Suggestions((whole, some)))
            say_something(project, text, data)
            trip = there_and_back(
                project,
                Path(folder),
                "label-studio",
                selection=Selection(undecided=offered, rejected=offered),
            )
            config = configuration(project.codebook)
        (first,), (second,) = (json.loads(path.read_text("utf-8")) for path in (trip.first, trip.second))
    assert trip.after == trip.before
    assert sum(skipped.annotations for skipped in trip.into.skipped) == trip.out.suggestions
    interface = LabelInterface(config)
    for said in (*first["annotations"], *first["predictions"]):
        assert interface.validate_prediction(said, return_errors=True) == []
    assert all(_regions_stand(first["data"]["text"], said) for said in first["annotations"])
    assert [said.pop("created_at") is None for said in (*first["annotations"], *second["annotations"])]
    assert second == first | {"predictions": []}


def _regions_stand(text: str, said: dict[str, Any]) -> bool:
    values = [each["value"] for each in said["result"] if "start" in each.get("value", {})]
    return all(text[value["start"] : value["end"]] == value["text"] for value in values)
