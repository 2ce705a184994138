"""A real corpus of brat files through the command, and that every quote is what the files say."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from annotator.cli.group import cli
from annotator.model.article import text_sha256
from annotator.model.layer import Layer
from annotator.project.project import Project
from tests.support.projects import new_project
from tests.support.shared import shared

SIX = ["4b22", "4e07", "5fec", "6b86", "d473", "ef2d"]


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def contents(project: Project) -> dict[str, dict[str, Counter[str]]]:
    """By layer and article: what is said, with the words in the order of the article."""
    found: dict[str, dict[str, Counter[str]]] = {}
    for layer in project.layers():
        for number in project.article_ids():
            said = Counter(f"{a.label} {a.quote}" for a in project.annotations(number, layer.id))
            if said:
                found.setdefault(layer.annotator, {})[project.article(number).sha256] = said
    return found


@pytest.mark.slow
def test_six_annotators_by_one_command_or_by_six(tmp_path: Path) -> None:
    folder = shared("corpora", "polnear", "annotator-training")
    one, six = tmp_path / "one.annotator", tmp_path / "six.annotator"
    for path in (one, six):
        new_project(path).close()
    said = run("import", one, folder, "--format", "brat")
    assert said.exit_code == 0, said.output
    assert "layers: 24 (1305 annotations, 967 links)" in said.output
    for name in SIX:
        assert run("import", six, folder, "--format", "brat", "--annotator", name).exit_code == 0
    again = run("import", one, folder, "--format", "brat")
    assert "layers: 0 (0 annotations, 0 links), already there: 24" in again.output
    with Project.open(one) as first, Project.open(six) as second:
        assert sorted(contents(first)) == SIX
        assert contents(first) == contents(second)
    assert run("check", one).exit_code == 0


@pytest.mark.slow
@pytest.mark.parametrize("part", ["annotator-training", "dev"])
def test_every_quote_is_what_the_file_says(tmp_path: Path, part: str) -> None:
    folder = shared("corpora", "polnear", part)
    project = tmp_path / "p.annotator"
    new_project(project).close()
    assert run("import", project, folder, "--format", "brat").exit_code == 0
    with Project.open(project) as opened:
        layers = {layer.annotator: layer for layer in opened.layers()}
        compared = 0
        for ann in sorted(folder.glob("attributions/*.ann")):
            stem, _, annotator = ann.stem.rpartition("_")
            text = (folder / "text" / f"{stem}.txt").read_bytes().decode()
            compared += compare(opened, layers[annotator], text, ann.read_bytes().decode())
        assert compared == {"annotator-training": 1305, "dev": 9095}[part]


def compare(project: Project, layer: Layer, text: str, content: str) -> int:
    """That the annotations say of their words what the lines do, read here in the plainest way."""
    number = project.article_by_hash(text_sha256(text))
    assert number is not None
    there = Counter(
        (a.label.lower(), a.segments, " ".join(text[start:end] for start, end in a.segments))
        for a in project.annotations(number, layer.id)
    )
    wanted: Counter[object] = Counter()
    for label, places, said in re.findall(r"^T\d+\t(\S+) ([\d ;]+)\t(.*)$", content, re.MULTILINE):
        pieces = [tuple(map(int, piece.split())) for piece in places.split(";")]
        assert " ".join(text[start:end] for start, end in pieces).replace("\n", " ") == said
        ordered = sorted(pieces)
        joined = [ordered[0]]
        for start, end in ordered[1:]:
            if start == joined[-1][1]:
                joined[-1] = (joined[-1][0], end)
            else:
                joined.append((start, end))
        words = " ".join(text[start:end] for start, end in joined)
        wanted[label.lower(), tuple(joined), words] += 1
    assert there == wanted
    return wanted.total()


def test_one_sentence_where_nothing_says_whose_they_are(tmp_path: Path) -> None:
    folder, project = tmp_path / "in", tmp_path / "p.annotator"
    folder.mkdir()
    (folder / "a.txt").write_text("Mira Sand said so.\n", "utf-8")
    (folder / "a.ann").write_text("T1\tSource 0 9\tMira Sand\n", "utf-8")
    new_project(project).close()
    said = run("import", project, folder, "--format", "brat")
    assert said.exit_code == 1
    assert "name the annotator" in said.output
    done = run("import", project, folder, "--format", "brat", "--annotator", "Kim")
    assert done.exit_code == 0
    assert "layers: 1 (1 annotation, 0 links)" in done.output
    assert "new label Source" in done.output
    (folder / "a.ann").write_text("T1\tSource 1 10\tMira Sand\n", "utf-8")
    shutil.copy(folder / "a.ann", folder / "a_robin.ann")
    refused = run("import", project, folder, "--format", "brat", "--annotator", "robin")
    assert refused.exit_code == 1
    assert "a_robin.ann, line 1: T1 says “Mira Sand”, but at 1–10 stands “ira Sand ”." in refused.output
