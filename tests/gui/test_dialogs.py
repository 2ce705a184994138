"""New project, import, export, language model, cleaned-away text: through their own fields and buttons."""

import json
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from annotator.exchange.formats import FORMATS, module_of
from annotator.gui.dialogs.annotator import AnnotatorDialog
from annotator.gui.dialogs.import_articles import ImportDialog
from annotator.gui.dialogs.new_project import NewProjectDialog
from annotator.gui.dialogs.pipeline import PipelineDialog
from annotator.gui.dialogs.removed import RemovedDialog
from annotator.gui.exporting.claims import none_there
from annotator.gui.exporting.dialog import ExportDialog
from annotator.gui.main_window import MainWindow
from annotator.model.article import IncomingArticle, Removed
from annotator.project.operations import articles
from annotator.project.project import Project
from tests.support.projects import TEXT

LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier


def test_a_new_project_is_made_and_opened(qtbot: QtBot, empty_window: MainWindow, tmp_path: Path) -> None:
    empty_window.commands.run("project.new")
    dialog = empty_window.findChild(NewProjectDialog)
    assert dialog is not None
    assert dialog.codebook.currentText() == "Actor, claim, sentiment"
    assert "claim" in dialog.labels.text()
    for name in ("press/strikes", "press\\strikes"):
        dialog.name.setText(name)
        qtbot.mouseClick(dialog.create_button, LEFT)
        assert "can't have / or \\" in dialog.trouble.text()
    dialog.name.setText("strikes")
    dialog.annotator.setText("Kim")
    dialog.folder.edit.setText(str(tmp_path / "nowhere"))
    qtbot.mouseClick(dialog.create_button, LEFT)
    assert "There is no folder" in dialog.trouble.text()
    dialog.folder.edit.setText(str(tmp_path))
    qtbot.mouseClick(dialog.create_button, LEFT)
    assert empty_window.session is not None
    assert empty_window.session.project.path == tmp_path / "strikes.annotator"
    assert empty_window.session.project.annotator == "Kim"
    assert empty_window.settings.annotator == "Kim"
    assert empty_window.workspace.empty.isVisible()


def test_a_new_project_with_a_codebook_of_ones_own(
    qtbot: QtBot, empty_window: MainWindow, tmp_path: Path
) -> None:
    own = tmp_path / "frames.toml"
    own.write_text('name = "Frames"\n[[labels]]\nname = "frame"\nkey = "9"\n', encoding="utf-8")
    empty_window.commands.run("project.new")
    dialog = empty_window.findChild(NewProjectDialog)
    assert dialog is not None
    dialog.folder.edit.setText(str(tmp_path))
    own.with_name("bad.toml").write_text("labels = 3", encoding="utf-8")
    dialog.offer(own.with_name("bad.toml"))
    assert dialog.trouble.text()
    dialog.offer(own)
    assert dialog.labels.text() == "Labels: frame"
    qtbot.mouseClick(dialog.create_button, LEFT)
    assert list(empty_window.workspace.codebook.buttons) == ["frame"]
    assert empty_window.commands.key("label.frame") == "9"


