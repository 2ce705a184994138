"""Going to the article that teaches the model most, and listing articles so."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.gui.main_window import MainWindow
from annotator.gui.session import Session
from annotator.model.suggestion import SuggestedAnnotation, Suggestions
from annotator.project.operations import suggestions
from annotator.project.project import Project
from annotator.project.usefulness import chosen_order
from tests.support.keys import Press
from tests.support.projects import MODEL


def scored(project: Project, article: int, *scores: float) -> None:
    found = tuple(
        SuggestedAnnotation(str(n), "actor", ((n, n + 1),), {}, score) for n, score in enumerate(scores)
    )
    suggestions.store(project, article, MODEL, Suggestions(found))


def test_the_most_useful_article_opens(
    qtbot: QtBot, window: MainWindow, session: Session, project: Project, press: Press
) -> None:
    scored(project, 2, 0.95)
    scored(project, 3, 0.5, 0.55)
    press((Qt.Key.Key_N, Qt.KeyboardModifier.ShiftModifier))
    qtbot.waitUntil(lambda: session.article is not None and session.article.id == 3)
    assert "2 suggestions to decide, 2 of them unsure" in window.messages.text.text()
    assert window.workspace.view.hasFocus()
    press((Qt.Key.Key_N, Qt.KeyboardModifier.ShiftModifier))
    qtbot.waitUntil(lambda: session.article is not None and session.article.id == 1)


def test_where_nothing_else_is_to_do_it_says_so(
    qtbot: QtBot, window: MainWindow, session: Session, press: Press
) -> None:
    for article in (1, 2, 3):
        session.open_article(article)
        session.mark("done")
    press((Qt.Key.Key_N, Qt.KeyboardModifier.ShiftModifier))
    qtbot.waitUntil(lambda: window.messages.text.text() == "No other article is to do.")


def test_the_list_is_ordered_and_stays_so(
    qtbot: QtBot, window: MainWindow, session: Session, project: Project, press: Press
) -> None:
    scored(project, 1, 0.9)
    scored(project, 3, 0.5, 0.55)
    model = window.workspace.articles.model
    press((Qt.Key.Key_U, Qt.KeyboardModifier.ShiftModifier))
    qtbot.waitUntil(lambda: model.shown_ids() == [3, 1, 2])
    assert chosen_order(project) == "entropy"
    assert window.status.says().startswith("Listed the most useful articles first")
    assert session.article is not None
    assert session.article.id == 1
    scored(project, 2, 0.5, 0.5, 0.5)
    qtbot.waitUntil(lambda: model.shown_ids() == [2, 3, 1])
    path = project.path
    window.projects.open(path)  # open already
    window.projects.close()
    window.projects.open(path)
    qtbot.waitUntil(lambda: model.shown_ids() == [2, 3, 1])
    window.workspace.view.setFocus()
    press((Qt.Key.Key_U, Qt.KeyboardModifier.ShiftModifier))
    qtbot.waitUntil(lambda: model.shown_ids() == [1, 2, 3])
