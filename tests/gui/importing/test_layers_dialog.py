"""Importing layers of another program, with real keys and clicks."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from annotator.gui.importing.dialog import LayersDialog
from annotator.gui.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton
TEXT = "Ada Reed said the port will close. Tolm Harbour denied that the port will close."


def table(folder: Path) -> Path:
    rows = [
        ("PER", 0, 8, "Ada Reed", "person"),
        ("SAYS", 9, 13, "said", ""),
        ("ORG", 40, 52, "Tolm Harbour", ""),  # stands at 35
        ("ORG", 3, 9, "the prot will clos", ""),  # nowhere, and like two places
    ]
    path = folder / "spans.csv"
    lines = "".join(
        f'{label},{start},{end},"{quote}",{sort},"{TEXT}",4b22\n' for label, start, end, quote, sort in rows
    )
    path.write_text(f"label,start,end,quote,sort,text,annotator\n{lines}", encoding="utf-8")
    return path


def opened(qtbot: QtBot, window: MainWindow, path: Path) -> LayersDialog:
    qtbot.keyClick(
        window.workspace.view,
        Qt.Key.Key_I,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier,
    )
    dialog = window.findChild(LayersDialog)
    assert dialog is not None
    dialog.path.setText(str(path))
    qtbot.keyClick(dialog.path, Qt.Key.Key_Return)
    assert dialog.format.currentData() == "offsets-csv"
    assert "what is what" in dialog.start_button.text()
    qtbot.mouseClick(dialog.start_button, LEFT)
    qtbot.waitUntil(dialog.step.isVisible, timeout=20_000)
    return dialog


def choose(qtbot: QtBot, combo: QComboBox, text: str) -> None:
    """By keyboard, as a person would: Home, then down."""
    combo.setFocus()
    qtbot.keyClick(combo, Qt.Key.Key_Home)
    for _ in range(combo.count()):
        if combo.currentText() == text:
            return
        qtbot.keyClick(combo, Qt.Key.Key_Down)
    raise AssertionError(f"{text} is not offered")


def test_names_are_mapped_and_spans_repaired_before_anything_comes_in(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    dialog = opened(qtbot, window, table(tmp_path))
    step = dialog.step
    assert step.found.text() == "1 article with 4 annotations and 0 links by 4b22."
    assert not dialog.chooser.isVisible()
    choose(qtbot, step.names.combo("label PER"), "actor")
    choose(qtbot, step.names.combo("attribute sort of PER"), "kind")
    choose(qtbot, step.names.combo("label SAYS"), "leave out")
    assert "Takes 3 of 4 annotations" in step.outcome.text()
    assert "New in the codebook: ORG" in step.outcome.text()
    # What stands there exactly is ticked; the keyboard can take it away again.
    rows = step.repairs.list
    assert rows.count() == 1
    assert rows.item(0).checkState() == Qt.CheckState.Checked
    rows.setFocus()
    qtbot.keyClick(rows, Qt.Key.Key_Space)
    assert not step.repairs.ticked()
    assert "2 spans that do not fit keep their articles' annotations out" in step.outcome.text()
    qtbot.keyClick(rows, Qt.Key.Key_Space)
    qtbot.keyClick(step.skip, Qt.Key.Key_Space)
    assert "1 span that does not fit is left out" in step.outcome.text()
    qtbot.mouseClick(dialog.start_button, LEFT)
    qtbot.waitUntil(lambda: dialog.close_button.text() == "Close", timeout=20_000)
    assert dialog.said.text() == "1 article imported, 1 layer with 2 annotations taken in, none failed."
    assert window.session is not None
    project = window.session.project
    layer = project.find_layer("4b22")
    there = project.annotations(dialog.imported[0], layer.id)
    assert [(each.label, each.quote, dict(each.attributes)) for each in there] == [
        ("actor", "Ada Reed", {"kind": "person"}),
        ("ORG", "Tolm Harbour", {}),
    ]
    dialog.reject()


def test_names_are_saved_loaded_and_made_from_the_file(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    dialog = opened(qtbot, window, table(tmp_path))
    names = dialog.step.names
    choose(qtbot, names.combo("label PER"), "actor")
    dialog.step.save(tmp_path / "names.toml")
    qtbot.mouseClick(dialog.step.from_file, LEFT)
    assert names.combo("label PER").currentData() == "new: PER"
    dialog.step.load(tmp_path / "names.toml")
    assert names.combo("label PER").currentData() == "actor"
    (tmp_path / "bad.toml").write_text('[labels]\nPER = "actr"\n')
    dialog.step.load(tmp_path / "bad.toml")
    assert "did you mean “actor”" in dialog.trouble.text()
    qtbot.mouseClick(dialog.back_button, LEFT)
    assert dialog.chooser.isVisible()
    assert dialog.step.isHidden()
    dialog.reject()
    assert window.session is not None
    assert "4b22" not in {layer.annotator for layer in window.session.project.layers()}


def test_files_read_as_the_wrong_programs_say_so_before_anything_comes_in(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.commands.run("project.import-layers")
    dialog = window.findChild(LayersDialog)
    assert dialog is not None
    path = tmp_path / "set.jsonl"
    path.write_text('{"text": "Nobody asked.", "label": [[0, 6, "actor"]]}\n', encoding="utf-8")
    dialog.path.setText(str(path))
    qtbot.keyClick(dialog.path, Qt.Key.Key_Return)
    assert dialog.format.currentData() == "doccano"
    dialog.format.setCurrentIndex(dialog.format.findData("prodigy"))
    qtbot.mouseClick(dialog.start_button, LEFT)
    qtbot.waitUntil(dialog.trouble.isVisible, timeout=20_000)
    assert "go back and choose another format" in dialog.trouble.text()
    qtbot.mouseClick(dialog.back_button, LEFT)
    assert not dialog.trouble.isVisible()
    dialog.reject()


def test_tab_goes_from_choice_to_choice(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    dialog = opened(qtbot, window, table(tmp_path))
    names = dialog.step.names
    names.combo("label PER").setFocus()
    for title in ("attribute sort of PER", "label SAYS"):
        here = QApplication.focusWidget()
        assert here is not None
        qtbot.keyClick(here, Qt.Key.Key_Tab)
        assert names.combo(title).hasFocus()
    dialog.reject()
