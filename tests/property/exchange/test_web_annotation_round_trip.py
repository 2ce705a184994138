"""Web Annotations out and in again: the same layer; a JSON-LD processor finds each annotation's words."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

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
@given(text=texts(min_size=1).filter(str.strip), offered=st.booleans(), data=st.data())
def test_a_layer_comes_back_as_it_went(text: str, offered: bool, data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        with asking_project(Path(folder, "a.annotator"), text) as project:
            whole = SuggestedAnnotation("w", "actor", ((0, len(text)),), {"kind": "group"}, 0.5)
            some = SuggestedAnnotation("s", "cue", ((0, 1),))
            suggestions.store(project, 1, MODEL, Suggestions((whole, some)))
            say_something(project, text, data)
            trip = there_and_back(
                project, Path(folder), "w3c", selection=Selection(undecided=offered, rejected=offered)
            )
        first, second = (json.loads(path.read_text("utf-8")) for path in (trip.first, trip.second))
    assert trip.after == trip.before
    assert trip.out.left_out == () or offered or "rejected" in trip.out.left_out[0]
    assert sum(skipped.annotations for skipped in trip.into.skipped) == trip.out.suggestions
    own = [each for each in first["first"]["items"] if each["creator"]["type"] == "Person"]
    assert second["first"]["items"] == own
    assert first["total"] == len(first["first"]["items"])
    for item in own:
        for selectors in _selectors(item):
            position, quote = selectors
            assert text[position["start"] : position["end"]] == quote["exact"]
            around = text[: position["start"]], text[position["end"] :]
            assert around[0].endswith(quote["prefix"])
            assert around[1].startswith(quote["suffix"])


def _selectors(item: dict[str, Any]) -> list[list[dict[str, Any]]]:
    targets = item["target"] if isinstance(item["target"], list) else [item["target"]]
    return [each["selector"] for each in targets if isinstance(each, dict) and "selector" in each]
