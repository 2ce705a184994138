"""How sure suggestions must be to be shown: the bar, its presets and its slider, in the real window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.gui.main_window import MainWindow
from annotator.gui.sureness.bar import SurenessBar
from annotator.project.project import Project
from tests.support.keys import Press

KEYS = Qt.Key


def opened(window: MainWindow, press: Press, qtbot: QtBot) -> SurenessBar:
    press("u")
    bar = window.findChild(SurenessBar)
    assert bar is not None
    qtbot.waitUntil(bar.slider.hasFocus)
    qtbot.waitUntil(lambda: "4" in bar.broad.text())
    return bar


def shown(window: MainWindow) -> list[str]:
    marks = window.workspace.view.article_layout.index.by_id.values()
    return sorted(f"{mark.label} {mark.start}" for mark in marks)


def test_a_preset_shows_what_is_sure_and_says_how_many_each_gives(
    window: MainWindow, project: Project, press: Press, qtbot: QtBot
) -> None:
    bar = opened(window, press, qtbot)
    assert (bar.broad.text(), bar.cautious.text()) == ("Broad 4 (B)", "Cautious 3 (C)")
    assert sum(bar.chart.columns) == 4
    press("c")
    qtbot.waitUntil(lambda: len(shown(window)) == 3)
    assert shown(window) == ["actor 0", "claim 17", "cue 10"]
    assert bar.says.full.startswith("From 0.70 on: 3 of 4 suggestions of this article: 1 ")
    assert bar.cautious.isChecked()
    assert project.undecided_counts() == {1: 3}
    assert window.status.says().startswith("How sure a suggestion must be: ← and →")
    press(KEYS.Key_Escape)
    assert bar.isHidden()
    qtbot.waitUntil(window.workspace.view.hasFocus)
    assert len(shown(window)) == 3
    assert window.status.says().startswith("From 0.70 on: 3 of 4 suggestions of this article")


def test_the_slider_shows_more_or_less_and_a_claim_keeps_its_frame(
    window: MainWindow, press: Press, qtbot: QtBot
) -> None:
    bar = opened(window, press, qtbot)
    press("c", KEYS.Key_Right)
    qtbot.waitUntil(lambda: shown(window) == ["actor 0", "cue 10"])
    assert bar.least == 0.75
    press(KEYS.Key_End)
    qtbot.waitUntil(lambda: shown(window) == [])
    press("b")
    qtbot.waitUntil(lambda: len(shown(window)) == 4)


def test_what_is_decided_is_no_longer_counted(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    bar = opened(window, press, qtbot)
    press(KEYS.Key_Escape)
    assert bar.isHidden()
    press(KEYS.Key_Tab, "x", "u")
    qtbot.waitUntil(lambda: bar.broad.text() == "Broad 3 (B)")


def test_the_choice_is_kept_with_the_project_for_each_annotator(
    window: MainWindow, project: Project, press: Press, qtbot: QtBot
) -> None:
    opened(window, press, qtbot)
    press("c")
    qtbot.waitUntil(lambda: project.least_score == 0.7)
    path = project.path
    window.close()
    with Project.open(path, annotator="Robin") as again:
        assert again.least_score == 0.7
        assert len(again.sheet(1).suggestions) == 3
    with Project.open(path, annotator="Kim") as again:
        assert len(again.sheet(1).suggestions) == 4


def test_a_preset_that_is_taken_twice_stays_down(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    bar = opened(window, press, qtbot)
    press("c", "c")
    assert bar.cautious.isChecked()
    assert not bar.broad.isChecked()
