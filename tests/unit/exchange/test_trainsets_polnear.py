"""A real corpus out through the formats for training and back: every quote is there, or counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pandas
import pytest

from annotator.exchange.export import export
from annotator.exchange.foreign import READERS, ForeignDocument
from annotator.model.layer import Layer
from annotator.project.project import Project
from tests.support.brat import take
from tests.support.projects import new_project
from tests.support.shared import shared

Said = Counter[tuple[str, str]]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    folder = shared("corpora", "polnear", "dev")
    path = tmp_path_factory.mktemp("corpus") / "dev.annotator"
    with new_project(path) as project:
        assert take(project, folder).failures == []
        yield project


def project_layers(project: Project) -> list[Layer]:
    return [layer for layer in project.layers() if layer.kind == "person"]


def said_in(project: Project) -> Said:
    return Counter(
        (a.label, a.quote)
        for layer in project_layers(project)
        for each in project.articles()
        for a in project.annotations(each.id, layer.id)
    )


def read_back(file: Path, format: str) -> list[ForeignDocument]:
    items = list(import_module(READERS[format].module).read(file))
    assert all(isinstance(item, ForeignDocument) for item in items)
    return [item for item in items if isinstance(item, ForeignDocument)]


@pytest.mark.slow
def test_spacy_gives_every_quote_and_link_back(corpus: Project, tmp_path: Path) -> None:
    report = export(corpus, tmp_path / "set", project_layers(corpus), "spacy")
    documents = read_back(tmp_path / "set" / "train.spacy", "spacy")
    assert len(documents) == report.records
    assert Counter((span.label, span.quote) for each in documents for span in each.spans) == said_in(corpus)
    assert sum(len(each.links) for each in documents) == report.links_in


@pytest.mark.slow
def test_conll_gives_every_tagged_quote_back(corpus: Project, tmp_path: Path) -> None:
    """Each segment, but for white space."""
    report = export(corpus, tmp_path / "set.conll", project_layers(corpus), "conll2003")
    documents = read_back(tmp_path / "set.conll", "conll2003")
    assert len(documents) == report.records
    assert report.annotations_out + report.annotations_lost == report.annotations_in
    there = {
        (a.label, "".join(each.text[start:end].split()))
        for layer in project_layers(corpus)
        for each in map(corpus.article, corpus.article_ids())
        for a in corpus.annotations(each.id, layer.id)
        for start, end in a.segments
    }
    assert {
        (span.label, "".join((span.quote or "").split())) for each in documents for span in each.spans
    } <= there


@pytest.mark.slow
def test_parquet_has_every_quote(corpus: Project, tmp_path: Path) -> None:
    report = export(corpus, tmp_path / "set.parquet", project_layers(corpus), "parquet")
    frame = pandas.read_parquet(tmp_path / "set.parquet").dropna(subset="label")
    assert len(frame) == report.annotations_in
    assert Counter(zip(frame["label"], frame["text"], strict=True)) == said_in(corpus)
    whole = frame[frame["segments"].map(len) == 1]
    starts, ends = whole["start"].astype(int), whole["end"].astype(int)
    places = zip(whole["article_text"], starts, ends, whole["text"], strict=True)
    assert all(text[start:end] == quote for text, start, end, quote in places)
