"""A real corpus from brat out through brat, WebAnno TSV, XMI and CAS JSON, and back: every quote is equal."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.exchange.export import chosen_layers, export
from annotator.exchange.import_report import ImportReport
from annotator.exchange.importing import Importer, steps
from annotator.project.project import Project
from tests.support.projects import new_project
from tests.support.rich_layers import said
from tests.support.shared import shared

ANNOTATIONS, ARTICLES = 9095, 84


def take(project: Project, path: Path, format: str) -> ImportReport:
    with Importer(project) as importer:
        for _, items in steps([path], project.codebook, format=format).files:
            for item in items:
                importer.take(item)
    return importer.report


def contents(project: Project) -> dict[tuple[str, str], object]:
    """By annotator and article: what is said, with the words."""
    return {
        (layer.annotator, project.article(number).sha256): said(project, number, layer.annotator)[2:4]
        for layer in project.layers()
        for number in project.article_ids()
        if project.annotations(number, layer.id)
    }


@pytest.mark.slow
@pytest.mark.parametrize("format", ["brat", "webanno-tsv", "xmi", "cas-json"])
def test_every_quote_of_a_real_corpus_comes_back(tmp_path: Path, format: str) -> None:
    folder = shared("corpora", "polnear", "dev")
    with new_project(tmp_path / "a.annotator") as project:
        took = take(project, folder, "brat")
        assert (len(took.imported), took.annotations) == (ARTICLES, ANNOTATIONS)
        before = contents(project)
        layers = chosen_layers(project, [layer.name for layer in project.layers()])
        report = export(project, tmp_path / "out", layers, format)
        assert report.annotations_out == ANNOTATIONS
    with new_project(tmp_path / "b.annotator") as project:
        again = take(project, tmp_path / "out", format)
        assert again.failures == []
        assert (len(again.imported), again.annotations) == (ARTICLES, ANNOTATIONS)
        assert contents(project) == before
