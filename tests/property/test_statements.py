"""Statements over any layer: every claim once, every offset and quote kept, the view of the file agrees."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.analysis.networks import NETWORK_KINDS, NetworkSettings, layout, network
from annotator.analysis.roles import roles_of
from annotator.analysis.statements import names, statements
from annotator.errors import UserError
from annotator.project.operations import annotations, links
from annotator.project.records import records
from tests.support.projects import new_project

TEXT = "Ilsé 😀 said\r\n“the lévy” مرحبا will stay; Tolm e\u0301 denied 👩‍👩‍👧 it all."

_place = st.integers(0, len(TEXT) - 1)
_segment = st.tuples(_place, st.integers(1, 12)).map(lambda each: (each[0], min(sum(each), len(TEXT))))
_mark = st.tuples(
    st.sampled_from(["actor", "claim", "claim", "cue", "sentiment"]),
    st.lists(_segment, min_size=1, max_size=3),
    st.sampled_from(["negative", "neutral", "positive"]),
)
_link = st.tuples(
    st.sampled_from(["speaker", "cue", "addressee", "about", "target", "holder"]),
    st.integers(0, 11),
    st.integers(0, 11),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_mark, max_size=12), st.lists(_link, max_size=14))
def test_statements_and_the_view_say_the_same(
    marks: list[tuple[str, list[tuple[int, int]], str]], wanted: list[tuple[str, int, int]]
) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        new_project(Path(folder) / "a.annotator", TEXT) as project,
    ):
        made = []
        with project.transact("Mark"):
            for label, segments, polarity in marks:
                answers = {"polarity": polarity} if label == "sentiment" else {}
                made.append(
                    annotations.add(project, article_id=1, label=label, segments=segments, attributes=answers)
                )
        for name, head, child in wanted:
            if head < len(made) and child < len(made):
                try:
                    links.add(project, label=name, head_id=made[head].id, child_id=made[child].id)
                except UserError:
                    continue  # the codebook does not allow it between these
        found = list(records(project, project.layers()))
        said = [each for record in found for each in statements(record, roles_of(project.codebook))]
        rows = {row["id"]: row for row in project.db.query("SELECT * FROM v_claims")}
    assert sorted(each.claim_id for each in said) == sorted({m.id for m in made if m.label == "claim"})
    assert rows.keys() == {each.claim_id for each in said}
    for each in said:
        row = rows[each.claim_id]
        assert each.content == " … ".join(TEXT[start:end] for start, end in each.segments)
        assert (row["content"], row["start"], row["end"]) == (each.content, each.start, each.end)
        assert row["speaker"] == names(each.speakers)
        assert (row["addressee"], row["about"]) == (names(each.addressees), names(each.about))
        assert row["cue"] == "; ".join(cue.quote for cue in each.cues)
        assert row["sentiment"] == "; ".join(feeling.polarity for feeling in each.sentiments)
        for feeling in each.sentiments:
            assert all(
                any(start <= first and last <= end for start, end in each.segments)
                for first, last in feeling.segments
            )
    for kind in NETWORK_KINDS:
        made_of = network(said, NetworkSettings(kind=kind))
        nodes = {node.id for node in made_of.nodes}
        assert nodes == {end for edge in made_of.edges for end in (edge.source, edge.target)}
        assert {claim for edge in made_of.edges for claim in edge.claims} <= rows.keys()
        assert layout(made_of).keys() == nodes
