"""An export that is ended from outside in the middle: what was there stays, and what is left is cleared."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from annotator.cli.group import cli
from annotator.exchange.leftovers import DEAD
from annotator.project.operations import annotations
from tests.support.projects import new_project

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="has no such signals")

IN_THE_MIDDLE = """
import signal, sys
from annotator.cli.group import cli
from annotator.exchange.jsonl_out import JsonlLines

line, written = JsonlLines.line, []

def slow(*arguments):
    written.append(line(*arguments))
    if len(written) == 2:
        print("in the middle", flush=True)
        signal.pause()
    return written[-1]

JsonlLines.line = slow
cli(sys.argv[1:])
"""


@pytest.fixture
def press(tmp_path: Path) -> Path:
    path = tmp_path / "press.annotator"
    with new_project(path, "One.", "Two.", "Three.") as project:
        annotations.add(project, article_id=1, label="actor", segments=[(0, 3)])
    return path


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 130), (signal.SIGINT, 130), (signal.SIGKILL, -9)]
)
@pytest.mark.parametrize("split", [(), ("--split", "50/50")])
def test_what_was_there_stays(press: Path, number: signal.Signals, code: int, split: tuple[str, ...]) -> None:
    folder = press.parent / "out"
    folder.mkdir()
    call = ["export", str(press), "-o", str(folder / "press"), "--layer", "Robin", *split]
    assert CliRunner().invoke(cli, call).exit_code == 0
    before = {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    with subprocess.Popen(
        [sys.executable, "-c", IN_THE_MIDDLE, *call],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "in the middle\n"
        process.send_signal(number)
        _, said = process.communicate(timeout=30)
    assert process.returncode == code, said
    assert before.items() <= {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}.items()
    left = [file for file in folder.iterdir() if file.name != "press"]
    assert len(left) == (number == signal.SIGKILL)
    for file in left:
        for each in (file, *file.rglob("*")):
            os.utime(each, (each.stat().st_atime, each.stat().st_mtime - DEAD - 1))
    assert CliRunner().invoke(cli, call).exit_code == 0
    assert [file.name for file in folder.iterdir()] == ["press"]
