"""What stands above the article, and what the status bar says of a commit."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator.gui.main_window import MainWindow
from annotator.gui.panels.header import ArticleHeader
from annotator.gui.theme import LIGHT
from annotator.model.article import Article, Metadata, Removed
from annotator.model.suggestion import SuggestedAnnotation, Suggestions
from annotator.project.operations import annotations
from annotator.project.project import Project
from tests.support.projects import MODEL


@pytest.mark.parametrize("width", [380, 460, 760])
def test_what_waits_is_never_cut(qtbot: QtBot, width: int) -> None:
    column, header = QWidget(), ArticleHeader()
    qtbot.addWidget(column)
    header.setParent(column)  # a window of its own would grow with its words
    header.set_keys("Ctrl+P", "Tab", "M", "P")
    header.set_theme(LIGHT)
    header.show_article(Article(1, "Text.", Metadata(), "", (Removed(0, 1, "x", "menu"),) * 12))
    header.show_colleagues({"Kim": 3, "Robin": 5})
    header.resize(width, 75)
    column.resize(width, 75)
    column.show()
    header.show_waiting(175, covered=True)
    qtbot.waitUntil(lambda: header.waiting.width() >= header.waiting.sizeHint().width())
    assert header.width() == width
    assert header.waiting.text().startswith("175 ")
    assert header.waiting.text().endswith("(Tab)")
    assert header.waiting.geometry().right() <= header.rect().right()
    assert ("suggestions to decide" in header.waiting.text()) == (width > 700)


def test_that_less_sure_suggestions_are_hidden_is_said(qtbot: QtBot, window: MainWindow) -> None:
    waiting = window.workspace.header.waiting
    qtbot.waitUntil(lambda: waiting.text() == "4 suggestions to decide (Tab)")
    assert waiting.toolTip() == ""
    window.commands.run("sureness.cautious")
    qtbot.waitUntil(lambda: waiting.text() == "3 suggestions from 0.70 on to decide (Tab)")
    assert waiting.toolTip().startswith("Suggestions from 0.70 on: those that score less are not shown")
    window.commands.run("sureness.broad")
    qtbot.waitUntil(lambda: waiting.text() == "4 suggestions to decide (Tab)")


def test_who_else_has_annotated_is_said(qtbot: QtBot, window: MainWindow) -> None:
    header = window.workspace.header
    assert header.colleagues.isHidden()
    assert window.session is not None
    annotations.add(window.session.project, article_id=1, label="actor", segments=[(26, 30)])
    window.projects.annotate_as("Kim")
    assert "Robin" in header.colleagues.text()
    assert header.colleagues.toolTip() == "Robin: 1 annotation"
    window.session.open_article(2)
    assert header.colleagues.isHidden()


def test_a_model_does_not_hide_what_was_saved_last(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window.workspace.view, Qt.Key.Key_Tab)
    qtbot.keyClicks(window.workspace.view, "a")
    said = window.status.says()
    assert said.startswith("Accepted actor “Mira Sand” · Saved ")
    assert window.session is not None
    found = Suggestions((SuggestedAnnotation("a", "actor", ((0, 4),)),))
    window.session.store_suggestions(2, MODEL, found)
    assert window.status.says() == said


def test_colleagues_are_the_other_people(window: MainWindow) -> None:
    assert window.session is not None
    project: Project = window.session.project
    annotations.add(project, article_id=1, label="actor", segments=[(26, 30)])
    assert project.colleagues(1) == {}  # neither oneself nor the model


def test_the_button_of_the_problems_follows_its_key(qtbot: QtBot) -> None:
    header = ArticleHeader()
    qtbot.addWidget(header)
    header.resize(1600, 80)  # room for the long words in any font
    header.set_keys("Ctrl+P", "Tab", "M", "P")
    header.show_problems(3)
    assert header.problems.text() == "3 problems (P)"
    header.set_keys("Ctrl+P", "Tab", "M", "")
    assert header.problems.text() == "3 problems"
    assert header.suggest.text() == "Suggest for all (Ctrl+P)"
    header.resize(200, 80)
    header.set_keys("Ctrl+P", "Tab", "M", "")
    assert header.suggest.text() == "Suggest (Ctrl+P)"
