"""Problems: counted live, walked by key, listed below the article."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.gui.main_window import MainWindow
from annotator.gui.problems.page import ProblemsPage
from annotator.model.article import IncomingArticle
from annotator.model.codebook_toml import parse_codebook
from annotator.project.operations import annotations, articles
from annotator.project.project import Project
from tests.support.projects import TEXT
from tests.unit.project.test_problems import CODEBOOK

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def demanding(empty_window: MainWindow, qtbot: QtBot, tmp_path: Path) -> MainWindow:
    """Two claims in the first article and one in the third lack a speaker; the second is not begun."""
    path = tmp_path / "demanding.annotator"
    with Project.create(path, parse_codebook(CODEBOOK), "Robin") as project:
        with project.transact("Import", undoable=False):
            for text in (TEXT, "Nothing here.", "Mira Sand said so."):
                articles.add(project, IncomingArticle(text))
        for article, segment in ((1, (17, 42)), (1, (62, 71)), (3, (10, 17))):
            articles.answer(project, article, "relevant", True)
            annotations.add(
                project, article_id=article, label="claim", segments=[segment], attributes={"kind": "states"}
            )
    empty_window.projects.open(path, "Robin")
    view = empty_window.workspace.view
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    return empty_window


def current_start(window: MainWindow) -> int | None:
    assert window.session is not None
    current = window.session.current
    return current.start if current is not None else None


def article(window: MainWindow) -> int | None:
    assert window.session is not None
    return window.session.article.id if window.session.article is not None else None


def test_the_header_counts_them_live_and_a_link_ends_one(demanding: MainWindow, qtbot: QtBot) -> None:
    header = demanding.workspace.header
    qtbot.waitUntil(lambda: header.problems.isVisible())
    assert header.problems.text().startswith("2 ")
    session = demanding.session
    assert session is not None
    actor = session.tag("actor", (0, 9))
    claim = next(a for a in session.sheet.own.values() if a.start == 17) if session.sheet else None
    assert claim is not None
    session.link("speaker", claim.id, actor.id)
    qtbot.waitUntil(lambda: header.problems.text().startswith("1 "))
    session.undo()
    qtbot.waitUntil(lambda: header.problems.text().startswith("2 "))


def test_p_walks_them_and_goes_on_in_the_next_article(demanding: MainWindow, qtbot: QtBot) -> None:
    view = demanding.workspace.view
    qtbot.keyClicks(view, "p")
    assert current_start(demanding) == 17
    assert "claim without speaker (1 of 2)" in demanding.messages.text.text()
    qtbot.keyClicks(view, "p")
    assert current_start(demanding) == 62
    qtbot.keyClicks(view, "p")
    qtbot.waitUntil(lambda: article(demanding) == 3)
    assert current_start(demanding) == 10
    qtbot.keyClick(view, Qt.Key.Key_P, SHIFT)
    qtbot.waitUntil(lambda: article(demanding) == 1)
    assert current_start(demanding) == 62


def test_without_problems_p_says_so(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClicks(window.workspace.view, "p")
    qtbot.waitUntil(lambda: "no problems" in window.messages.text.text())


def test_the_list_is_walked_by_arrows_and_left_by_enter(demanding: MainWindow, qtbot: QtBot) -> None:
    view = demanding.workspace.view
    qtbot.keyClick(view, Qt.Key.Key_M, CTRL | SHIFT)
    page = demanding.workspace.drawer.page("problems")
    assert isinstance(page, ProblemsPage)
    qtbot.waitUntil(page.table.hasFocus)
    assert [line[0] for line in page.table.lines()] == ["claim without speaker"] * 2
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    assert current_start(demanding) == 62
    assert page.table.hasFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert view.hasFocus()
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert demanding.workspace.drawer.isHidden()


def test_the_list_of_all_articles(demanding: MainWindow, qtbot: QtBot) -> None:
    demanding.moving.open_list("problems")
    page = demanding.workspace.drawer.page("problems")
    assert isinstance(page, ProblemsPage)
    qtbot.mouseClick(page.everywhere, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(page.table.lines()) == 3)
    assert page.count.text() == "3 problems in 2 articles"
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: article(demanding) == 3)
    assert page.table.hasFocus()


def test_an_empty_list_says_that_nothing_is_missing(window: MainWindow, qtbot: QtBot) -> None:
    window.moving.open_list("problems")
    page = window.workspace.drawer.page("problems")
    assert isinstance(page, ProblemsPage)
    assert page.empty.isVisible()
    assert page.empty.text().startswith("No problems in this article")


def test_a_problem_lets_go_of_what_was_selected(demanding: MainWindow, qtbot: QtBot) -> None:
    view = demanding.workspace.view
    view.select_span(0, 9)
    qtbot.keyClicks(view, "p")
    assert view.selected_span() is None
    qtbot.keyClicks(view, "1")
    assert demanding.session is not None
    assert demanding.session.sheet is not None
    assert "Mira Sand" not in {a.quote for a in demanding.session.sheet.own.values()}


def test_an_answer_that_comes_late_does_not_replace_what_was_asked_for_since(
    demanding: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    demanding.commands.run("problem.list")
    page = demanding.workspace.drawer.page("problems")
    assert isinstance(page, ProblemsPage)
    qtbot.waitUntil(lambda: len(page.table.lines()) == 2)
    late: list[Callable[[], None]] = []
    monkeypatch.setattr(demanding.background, "run", lambda work, done: late.append(lambda: done(work())))
    qtbot.mouseClick(page.everywhere, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.here, Qt.MouseButton.LeftButton)
    assert late
    for answer in late:
        answer()
    assert len(page.table.lines()) == 2
    qtbot.mouseClick(page.everywhere, Qt.MouseButton.LeftButton)
    late[-1]()
    assert len(page.table.lines()) == 3
