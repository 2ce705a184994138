"""What is read beside the window: the newest arrives, also where an earlier one comes later."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.errors import UserError
from annotator.gui.background import Background
from annotator.gui.latest import Latest
from annotator.gui.one_at_a_time import OneAtATime, Send, Stopped
from annotator.project.project import Project
from annotator.project.queries import Queries
from tests.support.projects import TEXT, new_project


@pytest.fixture
def background(qtbot: QtBot) -> Iterator[Background]:
    made = Background()
    yield made
    made.stop()


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with new_project(tmp_path / "p.annotator", TEXT) as made:
        yield made


def test_only_the_newest_arrives(qtbot: QtBot, background: Background, project: Project) -> None:
    got: list[object] = []
    latest, go_on = Latest(background), threading.Event()

    def slow(queries: Queries) -> str:
        go_on.wait(20)
        return "slow"

    latest.read(project, slow, got.append)
    latest.read(project, lambda queries: queries.article_ids(), got.append)
    qtbot.waitUntil(lambda: got == [[1]], timeout=20_000)
    latest.read(project, slow, got.append)
    latest.drop()
    go_on.set()
    background.stop()
    qtbot.wait(1)
    assert got == [[1]]


class Runner(OneAtATime):
    def __init__(self, background: Background) -> None:
        super().__init__(background, background)
        self.got: list[object] = []
        self.failed.connect(self.got.append)

    def start(self, project: Project, words: list[str], go_on: threading.Event) -> None:
        def work(queries: Queries, send: Send, stopped: Stopped) -> str:
            for word in words:
                send(word)
                if word == "bad":
                    raise UserError("It is bad.")
                go_on.wait(20)
            return "stopped" if stopped() else "done"

        self._begin(project.path, project.annotator, work, self.got.append)

    def _receive(self, message: object) -> None:
        self.got.append(message)


def test_what_long_work_says_and_how_it_ends(qtbot: QtBot, background: Background, project: Project) -> None:
    runner, go_on = Runner(background), threading.Event()
    runner.start(project, ["a", "b"], go_on)
    assert runner.running
    qtbot.waitUntil(lambda: runner.got == ["a"], timeout=20_000)
    runner.stop()
    go_on.set()
    qtbot.waitUntil(lambda: runner.got == ["a", "b", "stopped"], timeout=20_000)
    assert not runner.running
    runner.start(project, ["bad"], go_on)
    qtbot.waitUntil(lambda: len(runner.got) == 5, timeout=20_000)
    assert str(runner.got[-1]) == "It is bad."
    assert not runner.running


def test_a_new_one_ends_the_one_before(qtbot: QtBot, background: Background, project: Project) -> None:
    runner, held, free = Runner(background), threading.Event(), threading.Event()
    free.set()
    runner.start(project, ["old"], held)
    qtbot.waitUntil(lambda: runner.got == ["old"], timeout=20_000)
    runner.start(project, ["new"], free)
    qtbot.waitUntil(lambda: runner.got == ["old", "new", "done"], timeout=20_000)
    runner.start(project, ["late"], held)
    runner.drop()
    held.set()
    background.stop()
    qtbot.wait(1)
    assert runner.got == ["old", "new", "done"]
    assert not runner.running
