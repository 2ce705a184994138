"""Answers, note, state and working time of the open article; the history of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from annotator.gui.article_page.page import ArticlePage
from annotator.gui.history.page import HistoryPage
from annotator.gui.main_window import MainWindow
from annotator.model.codebook_toml import parse_codebook, write_codebook
from annotator.project.operations import codebook
from annotator.project.project import Project
from tests.unit.project.test_article_answers import ASKING

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def asking(project_path: Path, window: MainWindow, qtbot: QtBot) -> ArticlePage:
    """The page on the first article of a project whose codebook asks about tone and relevance."""
    assert window.session is not None
    project = window.session.project
    codebook.replace(project, parse_codebook(write_codebook(project.codebook) + ASKING))
    qtbot.keyClick(window.workspace.view, Qt.Key.Key_N, CTRL | SHIFT)
    page = window.workspace.drawer.page("article")
    assert isinstance(page, ArticlePage)
    qtbot.waitUntil(page.isVisible)
    return page


def answers(window: MainWindow) -> tuple[object, str]:
    assert window.session is not None
    assert window.session.article is not None
    return window.session.project.article_answers(window.session.article.id)


def test_questions_are_answered_by_key_and_undone(
    asking: ArticlePage, window: MainWindow, qtbot: QtBot
) -> None:
    calm = asking.form.fields()["tone/calm"] if asking.form else None
    assert calm is not None
    qtbot.waitUntil(calm.hasFocus)
    qtbot.keyClick(calm, Qt.Key.Key_Space)
    assert answers(window) == ({"tone": "calm"}, "")
    focused = window.focusWidget()
    assert focused is not None
    assert focused is asking.form.fields()["tone/calm"] if asking.form else False
    qtbot.keyClick(focused, Qt.Key.Key_Z, CTRL)
    assert answers(window) == ({}, "")


def test_numbers_answer_also_yes_and_no(asking: ArticlePage, window: MainWindow, qtbot: QtBot) -> None:
    assert asking.form is not None
    fields = asking.form.fields()
    qtbot.waitUntil(fields["tone/calm"].hasFocus)
    options = [made for made in fields.values() if isinstance(made, QToolButton)]
    assert [made.text() for made in options] == ["1 calm", "2 loud", "1 yes", "2 no"]
    for key in (Qt.Key.Key_2, Qt.Key.Key_Down, Qt.Key.Key_2):
        focused = window.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, key)
    assert answers(window) == ({"tone": "loud", "relevant": False}, "")


def test_the_note_is_saved_when_it_is_left_and_kept_by_article(
    asking: ArticlePage, window: MainWindow, qtbot: QtBot
) -> None:
    asking.note.setFocus()
    qtbot.keyClicks(asking.note, "Read again")
    qtbot.keyClick(asking.note, Qt.Key.Key_Escape)
    assert answers(window) == ({}, "Read again")
    view = window.workspace.view
    assert view.hasFocus()
    qtbot.keyClicks(view, "j")
    qtbot.waitUntil(lambda: asking.note.toPlainText() == "")
    qtbot.keyClicks(view, "k")
    qtbot.waitUntil(lambda: asking.note.toPlainText() == "Read again")


def test_the_state_is_set_here_too(asking: ArticlePage, window: MainWindow, qtbot: QtBot) -> None:
    qtbot.mouseClick(asking.states["in doubt"], Qt.MouseButton.LeftButton)
    assert window.session is not None
    assert window.session.state() == "in doubt"
    assert [s for s, made in asking.states.items() if made.isChecked()] == ["in doubt"]


def test_without_questions_the_page_says_where_to_add_them(window: MainWindow, qtbot: QtBot) -> None:
    window.moving.open_list("article")
    page = window.workspace.drawer.page("article")
    assert isinstance(page, ArticlePage)
    qtbot.waitUntil(page.note.hasFocus)
    assert page.form is None


def test_working_time_counts_what_lies_close_together(window: MainWindow, project_path: Path) -> None:
    now = [1000.0]
    window.timing.clock = lambda: now[0]
    handle = window.windowHandle()
    for seconds in (0, 20, 30, 5000, 40):  # the pause in the middle does not count
        now[0] += seconds
        QTest.mouseMove(handle, QPoint(round(now[0]) % 90 + 5, 9))
        QTest.keyClick(handle, Qt.Key.Key_F13)
    window.timing.flush()
    assert window.session is not None
    assert window.session.project.seconds_on() == {1: 90.0}
    window.commands.run("article.timing")
    now[0] += 30
    QTest.keyClick(handle, Qt.Key.Key_F13)
    now[0] += 30
    QTest.keyClick(handle, Qt.Key.Key_F13)
    window.timing.flush()
    assert window.session.project.seconds_on() == {1: 90.0}
    assert window.session.project.undo_title is None


def test_time_goes_to_the_article_it_was_spent_on(window: MainWindow) -> None:
    now = [0.0]
    window.timing.clock = lambda: now[0]
    handle = window.windowHandle()
    assert window.session is not None
    for article, seconds in ((1, 10), (2, 20)):
        window.session.open_article(article)
        QTest.keyClick(handle, Qt.Key.Key_F13)
        now[0] += seconds
        QTest.keyClick(handle, Qt.Key.Key_F13)
    path = window.session.project.path
    window.projects.close_project()
    with Project.open(path, read_only=True) as project:
        assert project.seconds_on() == {1: 10.0, 2: 20.0}


def test_the_history_says_who_did_what_and_goes_there(window: MainWindow, qtbot: QtBot) -> None:
    view = window.workspace.view
    view.select_span(0, 4)
    qtbot.keyClicks(view, "1")
    qtbot.keyClick(view, Qt.Key.Key_Z, CTRL)
    qtbot.keyClick(view, Qt.Key.Key_Z, CTRL | SHIFT)
    qtbot.keyClick(view, Qt.Key.Key_H, CTRL)
    page = window.workspace.drawer.page("history")
    assert isinstance(page, HistoryPage)
    qtbot.waitUntil(lambda: len(page.table.lines()) >= 3)
    told = [line[1:4] for line in page.table.lines()[:3]]
    assert told == [
        ("Robin", "Done again: tag actor", "Mira"),
        ("Robin", "Undone: tag actor", "Mira"),
        ("Robin", "Tag actor", "Mira"),
    ]
    assert window.session is not None
    window.session.set_current(None)
    qtbot.waitUntil(page.table.hasFocus)
    page.table.go(0)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert window.session.current is not None
    assert window.session.current.quote == "Mira"
    assert view.hasFocus()


def test_the_history_of_the_project_names_articles_and_follows(window: MainWindow, qtbot: QtBot) -> None:
    window.moving.open_list("history")
    page = window.workspace.drawer.page("history")
    assert isinstance(page, HistoryPage)
    qtbot.mouseClick(page.everywhere, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Import" in {line[2] for line in page.table.lines()})
    assert window.session is not None
    window.session.open_article(2)
    window.session.mark("done")
    qtbot.waitUntil(lambda: page.table.lines()[0][2:] == ("Mark as done", "done", "Harbour strike"))
