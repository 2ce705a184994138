"""Training in the window, with a process that speaks the protocol without a model."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.gui.dialogs.pipeline import PipelineDialog
from annotator.gui.main_window import MainWindow
from annotator.gui.training.page import TrainingPage
from annotator.project.project import Project
from annotator.project.training import trained_models
from tests.support.harbour_news import harbour_project

FAKE_TRAINER = Path(__file__).parents[2] / "support" / "fake_trainer.py"
_CTRL = Qt.KeyboardModifier.ControlModifier


def fake(*options: str) -> Callable[[], list[str]]:
    return lambda: [sys.executable, str(FAKE_TRAINER), *options]


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("news") / "news.annotator"
    harbour_project(path, 24, sentences=24).close()
    return path


@pytest.fixture
def page(empty_window: MainWindow, news: Path, tmp_path: Path, qtbot: QtBot) -> TrainingPage:
    """The page of training on 24 finished articles, opened by its key."""
    path = tmp_path / "news.annotator"
    path.write_bytes(news.read_bytes())
    empty_window.projects.open(path, "Robin")
    empty_window.training.command = fake()
    view = empty_window.workspace.view
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    qtbot.keyClick(view, Qt.Key.Key_L, _CTRL)
    made = empty_window.pages.page("training")
    assert isinstance(made, TrainingPage)
    qtbot.waitUntil(made.train_button.hasFocus)
    return made


def press(qtbot: QtBot, page: TrainingPage, key: Qt.Key) -> None:
    focused = page.window().focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, key)


def project_of(window: MainWindow) -> Project:
    assert window.session is not None
    return window.session.project


def folders(window: MainWindow) -> list[str]:
    place = project_of(window).path.with_name("news-models")
    return sorted(path.name for path in place.iterdir()) if place.exists() else []


def trained(qtbot: QtBot, window: MainWindow, page: TrainingPage) -> None:
    press(qtbot, page, Qt.Key.Key_T)
    qtbot.waitUntil(lambda: not window.training.training, timeout=30_000)


def test_it_says_what_there_is_and_what_is_missing(page: TrainingPage) -> None:
    said = page.needs.accessibleDescription()
    assert "finished articles: 24, enough" in said
    assert "sentiment: 0 of 100: 100 missing" in said
    assert page.layers.currentText() == "Robin"
    assert page.models_empty.isVisible()


def test_with_too_little_it_says_so_and_does_not_train(
    qtbot: QtBot, window: MainWindow, project: Project
) -> None:
    qtbot.keyClick(window.workspace.view, Qt.Key.Key_L, _CTRL)
    page = window.pages.page("training")
    assert isinstance(page, TrainingPage)
    qtbot.waitUntil(lambda: "tag some articles first" in page.missing.text())
    assert not page.train_button.isEnabled()
    press(qtbot, page, Qt.Key.Key_T)
    assert not window.training.training


def test_old_and_new_stand_beside_each_other_and_nothing_is_switched(
    qtbot: QtBot, empty_window: MainWindow, page: TrainingPage
) -> None:
    trained(qtbot, empty_window, page)
    lines = {line[0]: line for line in page.result.lines()}
    assert lines["cue"][2:] == ("– / 0 / 0", "100 / 100 / 100", "0 → 100", "yes")
    assert lines["actor"][2:] == ("100 / 100 / 100", "– / 0 / 0", "100 → 0", "no: not better")
    assert lines["claim"][5] == "not trained"
    assert "the new model is better for cue. For actor it does what the old one does." in page.verdict.text()
    assert "a note" in page.details.text()
    project = project_of(empty_window)
    (model,) = trained_models(project)
    assert folders(empty_window) == [Path(model.folder).name]
    assert project.about("pipeline") == ""
    assert page.use_button.hasFocus()


def test_one_uses_the_new_model_by_its_key(
    qtbot: QtBot, empty_window: MainWindow, page: TrainingPage
) -> None:
    trained(qtbot, empty_window, page)
    press(qtbot, page, Qt.Key.Key_U)
    project = project_of(empty_window)
    (model,) = trained_models(project)
    assert project.about("pipeline") == model.folder
    assert "Suggest for all articles (Ctrl+P)" in empty_window.messages.text.text()
    qtbot.waitUntil(lambda: [line[5] for line in page.models.lines()] == ["in use"])
    assert not page.result_part.isVisible()
    empty_window.commands.run("project.pipeline")
    dialog = empty_window.findChild(PipelineDialog)
    assert dialog is not None
    assert dialog.choice.currentText() == "en_fake_learned 1 (trained on this project)"
    dialog.reject()


def test_one_keeps_the_old_one_and_looks_at_the_new_one_later(
    qtbot: QtBot, empty_window: MainWindow, page: TrainingPage
) -> None:
    trained(qtbot, empty_window, page)
    press(qtbot, page, Qt.Key.Key_K)
    assert project_of(empty_window).about("pipeline") == ""
    assert not page.result_part.isVisible()
    qtbot.waitUntil(lambda: len(page.models.lines()) == 1)
    page.models.setFocus()
    qtbot.keyClick(page.models, Qt.Key.Key_Return)
    assert page.result_part.isVisible()
    press(qtbot, page, Qt.Key.Key_U)
    assert project_of(empty_window).about("pipeline") != ""


def test_where_nothing_is_better_nothing_is_saved(
    qtbot: QtBot, empty_window: MainWindow, page: TrainingPage
) -> None:
    empty_window.training.command = fake("--worse")
    trained(qtbot, empty_window, page)
    assert "nothing that was trained is better" in page.verdict.text()
    assert not page.use_button.isVisible()
    assert trained_models(project_of(empty_window)) == []
    assert folders(empty_window) == []


def test_it_shows_how_far_it_is_and_stops_without_a_trace(
    qtbot: QtBot, empty_window: MainWindow, page: TrainingPage
) -> None:
    empty_window.training.command = fake("--stick")
    press(qtbot, page, Qt.Key.Key_T)
    qtbot.waitUntil(lambda: page.curve.points == [0.3, 0.6, pytest.approx(0.9)], timeout=30_000)
    assert page.text.text() == "Training, round 3"
    assert (page.bar.value(), page.bar.maximum()) == (9, 10)
    assert page.stop_button.hasFocus()
    press(qtbot, page, Qt.Key.Key_S)
    assert not empty_window.training.training
    assert "was stopped" in empty_window.messages.text.text()
    assert folders(empty_window) == []
    assert trained_models(project_of(empty_window)) == []
    empty_window.training.command = fake()
    trained(qtbot, empty_window, page)
    assert page.result_part.isVisible()


@pytest.mark.parametrize(
    ("option", "said"),
    [("--impossible", "can't be trained: choose another one"), ("--die", "ended unexpectedly")],
)
def test_what_goes_wrong_is_said_on_the_page(
    qtbot: QtBot, empty_window: MainWindow, page: TrainingPage, option: str, said: str
) -> None:
    empty_window.training.command = fake(option)
    trained(qtbot, empty_window, page)
    assert said in page.trouble.text()
    assert page.trouble.isVisible()
    assert folders(empty_window) == []


def test_closing_the_project_ends_the_training(
    qtbot: QtBot, empty_window: MainWindow, page: TrainingPage
) -> None:
    empty_window.training.command = fake("--stick")
    press(qtbot, page, Qt.Key.Key_T)
    qtbot.waitUntil(lambda: bool(page.curve.points), timeout=30_000)
    place = project_of(empty_window).path.with_name("news-models")
    empty_window.projects.close()
    assert not empty_window.training.training
    assert not place.exists()


def test_one_may_read_on_while_it_trains(qtbot: QtBot, empty_window: MainWindow, page: TrainingPage) -> None:
    press(qtbot, page, Qt.Key.Key_T)
    qtbot.keyClick(empty_window.focusWidget(), Qt.Key.Key_Escape)
    assert empty_window.pages.shown is None
    qtbot.waitUntil(lambda: not empty_window.training.training, timeout=30_000)
    assert empty_window.messages.text.text() == "The model is trained."
    assert empty_window.messages.action.text() == "Look at it"