def test_import_takes_the_good_and_names_the_bad(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    folder = tmp_path / "new"
    folder.mkdir()
    (folder / "good.txt").write_text("A quiet day in the harbour of Tolm.", encoding="utf-8")
    (folder / "empty.txt").write_text("", encoding="utf-8")
    (folder / "same.txt").write_text(TEXT, encoding="utf-8")
    qtbot.keyClick(window.workspace.view, Qt.Key.Key_I, CTRL)
    dialog = window.findChild(ImportDialog)
    assert dialog is not None
    assert not dialog.start_button.isEnabled()
    dialog.path.setText(str(folder))
    qtbot.keyClick(dialog.path, Qt.Key.Key_Return)
    assert dialog.paths() == [folder]
    assert dialog.start_button.isEnabled()  # Enter adds the path and does not yet begin
    dialog.raw.setChecked(True)
    qtbot.mouseClick(dialog.start_button, LEFT)
    qtbot.waitUntil(lambda: dialog.close_button.text() == "Close", timeout=20_000)
    assert dialog.said.text() == "1 article imported, 1 already there, 1 failed."
    assert "empty.txt" in dialog.details.toPlainText()
    assert "already there as article 1" in dialog.details.toPlainText()
    qtbot.waitUntil(lambda: window.workspace.articles.model.total() == 4)
    qtbot.mouseClick(dialog.close_button, LEFT)
    assert not dialog.isVisible()
    # What is new is open, and the next step is said.
    article = window.session.article  # type: ignore[union-attr]
    assert article is not None
    assert article.text.startswith("A quiet day")
    said = window.messages.text.text()
    assert said == "1 article came in. It is open now. Next: Suggest for all articles (Ctrl+P)."


def test_a_folder_with_brat_files_brings_its_annotations(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    folder = tmp_path / "brat"
    folder.mkdir()
    (folder / "a.txt").write_bytes(b"Mira Sand said so.\n")
    (folder / "a.ann").write_bytes(b"T1\tSource 0 9\tMira Sand\n")
    qtbot.keyClick(window.workspace.view, Qt.Key.Key_I, CTRL)
    dialog = window.findChild(ImportDialog)
    assert dialog is not None
    assert not dialog.annotator.isVisible()
    dialog.path.setText(str(folder))
    qtbot.keyClick(dialog.path, Qt.Key.Key_Return)
    assert dialog.format.currentData() == "brat"
    assert not dialog.raw.isVisible()
    # Nothing says whose they are: that is asked for, and everything else stays as it was given.
    qtbot.mouseClick(dialog.start_button, LEFT)
    qtbot.waitUntil(lambda: "name the annotator" in dialog.trouble.text(), timeout=20_000)
    assert dialog.start_button.isVisible()
    qtbot.waitUntil(dialog.annotator.hasFocus)
    qtbot.keyClicks(dialog.annotator, "Kim")
    qtbot.keyClick(dialog.annotator, Qt.Key.Key_Return)
    # What is what is asked before; as proposed, it is one more Enter.
    qtbot.waitUntil(lambda: dialog.start_button.text() == "Import", timeout=20_000)
    qtbot.waitUntil(dialog.start_button.hasFocus)
    qtbot.keyClick(dialog.start_button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.close_button.text() == "Close", timeout=20_000)
    assert dialog.said.text() == "1 article imported, 1 layer with 1 annotation taken in, none failed."
    assert "new label Source" in dialog.details.toPlainText()
    qtbot.waitUntil(lambda: "Source" in window.workspace.codebook.buttons)
    assert window.session is not None
    assert "Kim" in {layer.annotator for layer in window.session.project.layers()}
    dialog.reject()


def test_import_can_be_stopped_and_keeps_what_is_in(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    file = tmp_path / "many.jsonl"
    lines = (json.dumps({"text": f"Number {n} of very many short texts."}) for n in range(3000))
    file.write_text("\n".join(lines), encoding="utf-8")
    dialog = ImportDialog(window.session.project, window)  # type: ignore[union-attr]
    dialog.add_paths([file])
    dialog.open()
    qtbot.mouseClick(dialog.start_button, LEFT)
    qtbot.waitUntil(lambda: window.workspace.articles.model.total() > 10, timeout=20_000)
    qtbot.mouseClick(dialog.close_button, LEFT)
    qtbot.waitUntil(lambda: dialog.close_button.text() == "Close", timeout=20_000)
    assert dialog.said.text().startswith("Stopped. ")
    assert window.session is not None
    assert 3 < window.session.project.article_count() < 3003
    dialog.reject()


def test_closing_the_window_ends_an_import(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, project_path: Path
) -> None:
    file = tmp_path / "many.jsonl"
    lines = (json.dumps({"text": f"Number {n} of very many short texts."}) for n in range(5000))
    file.write_text("\n".join(lines), encoding="utf-8")
    dialog = ImportDialog(window.session.project, window)  # type: ignore[union-attr]
    dialog.add_paths([file])
    dialog.open()
    dialog.start()
    qtbot.waitUntil(lambda: window.workspace.articles.model.total() > 10, timeout=20_000)
    window.close()
    assert threading.active_count() == len([t for t in threading.enumerate() if "_read" not in t.name])
    with Project.open(project_path) as project:
        assert 13 < project.article_count() < 5000


def test_a_path_that_is_not_there_is_told_when_it_is_added(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    dialog = ImportDialog(window.session.project, window)  # type: ignore[union-attr]
    dialog.open()
    gone = tmp_path / "gone.txt"
    dialog.path.setText(str(gone))
    qtbot.keyClick(dialog.path, Qt.Key.Key_Return)
    assert dialog.trouble.text() == f"There is nothing at {gone}: check the path."
    assert dialog.paths() == []
    assert dialog.path.text() == str(gone)  # to be mended
    dialog.start()
    assert dialog.close_button.text() == "Cancel"
    gone.write_text("It is here after all.")
    qtbot.keyClick(dialog.path, Qt.Key.Key_Return)
    assert not dialog.trouble.text()
    assert dialog.paths() == [gone]
    dialog.reject()


def test_after_a_report_more_can_be_imported_and_enter_closes(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    dialog = ImportDialog(window.session.project, window)  # type: ignore[union-attr]
    dialog.open()
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text(f"This is the text of {name}.")
        dialog.add_paths([tmp_path / name])
        assert dialog.paths() == [tmp_path / name]
        qtbot.mouseClick(dialog.start_button, LEFT)
        qtbot.waitUntil(lambda: dialog.close_button.text() == "Close", timeout=20_000)
        assert dialog.said.text().startswith("1 article imported")
        if name == "one.txt":
            qtbot.mouseClick(dialog.more_button, LEFT)
            assert dialog.path.hasFocus()
            assert not dialog.said.isVisible()
    assert dialog.close_button.hasFocus()
    qtbot.keyClick(dialog.close_button, Qt.Key.Key_Return)
    assert not dialog.isVisible()


def exported(qtbot: QtBot, window: MainWindow, path: Path) -> tuple[ExportDialog, list[dict[str, object]]]:
    qtbot.keyClick(window.workspace.view, Qt.Key.Key_E, CTRL)
    dialog = window.findChildren(ExportDialog)[-1]
    dialog.path.edit.setText(str(path))
    qtbot.mouseClick(dialog.start_button, LEFT)
    qtbot.waitUntil(lambda: dialog.close_button.text() == "Close", timeout=20_000)
    return dialog, [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_export_writes_the_own_layer_and_says_the_counts(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    view = window.workspace.view
    for _ in range(3):
        qtbot.keyClick(view, Qt.Key.Key_Tab)
        qtbot.keyClicks(view, "a")
    dialog, records = exported(qtbot, window, tmp_path / "out.jsonl")
    assert "Annotations: 3 in, 3 out. Links: 2 in, 2 out." in dialog.said.text()
    spans = records[0]["spans"]
    assert isinstance(spans, list)
    assert [TEXT[s["start"] : s["end"]] for s in spans] == [s["text"] for s in spans]
    assert {s["label"] for s in spans} == {"actor", "cue", "claim"}
    dialog.reject()


def test_export_of_the_models_layer_and_what_is_missing(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.commands.run("project.export")
    dialog = window.findChildren(ExportDialog)[-1]
    qtbot.mouseClick(dialog.start_button, LEFT)
    assert dialog.trouble.text() == "Tick at least one layer."
    dialog.layers.item(0).setCheckState(Qt.CheckState.Checked)
    dialog.path.edit.setText("")
    qtbot.mouseClick(dialog.start_button, LEFT)
    assert dialog.trouble.text() == "Say which file to write."
    dialog.path.edit.setText(str(tmp_path / "no" / "where.jsonl"))
    qtbot.mouseClick(dialog.start_button, LEFT)
    qtbot.waitUntil(lambda: dialog.start_button.isEnabled(), timeout=20_000)
    assert dialog.trouble.text()
    assert dialog.path.edit.hasFocus()
    dialog.path.edit.setText(str(tmp_path / "model.jsonl"))
    qtbot.mouseClick(dialog.start_button, LEFT)
    qtbot.waitUntil(lambda: dialog.close_button.text() == "Close", timeout=20_000)
    assert "Annotations: 4 in, 4 out." in dialog.said.text()
    dialog.reject()


def test_the_layer_that_space_ticks_is_shown_and_hides_no_other(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window.workspace.view, Qt.Key.Key_Tab)
    qtbot.keyClicks(window.workspace.view, "a")
    qtbot.keyClick(window.workspace.view, Qt.Key.Key_E, CTRL)
    layers = window.findChildren(ExportDialog)[-1].layers
    qtbot.waitUntil(layers.hasFocus)
    own = layers.currentItem()
    assert own.text() == "Robin (you): 1 annotation"
    assert own.isSelected()
    rows = [layers.visualItemRect(layers.item(n)) for n in range(layers.count())]
    assert not rows[0].intersects(rows[1])
    qtbot.keyClick(layers, Qt.Key.Key_Space)
    assert own.checkState() == Qt.CheckState.Unchecked


def test_an_export_replaces_a_file_only_when_told_so(
    qtbot: QtBot, window: MainWindow, project_path: Path
) -> None:
    there = project_path.with_suffix(".jsonl")
    there.write_text("of somebody else")
    window.commands.run("project.export")
    dialog = window.findChildren(ExportDialog)[-1]
    assert dialog.path.edit.text() == str(there.with_name("press-2.jsonl"))
    assert dialog.there.isHidden()
    assert dialog.start_button.text() == "Export"
    dialog.layers.item(0).setCheckState(Qt.CheckState.Checked)
    dialog.path.edit.setText(str(there))
    assert dialog.there.text() == "press.jsonl is already there and will be replaced."
    assert dialog.there.isVisible()
    assert dialog.start_button.text() == "Replace"
    assert there.read_text() == "of somebody else"
    qtbot.keyClick(dialog.path.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.close_button.text() == "Close", timeout=20_000)
    assert there.read_text() != "of somebody else"
    assert dialog.there.isHidden()
    assert dialog.close_button.hasFocus()
    qtbot.keyClick(dialog.close_button, Qt.Key.Key_Return)
    assert not dialog.isVisible()


def test_enter_presses_the_button_that_has_the_keyboard(qtbot: QtBot, window: MainWindow) -> None:
    window.commands.run("project.export")
    dialog = window.findChildren(ExportDialog)[-1]
    dialog.close_button.setFocus()
    qtbot.keyClick(dialog.close_button, Qt.Key.Key_Return)
    assert not dialog.isVisible()


def test_the_export_of_a_project_named_relatively_goes_beside_it(
    empty_window: MainWindow, project_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project_path.parent)
    empty_window.projects.open(Path(project_path.name))
    empty_window.commands.run("project.export")
    dialog = empty_window.findChildren(ExportDialog)[-1]
    assert dialog.path.edit.text() == str(project_path.resolve().with_suffix(".jsonl"))
    dialog.reject()


def test_another_annotator_is_asked_for_in_the_window(qtbot: QtBot, window: MainWindow) -> None:
    window.commands.run("project.annotator")
    dialog = window.findChild(AnnotatorDialog)
    assert dialog is not None
    assert dialog.name.text() == "Robin"
    dialog.name.setText("  ")
    qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    assert "Say who annotates" in dialog.trouble.text()
    dialog.name.setText("Kim")
    qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    assert window.session is not None
    assert window.session.project.annotator == "Kim"
    assert window.status.annotator.text() == "Annotating as Kim"


def test_an_export_can_be_stopped_and_writes_nothing(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    assert window.session is not None
    with window.session.project.transact("Import", undoable=False):
        for number in range(400):
            articles.add(window.session.project, IncomingArticle(f"Harbour news, number {number}. " * 40))
    window.commands.run("project.export")
    dialog = window.findChildren(ExportDialog)[-1]
    dialog.layers.item(0).setCheckState(Qt.CheckState.Checked)
    dialog.path.edit.setText(str(tmp_path / "stopped.jsonl"))
    qtbot.mouseClick(dialog.start_button, LEFT)
    assert dialog.close_button.text() == "Stop"
    qtbot.mouseClick(dialog.close_button, LEFT)
    qtbot.waitUntil(dialog.trouble.isVisible, timeout=20_000)
    assert "cancelled" in dialog.trouble.text()
    assert not list(tmp_path.glob("*.jsonl"))
    dialog.reject()


def test_closing_the_window_ends_an_export_and_leaves_nothing(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    assert window.session is not None
    with window.session.project.transact("Import", undoable=False):
        for number in range(600):
            articles.add(window.session.project, IncomingArticle(f"Harbour news, number {number}. " * 40))
    window.commands.run("project.export")
    dialog = window.findChildren(ExportDialog)[-1]
    dialog.layers.item(0).setCheckState(Qt.CheckState.Checked)
    folder = tmp_path / "there"
    folder.mkdir()
    dialog.path.edit.setText(str(folder / "brat"))
    dialog.format.setCurrentIndex(list(FORMATS).index("brat"))
    dialog.path.edit.setText(str(folder / "brat"))
    qtbot.mouseClick(dialog.start_button, LEFT)
    qtbot.waitUntil(lambda: any(folder.glob(".export-*/*")), timeout=20_000)
    window.close()
    assert list(folder.iterdir()) == []


def test_whatever_is_typed_as_a_place_is_no_error(
    qtbot: QtBot, window: MainWindow, project_path: Path, tmp_path: Path
) -> None:
    window.commands.run("project.export")
    dialog = window.findChildren(ExportDialog)[-1]
    dialog.layers.item(0).setCheckState(Qt.CheckState.Checked)
    edit = dialog.path.edit
    for typed in ("~no-such-person/x", "/", ".", "a/", " ", "x" * 300, str(project_path / "x")):
        edit.clear()
        qtbot.keyClicks(edit, typed)
        assert dialog.start_button.text() == "Export"
        dialog.format.setFocus()
        qtbot.keyClick(dialog.format, Qt.Key.Key_Down)
        qtbot.keyClick(dialog.format, Qt.Key.Key_Up)
        edit.setFocus()
    edit.setText("~no-such-person/x")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    qtbot.waitUntil(dialog.trouble.isVisible, timeout=20_000)
    assert "leads nowhere" in dialog.trouble.text()
    edit.setText(f"{project_path}-wal")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "is the project itself" in dialog.trouble.text(), timeout=20_000)
    dialog.reject()


def test_an_export_shows_its_first_record_and_what_it_will_lose(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    view = window.workspace.view
    for _ in range(3):
        qtbot.keyClick(view, Qt.Key.Key_Tab)
        qtbot.keyClicks(view, "a")
    qtbot.keyClick(view, Qt.Key.Key_E, CTRL)
    dialog = window.findChildren(ExportDialog)[-1]
    record, lost = dialog.preview.record, dialog.preview.lost
    qtbot.waitUntil(lambda: '"_annotator_id": "Robin"' in record.toPlainText(), timeout=20_000)
    qtbot.waitUntil(lambda: "holds all of it" in lost.placeholderText(), timeout=20_000)
    assert lost.toPlainText() == ""
    qtbot.mouseClick(dialog.anonymous, LEFT)
    qtbot.waitUntil(lambda: '"_annotator_id": "annotator 1"' in record.toPlainText(), timeout=20_000)
    qtbot.mouseClick(dialog.more, LEFT)
    assert dialog.limits.labels[0].hasFocus()
    qtbot.keyClick(dialog.limits.labels[0], Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: '"label": "actor"' in record.toPlainText(), timeout=20_000)
    assert '"label": "claim"' not in record.toPlainText()
    dialog.limits.since.setText("soon")
    qtbot.waitUntil(dialog.trouble.isVisible, timeout=20_000)
    assert "is no date" in dialog.trouble.text()
    dialog.reject()


@pytest.mark.parametrize("name", [name for name, kind in FORMATS.items() if not kind.extra])
def test_whatever_a_format_leaves_to_choose_stands_within_the_dialog(
    qtbot: QtBot, window: MainWindow, name: str
) -> None:
    window.commands.run("project.export")
    dialog = window.findChildren(ExportDialog)[-1]
    dialog.format.setCurrentIndex(dialog.format.findData(name))
    options = getattr(module_of(FORMATS[name]), "OPTIONS", ())
    dialog.options.offer([(each.name, each.title, each.values) for each in options])
    QApplication.processEvents()
    for box in (dialog.format, dialog.path, *dialog.options.boxes.values()):
        right = box.mapTo(dialog, QPoint(box.width(), 0)).x()
        assert right <= dialog.preview.mapTo(dialog, QPoint(0, 0)).x(), name
    assert list(dialog.options.boxes) == [each.name for each in options]
    dialog.reject()


def test_ctrl_a_ticks_every_layer_and_no_claims_are_told_beforehand(qtbot: QtBot, window: MainWindow) -> None:
    window.commands.run("project.export")
    dialog = window.findChildren(ExportDialog)[-1]
    for layer in range(dialog.layers.count()):
        dialog.layers.item(layer).setCheckState(Qt.CheckState.Unchecked)
    assert "Ctrl+A" in dialog.preview.record.placeholderText()
    qtbot.keyClick(dialog.layers, Qt.Key.Key_A, CTRL)
    assert len(dialog.layers.chosen()) == dialog.layers.count()
    dialog.format.setCurrentIndex(dialog.format.findData("brat"))
    assert not dialog.empty.isVisible()
    assert dialog.path.edit.accessibleName() == "Folder to write"
    assert window.session is not None
    assert none_there(window.session.project, []).startswith("These layers have no claim")
    qtbot.keyClick(dialog.layers, Qt.Key.Key_A, CTRL)
    assert not dialog.layers.chosen()
    dialog.reject()


def test_a_divided_export_goes_to_a_folder(qtbot: QtBot, window: MainWindow, project_path: Path) -> None:
    window.commands.run("project.export")
    dialog = window.findChildren(ExportDialog)[-1]
    assert not dialog.dividing.seed.isVisible()
    dialog.dividing.way.setFocus()
    qtbot.keyClick(dialog.dividing.way, Qt.Key.Key_Down)
    assert dialog.dividing.seed.isVisible()
    assert dialog.path.edit.text() == str(project_path.with_suffix(""))
    dialog.layers.item(0).setCheckState(Qt.CheckState.Checked)
    qtbot.mouseClick(dialog.start_button, LEFT)
    qtbot.waitUntil(lambda: dialog.close_button.text() == "Close", timeout=20_000)
    written = {file.name for file in project_path.with_suffix("").iterdir()}
    assert {"train.jsonl", "dev.jsonl", "data-card.md", "manifest.json"} <= written
    dialog.reject()


def test_the_language_model_is_kept_with_the_project(qtbot: QtBot, window: MainWindow) -> None:
    window.commands.run("project.pipeline")
    dialog = window.findChild(PipelineDialog)
    assert dialog is not None
    assert "en_core_web_sm" in dialog.choice.currentText()
    dialog.choice.addItem("my-model", "my-model")
    dialog.choice.setCurrentIndex(dialog.choice.count() - 1)
    dialog.choose()
    assert window.session is not None
    assert window.session.project.about("pipeline") == "my-model"
    again = PipelineDialog(window.session, window)
    assert again.choice.currentData() == "my-model"


def test_what_was_cleaned_away_can_be_shown(qtbot: QtBot, window: MainWindow) -> None:
    window.commands.run("article.removed")
    assert "Nothing was cleaned away" in window.messages.text.text()
    assert window.session is not None
    with window.session.project.transact("Import", undoable=False):
        piece = Removed(0, 12, "Skip to main", "skip link")
        number, _ = articles.add(window.session.project, IncomingArticle("Text of it.", removed=(piece,)))
    window.session.open_article(number)
    assert window.workspace.header.removed.text().startswith("1 ")
    qtbot.mouseClick(window.workspace.header.removed, LEFT)
    dialog = window.findChild(RemovedDialog)
    assert dialog is not None
    shown = dialog.findChild(QPlainTextEdit)
    assert shown is not None
    assert shown.toPlainText() == "[skip link]\nSkip to main"
    dialog.accept()
