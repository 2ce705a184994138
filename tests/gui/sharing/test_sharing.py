"""Share my layer, merge a colleague's: by their keys, with what has to be decided."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from annotator.exchange.sharing import layers_to_share, share
from annotator.gui.main_window import MainWindow
from annotator.gui.sharing import taking
from annotator.gui.sharing.merge_dialog import MergeDialog
from annotator.gui.sharing.share_dialog import ShareDialog
from annotator.model.article import IncomingArticle
from annotator.model.codebook import Codebook, Label
from annotator.project.operations import annotations, articles, blindness, merging
from annotator.project.project import Project
from annotator.store import unsafe_places
from tests.support.copies import said
from tests.support.projects import TEXT, default_codebook, point

LEFT = Qt.MouseButton.LeftButton
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def from_sam(tmp_path: Path) -> Callable[..., Path]:
    """A file that Sam shared: some annotations on the first article."""

    def make(codebook: Codebook | None = None, label: str = "cue", count: int = 3, actor: str = "") -> Path:
        path = tmp_path / "sam.annolayer"
        with Project.create(tmp_path / "sam.annotator", codebook or default_codebook(), "Sam") as sam:
            with sam.transact("Import", undoable=False):
                articles.add(sam, IncomingArticle(TEXT))
            for start in range(count):
                piece = (start % 50, start % 50 + 1 + start // 50)
                made = annotations.add(sam, article_id=1, label=label, segments=[piece])
                if actor and not start:
                    point(sam, made.id, actor)
            share(sam, path, layers_to_share(sam, None))
        return path

    return make


def ask(qtbot: QtBot, window: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch) -> MergeDialog:
    """Press the key, choose the file, and wait until it was read."""
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_I, CTRL_SHIFT)
    dialog = window.findChild(MergeDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: not dialog.reading.running)
    return dialog


def one_step(running: taking.Taking) -> None:
    """Save a first piece and no other."""
    running._timer.stop()
    assert running._steps is not None
    next(running._steps)


def wait_for_message(qtbot: QtBot, window: MainWindow, text: str) -> None:
    qtbot.waitUntil(lambda: window.messages.isVisible() and text in window.messages.text.text())


def project_of(window: MainWindow) -> Project:
    assert window.session is not None
    return window.session.project


def test_sharing_writes_a_file_that_can_be_merged(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    project = project_of(window)
    annotations.add(project, article_id=1, label="actor", segments=[(0, 9)])
    qtbot.keyClick(window, Qt.Key.Key_S, CTRL_SHIFT)
    dialog = window.findChild(ShareDialog)
    assert dialog is not None
    path = Path(dialog.path.edit.text())
    assert path.name == "press-Robin.annolayer"
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    wait_for_message(qtbot, window, "Shared 1 annotation on 1 article in press-Robin.annolayer")
    assert path.is_file()


def test_a_copy_of_an_open_project_has_all_and_replaces_nothing(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = project_of(window)
    annotations.add(project, article_id=1, label="actor", segments=[(0, 9)])
    wanted = tmp_path / "for-sam"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(wanted), ""))
    window.commands.run("project.copy")
    wait_for_message(qtbot, window, "Saved for-sam.annotator: send it to a colleague")
    path = wanted.with_suffix(".annotator")
    with Project.open(path, "Sam") as copy:
        assert said(copy) == said(project)
        annotations.add(copy, article_id=1, label="actor", segments=[(0, 3)])
    before = path.read_bytes()
    window.commands.run("project.copy")
    wait_for_message(qtbot, window, "for-sam.annotator is there already: choose another name")
    assert path.read_bytes() == before
    assert not list(tmp_path.glob("*.partial")) + list(tmp_path.glob(".*.partial"))


def test_only_what_is_done_is_shared_where_that_is_asked(qtbot: QtBot, window: MainWindow) -> None:
    project = project_of(window)
    for number in (1, 2):
        annotations.add(project, article_id=number, label="actor", segments=[(0, 3)])
    window.commands.run("project.share")
    dialog = window.findChild(ShareDialog)
    assert dialog is not None
    dialog.articles.setFocus()
    qtbot.keyClick(dialog.articles, Qt.Key.Key_Down)
    qtbot.mouseClick(dialog.start_button, LEFT)
    qtbot.waitUntil(lambda: "no article as done" in dialog.trouble.text())
    articles.set_state(project, 2, "done")
    qtbot.mouseClick(dialog.start_button, LEFT)
    wait_for_message(qtbot, window, "1 annotation on 1 article")


def test_merging_shows_what_it_does_and_does_it(
    qtbot: QtBot, window: MainWindow, from_sam: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = ask(qtbot, window, from_sam(), monkeypatch)
    top = dialog.preview.topLevelItem(0)
    assert top is not None
    assert [top.text(column) for column in range(4)] == ["Sam", "3", "–", "–"]
    assert top.childCount() == 1
    assert dialog.merge_button.hasFocus()
    before = len(project_of(window).layers())
    qtbot.keyClick(dialog.merge_button, Qt.Key.Key_Return)
    wait_for_message(qtbot, window, "Merged sam.annolayer: 3 new annotations.")
    project = project_of(window)
    assert len(project.layers()) == before + 1
    assert len(project.annotations(1, project.find_layer("Sam").id)) == 3
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert window.pages.isVisible()
    assert window.messages.isHidden(), "what was offered does not lie over the page"


def test_a_second_time_there_is_nothing_to_merge(
    qtbot: QtBot, window: MainWindow, from_sam: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = from_sam()
    qtbot.keyClick(ask(qtbot, window, path, monkeypatch).merge_button, Qt.Key.Key_Return)
    wait_for_message(qtbot, window, "3 new")
    qtbot.waitUntil(lambda: not window.findChildren(MergeDialog))
    again = ask(qtbot, window, path, monkeypatch)
    assert "Nothing in it is new" in again.notes.text()
    assert not again.merge_button.isEnabled()
    qtbot.keyClick(again, Qt.Key.Key_Escape)
    assert not again.isVisible()


def test_words_that_are_unknown_are_decided_first(
    qtbot: QtBot, window: MainWindow, from_sam: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    book = Codebook("other", (Label("rumour", colour="#112233"), Label("clues")))
    dialog = ask(qtbot, window, from_sam(book, "clues"), monkeypatch)
    (box,) = dialog.decisions.words.values()
    assert box.hasFocus()
    assert box.itemText(1) == "is our “cue”", "the one that is most like it comes first"
    assert not dialog.merge_button.isEnabled()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.waitUntil(dialog.merge_button.isEnabled)
    qtbot.mouseClick(dialog.merge_button, LEFT)
    wait_for_message(qtbot, window, "3 new")
    project = project_of(window)
    assert {a.label for a in project.annotations(1, project.find_layer("Sam").id)} == {"cue"}


def test_a_word_is_added_to_the_codebook(
    qtbot: QtBot, window: MainWindow, from_sam: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    book = Codebook("other", (Label("rumour", colour="#112233"),))
    dialog = ask(qtbot, window, from_sam(book, "rumour"), monkeypatch)
    (box,) = dialog.decisions.words.values()
    box.setCurrentIndex(box.findText("Add it to the codebook"))
    qtbot.waitUntil(dialog.merge_button.isEnabled)
    assert "Added to the codebook: label “rumour”." in dialog.notes.text()
    qtbot.mouseClick(dialog.merge_button, LEFT)
    wait_for_message(qtbot, window, "3 new")
    label = project_of(window).codebook.label("rumour")
    assert label is not None
    assert label.colour == "#112233"


def test_actors_that_look_alike_are_asked_for(
    qtbot: QtBot, window: MainWindow, from_sam: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    project = project_of(window)
    mention = annotations.add(project, article_id=1, label="actor", segments=[(0, 9)])
    point(project, mention.id, "Mira Sand")
    dialog = ask(qtbot, window, from_sam(label="actor", actor="MIRA SAND"), monkeypatch)
    (box,) = dialog.decisions.actors.values()
    assert box.currentText() == "is another actor"
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert box.currentText() == "is our “Mira Sand” (person)"
    qtbot.mouseClick(dialog.merge_button, LEFT)
    wait_for_message(qtbot, window, "3 new")
    assert [actor.name for actor in project.actors()] == ["Mira Sand"]


def test_stopping_takes_everything_back(
    qtbot: QtBot, window: MainWindow, from_sam: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking.Taking, "_step", one_step)
    dialog = ask(qtbot, window, from_sam(count=200), monkeypatch)
    project = project_of(window)
    before = said(project)
    qtbot.mouseClick(dialog.merge_button, LEFT)
    qtbot.waitUntil(lambda: project.closed_to_others)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not project.closed_to_others
    assert said(project) == before
    assert "nothing was merged" in dialog.trouble.text()
    annotations.add(project, article_id=1, label="actor", segments=[(0, 9)])


def test_closing_the_project_meanwhile_takes_everything_back(
    qtbot: QtBot, window: MainWindow, from_sam: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking.Taking, "_step", one_step)
    dialog = ask(qtbot, window, from_sam(count=200), monkeypatch)
    project = project_of(window)
    path, before = project.path, said(project)
    qtbot.mouseClick(dialog.merge_button, LEFT)
    qtbot.waitUntil(lambda: project.closed_to_others)
    window.projects.close_project()
    with Project.open(path) as opened:
        assert said(opened) == before


def test_a_file_that_is_cut_off_is_refused(
    qtbot: QtBot, window: MainWindow, from_sam: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = from_sam()
    path.write_bytes(path.read_bytes()[:-40])
    dialog = ask(qtbot, window, path, monkeypatch)
    assert "Nothing was taken from" in dialog.trouble.text()
    assert not dialog.merge_button.isEnabled()


def test_what_is_hidden_in_a_blind_project_is_not_counted(
    qtbot: QtBot, window: MainWindow, from_sam: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    blindness.switch(project_of(window), True)
    dialog = ask(qtbot, window, from_sam(), monkeypatch)
    top = dialog.preview.topLevelItem(0)
    assert top is not None
    assert "1 article hidden" in top.text(7)
    assert "3" not in [top.text(column) for column in range(1, 6)]
    qtbot.mouseClick(dialog.merge_button, LEFT)
    qtbot.waitUntil(lambda: any(layer.annotator == "Sam" for layer in project_of(window).layers()))


def test_my_own_layer_from_another_machine_is_named_so(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = project_of(window)
    made = annotations.add(project, article_id=1, label="actor", segments=[(0, 9)])
    with Project.create(tmp_path / "laptop.annotator", default_codebook(), "Robin") as laptop:
        with laptop.transact("Import", undoable=False):
            articles.add(laptop, IncomingArticle(TEXT))
        share(project, tmp_path / "first", layers_to_share(project, None))
        from annotator.exchange.sharing_in import opened

        with opened(tmp_path / "first") as first:
            merging.take_in(laptop, first.entries())
        annotations.change(laptop, made.id, note="on the train")
        share(laptop, tmp_path / "mine.annolayer", layers_to_share(laptop, None))
    with Project.open(tmp_path / "laptop.annotator", annotator="Sam") as borrowed:
        share(borrowed, tmp_path / "borrowed.annolayer", layers_to_share(borrowed, "Robin"))
    dialog = ask(qtbot, window, tmp_path / "borrowed.annolayer", monkeypatch)
    top = dialog.preview.topLevelItem(0)
    assert top is not None
    assert top.text(0) == "Robin (your own, but shared by Sam)"
    dialog.reject()
    dialog = ask(qtbot, window, tmp_path / "mine.annolayer", monkeypatch)
    top = dialog.preview.topLevelItem(0)
    assert top is not None
    assert top.text(0) == "Robin (your own, from another machine)"
    assert top.text(2) == "1"
    qtbot.mouseClick(dialog.merge_button, LEFT)
    wait_for_message(qtbot, window, "1 changed")
    found = project.annotation(made.id)
    assert found is not None
    assert found.note == "on the train"


def test_a_project_in_a_synced_folder_is_warned_of(
    qtbot: QtBot, empty_window: MainWindow, project_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unsafe_places, "warning", lambda path: f"{path.name} lies in a folder of Dropbox.")
    empty_window.projects.open(project_path)
    wait_for_message(qtbot, empty_window, "press.annotator lies in a folder of Dropbox.")
