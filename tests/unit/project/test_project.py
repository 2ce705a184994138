from __future__ import annotations

import multiprocessing
import os
import sqlite3
from pathlib import Path

import pytest
from filelock import FileLock, Timeout

from annotator.errors import AnnotatorError, ReadOnlyError, UserError
from annotator.project.history_lines import lines
from annotator.project.operations import actors, annotations, codebook, suggestions
from annotator.project.project import Project
from annotator.project.queries import reader
from annotator.store import database
from annotator.store.migrations import SCHEMA_VERSION
from tests.support.projects import MODEL, SUGGESTED, TEXT, default_codebook, new_project, suggested_project


def test_a_closed_project_is_one_file_that_sqlite_reads(tmp_path: Path) -> None:
    path = tmp_path / "press.annotator"
    with suggested_project(path) as project:
        annotations.add(project, article_id=1, label="cue", segments=[(61, 67)])
        assert (tmp_path / "press.annotator-wal").exists()
    assert [file.name for file in tmp_path.iterdir()] == ["press.annotator"]
    plain = sqlite3.connect(path)
    assert plain.execute("SELECT quote FROM annotations WHERE origin = 'person'").fetchall() == [("denied",)]
    assert plain.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    plain.close()


def test_foreign_keys_and_full_durability_are_on(tmp_path: Path) -> None:
    with new_project(tmp_path / "a.annotator") as project:
        assert project.db.conn.execute("PRAGMA foreign_keys").fetchone()[0] == 1
        assert project.db.conn.execute("PRAGMA synchronous").fetchone()[0] == 2
        assert project.db.conn.execute("PRAGMA journal_mode").fetchone()[0] == "wal"


def _tag_twice(project: Project, *pieces: list[tuple[int, int]]) -> None:
    with project.transact("Two things"):
        for segments in pieces:
            annotations.add(project, article_id=1, label="cue", segments=segments)


def test_nothing_is_saved_of_an_operation_that_fails(tmp_path: Path) -> None:
    with new_project(tmp_path / "a.annotator", TEXT) as project:
        heard: list[object] = []
        project.on_change(heard.append)
        with pytest.raises(UserError, match="does not fit"):
            _tag_twice(project, [(61, 67)], [(61, 900)])
        assert project.sheet(1).annotations == ()
        assert heard == []
        assert project.undo_title is None
        annotations.add(project, article_id=1, label="cue", segments=[(61, 67)])
        assert len(project.sheet(1).annotations) == 1


def test_a_write_outside_a_transaction_raises(tmp_path: Path) -> None:
    with (
        new_project(tmp_path / "a.annotator", TEXT) as project,
        pytest.raises(AnnotatorError, match="outside a transaction"),
    ):
        project.rows.delete("articles", (1,))


def test_a_colleagues_layer_can_not_be_written(tmp_path: Path) -> None:
    path = tmp_path / "a.annotator"
    with new_project(path, TEXT, annotator="Robin") as project:
        hers = annotations.add(project, article_id=1, label="cue", segments=[(61, 67)])
    with Project.open(path, "Sam") as project:
        with pytest.raises(UserError, match="somebody else's layer"):
            annotations.delete(project, [hers.id])
        with pytest.raises(AnnotatorError, match="belongs to somebody else"), project.transact("Cheat"):
            project.rows.update("annotations", (hers.id,), {"note": "mine now"})
        assert project.annotation(hers.id) == hers


def test_articles_and_history_never_change(tmp_path: Path) -> None:
    with suggested_project(tmp_path / "a.annotator") as project:
        for statement in (
            "UPDATE article_texts SET text = 'x'",
            "UPDATE articles SET sha256 = 'x'",
            "UPDATE history SET annotator = 'x'",
            "DELETE FROM history",
            "UPDATE history_articles SET article_id = 2",
            "DELETE FROM history_articles",
        ):
            with pytest.raises(sqlite3.IntegrityError):
                project.db.conn.execute(statement)
            project.db.conn.rollback()


def test_the_history_tells_who_did_what(tmp_path: Path) -> None:
    with new_project(tmp_path / "a.annotator", TEXT) as project:
        made = annotations.add(project, article_id=1, label="cue", segments=[(61, 67)])
        project.undo()
        imported, *entries = project.history(1)
    assert imported.operation == "Import"
    assert [(e.operation, e.kind, e.annotator) for e in entries] == [
        ("Tag cue", "do", "Robin"),
        ("Tag cue", "undo", "Robin"),
    ]
    change = entries[0].changes[0]
    assert (change["table"], change["key"], change["before"]) == ("annotations", [made.id], None)
    assert change["after"]["quote"] == "denied"


