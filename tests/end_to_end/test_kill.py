"""``kill -9`` at random moments: what was reported saved is there, and the file is whole."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from annotator.project.project import Project
from annotator.store.check import check
from tests.support.projects import suggested_project

KILLS = 50
EDITS = 500
TABLES = ("annotations", "links", "decisions")


def replayed(project: Project) -> dict[str, dict[str, Any]]:
    """The tables as the history tells them."""
    tables: dict[str, dict[str, Any]] = {table: {} for table in TABLES}
    for entry in project.history():
        for change in entry.changes:
            if change.get("table") in tables:
                rows = tables[change["table"]]
                assert rows.get(change["key"][0]) == change["before"]
                if change["after"] is None:
                    del rows[change["key"][0]]
                else:
                    rows[change["key"][0]] = change["after"]
    return tables


def stored(project: Project, layer: int) -> dict[str, dict[str, Any]]:
    return {
        table: {
            row["id"]: row for row in project.db.query(f"SELECT * FROM {table} WHERE layer_id = ?", [layer])
        }
        for table in TABLES
    }


@pytest.mark.slow
@pytest.mark.parametrize("part", range(5))
def test_nothing_reported_saved_is_lost(tmp_path: Path, part: int) -> None:
    fresh = tmp_path / "fresh.annotator"
    suggested_project(fresh).close()
    chance = random.Random(part)
    killed = 0
    for number in range(KILLS // 5):
        path = tmp_path / f"{number}.annotator"
        shutil.copy(fresh, path)
        command = [
            sys.executable,
            "-m",
            "tests.support.edits",
            str(path),
            str(chance.random())[2:],
            str(EDITS),
        ]
        child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2])
        assert child.stdout is not None
        wanted = chance.randint(1, EDITS)
        reported = 0
        for line in child.stdout:
            reported = int(line)
            if reported >= wanted:
                break
        child.kill()
        rest, _ = child.communicate()  # what it had still reported when it died
        reported = max([reported, *(int(word) for word in rest.split())])
        killed += child.returncode == -9
        with Project.open(path, "Robin") as project:
            assert not project.read_only, "the lock died with its holder"
            entries = [
                e for e in project.history() if e.operation not in ("Import", "Suggest", "New project")
            ]
            assert len(entries) in (reported, reported + 1)
            own = project.layer
            assert own is not None
            assert stored(project, own.id) == replayed(project)
            assert check(project.db) == []
        assert not path.with_name(f"{path.name}-wal").exists()
        path.unlink()
    assert killed >= KILLS // 5 - 3, "most of them died in the middle"
