"""Many suggestions decided at once, each time as one step to undo."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.gui.accepting.score_bar import ScoreBar
from annotator.gui.main_window import MainWindow

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def waiting(window: MainWindow) -> set[str]:
    assert window.session is not None
    assert window.session.sheet is not None
    return {suggestion.quote for suggestion in window.session.sheet.suggestions.values()}


def own(window: MainWindow) -> set[str]:
    assert window.session is not None
    assert window.session.sheet is not None
    return {annotation.quote for annotation in window.session.sheet.own.values()}


def test_y_accepts_all_of_the_sentence_with_their_links(window: MainWindow, qtbot: QtBot) -> None:
    view = window.workspace.view
    before = waiting(window)
    qtbot.keyClicks(view, "y")
    assert waiting(window) == set()
    assert own(window) == before
    session = window.session
    assert session is not None
    assert session.sheet is not None
    assert {link.label for link in session.sheet.links.values()} == {"speaker", "cue"}
    assert "Accepted 2 actors, 1 cue and 1 claim in this sentence" in window.messages.text.text()
    qtbot.keyClick(view, Qt.Key.Key_Z, CTRL)
    assert waiting(window) == before
    assert own(window) == set()


def test_shift_y_rejects_all_of_the_sentence(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window.workspace.view, Qt.Key.Key_Y, SHIFT)
    assert (waiting(window), own(window)) == (set(), set())
    qtbot.keyClick(window.workspace.view, Qt.Key.Key_Z, CTRL)
    assert len(waiting(window)) == 4


def test_i_accepts_what_is_like_the_current_one(window: MainWindow, qtbot: QtBot) -> None:
    view = window.workspace.view
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    qtbot.keyClicks(view, "i")
    assert own(window) == {"Mira Sand"}
    assert len(waiting(window)) == 3


def test_what_a_filter_hides_waits(window: MainWindow, qtbot: QtBot) -> None:
    view = window.workspace.view
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    qtbot.keyClick(view, Qt.Key.Key_F, SHIFT)  # only actors
    qtbot.keyClicks(view, "y")
    assert own(window) == {"Mira Sand", "Tolm Harbour"}
    assert len(waiting(window)) == 2


def test_v_asks_for_a_score_and_accepts_by_enter(window: MainWindow, qtbot: QtBot) -> None:
    view = window.workspace.view
    qtbot.keyClicks(view, "v")
    bar = window.findChild(ScoreBar)
    assert bar is not None
    qtbot.waitUntil(bar.slider.hasFocus)
    assert bar.text.text() == "2 of 4 suggestions have a score of 0.80 or more"
    for _ in range(10):
        qtbot.keyClick(bar.slider, Qt.Key.Key_Left)
    assert bar.text.text() == "3 of 4 suggestions have a score of 0.70 or more"
    qtbot.keyClick(bar.slider, Qt.Key.Key_Return)
    assert bar.isHidden()
    assert view.hasFocus()
    assert len(own(window)) == 3
    qtbot.keyClick(view, Qt.Key.Key_Z, CTRL)
    assert own(window) == set()


def test_escape_leaves_the_score_bar_without_a_decision(window: MainWindow, qtbot: QtBot) -> None:
    view = window.workspace.view
    qtbot.keyClicks(view, "v")
    bar = window.findChild(ScoreBar)
    assert bar is not None
    qtbot.keyClick(bar.slider, Qt.Key.Key_Escape)
    assert bar.isHidden()
    assert view.hasFocus()
    assert len(waiting(window)) == 4


def test_where_nothing_waits_the_keys_say_so(window: MainWindow, qtbot: QtBot) -> None:
    view = window.workspace.view
    qtbot.keyClicks(view, "yy")
    assert "There is no suggestion to decide" in window.messages.text.text()


def test_v_ticks_in_the_article_what_would_be_taken(window: MainWindow, qtbot: QtBot) -> None:
    view, session = window.workspace.view, window.session
    assert session is not None
    assert session.sheet is not None
    quotes = {s.id: s.quote for s in session.sheet.suggestions.values()}

    def ticked() -> set[str]:
        return {quotes[key] for key, sign in view.painter.badges.items() if sign == "✓"}

    qtbot.keyClicks(view, "v")
    bar = window.findChild(ScoreBar)
    assert bar is not None
    qtbot.waitUntil(bar.slider.hasFocus)
    assert ticked() == {"Mira Sand", "said"}
    for _ in range(10):
        qtbot.keyClick(bar.slider, Qt.Key.Key_Right)
    assert ticked() == {"Mira Sand"}
    qtbot.keyClick(bar.slider, Qt.Key.Key_Escape)
    assert ticked() == set()
    qtbot.keyClicks(view, "v")
    session.open_article(2)
    assert bar.isHidden()
    assert ticked() == set()
