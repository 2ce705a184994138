"""REFI-QDA out and in again: the same layer, whatever the text and the annotations are, and the same file."""

from __future__ import annotations

import tempfile
import zipfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.exchange.export import chosen_layers, export
from annotator.exchange.foreign import READERS
from annotator.exchange.foreign_import import ForeignReader
from annotator.exchange.importing import Importer
from annotator.exchange.qdpx.breaks import Offsets, breaks_of, restored, unified
from annotator.model.suggestion import SuggestedAnnotation, Suggestions
from annotator.project.operations import suggestions
from annotator.project.project import Project
from tests.support.generated_layers import asking_project, said_of, say_something
from tests.support.projects import MODEL
from tests.support.texts import texts


def out(project: Project, path: Path) -> bytes:
    report = export(project, path, chosen_layers(project, ["Robin"]), "qdpx")
    assert (report.annotations_in, report.links_in) == (report.annotations_out, report.links_out)
    assert not any("no place" in sentence for sentence in report.left_out)
    with zipfile.ZipFile(path) as archive:
        return archive.read("project.qde")


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=texts(min_size=1).filter(str.strip), data=st.data())
def test_a_layer_comes_back_as_it_went(text: str, data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        first, second = Path(folder, "first.qdpx"), Path(folder, "second.qdpx")
        with asking_project(Path(folder, "a.annotator"), text) as project:
            some = SuggestedAnnotation("s", "cue", ((0, 1),))
            suggestions.store(project, 1, MODEL, Suggestions((some,)))
            say_something(project, text, data)
            written = out(project, first)
            said = said_of(project)
        with asking_project(Path(folder, "b.annotator"), annotator="Kim") as project:
            with Importer(project) as importer:
                for _, items in ForeignReader([first], project.codebook, None, READERS["qdpx"]).steps():
                    for item in items:
                        importer.take(item)
            assert not importer.report.failures
            assert project.article(1).text == text
            assert said_of(project) == said
            again = out(project, second)
        assert len(again) == len(written)


@given(texts(), st.data())
def test_line_breaks_and_offsets_come_back(text: str, data: st.DataObject) -> None:
    assert restored(unified(text), breaks_of(text)) == text
    if text:
        offsets = Offsets.of(text)
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, len(text)))
        first, last = offsets.in_unified((start, end))
        once = text.replace("\r\n", "\n")
        assert 0 <= first < last <= len(once)
        if (text[start - 1 : start + 1] != "\r\n" or not start) and text[end - 1 : end + 1] != "\r\n":
            assert once[first:last] == text[start:end].replace("\r\n", "\n")
            assert (offsets.in_original(first), offsets.in_original(last)) == (start, end)
