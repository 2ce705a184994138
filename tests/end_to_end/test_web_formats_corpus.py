"""A real corpus from brat, out through the formats of the programs on the web, and back: all quotes equal."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from annotator.exchange.export import export
from annotator.exchange.formats import FORMATS
from annotator.project.project import Project
from tests.support.projects import default_codebook
from tests.support.round_trip import take_in
from tests.support.shared import shared

pytestmark = pytest.mark.slow


def said(project: Project) -> tuple[set[Any], set[Any]]:
    """Every annotation and link of everybody, by the words of its article."""
    annotations, links = set(), set()
    for layer in project.layers():
        for number in project.article_ids():
            text = project.article(number).sha256
            places = {}
            for each in project.annotations(number, layer.id):
                places[each.id] = (layer.name, text, each.label, each.segments, each.quote)
                annotations.add((*places[each.id], repr(sorted(each.attributes.items())), each.note))
            for link in project.links(number, layer.id):
                links.add((link.label, places[link.head_id], places[link.child_id]))
    return annotations, links


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = shared("corpora", "polnear", "dev")
    path = tmp_path_factory.mktemp("corpus") / "corpus.annotator"
    with Project.create(path, default_codebook(), "Robin") as project:
        assert take_in(project, folder, "brat").failures == []
        assert len(project.article_ids()) == 84
    return path


@pytest.mark.parametrize("format", ["prodigy", "doccano", "label-studio", "w3c"])
def test_every_quote_is_equal(corpus: Path, tmp_path: Path, format: str) -> None:
    file = tmp_path / f"corpus{FORMATS[format].suffix}"
    with Project.open(corpus, "Robin") as project:
        report = export(project, file, project.layers(), format)
        before, book = said(project), project.codebook
    assert (report.annotations_out, report.links_out) == (report.annotations_in, report.links_in)
    assert (report.articles, report.annotations_out, report.links_out) == (84, 9_095, 6_827)
    with Project.create(tmp_path / "back.annotator", book, "Kim") as project:
        assert take_in(project, file, format).failures == []
        assert said(project) == before
