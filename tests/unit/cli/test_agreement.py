from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotator.project.operations import articles
from annotator.project.project import Project
from tests.support.layers import Mark, project_of
from tests.unit.cli.test_commands import run

TEXT = "Mira Sand said that the levy will fail, but Tolm Harbour denied it."
KIM: list[Mark] = [("actor", [(0, 9)], {"kind": "person"}), ("claim", [(15, 38)]), ("cue", [(10, 14)])]
NOOR: list[Mark] = [("actor", [(0, 9)], {"kind": "group"}), ("claim", [(20, 38)]), ("actor", [(44, 56)])]


@pytest.fixture
def press(tmp_path: Path) -> Path:
    layers = {"Kim": {1: KIM, 2: KIM, 3: KIM}, "Noor": {1: NOOR, 2: KIM}, "Sam": {2: NOOR, 3: KIM}}
    texts = [TEXT, f"{TEXT} Again.", f"{TEXT} Once more.", "Nobody read this."]
    with project_of(tmp_path / "press.annotator", texts, layers):
        pass
    return tmp_path / "press.annotator"


def rows(said: str) -> dict[str, list[str]]:
    return {line[2:].split("  ")[0]: line.split()[1:] for line in said.splitlines() if line.startswith("  ")}


def test_prints_tables_and_says_what_is_undefined(press: Path) -> None:
    said = run("agreement", press)
    assert (said.exit_code, said.stderr) == (0, "")
    lines = said.stdout.splitlines()
    assert lines[:2] == [
        "agreement of Kim, Noor, Sam",
        "articles: 3 of 4 on which two or more have worked (begun)",
    ]
    found = rows(said.stdout)
    assert found["Kim – Sam"][2:4] == ["2", "0.89"], "two articles, and percent"
    assert found["claim"][1] != found["claim"][2], "the claims overlap more than they are equal"
    head = next(line for line in lines if line.startswith("label  "))
    measures = "percent  F1 exact  F1 overlap  Cohen κ  Fleiss κ  α  αU"
    assert head.split()[1:] == measures.split()
    below = lines[lines.index(next(line for line in lines if line.startswith("  all labels"))) + 1]
    assert below.count("–") >= 6, "the intervals"
    assert any(line.startswith("undefined, because none of the layers has any: sentiment") for line in lines)


def test_one_document(press: Path) -> None:
    told = json.loads(run("agreement", press, "--layers", "Kim, Noor", "--json").stdout)
    assert [layer["name"] for layer in told["layers"]] == ["Kim", "Noor"]
    assert told["articles"] == {"in_all": 4, "counted": 2, "hidden": 0}
    claim = told["all"]["labels"]["claim"]
    assert claim["f1_exact"]["value"] == 0.5
    assert claim["f1_overlapping"] == {
        "value": 1.0, "low": 1.0, "high": 1.0, "units": 4, "unit": "annotations",
    }  # fmt: skip
    assert told["all"]["attributes"]["actor"]["kind"]["percent"]["value"] == 0.5
    assert "no order" in told["all"]["attributes"]["actor"]["kind"]["weighted_kappa"]["undefined"]
    assert told["pairs"][0]["layers"] == ["Kim", "Noor"]
    assert told["pairs"][0]["articles"] == [1, 2]
    assert [each["id"] for each in told["by_article"]] == [1, 2]
    assert told["by_article"][1]["all_labels"]["alpha"]["value"] == 1
    labels = told["all"]["confusion"]["labels"]
    assert labels == ["actor", "claim", "cue", None]
    assert told["all"]["confusion"]["counts"][0] == [2, 0, 0, 1], "two actors in both, one beside nothing"


def test_one_label_some_articles(press: Path) -> None:
    said = run("agreement", press, "--label", "claim", "--articles", "2,3")
    assert said.exit_code == 0
    assert "articles: 2 of 2 " in said.stdout
    assert "  actor " not in said.stdout.split("label beside label")[0]
    assert "pair, claim" in said.stdout


def test_only_what_is_done_counts(press: Path) -> None:
    with Project.open(press, "Kim") as project:
        articles.set_state(project, 1, "done")
    assert "articles: 1 of 4" in run("agreement", press, "--layers", "Kim,Noor").stdout
    assert "articles: 2 of 4" in run("agreement", press, "--layers", "Kim,Noor", "--all-states").stdout


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--layers", "Kim"), "two or more"),
        (("--layers", "Kim,Kim"), "named twice"),
        (("--layers", "Kim,Nobody"), "no layer “Nobody”"),
        (("--label", "frame"), "no label “frame”"),
        (("--articles", "77"), "no article 77"),
    ],
)
def test_mistakes_are_one_sentence(press: Path, arguments: tuple[str, ...], sentence: str) -> None:
    said = run("agreement", press, *arguments)
    assert (said.exit_code, said.stdout) == (1, "")
    assert sentence in said.stderr
    assert said.stderr.count("\n") == 1


def test_nothing_in_common(press: Path) -> None:
    said = run("agreement", press, "--layers", "Noor,Sam", "--articles", "1,3")
    assert said.stdout.splitlines()[-1] == (
        "undefined, because there is no article on which two of the layers have worked"
    )


def test_one_person_alone(tmp_path: Path) -> None:
    with project_of(tmp_path / "p.annotator", [TEXT], {"Kim": {1: KIM}}):
        pass
    said = run("agreement", tmp_path / "p.annotator")
    assert said.exit_code == 1
    assert "--layers" in said.stderr
