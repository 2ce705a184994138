"""``annotator compare`` and ``annotator adjudicate``"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from annotator.cli.group import cli
from annotator.project.gold import settlements
from annotator.project.project import Project
from annotator.review.differences import KINDS
from tests.support.colleagues import make_blind, marks, says
from tests.support.projects import TEXT, new_project


@pytest.fixture
def path(tmp_path: Path) -> str:
    made = tmp_path / "team.annotator"
    with new_project(made, TEXT, "Kestria pays.", "Nobody has read this.") as project:
        for name, end in (("Kim", 42), ("Robin", 40), ("Alex", 42)):
            says(project, name, "claim", (17, end))
            says(project, name, "actor", (0, 9))
            says(project, name, "actor", (0, 7), article_id=2)
        says(project, "Kim", "cue", (10, 14))
        for name in ("Kim", "Robin", "Alex"):
            marks(project, name, "done")
            marks(project, name, "done", article_id=2)
    return str(made)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments)


def document(*arguments: str) -> dict[str, Any]:
    said = run(*arguments, "--json")
    assert said.exit_code == 0, said.stderr
    found: dict[str, Any] = json.loads(said.stdout)
    return found


def gold(path: str) -> set[tuple[int, str, int, int]]:
    with Project.open(path, read_only=True) as project:
        layer = project.find_layer("gold")
        found = [each for number in (1, 2) for each in project.annotations(number, layer.id)]
        return {(each.article_id, each.label, each.start, each.end) for each in found}


AGREED = {(1, "actor", 0, 9), (2, "actor", 0, 7)}


class TestCompare:
    def test_a_table_by_article(self, path: str) -> None:
        said = run("compare", path, "--layers", "Kim, Robin,Alex")
        assert said.exit_code == 0
        lines = said.stdout.splitlines()
        assert lines[:3] == [
            "Kim, Robin, Alex",
            "articles compared: 2",
            "  1 more on which fewer than two of them have worked",
        ]
        assert lines[4].split() == ["article", "agreed", "differ", *KINDS]
        figures = [line.split()[-8:] for line in lines[5:]]
        assert figures == [list("12101000"), list("10000000"), list("22101000")]
        assert len({len(line) for line in lines[4:]}) == 1

    def test_the_list_has_words_and_offsets(self, path: str) -> None:
        said = run("compare", path, "--layers", "Kim,Robin,Alex", "--list", "--articles", "1-2")
        assert said.stdout.split("\n\n")[-1].splitlines() == [
            "1: Article 1",
            "  10–14  cue “said”",
            "    missing: only in Kim",
            f"  17–42  claim “{TEXT[17:42]}”",
            "    boundary: Robin: end 2 characters earlier",
        ]

    def test_as_json(self, path: str) -> None:
        found = document("compare", path, "--layers", "Kim,Robin,Alex", "--list")
        assert found["articles"] == {"compared": 2, "not_compared": 1, "with_hidden_layers": 0}
        assert (found["agreed"], found["differing"], found["kinds"]["boundary"]) == (2, 2, 1)
        first, second = found["by_article"]
        assert second["differences"] == []
        cue, claim = first["differences"]
        assert cue["members"]["Robin"] is None
        assert (claim["start"], claim["end"], claim["kinds"]) == (17, 42, ["boundary"])
        assert claim["members"]["Robin"]["quote"] == TEXT[17:40]
        assert claim["details"][0]["layers"] == ["Robin"]
        assert "differences" not in document("compare", path, "--layers", "Kim,Robin")["by_article"][0]

    def test_what_is_hidden_is_not_told(self, path: str) -> None:
        with Project.open(path, "Sam") as project:
            make_blind(project)
        found = document("compare", path, "--layers", "Kim,Robin", "--list")
        assert found["articles"] == {"compared": 0, "not_compared": 3, "with_hidden_layers": 2}
        assert found["by_article"] == []
        said = run("compare", path, "--layers", "Kim,Robin", "--list").stdout
        assert "not all may be seen" in said
        assert "levy" not in said

    @pytest.mark.parametrize(
        ("arguments", "why"),
        [
            (["--layers", "Kim"], "at least two different layers"),
            (["--layers", "Kim,Kim"], "at least two different layers"),
            (["--layers", "Kim,Nobody"], "no layer “Nobody”"),
            (["--layers", "Kim,Robin", "--articles", "7"], "no article 7"),
            (["--layers", "Kim,Robin", "--articles", "x"], "“x” is no article"),
        ],
    )
    def test_a_mistake_is_a_sentence(self, path: str, arguments: list[str], why: str) -> None:
        said = run("compare", path, *arguments)
        assert (said.exit_code, said.stdout) == (1, "")
        assert why in said.stderr


class TestAdjudicate:
    def test_what_all_agree_on(self, path: str) -> None:
        said = run("adjudicate", path, "--layers", "Kim,Robin,Alex", "--rule", "agreed", "-o", "gold")
        assert said.exit_code == 0, said.stderr
        assert said.stdout.splitlines()[:4] == [
            "Kim, Robin, Alex by agreed",
            "articles: 2, of which 1 have nothing left open",
            "gold: 2 taken, 0 places found to be nothing",
            "left open: 2 places; settled before: 0",
        ]
        assert gold(path) == AGREED
        with Project.open(path, read_only=True) as project:
            assert project.stored_states(project.find_layer("gold").id) == {1: "in progress", 2: "done"}
        assert run("check", path).exit_code == 0

    def test_the_majority_and_then_nothing_is_left(self, path: str) -> None:
        settle = ("adjudicate", path, "--layers", "Kim,Robin,Alex", "--rule", "majority")
        found = document(*settle, "--why", "pilot")
        assert (found["taken"], found["nothing"], found["left_open"]) == (3, 1, 0)
        assert gold(path) == AGREED | {(1, "claim", 17, 42)}
        with Project.open(path, read_only=True) as project:
            assert {each.why for each in settlements(project, 1)} == {"pilot"}
            assert {each.created_by for each in settlements(project, 1)} == {"Robin"}
        found = document(*settle)
        assert (found["taken"], found["left_open"], found["settled_before"]) == (0, 0, 4)

    def test_ties_stay_open_unless_somebody_is_trusted(self, path: str) -> None:
        found = document("adjudicate", path, "--layers", "Kim,Robin", "--rule", "majority")
        assert found["left_open"] == 2
        assert [(each["start"], each["why"]) for each in found["by_article"][0]["left_open"]] == [
            (10, "no majority for a label: 1 cue, 1 nothing"),
            (17, "two boundaries are equally frequent"),
        ]
        assert gold(path) == AGREED
        run("adjudicate", path, "--layers", "Kim,Robin", "--rule", "majority", "--trust", "Robin")
        assert gold(path) == AGREED | {(1, "claim", 17, 40)}

    def test_a_dry_run_writes_nothing(self, path: str) -> None:
        before = Path(path).read_bytes()
        said = run("adjudicate", path, "--layers", "Kim,Robin,Alex", "--rule", "majority", "--dry-run")
        assert "gold: 3 taken, 1 place found to be nothing" in said.stdout
        assert "nothing is written" in said.stdout
        assert Path(path).read_bytes() == before

    def test_articles_that_somebody_is_not_done_with_are_left_and_named(self, path: str) -> None:
        with Project.open(path) as project:
            marks(project, "Alex", "in progress", article_id=2)
        said = run("adjudicate", path, "--layers", "Kim,Robin,Alex", "--rule", "agreed")
        assert (
            "left as they are: 1 article not marked as done by Alex; --all-states takes them too"
            in said.stdout
        )
        assert gold(path) == AGREED - {(2, "actor", 0, 7)}
        run("adjudicate", path, "--layers", "Kim,Robin,Alex", "--rule", "agreed", "--all-states")
        assert gold(path) == AGREED

    def test_what_is_hidden_is_left_as_it_is(self, path: str) -> None:
        with Project.open(path, "Sam") as project:
            make_blind(project)
            marks(project, "Sam", "done")
        said = run("adjudicate", path, "--layers", "Kim,Robin,Alex", "--rule", "agreed")
        assert "left as they are: 1 article of which you may not see all layers yet" in said.stdout
        assert gold(path) == {(1, "actor", 0, 9)}

    @pytest.mark.parametrize(
        ("arguments", "why"),
        [
            (["--layers", "Kim,Robin", "-o", "Kim"], "writes the gold layer and no other: give -o gold"),
            (["--layers", "Kim,gold"], "Gold is made out of the other layers"),
            (["--layers", "Kim,Robin", "--trust", "Alex"], "name it among them as well"),
        ],
    )
    def test_a_mistake_is_a_sentence(self, path: str, arguments: list[str], why: str) -> None:
        run("adjudicate", path, "--layers", "Kim,Robin,Alex", "--rule", "agreed")
        said = run("adjudicate", path, "--rule", "agreed", *arguments)
        assert (said.exit_code, said.stdout) == (1, "")
        assert why in said.stderr
