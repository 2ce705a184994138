"""Where an export may go, what it replaces, and what is left of one that was killed."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from annotator.errors import UserError
from annotator.exchange import leftovers
from annotator.exchange.writing import place_of, whole_file, whole_folder, whole_path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def exported(folder: Path, **files: str) -> Path:
    with whole_folder(folder) as beside:
        for name, text in files.items():
            (beside / name).write_text(text)
    return folder


def refused(folder: Path, says: str) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    with pytest.raises(UserError, match=says), whole_folder(folder) as beside:
        (beside / "new").write_text("new")
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    assert names(folder.parent) == [folder.name]


@pytest.mark.parametrize("kind", ["-wal", "-shm", "-journal", ""])
def test_no_file_of_the_project_is_written_over(tmp_path: Path, kind: str) -> None:
    project = tmp_path / "press.annotator"
    project.write_text("precious")
    own = tmp_path / f"press.annotator{kind}"
    own.write_text("precious")
    link = tmp_path / "link"
    link.symlink_to(own)
    for path in (own, link):
        with pytest.raises(UserError, match="is the project itself"), whole_file(path, source=project) as out:
            out.write("x")
    own.unlink()
    with pytest.raises(UserError, match="is the project itself") if kind else pytest.raises(AssertionError):
        with whole_file(own, source=project):
            pass
        raise AssertionError


def test_a_folder_of_an_export_is_replaced_by_the_next(tmp_path: Path) -> None:
    folder = exported(tmp_path / "set", train="1", dev="2")
    (folder / ".DS_Store").write_text("the system's")
    exported(folder, train="3")
    assert names(folder) == [".annotator-export", "train"]
    assert names(tmp_path) == ["set"]


def test_what_was_put_into_the_folder_of_an_export_stays(tmp_path: Path) -> None:
    folder = exported(tmp_path / "set", train="1")
    (folder / "model-best").mkdir()
    (folder / "model-best" / "weights").write_text("trained for a week")
    refused(folder, "holds model-best/weights, which no export wrote")


def test_what_was_changed_in_the_folder_of_an_export_stays(tmp_path: Path) -> None:
    folder = exported(tmp_path / "set", train="1", config="max_steps = 0")
    (folder / "config").write_text("max_steps = 9")
    refused(folder, "holds config, which was changed")


def test_what_is_put_there_meanwhile_stays(tmp_path: Path) -> None:
    folder = exported(tmp_path / "set", train="1")

    def written_meanwhile() -> None:
        with whole_folder(folder) as beside:
            (beside / "train").write_text("2")
            (folder / "thesis").write_text("mine")

    with pytest.raises(UserError, match="which no export wrote"):
        written_meanwhile()
    assert ((folder / "thesis").read_text(), (folder / "train").read_text()) == ("mine", "1")


def test_a_folder_with_a_marker_that_says_nothing_stays(tmp_path: Path) -> None:
    folder = exported(tmp_path / "set", train="1")
    (folder / ".annotator-export").write_text("[")
    refused(folder, "holds something else already")


def test_places_that_lead_nowhere_are_told(tmp_path: Path) -> None:
    circle = tmp_path / "a"
    circle.symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(circle)
    for path in (Path("~nobody-of-this-name/x"), Path("a\0b")):
        with pytest.raises(UserError, match="leads nowhere"):
            place_of(path)
    for path in (circle, circle / "x"):
        with pytest.raises(UserError), whole_file(path):
            pass
        with pytest.raises(UserError), whole_folder(path):
            pass


@contextmanager
def reading(pipe: Path) -> Iterator[list[str]]:
    found: list[str] = []
    reader = threading.Thread(target=lambda: found.append(pipe.read_text()))
    reader.start()
    yield found
    reader.join(10)


@pytest.mark.skipif(sys.platform == "win32", reason="has no such files")
def test_pipes_are_written_to(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with reading(pipe) as found, whole_file(pipe) as file:
        file.write("through\n")
    assert found == ["through\n"]
    assert pipe.is_fifo()
    read, write = os.pipe()
    with os.fdopen(read) as end, whole_file(Path(f"/dev/fd/{write}")) as file:
        os.close(write)
        file.write("through\n")
        file.close()
        assert end.read() == "through\n"


def aged(path: Path) -> Path:
    old = path.stat().st_mtime - leftovers.DEAD - 60
    for each in (path, *path.rglob("*")):
        os.utime(each, (old, old))
    return path


def test_what_killed_exports_left_is_cleared_and_what_is_being_written_is_not(tmp_path: Path) -> None:
    dead, alive = tmp_path / ".export-0123456789ab.jsonl", tmp_path / ".export-0123456789ac.jsonl"
    other = tmp_path / ".export-notes.txt"
    for file in (dead, alive, other):
        file.write_text("half")
    aged(dead)
    aged(other)
    folder = tmp_path / ".export-0123456789ad"
    (folder / "deep").mkdir(parents=True)
    (folder / "deep" / "file").write_text("half")
    aged(folder)
    writing = tmp_path / ".export-0123456789ae"
    writing.mkdir()
    aged(writing)
    (writing / "now").write_text("half")
    with whole_path(tmp_path / "new") as beside:
        beside.write_text("new")
    assert names(tmp_path) == [alive.name, writing.name, other.name, "new"]


def test_a_folder_whose_export_was_killed_while_it_took_its_place_is_put_back(tmp_path: Path) -> None:
    folder = exported(tmp_path / "set", train="1")
    old = leftovers.aside(folder)
    folder.rename(old)
    (old / "thesis").write_text("mine")
    aged(old)
    with whole_path(tmp_path / "other") as beside:
        beside.write_text("new")
    assert old.is_dir()
    with pytest.raises(UserError, match="which no export wrote"), whole_folder(folder):
        pass
    assert names(tmp_path) == ["other", "set"]
    assert (folder / "thesis").read_text() == "mine"


def test_two_exports_to_one_folder_leave_a_whole_one(tmp_path: Path) -> None:
    folder = tmp_path / "set"
    with whole_folder(folder) as first:
        (first / "train").write_text("first")
        exported(folder, train="second")
        (first / "dev").write_text("first")
    assert names(folder) == [".annotator-export", "dev", "train"]
    assert {(folder / name).read_text() for name in ("dev", "train")} == {"first"}
    assert names(tmp_path) == ["set"]