def test_the_history_of_an_article_has_what_touched_several(tmp_path: Path) -> None:
    path = tmp_path / "a.annotator"
    with new_project(path, TEXT, "Another text.", "A third.") as project:
        with project.transact("Tag both"):
            here = annotations.add(project, article_id=1, label="claim", segments=[(0, 5)])
            annotations.add(project, article_id=2, label="claim", segments=[(0, 7)])
        codebook.rename_label(project, "claim", "statement")
        annotations.change(project, here.id, note="sure")
    expected = {
        1: ["Import", "Tag both", "Rename label claim to statement", "Write note"],
        2: ["Import", "Tag both", "Rename label claim to statement"],
        3: ["Import"],
    }

    def found(project: Project) -> dict[int, list[str]]:
        return {article: [entry.operation for entry in project.history(article)] for article in expected}

    with Project.open(path) as project:
        assert found(project) == expected
        (line,) = lines(project.history(2)[1:2], 2)
        assert (line.words, line.article_id) == ("Another", 2)
    make_older(path)
    with Project.open(path) as project:
        names_of_columns = "Rename label claim to statement"  # a file of the first version has none of these
        assert found(project) == {
            article: [name for name in names if name != names_of_columns]
            for article, names in expected.items()
        }


@pytest.mark.parametrize("error", [None, PermissionError(13, "Permission denied"), NotImplementedError()])
def test_a_place_without_locks_is_told_and_not_taken_for_another_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception | None
) -> None:
    def refuse(lock: FileLock, **_: object) -> None:
        raise error or Timeout(lock.lock_file)  # what filelock does where the file can't be made

    monkeypatch.setattr(FileLock, "acquire", refuse)
    with pytest.raises(UserError, match=r"can't be written.*choose another folder"):
        new_project(tmp_path / "a.annotator")


def test_a_project_that_another_program_is_making(tmp_path: Path) -> None:
    path = tmp_path / "a.annotator"
    with FileLock(path.with_name(".a.annotator.lock")), pytest.raises(UserError, match="by another program"):
        new_project(path)


def test_the_second_window_reads_and_says_who_has_it(tmp_path: Path) -> None:
    path = tmp_path / "a.annotator"
    with new_project(path, TEXT) as first:
        second = Project.open(path, "Sam")
        assert second.read_only
        assert second.held_by is not None
        assert second.held_by.annotator == "Robin"
        assert second.held_by.process == os.getpid()
        with pytest.raises(ReadOnlyError, match="Robin"):
            annotations.add(second, article_id=1, label="cue", segments=[(61, 67)])
        annotations.add(first, article_id=1, label="cue", segments=[(61, 67)])
        assert len(second.annotations(1, 1)) == 1, "it sees what the first one saves"
        second.close()
    with Project.open(path, "Sam") as third:
        assert not third.read_only


def _open_in_another_process(path: str, answers: multiprocessing.Queue[bool]) -> None:
    with Project.open(path, "Sam") as project:
        answers.put(project.read_only)


def test_the_lock_holds_between_processes(tmp_path: Path) -> None:
    path = tmp_path / "a.annotator"
    context = multiprocessing.get_context("spawn")
    answers: multiprocessing.Queue[bool] = context.Queue()
    with new_project(path, TEXT):
        child = context.Process(target=_open_in_another_process, args=(str(path), answers))
        child.start()
        assert answers.get(timeout=60) is True
        child.join(60)


def test_a_newer_project_is_refused_and_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "a.annotator"
    new_project(path, TEXT).close()
    plain = sqlite3.connect(path)
    plain.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    plain.close()
    before = path.read_bytes()
    with pytest.raises(UserError, match="newer version"):
        Project.open(path)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["a.annotator"]


def test_an_older_project_is_backed_up_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.annotator"
    new_project(path, TEXT).close()
    before = path.read_bytes()
    monkeypatch.setattr(database, "SCHEMA_VERSION", SCHEMA_VERSION + 1)
    Project.open(path).close()
    copy = tmp_path / f"a.annotator.before-version-{SCHEMA_VERSION + 1}"
    assert copy.exists()
    assert len(copy.read_bytes()) == len(before)


def without_views(plain: sqlite3.Connection) -> None:
    """The views came with the fifth version."""
    for (name,) in plain.execute("SELECT name FROM sqlite_master WHERE type = 'view'").fetchall():
        plain.execute(f"DROP VIEW {name}")
    plain.execute("DELETE FROM _sqlite_migrations WHERE name > '0005'")


def make_older(path: Path) -> None:
    """As the first version of the program left it."""
    plain = sqlite3.connect(path)
    without_views(plain)
    plain.executescript(
        "DROP TABLE revisions; DROP TABLE assignments; DROP TABLE comments; DROP TABLE settlements;"
        "DELETE FROM about WHERE name = 'project_id';"
        "DROP TABLE patterns; DROP TABLE trained_models;"
        "DROP TABLE article_answers; DROP TABLE article_times; DROP TABLE history_articles;"
        "DROP INDEX actors_by_target;"
        "ALTER TABLE actors DROP COLUMN merged_into;"
        "DELETE FROM _sqlite_migrations WHERE name > '0002'; PRAGMA user_version = 1;"
    )
    plain.close()


