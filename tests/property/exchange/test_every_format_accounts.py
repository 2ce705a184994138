"""Every format: what goes in comes out or is told, the same before as after, whatever is asked for."""

from __future__ import annotations

import importlib.util
import tempfile
from collections.abc import Sequence
from pathlib import Path

from hypothesis import HealthCheck, event, given, note, settings
from hypothesis import strategies as st

from annotator.errors import UserError
from annotator.exchange.export import chosen_layers, export, lost_beforehand
from annotator.exchange.formats import FORMATS, Format
from annotator.model.layer import Layer
from annotator.model.selection import Selection
from annotator.model.suggestion import ModelName, SuggestedAnnotation, SuggestedLink, Suggestions
from annotator.project.operations import articles, blindness, suggestions
from annotator.project.project import Project
from tests.support.generated_layers import asking_project, say_something
from tests.support.texts import texts

OTHER = "Ada Lund denied it.\r\nTolm Harbour said 😀 nothing."
UNREAD = "Nobody has read this."


def landed(kind: Format) -> bool:
    """Whether the module of a format is there, and what it needs."""
    room = kind.module.rpartition(".")[0]
    there = importlib.util.find_spec(room) is not None and importlib.util.find_spec(kind.module) is not None
    return there and (not kind.extra or importlib.util.find_spec("pyarrow") is not None)


FOUND = [kind for kind in FORMATS.values() if landed(kind)]


@st.composite
def suggested(draw: st.DrawFn, text: str) -> Suggestions:
    """What a model says about a text: claims, their speakers and cues."""
    position = st.integers(0, len(text) - 1)
    pieces = position.flatmap(lambda a: st.tuples(st.just(a), st.integers(a + 1, len(text))))
    spans = draw(
        st.lists(st.tuples(st.sampled_from(("actor", "claim", "cue")), pieces), max_size=5, unique=True)
    )
    made = tuple(
        SuggestedAnnotation(str(number), label, (piece,), {}, 0.5, "because")
        for number, (label, piece) in enumerate(spans)
    )
    links = tuple(
        SuggestedLink("speaker", head.key, child.key)
        for head in made
        for child in made
        if (head.label, child.label) == ("claim", "actor")
    )
    return Suggestions(made, links)


SELECTIONS = st.builds(
    Selection,
    labels=st.sampled_from([frozenset(), frozenset(["claim"]), frozenset(["actor", "claim"])]),
    states=st.sampled_from([frozenset(), frozenset(), frozenset(["done"]), frozenset(["in progress"])]),
    words=st.sampled_from(["", "", "Harbour", "nobodyhasthisword"]),
    undecided=st.booleans(),
    rejected=st.booleans(),
    anonymous=st.booleans(),
)


def counted(project: Project, layers: Sequence[Layer], selection: Selection) -> tuple[int, int]:
    """Annotations and links of these layers that are asked for, counted in another way than exports do it."""
    annotations = links = 0
    asked = set(project.search(selection.words)) if selection.words else set(project.article_ids())
    for layer in layers:
        for article in asked:
            if not project.sees(layer, article):
                continue
            state = project.states(layer.id).get(article, "to do")
            if (
                layer.kind == "model"
                and state == "to do"
                and project.newest_models().get(article) == layer.id
            ):
                state = "in progress"
            if selection.states and state not in selection.states:
                continue
            said = {
                a.id
                for a in project.annotations(article, layer.id)
                if not selection.labels or a.label in selection.labels
            }
            annotations += len(said)
            links += sum({link.head_id, link.child_id} <= said for link in project.links(article, layer.id))
    return annotations, links


def check(project: Project, layers: Sequence[Layer], selection: Selection, folder: Path) -> None:
    there = counted(project, layers, selection)
    for kind in FOUND:
        note(f"{kind.name} {selection}")
        told = lost_beforehand(project, layers, kind.name, selection=selection)
        out = folder / f"out-{kind.name}"
        report, refused = None, ""
        try:
            report = export(project, out, layers, kind.name, selection=selection)
        except UserError as error:
            refused = str(error)
        if report is None:
            event("nothing")
            assert refused.startswith("Nothing that you asked for is there")
            assert refused.endswith("".join(f" {sentence}" for sentence in told))
            assert there == (0, 0)
            assert not out.exists()
            continue
        assert report.left_out == told
        assert (
            report.annotations_in - report.suggestions,
            report.links_in - report.suggested_links,
        ) == there, kind.name
        assert report.annotations_out + report.annotations_lost == report.annotations_in
        assert report.links_out + report.links_lost == report.links_in
        if not (selection.undecided or selection.rejected):
            assert report.suggestions == report.suggested_links == 0


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=texts(min_size=2).filter(str.strip), selection=SELECTIONS, data=st.data())
def test_what_goes_in_comes_out_or_is_told(text: str, selection: Selection, data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "p.annotator"
        with asking_project(path, text, OTHER, UNREAD) as project:
            suggestions.store(project, 1, ModelName("small", "1"), data.draw(suggested(text)))
            suggestions.store(project, 2, ModelName("small", "1"), data.draw(suggested(OTHER)))
            say_something(project, text, data)
        with Project.open(path, "Kim") as project:
            say_something(project, text, data)
            if data.draw(st.booleans()):
                suggestions.store(project, 1, ModelName("small", "2"), data.draw(suggested(text)))
            articles.set_state(project, 2, "done")
            if data.draw(st.booleans()):
                blindness.switch(project, True)
                event("blind")
        with Project.open(path, "Robin", read_only=True) as project:
            wanted = data.draw(st.sampled_from([["Robin"], ["Robin", "Kim"], ["Kim", "model"], ["model"]]))
            check(project, chosen_layers(project, wanted), selection, folder)


def test_there_are_formats() -> None:
    assert len(FOUND) >= 15
