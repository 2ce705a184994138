"""A program beside the window: what it says, how it ends, and that nothing is heard of one let go."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from annotator.gui.child_process import ChildProcess


class Heard(QObject):
    """What a process said, until it is let go at the end of the test."""

    def __init__(self) -> None:
        super().__init__()
        self.process = ChildProcess(self, said=self._on_said, ended=self._on_ended, missing=self._on_missing)
        self.data = b""
        self.ends: list[tuple[int, str, bytes]] = []
        self.missing = 0
        self.gone = False

    def let_go(self, farewell: bytes, patience: int) -> None:
        self.gone = True
        self.process.let_go(farewell, patience=patience)

    def run(self, code: str) -> None:
        self.process.start([sys.executable, "-u", "-c", code])

    def _on_said(self, data: bytes) -> None:
        self.data += data

    def _on_ended(self, code: int, words: str) -> None:
        self.ends.append((code, words, self.data))

    def _on_missing(self) -> None:
        self.missing += 1


@pytest.fixture
def heard(qtbot: QtBot) -> Iterator[Heard]:
    made = Heard()
    yield made
    if not made.gone:
        made.process.let_go(patience=0)


def test_all_it_says_comes_before_its_end(qtbot: QtBot, heard: Heard) -> None:
    heard.run("import sys; print('x' * 200_000); print('why', file=sys.stderr); sys.exit(3)")
    qtbot.waitUntil(lambda: bool(heard.ends), timeout=20_000)
    assert heard.ends == [(3, "why", heard.data)]
    assert len(heard.data.strip()) == 200_000


def test_it_answers(qtbot: QtBot, heard: Heard) -> None:
    heard.run("print(input()[::-1]); input()")
    heard.process.write(b"levy\n")
    qtbot.waitUntil(lambda: heard.data.strip() == b"yvel", timeout=20_000)
    assert heard.process.pid > 0


def test_one_that_can_not_be_started(qtbot: QtBot, heard: Heard, tmp_path: Path) -> None:
    heard.process.start([str(tmp_path / "nothing")])
    qtbot.waitUntil(lambda: heard.missing == 1, timeout=20_000)
    assert not heard.ends


def test_one_let_go_gets_a_farewell_and_is_not_heard(qtbot: QtBot, heard: Heard, tmp_path: Path) -> None:
    told = tmp_path / "told"
    heard.run(
        "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('here')\n"
        f"open({str(told)!r}, 'w').write(input()); print('bye')"
    )
    qtbot.waitUntil(lambda: b"here" in heard.data, timeout=20_000)
    heard.let_go(b"Stop\n", 20_000)
    assert told.read_text() == "Stop"
    assert b"bye" not in heard.data
    assert not heard.ends


@pytest.mark.parametrize("patience", [0, 50])
def test_one_that_does_not_listen_is_ended_at_once(qtbot: QtBot, heard: Heard, patience: int) -> None:
    heard.run(
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('here')\n"
        "while True: time.sleep(1)"
    )
    qtbot.waitUntil(lambda: b"here" in heard.data, timeout=20_000)
    heard.let_go(b"", patience)
    assert heard.process.pid == 0
    assert not heard.ends


DEAF = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf'); signal.pause()"


@pytest.mark.skipif(sys.platform == "win32", reason="has no such signals")
def test_one_that_is_dismissed_is_not_waited_for_and_ends(qtbot: QtBot, heard: Heard) -> None:
    heard.run(DEAF)
    qtbot.waitUntil(lambda: heard.data == b"deaf\n", timeout=20_000)
    pid = heard.process.pid
    heard.gone = True
    heard.process.dismiss(patience=100)
    assert runs(pid)
    heard.deleteLater()
    qtbot.waitUntil(lambda: not runs(pid), timeout=20_000)
    assert not heard.ends


def runs(pid: int) -> bool:
    """Whether a process is there that has not ended."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
