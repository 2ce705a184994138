"""A blind project says nothing of a colleague's secret words, whatever command one calls."""

from __future__ import annotations

import json
import zipfile
import zlib
from pathlib import Path

import pandas
import pytest
from click.testing import CliRunner

from annotator.cli.group import cli
from annotator.exchange.export import FORMATS, chosen_layers, export
from annotator.project.operations import articles, blindness
from annotator.project.project import Project
from tests.support.blind import OPEN, SECRET, blind_project

CALLS = (
    ("info",),
    ("info", "--json"),
    ("check",),
    ("evaluate", "--layer", "Kim", "--against", "Robin", "--all-states"),
    ("evaluate", "--layer", "Kim", "--against", "Robin", "--all-states", "--json"),
    ("evaluate", "--layer", "model", "--against", "Kim", "--all-states", "--json"),
    ("compare", "--layers", "Kim,Robin", "--list"),
    ("compare", "--layers", "Kim,Robin,model", "--list", "--json"),
    ("adjudicate", "--layers", "Kim,Robin", "--rule", "majority", "--dry-run", "--json", "--all-states"),
    ("agreement", "--layers", "Kim,Robin,model", "--all-states"),
    ("agreement", "--layers", "Kim,Robin", "--all-states", "--json"),
    ("share", "-o", "shared", "--annotator", "Kim"),
    ("report", "-o", "report.html"),
    ("train", "--layer", "Kim", "--needs"),
    ("blind",),
    ("assign", "--annotators", "Robin,Kim", "--share", "--dry-run"),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with blind_project(tmp_path / "press.annotator") as project:
        return project.path


def secrets(path: Path, annotator: str = "Kim") -> set[str]:
    """The secret word, and the ids of what Kim has on the first article."""
    with Project.open(path, read_only=True) as project:
        layer = project.find_layer(annotator).id
        found = [*project.annotations(1, layer), *project.links(1, layer), *project.decisions(1, layer)]
        return {SECRET, *(each.id for each in found)}


def said(path: Path, *call: str) -> str:
    name, *rest = call
    result = CliRunner().invoke(cli, [name, str(path), *rest])
    assert result.exit_code in (0, 1), result.output
    return result.output


@pytest.mark.parametrize("call", CALLS, ids=" ".join)
def test_no_command_tells(path: Path, call: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(path.parent)
    told = said(path, *call)
    written = [each for each in path.parent.iterdir() if not each.name.startswith(path.name)]
    assert not [secret for secret in secrets(path) if secret in told]
    for each in written:
        contents = [each.read_bytes()]
        if zipfile.is_zipfile(each):
            with zipfile.ZipFile(each) as archive:
                contents += [archive.read(name) for name in archive.namelist()]
        assert not [s for s in secrets(path) for content in contents if s.encode() in content], each


def test_gold_that_was_made_of_hidden_layers_does_not_tell_either(path: Path) -> None:
    call = ("adjudicate", "--layers", "Kim,Robin", "--rule", "agreed", "--trust", "Kim", "--all-states")
    assert "1 article of which you may not see all layers yet" in said(path, *call)
    with Project.open(path, "Kim") as project:  # who is done with both
        assert project.find_layer("gold")
    said(path, *call)
    with Project.open(path, "Robin") as project:
        ids = [each.id for each in project.annotations(1, project.find_layer("gold").id)]
    assert ids
    out = path.with_name("out.jsonl")
    told = said(path, "export", "-o", str(out), "--layer", "gold") + said(path, "info", "--json")
    assert not [key for key in ids if key in told + out.read_text("utf-8")]
    assert "What gold said on 2 articles" in told


WITHOUT_NOTES = ("conll2003", "graphml", "gexf")
"""Formats in which Kim's open word, a note, has no place."""


def readable(file: Path) -> str:
    """All that stands in a file, also where it is packed."""
    if file.suffix == ".parquet":
        return str(pandas.read_parquet(file).to_csv())
    data = file.read_bytes()
    if zipfile.is_zipfile(file):
        with zipfile.ZipFile(file) as archive:
            data = b"".join(map(archive.read, archive.namelist()))
    elif file.suffix == ".spacy":
        data = zlib.decompress(data)
    return data.decode("utf-8", "replace")


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("options", [(), ("--with-suggestions",)])
def test_no_export_tells_and_the_report_counts_what_is_left_out(
    path: Path, format_: str, options: tuple[str, ...]
) -> None:
    out = path.with_name("out")
    call = ("export", "-o", str(out), "--format", format_, "--layer", "Kim", "--layer", "Robin")
    told = said(path, *call, *options)
    files = [out] if out.is_file() else [each for each in out.rglob("*") if each.is_file()]
    written = "".join(map(readable, files))
    assert not [secret for secret in secrets(path) if secret in told + written]
    assert OPEN in written or format_ in WITHOUT_NOTES
    assert "What Kim said on 2 articles: the project is blind" in told
    assert "rejected suggestions" not in told


def test_each_record_of_an_export_is_what_it_was_without_the_hidden_ones(path: Path) -> None:
    out = path.with_name("out.jsonl")

    def records() -> list[dict[str, object]]:
        with Project.open(path) as project:
            report = export(project, out, chosen_layers(project, ["Kim", "Robin"]))
        lines = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
        assert report.records == len(lines)
        return lines

    blind = records()
    with Project.open(path) as project:
        blindness.switch(project, False)
    every = records()
    assert [each["_annotator_id"] for each in every] == ["Kim", "Robin"] * 3
    assert blind == [every[number] for number in (1, 2, 3, 5)]  # without Kim on the first and the third


def test_everything_is_told_once_ones_own_is_done(path: Path) -> None:
    with Project.open(path) as project:
        articles.set_state(project, 1, "done")
    out = path.with_name("out.jsonl")
    told = said(path, "export", "-o", str(out), "--layer", "Kim")
    assert SECRET in out.read_text("utf-8")
    assert "on 1 article: the project is blind, and you have not marked it as done" in told
