"""The API for scripts: it needs no Qt and no spaCy, is typed, and does what the guide says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import annotator
from annotator.project import Project
from annotator.project import project as module

GUIDE = Path(__file__).resolve().parents[3] / "docs" / "guide" / "scripting.md"

WITHOUT = """
import sys

class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("PySide6", "shiboken6", "spacy", "thinc"):
            raise ImportError(name + " is not installed here")

sys.meta_path.insert(0, Refuse())
"""


def python(*arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """A Python of its own that finds this copy of the program."""
    found = {**os.environ, "PYTHONPATH": str(GUIDE.parents[2])}
    return subprocess.run(
        [sys.executable, *arguments], cwd=cwd, capture_output=True, text=True, timeout=120, env=found
    )


def blocks() -> str:
    """The examples of the guide, one after the other."""
    return "\n".join(re.findall(r"^```python\n(.*?)^```", GUIDE.read_text("utf-8"), re.M | re.S))


def test_the_project_is_found_where_the_guide_says() -> None:
    assert Project is module.Project
    with pytest.raises(ImportError):
        from annotator.project import Projekt  # type: ignore[attr-defined]  # noqa: F401


def test_importing_a_part_does_not_load_the_whole_room() -> None:
    code = "import sys, annotator.project.changes; print('annotator.project.project' in sys.modules)"
    done = python("-c", code)
    assert done.stdout.strip() == "False"


def test_the_guides_examples_run_without_qt_and_spacy(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(WITHOUT + blocks(), encoding="utf-8")
    done = python(str(script), cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "press.jsonl").read_text("utf-8").count("\n") == 2
    with Project.open(tmp_path / "press.annotator") as project:
        rows = project.db.query(
            "SELECT annotator, speaker, content, sentiment FROM v_claims ORDER BY annotator"
        )
        assert [tuple(row.values()) for row in rows] == [
            ("Kim", "dockers", "the plan reckless", "negative"),
            ("Robin", "Ilse Marn", "the levy would stay", ""),
        ]


def test_it_says_that_it_is_typed() -> None:
    package = Path(annotator.__file__).parent
    assert (package / "py.typed").is_file()
