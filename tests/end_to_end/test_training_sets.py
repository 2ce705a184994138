"""Training sets by command: divided, written, and imported into another project."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from annotator.cli.group import cli
from annotator.exchange.docbin.packed import documents
from annotator.project.operations import annotations, links
from annotator.project.project import Project
from tests.support.projects import new_project


def run(*arguments: str | Path) -> str:
    done = CliRunner().invoke(cli, [str(argument) for argument in arguments])
    assert done.exit_code == 0, done.output
    return done.output


def press(path: Path) -> Path:
    """Ten articles that are no copies of each other, with overlapping annotations and a link each."""
    nouns = [
        "bridge",
        "levy",
        "harbour",
        "school",
        "orchard",
        "museum",
        "tunnel",
        "market",
        "river",
        "council",
    ]
    texts = [
        f"Mira Sand said the {noun} of {other} is safe. "
        + f"Nobody asked about any {noun}, {number} times. " * 3
        for number, (noun, other) in enumerate(zip(nouns, reversed(nouns), strict=True))
    ]
    with new_project(path, *texts) as project:
        for number, text in enumerate(texts, 1):
            claim = annotations.add(
                project, article_id=number, label="claim", segments=[(0, text.index("."))]
            )
            actor = annotations.add(project, article_id=number, label="actor", segments=[(0, 9)])
            annotations.add(project, article_id=number, label="cue", segments=[(1, 3)])
            links.add(project, label="speaker", head_id=claim.id, child_id=actor.id)
    return path


@pytest.mark.parametrize(("format", "files"), [("spacy", "spacy"), ("hf", "jsonl")])
def test_a_divided_set_comes_back_as_one_layer(format: str, files: str, tmp_path: Path) -> None:
    path, folder = press(tmp_path / "press.annotator"), tmp_path / "set"
    said = run("export", path, "-o", folder, "--format", format, "--split", "60/20/20")
    assert "10 annotations that overlap" in said
    assert "10 annotations that begin or end within a token" in said
    assert len(list(folder.glob(f"*.{files}"))) == 3
    if format == "spacy":
        held = [sum(1 for _ in documents(folder / f"{part}.spacy")) for part in ("train", "dev", "test")]
        assert sum(held) == 10
        assert 'dev = "dev.spacy"' in (folder / "config.cfg").read_text("utf-8")
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    assert {f"train.{files}", "data-card.md"} <= {file["path"] for file in manifest["files"]}
    other = tmp_path / "other.annotator"
    new_project(other, annotator="Kim").close()
    run("import", other, folder, "--format", format)
    with Project.open(path) as one, Project.open(other) as two:
        there, here = (
            {
                (project.article(number).sha256, *annotation.key)
                for number in project.article_ids()
                for annotation in project.annotations(number, project.find_layer("Robin").id)
            }
            for project in (one, two)
        )
    assert there == here
    assert len(there) == 30


def test_columns_come_back_by_command(tmp_path: Path) -> None:
    path, file = press(tmp_path / "press.annotator"), tmp_path / "set.conll"
    said = run("export", path, "-o", file, "--format", "conll2003", "--set", "unaligned=widen")
    assert "10 links: no place in this format." in said
    other = tmp_path / "other.annotator"
    new_project(other, annotator="Kim").close()
    run("import", other, file, "--format", "conll2003", "--annotator", "Kim")
    with Project.open(other) as project:
        assert len(project.article_ids()) == 10
        found = {a.quote for a in project.annotations(1, project.find_layer("Kim").id)}
    assert found == {"Mira Sand said the bridge of council is safe"}


@pytest.mark.parametrize(
    ("format", "shown"),
    [
        ("spacy", "doc.spans['sc']"),
        ("hf", '"ner_tags": ['),
        ("conll2003", "Mira -X- O B-claim"),
        ("parquet", "text: 'Mira Sand"),
    ],
)
def test_the_first_record_is_shown_beforehand(format: str, shown: str, tmp_path: Path) -> None:
    path = press(tmp_path / "press.annotator")
    assert shown in run("export", path, "-o", tmp_path / "set", "--format", format, "--dry-run")
    assert not (tmp_path / "set").exists()
