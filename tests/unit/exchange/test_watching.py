from __future__ import annotations

import os
from pathlib import Path

import pytest

from annotator.errors import UserError
from annotator.exchange.watching import Watch, articles_in, look
from annotator.model.article import IncomingArticle
from annotator.project.operations.watching import choose_folder, note_files
from annotator.project.project import Project
from annotator.project.watched import known_files, watched_folder
from tests.support import sources
from tests.support.projects import suggested_project


def test_a_file_is_taken_when_it_has_stopped_growing(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Peace")
    watch = Watch(tmp_path, {})
    assert watch.fresh(look(tmp_path)) == []
    assert watch.growing
    path.write_text("Peace in the valley")
    assert watch.fresh(look(tmp_path)) == []
    assert watch.fresh(look(tmp_path)) == [path]
    assert not watch.growing
    kept = watch.take([path])
    assert watch.fresh(look(tmp_path)) == []
    again = Watch(tmp_path, kept)
    again.fresh(look(tmp_path))
    assert again.fresh(look(tmp_path)) == []
    os.utime(path, ns=(1, 1))
    assert again.fresh(look(tmp_path)) == []
    assert again.fresh(look(tmp_path)) == [path]


def test_what_changed_while_it_was_read_is_new_again(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Peace")
    watch = Watch(tmp_path, {})
    watch.fresh(look(tmp_path))
    assert watch.fresh(look(tmp_path)) == [path]
    path.write_text("Peace in the valley")
    watch.take([path])
    watch.fresh(look(tmp_path))
    assert watch.fresh(look(tmp_path)) == [path]


def test_what_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    unfinished = ["a.part", "b.html.crdownload", "c.tmp", ".hidden", "empty.txt", "x.annotator"]
    for name in (*unfinished, "x.annotator-wal", "good.txt", "sub/good.html"):
        (tmp_path / name).write_text("" if name == "empty.txt" else "x")
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "nowhere.txt").symlink_to(tmp_path / "gone")
    assert set(look(tmp_path)) == {tmp_path / "good.txt", tmp_path / "sub/good.html"}


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="is not there: bring it back"):
        look(tmp_path / "gone")


def test_layers_in_the_files_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "Peace", "spans": [{"start": 0, "end": 5, "label": "actor"}], "meta": {}}\n')
    assert [type(item) for item in articles_in(path)] != []
    assert all(isinstance(item, IncomingArticle) for item in articles_in(path))
    (tmp_path / "b.zip").write_bytes(sources.zipped({"a.txt": sources.FERRY}))
    assert len(list(articles_in(tmp_path / "b.zip"))) == 1


def test_what_is_known_stays_with_the_project(tmp_path: Path) -> None:
    path = tmp_path / "press.annotator"
    with suggested_project(path) as project:
        assert watched_folder(project) is None
        choose_folder(project, tmp_path / "in")
        note_files(project, {"/in/a.txt": "1 2", "/in/b_%.txt": "3 4"})
        note_files(project, {"/in/a.txt": "5 6"})
        note_files(project, {})
    with Project.open(path) as project:
        assert watched_folder(project) == tmp_path / "in"
        assert known_files(project) == {"/in/a.txt": "5 6", "/in/b_%.txt": "3 4"}
        choose_folder(project, None)
        assert watched_folder(project) is None
        assert known_files(project)
