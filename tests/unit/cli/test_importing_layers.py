"""``annotator import`` of other programs' layers."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from annotator.cli.group import cli
from annotator.project.project import Project
from tests.support.projects import new_project

TEXT = "Ada Reed said the port will close. Tolm Harbour denied it."
ROWS = (
    f'start,end,label,quote,text,coder\n0,8,PER,Ada Reed,"{TEXT}",Kim\n30,42,ORG,Tolm Harbour,"{TEXT}",Kim\n'
)


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    new_project(tmp_path / "p.annotator").close()
    (tmp_path / "spans.csv").write_text(ROWS)
    return tmp_path / "p.annotator", tmp_path / "spans.csv"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, ["import", *map(str, arguments)])


def test_what_would_come_is_said_and_nothing_written(files: tuple[Path, Path]) -> None:
    project, table = files
    before = hashlib.sha256(project.read_bytes()).hexdigest()
    done = run(project, table, "--dry-run", "--repair")
    assert done.exit_code == 0, done.output
    assert "nothing was written" in done.output
    assert "read as CSV of offsets" in done.output
    assert "label ORG: 1" in done.output
    assert "“Tolm Harbour” stands at 35–47, not at 30–42." in done.output
    assert hashlib.sha256(project.read_bytes()).hexdigest() == before


def test_without_repair_nothing_of_the_record_comes_and_it_is_offered(files: tuple[Path, Path]) -> None:
    project, table = files
    done = run(project, table)
    assert done.exit_code == 1
    assert "could be repaired, with --repair: 1" in done.output
    assert "imported: 1" in done.output
    assert "label" not in done.output.split("could be")[0]
    left = run(project, table, "--skip-misfits")
    assert left.exit_code == 0
    assert "left out: 1 annotation" in left.output


def test_a_mapping_is_written_edited_and_followed(files: tuple[Path, Path], tmp_path: Path) -> None:
    project, table = files
    names = tmp_path / "names.toml"
    assert run(project, table, "--write-mapping", names).exit_code == 0
    written = names.read_text("utf-8")
    assert '"PER" = "new: PER"  # 1' in written
    assert run(project, table, "--write-mapping", names).exit_code != 0  # never replaced
    names.write_text(written.replace('"new: PER"', '"actor"').replace('"new: ORG"', "false"), "utf-8")
    done = run(project, table, "--mapping", names)
    assert done.exit_code == 0, done.output
    assert "1 × label ORG: left out by the mapping." in done.output
    with Project.open(project) as opened:
        layer = opened.find_layer("Kim")
        assert [(each.label, each.quote) for each in opened.annotations(1, layer.id)] == [
            ("actor", "Ada Reed")
        ]


def test_a_mapping_for_articles_is_one_sentence(files: tuple[Path, Path], tmp_path: Path) -> None:
    names = tmp_path / "names.toml"
    names.write_text('[labels]\nPER = "actor"\n')
    (tmp_path / "a.txt").write_text("A text.")
    done = run(files[0], tmp_path / "a.txt", "--mapping", names)
    assert done.exit_code != 0
    assert "say with the format" in done.output
