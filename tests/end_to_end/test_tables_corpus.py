"""A real corpus from brat out as REFI-QDA and in again; also read as by one who knows nothing of ours."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner

from annotator.articles.failure import ReadFailure
from annotator.cli.group import cli
from annotator.exchange.foreign import ForeignDocument
from annotator.exchange.qdpx.into import read
from annotator.project.project import Project
from tests.support.projects import new_project
from tests.support.shared import shared


def run(*arguments: str | Path) -> str:
    said = CliRunner().invoke(cli, [str(argument) for argument in arguments])
    assert said.exit_code == 0, said.output
    return said.output


def said_in(project: Project) -> Counter[tuple[object, ...]]:
    """Everything that is said, with its words, by layer and text."""
    return Counter(
        (
            layer.name,
            project.article(number).sha256,
            a.label,
            a.segments,
            a.quote,
            str(sorted(a.attributes.items())),
        )
        for layer in project.layers()
        for number in project.article_ids()
        for a in project.annotations(number, layer.id)
    )


@pytest.mark.slow
def test_every_quote_of_polnear_comes_back_through_refi_qda(tmp_path: Path) -> None:
    folder = shared("corpora", "polnear", "dev")
    first, second, out = tmp_path / "a.annotator", tmp_path / "b.annotator", tmp_path / "all.qdpx"
    for path in (first, second):
        new_project(path).close()
    run("import", first, folder, "--format", "brat")
    with Project.open(first) as project:
        names = [layer.name for layer in project.layers()]
        before = said_in(project)
        texts = {project.article(n).sha256: project.article(n).text for n in project.article_ids()}
        links = sum(
            len(project.links(n, layer.id)) for layer in project.layers() for n in project.article_ids()
        )
    layers = [part for name in names for part in ("--layer", name)]
    run("export", first, "-o", out, "--format", "qdpx", *layers)
    output = run("import", second, out, "--format", "qdpx")
    with Project.open(second) as project:
        assert said_in(project) == before
        assert len(project.article_ids()) == 84
        back = sum(
            len(project.links(n, layer.id)) for layer in project.layers() for n in project.article_ids()
        )
        assert back == links == 6_827
    assert sum(before.values()) == 9_095
    assert "failed" not in output or "failed: 0" in output

    stranger = tmp_path / "stranger.qdpx"
    with zipfile.ZipFile(out) as ours, zipfile.ZipFile(stranger, "w") as theirs:
        for name in ours.namelist():
            data = ours.read(name)
            if name == "project.qde":
                data = re.sub(rb"<\?annotator .*?\?>", b"", data)
            theirs.writestr(name, data)
    items = list(read(stranger))
    assert not [item for item in items if isinstance(item, ReadFailure)]
    pieces = Counter(
        (item.annotator, item.text[start:end])
        for item in items
        if isinstance(item, ForeignDocument) and item.text is not None
        for span in item.spans
        for start, end in span.pieces
        if " " not in span.id  # the first code of a selection is its label
    )
    wanted = Counter[tuple[object, object]]()
    for (name, sha256, _label, segments, _quote, _said), number in before.items():
        assert isinstance(segments, tuple)
        for start, end in segments:
            wanted[name, texts[str(sha256)][start:end]] += number
    assert pieces == wanted
