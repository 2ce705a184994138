from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from annotator.cli.group import cli
from annotator.project.operations import annotations, articles, decisions
from annotator.project.project import Project
from annotator.store.migrations import SCHEMA_VERSION
from tests.support.projects import TEXT, suggested_project


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


@pytest.fixture
def press(tmp_path: Path) -> Path:
    path = tmp_path / "press.annotator"
    with suggested_project(path) as project:
        annotations.add(project, article_id=1, label="sentiment", segments=[(61, 67)])
        decisions.reject(project, [project.sheet(1).suggestions[0].id])
        articles.set_state(project, 1, "done")
    return path


class TestNew:
    def test_makes_a_project(self, tmp_path: Path) -> None:
        path = tmp_path / "any name"
        said = run("new", path, "--annotator", "Kim")
        assert (said.exit_code, said.stderr) == (0, "")
        with Project.open(path) as project:
            assert (project.annotator, project.codebook.name) == ("Kim", "Actor, claim, sentiment")

    def test_the_annotator_is_the_variable_s(self, tmp_path: Path) -> None:
        assert "for Robin" in run("new", tmp_path / "p.annotator").stdout

    def test_takes_a_codebook_of_ones_own(self, tmp_path: Path) -> None:
        book = tmp_path / "mine.toml"
        book.write_text('name = "Mine"\n[[labels]]\nname = "frame"\n')
        assert run("new", tmp_path / "p.annotator", "--codebook", book).exit_code == 0
        with Project.open(tmp_path / "p.annotator") as project:
            assert project.codebook.name == "Mine"

    @pytest.mark.parametrize(
        ("content", "said"),
        [
            (None, "There is no codebook"),
            (b"\xff\xfe", "can't be read"),
            (b"name = ", "not valid TOML"),
            (b'name = "x"', "has no labels"),
        ],
    )
    def test_says_what_is_wrong_with_a_codebook(
        self, tmp_path: Path, content: bytes | None, said: str
    ) -> None:
        if content is not None:
            (tmp_path / "mine.toml").write_bytes(content)
        result = run("new", tmp_path / "p.annotator", "--codebook", tmp_path / "mine.toml")
        assert result.exit_code == 1
        assert said in result.stderr
        assert not (tmp_path / "p.annotator").exists()

    def test_never_writes_over_a_project(self, press: Path) -> None:
        before = press.read_bytes()
        assert run("new", press).exit_code == 1
        assert press.read_bytes() == before