def test_a_project_of_the_first_version_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "a.annotator"
    with new_project(path, TEXT) as project:
        actors.add(project, "Kim")
        fresh = project.db.schema
    make_older(path)
    with Project.open(path) as project:
        assert [actor.name for actor in project.actors()] == ["Kim"]
        assert project.article_answers(1) == ({}, "")
        assert sorted(project.db.schema.split(";")) == sorted(fresh.split(";"))
    assert (tmp_path / "a.annotator.before-version-5").exists()


def test_a_project_of_the_fourth_version_gets_the_views(tmp_path: Path) -> None:
    path = tmp_path / "a.annotator"
    with new_project(path, TEXT) as project:
        annotations.add(project, article_id=1, label="cue", segments=[(61, 67)])
        fresh = project.db.schema
    plain = sqlite3.connect(path)
    without_views(plain)
    plain.execute("PRAGMA user_version = 4")
    plain.commit()
    plain.close()
    with Project.open(path) as project:
        assert sorted(project.db.schema.split(";")) == sorted(fresh.split(";"))
        assert [row["quote"] for row in project.db.query("SELECT quote FROM v_spans")] == ["denied"]
    older = sqlite3.connect(tmp_path / "a.annotator.before-version-5")
    assert older.execute("SELECT count(*) FROM sqlite_master WHERE type = 'view'").fetchone() == (0,)
    older.close()


def test_an_older_project_is_read_without_being_touched(tmp_path: Path) -> None:
    path = tmp_path / "a.annotator"
    with new_project(path, TEXT) as project:
        actors.add(project, "Kim")
    make_older(path)
    before = path.read_bytes()
    with Project.open(path, read_only=True) as project:
        assert [actor.name for actor in project.actors()] == ["Kim"]
    with reader(path, "Robin") as queries:
        assert queries.article(1).text == TEXT
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"a plain text", b"SQLite format 3\x00" + b"x" * 200])
def test_other_files_are_refused_with_a_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "letter.annotator"
    path.write_bytes(content)
    with pytest.raises(UserError, match=r"not an Annotator project|damaged"):
        Project.open(path)
    assert path.read_bytes() == content


def test_missing_and_taken_places_are_said(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no project at"):
        Project.open(tmp_path / "none.annotator")
    with pytest.raises(UserError, match="is a folder"):
        Project.open(tmp_path)
    new_project(tmp_path / "a.annotator").close()
    with pytest.raises(UserError, match="already there"):
        Project.create(tmp_path / "a.annotator", default_codebook())
    with pytest.raises(UserError, match="no folder"):
        Project.create(tmp_path / "nowhere" / "a.annotator", default_codebook())


def test_the_project_remembers_its_annotator(tmp_path: Path) -> None:
    path = tmp_path / "a.annotator"
    new_project(path, TEXT, annotator="Mira").close()
    with Project.open(path) as project:
        assert project.annotator == "Mira"
    Project.open(path, "Sam").close()
    with Project.open(path) as project:
        assert project.annotator == "Sam"
        assert [layer.name for layer in project.layers()] == [], "who only looks leaves no layer"


def test_search_takes_words_and_never_a_query_language(tmp_path: Path) -> None:
    with new_project(tmp_path / "a.annotator", TEXT, "Another levy", 'AND "quoted" NOT') as project:
        assert project.search("levy") == [1, 2]
        assert project.search("harb") == [1], "the last word may be a beginning"
        assert project.search("the levy mira") == [1]
        assert project.search('" OR * (') == []
        assert project.search("AND NOT") == [3]
        assert project.search("  ") == [1, 2, 3]


def test_a_reader_of_its_own_sees_the_same(tmp_path: Path) -> None:
    with suggested_project(tmp_path / "a.annotator") as project, reader(project.path, "Robin") as aside:
        assert aside.sheet(1) == project.sheet(1)
        with pytest.raises(sqlite3.OperationalError):
            aside.db.conn.execute("DELETE FROM annotations")


def test_layers_are_found_by_the_words_of_the_command_line(tmp_path: Path) -> None:
    with suggested_project(tmp_path / "a.annotator") as project:
        annotations.add(project, article_id=1, label="cue", segments=[(61, 67)])
        suggestions.store(project, 1, type(MODEL)("bigger", "2"), SUGGESTED)
        assert project.find_layer("model").name == "bigger 2"
        assert project.find_layer("small 1").kind == "model"
        assert project.find_layer("Robin").kind == "person"
        with pytest.raises(UserError, match="“Robin”"):
            project.find_layer("gold")
