from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from annotator.cli.group import cli
from annotator.project.operations import articles
from annotator.project.project import Project
from annotator.project.team import assignments_by_article
from tests.support.projects import new_project


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "press.annotator"
    new_project(made, *(f"Article {number}." for number in range(1, 11))).close()
    return made


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(each) for each in arguments])


def told(*arguments: object) -> Any:
    said = run(*arguments, "--json")
    assert said.exit_code == 0, said.output
    return json.loads(said.stdout)


def there(path: Path) -> dict[int, frozenset[str]]:
    with Project.open(path, read_only=True) as project:
        return assignments_by_article(project)


def test_an_overlap_is_assigned_as_the_dry_run_says(path: Path) -> None:
    call = ("assign", path, "--annotators", "Robin, Kim,Alex", "--overlap", 20)
    before = told(*call, "--dry-run")
    assert there(path) == {}
    assert (before["new"], before["read_by_several"], before["readers"]) == (14, 2, 3)
    assert told(*call)["assignments"] == before["assignments"]
    assert sorted(map(len, there(path).values())) == [1] * 8 + [3] * 2
    assert told(*call)["new"] == 0


def test_it_says_who_gets_how_many(path: Path) -> None:
    said = run("assign", path, "--annotators", "Robin,Kim", "--share", "--seed", 7)
    assert "10 articles, of which 0 are read by two or more\n  Robin: 5 articles (" in said.output
    assert "10 new assignments, 0 taken away (seed 7)" in said.output


def test_some_articles_are_assigned_to_all_and_taken_away(path: Path) -> None:
    run("assign", path, "--annotators", "Robin,Kim", "--all", "--articles", "1-3, 5")
    assert set(there(path)) == {1, 2, 3, 5}
    call = ("assign", path, "--annotators", "Kim", "--take-away", "--articles", "1-2")
    assert "2 assignments would be taken away" in run(*call, "--dry-run").output
    assert told(*call)["taken_away"] == 2
    assert [number for number, names in there(path).items() if "Kim" in names] == [3, 5]


def test_what_is_new_is_assigned_and_the_rest_stays(path: Path) -> None:
    run("assign", path, "--annotators", "Robin,Kim", "--share", "--articles", "1-6")
    before = there(path)
    assert (
        told("assign", path, "--annotators", "Robin,Alex", "--share", "--articles", "unassigned")["new"] == 4
    )
    assert {number: names for number, names in there(path).items() if number <= 6} == before
    assert sum("Alex" in names for names in there(path).values()) == 2


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        ([], 2, "Give one of"),
        (["--all", "--share"], 2, "Give one of"),
        (["--share", "--readers", "2"], 2, "--readers goes with"),
        (["--share", "--articles", "1-x"], 1, "“1-x” is no article"),
        (["--share", "--articles", "99"], 1, "no article 99"),
        (["--overlap", "20", "--readers", "5"], 1, "5 people can't"),
    ],
)
def test_a_wrong_wish_is_said(path: Path, options: list[str], code: int, said: str) -> None:
    result = run("assign", path, "--annotators", "Robin,Kim", *options)
    assert (result.exit_code, said in result.output) == (code, True), result.output
    assert there(path) == {}


def test_blind_is_switched_and_told(path: Path) -> None:
    assert told("blind", path) == {"project": str(path), "blind": False, "supervisors": []}
    said = run("blind", path, "on", "--supervisors", "Kim")
    assert "is blind" in said.output
    assert "Kim may see everything and alone change this" in said.output
    refused = run("blind", path, "off")
    assert (refused.exit_code, "Only Kim may change this" in refused.output) == (1, True)
    assert told("blind", path)["blind"] is True
    assert told("blind", path, "off", "--supervisors", "", "--annotator", "Kim")["supervisors"] == []
    assert "not blind: everybody sees every layer." in run("blind", path).output


def test_info_says_who_is_how_far(path: Path) -> None:
    assert "progress of" not in run("info", path).output
    run("assign", path, "--annotators", "Robin,Kim", "--overlap", 20)
    with Project.open(path) as project:
        articles.set_state(project, next(iter(there(path))), "done")
    said = run("info", path).output
    assert "progress of Kim: 6 assigned; to do 6, in progress 0, done 0, in doubt 0; 0 annotations\n" in said
    assert "progress of Robin: 6 assigned; " in said
    facts = told("info", path)
    assert [each["annotator"] for each in facts["team"]] == ["Kim", "Robin"]
    assert sum(len(article["assigned"]) for article in facts["articles"]) == 12
    assert (facts["blind"], facts["supervisors"]) == (False, [])