class TestImport:
    def test_prints_what_became_of_each(self, press: Path, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text("Another article.")
        (tmp_path / "b.txt").write_text(TEXT)
        (tmp_path / "c.txt").write_text("")
        said = run("import", press, "--raw", *(tmp_path / f"{name}.txt" for name in "abc"))
        assert said.exit_code == 1
        lines = said.stdout.splitlines()
        assert lines[:3] == [
            "imported: 1",
            "already there: 1",
            f"  {tmp_path / 'b.txt'}: the text of article 1",
        ]
        assert lines[3] == "failed: 1"
        assert lines[4].startswith(f"  {tmp_path / 'c.txt'}: It is empty")
        assert said.stderr == ""

    def test_raw_keeps_the_text_as_it_stands(self, press: Path, tmp_path: Path) -> None:
        text = "  Skip to main content\r\n\r\nTitle of it\r\n\r\nBody.  \n"
        (tmp_path / "a.txt").write_bytes(text.encode())
        assert run("import", press, tmp_path / "a.txt", "--raw").exit_code == 0
        with Project.open(press) as project:
            assert project.article(2).text == text

    def test_the_format_can_be_given(self, press: Path, tmp_path: Path) -> None:
        (tmp_path / "a.data").write_text('{"text": "One."}\n{"text": "Two."}\n')
        said = run("import", press, tmp_path / "a.data", "--format", "jsonl")
        assert said.stdout.splitlines()[0] == "imported: 2"
        assert run("import", press, tmp_path / "a.data", "--format", "nonsense").exit_code == 2

    def test_layers_are_taken_in_under_the_name_given(self, press: Path, tmp_path: Path) -> None:
        assert run("export", press, "-o", tmp_path / "o.jsonl").exit_code == 0
        said = run("import", press, tmp_path / "o.jsonl", "--annotator", "Kim")
        assert said.exit_code == 0
        assert "layers: 1 (1 annotation, 0 links), already there: 0" in said.stdout
        with Project.open(press) as project:
            assert project.find_layer("Kim").kind == "person"
            assert project.annotator == "Robin"

    def test_says_what_it_left_out(self, press: Path, tmp_path: Path) -> None:
        run("export", press, "-o", tmp_path / "o.jsonl", "--with-suggestions")
        said = run("import", press, tmp_path / "o.jsonl")
        assert "left out: 4 annotations" in said.stdout

    def test_a_project_that_somebody_has_open(self, press: Path, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text("Another article.")
        with Project.open(press):
            said = run("import", press, tmp_path / "a.txt")
        assert said.exit_code == 1
        assert "Robin" in said.stderr


class TestExport:
    def test_default_is_the_current_annotator(self, press: Path, tmp_path: Path) -> None:
        said = run("export", press, "-o", tmp_path / "o.jsonl")
        assert (said.exit_code, said.stderr) == (0, "")
        assert said.stdout.splitlines()[:3] == [
            f"Wrote 1 record to {tmp_path / 'o.jsonl'}.",
            "annotations: 1 in, 1 out",
            "links: 0 in, 0 out",
        ]
        assert "1 rejected" in said.stdout
        assert json.loads((tmp_path / "o.jsonl").read_text())["_annotator_id"] == "Robin"

    def test_layers_and_suggestions(self, press: Path, tmp_path: Path) -> None:
        out = tmp_path / "o.jsonl"
        options = ("--layer", "model", "--layer", "Robin", "--with-suggestions", "--format", "jsonl")
        said = run("export", press, "-o", out, *options)
        assert said.stdout.splitlines()[1:] == [
            "annotations: 9 in, 9 out",
            "links: 4 in, 4 out",
            "suggestions among them: 4, with 2 links",
        ]
        records = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
        assert [record["_annotator_id"] for record in records] == ["small 1", "Robin"]

    def test_says_which_layers_there_are(self, press: Path, tmp_path: Path) -> None:
        said = run("export", press, "-o", tmp_path / "o", "--layer", "gold")
        assert said.exit_code == 1
        assert "“small 1”, “Robin”" in said.stderr

    def test_works_beside_a_window(self, press: Path, tmp_path: Path) -> None:
        with Project.open(press) as project:
            annotations.add(project, article_id=1, label="actor", segments=[(5, 9)])
            assert "annotations: 2 in, 2 out" in run("export", press, "-o", tmp_path / "o").stdout

    def test_never_writes_over_the_project(self, press: Path) -> None:
        before = press.read_bytes()
        assert run("export", press, "-o", press).exit_code == 1
        assert press.read_bytes() == before


class TestInfo:
    def test_one_json_document(self, press: Path) -> None:
        facts = json.loads(run("info", press, "--json").stdout)
        assert facts["annotator"] == "Robin"
        (article,) = facts["articles"]
        assert (article["id"], article["state"], article["undecided"]) == (1, "done", 3)
        model, own = facts["layers"]
        assert (model["name"], model["kind"], model["undecided"]) == ("small 1", "model", 3)
        assert model["articles"] == {"covered": 1}
        assert model["annotations"] == {"actor": 2, "claim": 1, "cue": 1}
        assert model["links"] == {"cue": 1, "speaker": 1}
        assert (own["annotations"], own["decisions"]) == ({"sentiment": 1}, {"rejected": 1})
        assert own["articles"] == {"to do": 0, "in progress": 0, "done": 1, "in doubt": 0}
        assert facts["codebook"]["labels"] == ["actor", "claim", "cue", "sentiment"]
        assert (facts["versions"]["file"], facts["versions"]["models"]) == (SCHEMA_VERSION, ["small 1"])

    def test_the_same_in_lines(self, press: Path) -> None:
        said = run("info", press).stdout
        assert "articles: 1\n  1: " in said
        assert "layer Robin (person): 1 annotation, 0 links\n" in said
        assert "  undecided for Robin: 3\n" in said
        assert "  decisions: rejected 1\n" in said

    def test_an_empty_project(self, tmp_path: Path) -> None:
        run("new", tmp_path / "p")
        assert json.loads(run("info", tmp_path / "p", "--json").stdout)["layers"] == []
        assert run("info", tmp_path / "p").exit_code == 0

    def test_no_project(self, tmp_path: Path) -> None:
        (tmp_path / "x.txt").write_text("no project")
        for name in ("x.txt", "nothing", "."):
            said = run("info", tmp_path / name)
            assert (said.exit_code, said.stdout) == (1, "")
            assert said.stderr.startswith("annotator: ")


class TestCheck:
    def test_a_sound_project(self, press: Path) -> None:
        assert run("check", press).exit_code == 0
        assert json.loads(run("check", press, "--json").stdout) == {"sound": True, "problems": []}

    def test_a_tampered_project(self, press: Path) -> None:
        with Project.open(press) as project:
            project.db.conn.execute("UPDATE annotations SET quote = 'x' WHERE label = 'sentiment'")
            project.db.conn.commit()
        said = run("check", press)
        assert said.exit_code == 1
        assert "It says “x”, but" in said.stdout
        assert "tag it anew" in said.stdout
        document = json.loads(run("check", press, "--json").stdout)
        assert document["sound"] is False
        assert [problem["kind"] for problem in document["problems"]] == ["quote"]
        assert document["problems"][0].keys() == {"kind", "where", "sentence", "remedy"}
