"""What the pages are made of is imported while nobody presses a key, and never while somebody does."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.gui import ahead
from annotator.gui.ahead import Ahead
from annotator.gui.main_window import MainWindow


def test_everything_is_imported_one_module_at_a_time(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = list(ahead.modules())
    assert {"annotator.gui.codebook_page.page", "annotator.gui.scores.page"} <= set(wanted)
    monkeypatch.setattr(ahead, "_EVERY", 0)
    asked: list[str] = []
    plain = ahead.importlib.import_module
    monkeypatch.setattr(ahead.importlib, "import_module", lambda name: (asked.append(name), plain(name))[1])
    made = Ahead(window, after=0)
    assert asked == []
    qtbot.waitUntil(lambda: made.done)
    assert [name for name in asked if name in wanted] == wanted
    assert set(wanted) <= set(sys.modules)
    qtbot.keyClick(window.workspace.view, Qt.Key.Key_Tab)
    assert made.done  # nothing is left to wait for


def test_a_command_comes_first(window: MainWindow, qtbot: QtBot) -> None:
    made = Ahead(window, after=60_000)
    made._timer.start(0)
    qtbot.keyClick(window.workspace.view, Qt.Key.Key_Tab)
    assert made._timer.interval() == 60_000
