from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from annotator.errors import UserError
from annotator.project.operations import actors, annotations, decisions, links
from annotator.project.project import Project
from annotator.store.check import check, check_file
from annotator.store.problem import Problem
from tests.support.projects import TEXT, new_project, suggested_project


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with something of everything."""
    path = tmp_path_factory.mktemp("sound") / "p.annotator"
    with suggested_project(path) as project:
        mira = actors.add(project, "Mira Sand", kind="person")
        waiting = project.sheet(1).suggestions
        decisions.accept(project, [waiting[2].id], with_linked=True)
        decisions.reject(project, [waiting[3].id])
        own = annotations.add(project, article_id=1, label="actor", segments=[(5, 9)], actor_id=mira.id)
        claim = annotations.add(project, article_id=1, label="claim", segments=[(32, 36), (44, 47)])
        links.add(project, label="about", head_id=claim.id, child_id=own.id)
    return path


def tampered(sound: Path, tmp_path: Path, *statements: str) -> list[Problem]:
    path = tmp_path / "tampered.annotator"
    shutil.copy(sound, path)
    with Project.open(path) as project:
        for statement in ("PRAGMA foreign_keys = OFF", "PRAGMA ignore_check_constraints = ON", *statements):
            project.db.conn.execute(statement)
        project.db.conn.commit()
    return check_file(path)


def test_a_sound_project_has_no_problems(sound: Path) -> None:
    before = sound.read_bytes()
    assert check_file(sound) == []
    assert sound.read_bytes() == before


OWN = "layer_id = (SELECT id FROM layers WHERE annotator = 'Robin')"


@pytest.mark.parametrize(
    ("statements", "kind", "said"),
    [
        (
            [
                "DROP TRIGGER article_texts_stay",
                "UPDATE article_texts SET text = replace(text, 'levy', 'tax')",
            ],
            "article",
            "The text of article 1 was changed",
        ),
        (
            ["DROP TRIGGER article_hashes_stay", "UPDATE articles SET sha256 = 'x'"],
            "article",
            "its SHA-256 is not the one noted",
        ),
        (
            ["DROP TRIGGER article_hashes_stay", "UPDATE articles SET length = 3"],
            "article",
            f"Article 1 has {len(TEXT)} characters, but 3 are noted",
        ),
        (["DELETE FROM article_texts"], "article", "The text of article 1 is missing"),
        (["DELETE FROM article_texts_fts_docsize"], "search", "The search does not know article 1"),
        (
            [f"UPDATE annotations SET quote = 'Sund' WHERE start = 5 AND {OWN}"],
            "quote",
            "It says “Sund”, but",
        ),
        (["UPDATE annotations SET start = 4 WHERE start = 5"], "offsets", "do not fit 4–9"),
        (["UPDATE annotations SET end = 99 WHERE start = 5"], "offsets", "do not fit 5–99"),
        (
            ["UPDATE annotations SET segments = '[[5,999]]', end = 999 WHERE start = 5"],
            "offsets",
            "do not fit",
        ),
        (["UPDATE annotations SET segments = '[[7,9],[5,6]]' WHERE start = 5"], "offsets", "do not fit"),
        (["UPDATE annotations SET segments = '7' WHERE start = 5"], "offsets", "Its segments 7"),
        (["UPDATE annotations SET label = 'frame' WHERE start = 5"], "codebook", "no label “frame”"),
        (
            ["""UPDATE annotations SET attributes = '{"kind": "ship"}' WHERE start = 5"""],
            "codebook",
            "“kind” must be one of",
        ),
        (["""UPDATE annotations SET attributes = '{"size": 1}' WHERE start = 5"""], "codebook", "“size”"),
        (
            [f"UPDATE annotations SET actor_id = (SELECT id FROM actors) WHERE label = 'cue' AND {OWN}"],
            "codebook",
            "which a cue does not",
        ),
        (["UPDATE links SET label = 'frame' WHERE label = 'about'"], "codebook", "no link “frame”"),
        (["UPDATE links SET label = 'cue' WHERE label = 'about'"], "codebook", "goes from claim to cue"),
        (
            [
                "UPDATE links SET layer_id = (SELECT id FROM layers WHERE kind = 'model') "
                "WHERE label = 'about'"
            ],
            "link",
            "another layer or article",
        ),
        (["UPDATE links SET child_id = 'gone' WHERE label = 'about'"], "link", "An end of this about link"),
        (
            ["UPDATE links SET article_id = 7 WHERE label = 'about'"],
            "reference",
            "something missing in articles",
        ),
        (["DELETE FROM actors"], "reference", "something missing in actors"),
        (
            [
                "UPDATE decisions SET annotation_id = (SELECT a.id FROM annotations a JOIN layers l "
                "ON l.id = a.layer_id WHERE l.kind = 'model' LIMIT 1) WHERE verdict = 'accepted'"
            ],
            "decision",
            "belongs to an annotation of another layer",
        ),
        (["DELETE FROM codebooks"], "codebook", "no codebook"),
        (["UPDATE codebooks SET body = '{}'"], "codebook", "no codebook"),
        (["UPDATE annotations SET attributes = '{' WHERE start = 5"], "file", "annotations can't be read"),
    ],
)
def test_what_was_tampered_with_is_found(
    sound: Path, tmp_path: Path, statements: list[str], kind: str, said: str
) -> None:
    problems = tampered(sound, tmp_path, *statements)
    assert any(problem.kind == kind and said in problem.sentence for problem in problems), problems
    assert all(problem.where and problem.remedy.endswith(".") for problem in problems)


def test_pages_overwritten_on_the_disk_are_found(sound: Path, tmp_path: Path) -> None:
    path = tmp_path / "damaged.annotator"
    data = bytearray(sound.read_bytes())
    for position in range(4096 * 2, len(data), 4096 * 3):
        data[position : position + 300] = b"\xff" * 300
    path.write_bytes(data)
    assert "damaged" in found(path)


@pytest.mark.parametrize("length", [0, 50, 100, 5000])
def test_a_half_copied_file_is_refused_or_found(sound: Path, tmp_path: Path, length: int) -> None:
    path = tmp_path / "half.annotator"
    path.write_bytes(sound.read_bytes()[:length])
    assert found(path).endswith(".")


def found(path: Path) -> str:
    """What is said of a file, whether it could be opened or not."""
    try:
        return " ".join(problem.sentence for problem in check_file(path))
    except UserError as error:
        return str(error)


def test_looks_at_one_moment_beside_a_window(tmp_path: Path) -> None:
    with new_project(tmp_path / "p.annotator", TEXT) as project:
        annotations.add(project, article_id=1, label="actor", segments=[(0, 4)])
        assert check(project.db) == []
        assert check_file(project.path) == []
        annotations.add(project, article_id=1, label="actor", segments=[(5, 9)])


def test_says_when_there_is_no_project(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="There is no project"):
        check_file(tmp_path / "none.annotator")


@pytest.mark.parametrize(
    ("merged", "said"),
    [
        ({"a": "b", "b": "c"}, "“Mira” was merged into “Sand”, which was itself merged into another."),
        ({"a": "a"}, "“Mira” was merged into itself."),
        ({"a": "gone"}, "“Mira” was merged into an actor that is missing (gone)."),
    ],
)
def test_merges_that_lead_nowhere(sound: Path, tmp_path: Path, merged: dict[str, str], said: str) -> None:
    insert = (
        "INSERT INTO actors (id, name, created_by, created_at, updated_at) VALUES "
        "('a', 'Mira', '', '', ''), ('b', 'Sand', '', '', ''), ('c', 'Tolm', '', '', '')"
    )
    updates = [f"UPDATE actors SET merged_into = '{into}' WHERE id = '{key}'" for key, into in merged.items()]
    found = tampered(sound, tmp_path, insert, *updates)
    assert said in [problem.sentence for problem in found if problem.kind == "actor"]
    assert tampered(sound, tmp_path, insert, "UPDATE actors SET merged_into = 'b' WHERE id = 'a'") == []
