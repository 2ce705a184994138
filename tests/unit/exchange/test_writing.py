from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from annotator.errors import UserError
from annotator.exchange.writing import ExportReport, whole_file


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_takes_the_place_of_the_old_file_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_text("old")
    with whole_file(path) as file:
        file.write("new 😀\n")
        file.flush()
        assert path.read_text() == "old"
    assert path.read_bytes() == "new 😀\n".encode()
    assert names(tmp_path) == ["out.jsonl"]


def test_leaves_nothing_behind_when_it_fails(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_text("old")

    def broken_off() -> None:
        with whole_file(path) as file:
            file.write("half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        broken_off()
    assert (path.read_text(), names(tmp_path)) == ("old", ["out.jsonl"])


def test_writes_through_a_symbolic_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real.jsonl", tmp_path / "link.jsonl"
    real.write_text("old")
    link.symlink_to(real)
    with whole_file(link) as file:
        file.write("new")
    assert link.is_symlink()
    assert real.read_text() == "new"


@pytest.mark.skipif(sys.platform == "win32", reason="has no such rights")
def test_keeps_the_rights_of_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_text("old")
    path.chmod(0o640)
    with whole_file(path) as file:
        file.write("new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_says_where_it_cannot_write(tmp_path: Path) -> None:
    project = tmp_path / "p.annotator"
    project.write_text("precious")
    for path, source, said in (
        (tmp_path, None, "is a folder"),
        (tmp_path / "no" / "out", None, "There is no folder"),
        (tmp_path / "." / "p.annotator", project, "is the project itself"),
        (project / "out", None, "There is no folder"),
        (tmp_path / ("x" * 300), None, "can't be written"),
    ):
        with pytest.raises(UserError, match=said), whole_file(path, source=source):
            pass
    assert project.read_text() == "precious"


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="has no devices")
def test_a_device_is_written_to_and_not_replaced() -> None:
    with whole_file(Path("/dev/null")) as file:
        file.write("gone")
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)


def test_a_report_whose_counts_differ_is_an_error() -> None:
    ExportReport(1, 1, 2, 2, 1, 1).check()
    with pytest.raises(UserError, match="2 annotations and 1 links went in, but 2 and 0 came out"):
        ExportReport(1, 1, 2, 2, 1, 0).check()
