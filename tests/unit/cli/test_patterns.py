"""``annotator patterns``: from a file to hits, suggestions, and an annotation."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from annotator.cli.group import cli
from annotator.project.operations import decisions
from annotator.project.project import Project
from tests.support.projects import new_project

TEXTS = (
    "The harbour board said that the levy will fail.",
    "Nobody asked the HARBOUR BOARD about harbour boards.",
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    new_project(tmp_path / "press.annotator", *TEXTS).close()
    return tmp_path / "press.annotator"


def run(path: Path, *words: str) -> Result:
    result = CliRunner().invoke(cli, ["patterns", str(path), *words])
    assert not isinstance(result.exception, Exception) or isinstance(result.exception, SystemExit), result
    return result


def bodies(path: Path, file: str = "bodies.csv") -> Path:
    made = path.parent / file
    made.write_text("phrase;tag;kind;actor\nharbour board;actor;Organisation;Port Board\n;;;\n", "utf-8")
    return made


def test_from_a_file_to_an_accepted_suggestion(path: Path) -> None:
    result = run(path, "import", str(bodies(path)))
    assert result.exit_code == 0
    assert "bodies.csv: added 1, changed 0, already there 0\nactors made: 1\nfailed: 0" in result.output
    shown = run(path, "test")
    assert "The [harbour board] said that the levy" in shown.output
    assert "harbour board: 2 hits in 2 articles" in shown.output
    assert CliRunner().invoke(cli, ["preannotate", str(path)]).exit_code == 0
    with Project.open(path) as project:
        (found,) = [a for a in project.sheet(1).suggestions if a.label == "actor"]
        assert (found.quote, found.reason) == (
            "harbour board",
            "pattern “harbour board” from bodies.csv",
        )
        (made,) = decisions.accept(project, [found.id])
        actor = project.actor(made.actor_id or "")
        assert actor is not None
        assert (actor.name, made.attributes) == ("Port Board", {"kind": "organisation"})


def test_bad_rows_are_told_and_the_exit_code_says_so(path: Path) -> None:
    file = path.parent / "list.csv"
    file.write_text("pattern,label\nlevy,nonsense\nharbour board,actor\n", "utf-8")
    result = run(path, "import", str(file))
    assert result.exit_code == 1
    assert "added 1" in result.output
    assert "line 2: The codebook has no label “nonsense”" in result.output


def test_a_plain_list_takes_the_label_of_the_call(path: Path) -> None:
    file = path.parent / "names.txt"
    file.write_text("harbour board\nlevy\nlevy\n", "utf-8")
    assert "added 2, changed 0, already there 1" in run(path, "import", str(file), "--label", "actor").output


def test_a_pattern_is_tried_without_being_kept(path: Path) -> None:
    result = run(path, "test", "--pattern", "~harbour board", "--counts")
    assert result.output == "~harbour board: 3 hits in 2 articles\n"
    assert run(path, "test", "--pattern", "harbour", "--article", "1", "--counts").output.startswith(
        "harbour: 1 hit in 1 article"
    )
    assert run(path, "list").output == "0 patterns\n"


def test_what_can_be_exported_comes_back(path: Path, tmp_path: Path) -> None:
    run(path, "import", str(bodies(path)))
    for name in ("out.csv", "out.jsonl"):
        assert run(path, "export", "-o", str(tmp_path / name)).output.startswith("Wrote 1 pattern to")
        assert "already there 1" in run(path, "import", str(tmp_path / name)).output


def test_patterns_are_switched_and_removed_by_text_id_or_file(path: Path) -> None:
    run(path, "import", str(bodies(path)))
    assert run(path, "off", "harbour board").output == "off: 1 pattern\n"
    (listed,) = json.loads(run(path, "list", "--json").output)
    assert listed["off"] is True
    assert "off)" in run(path, "list").output
    run(path, "on", listed["id"][:8])
    assert json.loads(run(path, "list", "--json").output)[0]["off"] is False
    assert run(path, "remove", "--from", "bodies.csv").output == "removed: 1 pattern\n"
    assert run(path, "remove").exit_code == 1
    assert run(path, "remove", "nonsense").exit_code == 1
