from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotator.project.operations import annotations, articles, decisions
from annotator.project.project import Project
from tests.support.projects import suggested_project
from tests.unit.cli.test_commands import run


@pytest.fixture
def press(tmp_path: Path) -> Path:
    path = tmp_path / "press.annotator"
    with suggested_project(path) as project:
        actor, _cue, _claim, harbour = project.sheet(1).suggestions
        decisions.accept(project, [actor.id])
        decisions.reject(project, [harbour.id])
        annotations.add(project, article_id=1, label="claim", segments=[(20, 42)])
        articles.set_state(project, 1, "done")
    return path


def test_prints_a_table_and_says_what_is_undefined(press: Path) -> None:
    said = run("evaluate", press, "--against", "Robin")
    assert (said.exit_code, said.stderr) == (0, "")
    lines = said.stdout.splitlines()
    assert lines[:2] == [
        "small 1 against Robin",
        "articles: 1 of 1 (covered by small 1 and marked as done by Robin)",
    ]
    rows = {line.split("  ")[1]: line.split() for line in lines if line.startswith("  ")}
    assert rows["actor"][1:] == ["0.50", "1.00", "0.67", "0.50", "1.00", "0.67", "1", "1", "0"]
    assert rows["claim"][1:] == ["0.00", "0.00", "0.00", "1.00", "1.00", "1.00", "1", "0", "0"]
    assert rows["cue"][1:4] == ["0.00", "–", "0.00"]
    assert "undefined, because Robin has no: cue, speaker link, cue link, claim · kind" in lines
    assert any(line.split() == ["0.9–1.0", "1", "0", "0", "1.00", "0.21–1.00"] for line in lines)
    head = next(line for line in lines if line.endswith("only 2nd"))
    cells = [line for line in lines if line.startswith(("  actor ", "  claim ", "  all "))]
    assert {len(line) for line in cells} == {len(head)}, "the columns are aligned"


def test_one_document(press: Path) -> None:
    told = json.loads(run("evaluate", press, "--against", "Robin", "--json").stdout)
    assert told["layer"] == {"name": "small 1", "kind": "model"}
    assert told["exact"]["labels"]["actor"]["f1"] == pytest.approx(0.6667)
    assert told["by_article"][0]["overlapping"]["labels"]["claim"]["tp"] == 1
    assert told["reliability"]["decisions"] == 2


def test_presets_scores_labels(press: Path) -> None:
    cautious = json.loads(
        run("evaluate", press, "--against", "Robin", "--preset", "cautious", "--json").stdout
    )
    assert cautious["least_score"] == 0.7
    assert cautious["exact"]["labels"]["actor"]["fp"] == 0
    own = json.loads(run("evaluate", press, "--against", "Robin", "--least-score", "0.85", "--json").stdout)
    assert own["overlapping"]["labels"]["claim"]["tp"] == 0
    only = json.loads(run("evaluate", press, "--against", "Robin", "--label", "cue", "--json").stdout)
    assert list(only["exact"]["labels"]) == ["cue"]


@pytest.mark.parametrize(
    ("options", "code", "sentence"),
    [
        ((), 1, "Say against whom with --against; the layers of this project are: “small 1”, “Robin”."),
        (("--against", "Kim"), 1, "There is no layer “Kim”"),
        (("--against", "Robin", "--label", "frame"), 1, "frame"),
        (("--against", "Robin", "--preset", "broad", "--least-score", "0.5"), 2, "either"),
        (("--against", "Robin", "--article", "9"), 1, "no article 9"),
    ],
)
def test_says_what_is_wrong(press: Path, options: tuple[str, ...], code: int, sentence: str) -> None:
    said = run("evaluate", press, *options)
    assert said.exit_code == code
    assert sentence in said.stderr


def test_without_a_common_article_it_is_undefined(press: Path) -> None:
    with Project.open(press, annotator="Kim") as project:
        articles.set_state(project, 1, "in doubt")
        articles.set_state(project, 1, "to do")
    said = run("evaluate", press, "--against", "Kim")
    assert "undefined: there is no article on which both small 1 and Kim have worked" in said.stdout
