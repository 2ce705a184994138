from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from annotator.project.project import Project
from tests.support.projects import TEXT, new_project


def test_a_project_whose_writer_was_killed_within_a_transaction_opens_as_it_was_before(
    tmp_path: Path,
) -> None:
    path, left = tmp_path / "press.annotator", tmp_path / "left.annotator"
    new_project(path, TEXT).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as writer:
        # What is not committed is in the file already, and what was there before in the journal beside it.
        writer.execute("PRAGMA cache_size = 1")
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE articles SET title = 'half'")
        writer.execute("CREATE TABLE more AS SELECT zeroblob(100000) AS big")
        for end in ("", "-journal"):
            shutil.copy(f"{path}{end}", f"{left}{end}")
        writer.execute("ROLLBACK")
    assert (tmp_path / "left.annotator-journal").stat().st_size > 0
    with Project.open(left) as project:
        assert (project.article(1).text, project.article(1).metadata.title) == (TEXT, "")
    with Project.open(left, read_only=True) as project:
        assert (project.article(1).text, project.article(1).metadata.title) == (TEXT, "")
