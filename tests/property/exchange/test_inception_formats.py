"""WebAnno TSV, XMI and CAS JSON out and in again: the same layer, whatever the text and annotations are."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.exchange.export import chosen_layers, export
from annotator.exchange.import_report import ImportReport
from annotator.exchange.importing import Importer, steps
from annotator.model.selection import Selection
from annotator.project.project import Project
from annotator.store.check import check
from tests.support.rich_layers import rich_project, said, say
from tests.support.texts import texts


def take(project: Project, path: Path, format: str) -> ImportReport:
    with Importer(project) as importer:
        for _, items in steps([path], project.codebook, format=format).files:
            for item in items:
                importer.take(item)
    return importer.report


# A file with many control characters is taken for binary data.
READABLE = texts(min_size=1).filter(lambda text: text.strip() and not re.search(r"[\0-\x08\x0e-\x1f]", text))


@pytest.mark.parametrize("format", ["webanno-tsv", "xmi", "cas-json"])
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=READABLE, with_suggestions=st.booleans(), data=st.data())
def test_a_layer_comes_back_as_it_went(
    format: str, text: str, with_suggestions: bool, data: st.DataObject
) -> None:
    chosen = Selection(undecided=with_suggestions, rejected=with_suggestions)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with rich_project(folder / "a.annotator", text) as project:
            say(project, data, itself=False)
            before = said(project)
            layers = chosen_layers(project, ["Robin"])
            report = export(project, folder / "out", layers, format, selection=chosen)
            assert (report.annotations_lost, report.links_lost) == (0, 0)
        with rich_project(folder / "b.annotator", annotator="Kim") as project:
            book = project.codebook
            found = take(project, folder / "out", format)
            assert found.failures == []
            assert (project.codebook.frame, check(project.db)) == (book.frame, [])
            if found.layers:
                assert said(project) == before
                export(project, folder / "again", chosen_layers(project, ["Robin"]), format)
            else:
                assert before[2:] == ([], [], ({}, ""), None)
