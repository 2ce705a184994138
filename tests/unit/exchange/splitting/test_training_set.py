"""A divided export, as it lies in its folder."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner

from annotator.cli.group import cli
from annotator.exchange.splitting.card import CARD
from annotator.model.article import IncomingArticle, Metadata
from annotator.model.codebook_toml import parse_codebook
from annotator.project.operations import annotations, articles
from annotator.project.project import Project
from tests.support.projects import default_codebook
from tests.unit.exchange.splitting.test_copies import prose

COUNT = 30


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("split") / "press.annotator", range(1, COUNT + 1))


def made(path: Path, order: Sequence[int]) -> Path:
    """Thirty articles; those with an even number up to 10 hold the same agency text."""
    wire = prose(1_000, 150)
    with Project.create(path, default_codebook(), "Robin") as project:
        with project.transact("Import", undoable=False):
            for n in order:
                text = f"{prose(n, 60)} {wire}" if n <= 10 and n % 2 == 0 else prose(n, 200)
                metadata = Metadata(
                    title=f"Number {n}",
                    source="Kelsk | Post" if n % 2 else "Tolm News",
                    published=f"2026-03-{n:02}",
                )
                articles.add(project, IncomingArticle(text, metadata))
        for article, n in enumerate(order, 1):
            annotations.add(project, article_id=article, label="actor", segments=[(0, 4)])
            if n % 5 == 0:
                annotations.add(project, article_id=article, label="claim", segments=[(5, 9)])
    return path


def run(*arguments: object) -> str:
    result = CliRunner().invoke(cli, [str(each) for each in arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


def division(folder: Path) -> dict[int, tuple[str, str, str]]:
    with (folder / "parts.csv").open(newline="", encoding="utf-8") as file:
        return {
            int(row["article_id"]): (row["part"], row["group"], row["sha256"]) for row in csv.DictReader(file)
        }


def test_parts_copies_card_and_manifest(press: Path, tmp_path: Path) -> None:
    folder = tmp_path / "set"
    said = run("export", press, "-o", folder, "--split", "60/20/20", "--seed", 4, "--licence", "CC BY 4.0")
    assert "annotations: 36 in, 36 out" in said
    parts = division(folder)
    found = {
        record["id"]: part
        for part in ("train", "dev", "test")
        for record in map(json.loads, (folder / f"{part}.jsonl").read_text("utf-8").splitlines())
    }
    assert found == {number: part for number, (part, _, _) in parts.items()}
    assert set(found.values()) == {"train", "dev", "test"}
    copies = {parts[n][:2] for n in (2, 4, 6, 8, 10)}
    assert len(copies) == 1
    card = (folder / CARD).read_text("utf-8")
    for piece in (
        "Kelsk \\| Post",
        "60/20/20",
        "seed 4",
        "CC BY 4.0",
        "1 such groups, with 5 articles",
        "actor",
    ):
        assert piece in card
    assert parse_codebook((folder / "codebook.toml").read_text("utf-8")) == default_codebook()
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    listed = {each["path"]: each["sha256"] for each in manifest["files"]}
    there = {file.name for file in folder.iterdir()} - {"manifest.json", ".annotator-export"}
    assert listed.keys() == there
    for name, digest in listed.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest


def test_the_same_seed_divides_alike_and_another_does_not(press: Path, tmp_path: Path) -> None:
    once, again, other = (tmp_path / name for name in ("a", "b", "c"))
    for folder, seed in ((once, 1), (again, 1), (other, 2)):
        run("export", press, "-o", folder, "--split", "50/50", "--seed", seed)
    assert division(once) == division(again)
    assert {sha: part for part, _, sha in division(once).values()} != {
        sha: part for part, _, sha in division(other).values()
    }


def test_the_same_articles_in_another_order_are_divided_alike(press: Path, tmp_path: Path) -> None:
    other = made(
        tmp_path / "other.annotator", [*range(COUNT, 0, -3), *range(COUNT - 2, 0, -3), *range(29, 0, -3)]
    )
    once, again = tmp_path / "a", tmp_path / "b"
    for project, folder in ((press, once), (other, again)):
        run("export", project, "-o", folder, "--split", "60/20/20", "--seed", 3)
    parts = [{sha: part for part, _, sha in division(folder).values()} for folder in (once, again)]
    assert len(parts[0]) == COUNT
    assert parts[0] == parts[1]


def test_the_card_counts_what_is_written_and_no_more(press: Path, tmp_path: Path) -> None:
    """Limited by label and state, with articles that nobody annotated: the table is that of the files."""
    copy = tmp_path / "press.annotator"
    copy.write_bytes(press.read_bytes())
    with Project.open(copy, "Robin") as project:
        with project.transact("Import", undoable=False):
            for n in range(900, 904):
                articles.add(project, IncomingArticle(prose(n, 60)))
        for n in range(1, 21):
            articles.set_state(project, n, "done")
    for name in ("jsonl", "conll2003"):
        folder = tmp_path / name
        told = ("--split", "60/20/20", "--state", "done", "--label", "claim")
        said = run("export", copy, "-o", folder, "--format", name, *told)
        assert "annotations: 4 in, 4 out" in said
        card = (folder / CARD).read_text("utf-8")
        assert "| articles | 12 | 4 | 4 | 20 |" in card
        assert "actor |" not in card.partition("## Codebook")[0]
        assert "| 4 |" in next(line for line in card.splitlines() if "annotations: claim" in line)
        assert len(division(folder)) == 20


def test_an_export_takes_the_place_of_an_export_and_of_nothing_else(press: Path, tmp_path: Path) -> None:
    folder = tmp_path / "set"
    folder.mkdir()
    (folder / "thesis.txt").write_text("mine")
    result = CliRunner().invoke(cli, ["export", str(press), "-o", str(folder), "--split", "50/50"])
    assert result.exit_code == 1
    assert "holds something else already" in result.stderr
    assert [file.name for file in tmp_path.iterdir()] == ["set"]
    (folder / "thesis.txt").unlink()
    run("export", press, "-o", folder, "--split", "50/50")
    run("export", press, "-o", folder, "--split", "60/20/20")
    assert (folder / "test.jsonl").is_file()


def test_too_little_to_divide(press: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(
        cli, ["export", str(press), "-o", str(tmp_path / "x"), "--split", "50/50", "--source", "Nobody"]
    )
    assert result.exit_code == 1
    assert "too little to divide" in result.stderr
