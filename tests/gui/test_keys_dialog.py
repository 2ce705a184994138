"""The page on which keys are looked up and changed, by real keys."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from annotator.gui.dialogs.keys import KeysDialog
from annotator.gui.main_window import MainWindow

FREE = (Qt.Key.Key_F11, Qt.KeyboardModifier.ShiftModifier)
"""A key that no command has: “Shift+F11”."""

Give = Callable[..., None]
NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def dialog(qtbot: QtBot, window: MainWindow) -> KeysDialog:
    qtbot.keyClick(window.workspace.view, Qt.Key.Key_F1)
    found = window.findChild(KeysDialog)
    assert found is not None
    qtbot.waitUntil(found.filter.hasFocus)
    return found


@pytest.fixture
def give(qtbot: QtBot, dialog: KeysDialog) -> Give:
    """Select a command's row, press Enter, then a key."""

    def given(
        name: str, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        dialog.tree.select(name)
        dialog.tree.setFocus()
        qtbot.keyClick(dialog.tree, Qt.Key.Key_Return)
        assert dialog.field.hasFocus()
        qtbot.keyClick(dialog.field, key, modifiers)

    return given


def test_the_list_is_searched_by_name_menu_and_key(qtbot: QtBot, dialog: KeysDialog) -> None:
    def shown() -> set[str]:
        rows = dialog.tree._rows
        return {name for name, row in rows.items() if not row.isHidden()}

    qtbot.keyClicks(dialog.filter, "annotate reject")
    assert "suggestion.reject" in shown()
    assert "suggestion.accept" not in shown()
    dialog.filter.setText("ctrl+p")
    assert shown() == {"project.suggest"}
    dialog.filter.setText("tag as claim")
    assert shown() == {"label.claim"}
    dialog.filter.setText("no such thing")
    assert shown() == set()


def test_a_free_key_is_taken_at_once(window: MainWindow, dialog: KeysDialog, give: Give) -> None:
    give("suggestion.accept", *FREE)
    assert window.commands.keys("suggestion.accept") == ("Shift+F11",)
    assert dialog.tree.row("suggestion.accept").text(1) == "Shift+F11"
    assert dialog.tree.row("suggestion.accept").text(2) == "changed"
    assert dialog.said.text() == "“Accept” has Shift+F11 now."
    assert dialog.tree.hasFocus()
    dialog.undo.click()
    assert window.commands.keys("suggestion.accept") == ("A",)


def test_a_taken_key_says_whose_it_is_and_is_taken_in_one_step(
    qtbot: QtBot, window: MainWindow, dialog: KeysDialog, give: Give
) -> None:
    give("suggestion.accept", Qt.Key.Key_X)
    assert "X is the key of “Reject”" in dialog.said.text()
    assert window.commands.keys("suggestion.accept") == ("A",)
    assert dialog.take.hasFocus()
    qtbot.keyClick(dialog.take, Qt.Key.Key_Return)
    assert window.commands.keys("suggestion.accept") == ("X",)
    assert window.commands.keys("suggestion.reject") == ()
    assert dialog.isVisible()
    dialog.reset.click()  # and where it is given back, it is whose it was
    assert window.commands.keys("suggestion.accept") == ("A",)
    assert window.commands.keys("suggestion.reject") == ("X",)
    assert window.commands.chosen == {}


def test_taking_a_key_leaves_the_other_ones_of_a_command(
    qtbot: QtBot, window: MainWindow, dialog: KeysDialog, give: Give
) -> None:
    give("suggestion.accept", Qt.Key.Key_J)
    qtbot.keyClick(dialog.take, Qt.Key.Key_Return)
    assert window.commands.keys("article.next") == ("Alt+Down",)


def test_a_key_that_was_chosen_for_another_is_taken_from_it_as_well(
    qtbot: QtBot, window: MainWindow, dialog: KeysDialog, give: Give
) -> None:
    give("suggestion.accept", *FREE)
    give("suggestion.reject", *FREE)
    qtbot.keyClick(dialog.take, Qt.Key.Key_Return)
    assert window.commands.keys("suggestion.reject") == ("Shift+F11",)
    assert window.commands.chosen["suggestion.accept"] == ()


def test_escape_leaves_everything_as_it_is(
    qtbot: QtBot, window: MainWindow, dialog: KeysDialog, give: Give
) -> None:
    give("suggestion.accept", Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog.tree.hasFocus()
    give("suggestion.accept", Qt.Key.Key_X)
    qtbot.keyClick(dialog.take, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert window.commands.chosen == {}
    assert dialog.said.text() == "“Accept” has A."


def test_a_key_that_cannot_work_is_refused_and_asked_for_again(
    qtbot: QtBot, window: MainWindow, dialog: KeysDialog, give: Give
) -> None:
    give("view.find", Qt.Key.Key_Y)
    assert "also while you type" in dialog.said.text()
    assert dialog.field.hasFocus()
    qtbot.keyClick(dialog.field, Qt.Key.Key_Left)
    qtbot.keyClick(dialog.field, Qt.Key.Key_1)  # a label's
    qtbot.keyClick(dialog.field, Qt.Key.Key_Y, CTRL | Qt.KeyboardModifier.AltModifier)
    assert window.commands.keys("view.find") == ("Ctrl+Alt+Y",)


def test_the_key_of_a_label_is_the_codebooks(
    qtbot: QtBot, window: MainWindow, dialog: KeysDialog, give: Give
) -> None:
    assert dialog.tree.row("label.claim").text(2) == "belongs to the codebook"
    dialog.tree.select("label.claim")
    assert not dialog.change.isEnabled()
    qtbot.keyClick(dialog.tree, Qt.Key.Key_Return)
    assert not dialog.field.isVisible()
    give("suggestion.accept", Qt.Key.Key_2)
    assert "the label “claim” in the codebook" in dialog.said.text()
    assert dialog.field.hasFocus()


def test_the_first_key_is_changed_and_one_is_added(
    qtbot: QtBot, window: MainWindow, dialog: KeysDialog, give: Give
) -> None:
    give("article.next", *FREE)
    assert window.commands.keys("article.next") == ("Shift+F11", "Alt+Down")
    dialog.add.click()
    qtbot.keyClick(dialog.field, Qt.Key.Key_F11, Qt.KeyboardModifier.AltModifier)
    assert window.commands.keys("article.next") == ("Shift+F11", "Alt+Down", "Alt+F11")


def test_one_and_all_are_reset(qtbot: QtBot, window: MainWindow, dialog: KeysDialog, give: Give) -> None:
    give("suggestion.accept", *FREE)
    give("suggestion.reject", Qt.Key.Key_F12, Qt.KeyboardModifier.ShiftModifier)
    dialog.tree.select("suggestion.accept")
    dialog.reset.click()
    assert window.commands.chosen == {"suggestion.reject": ("Shift+F12",)}
    qtbot.keyClick(dialog.tree, Qt.Key.Key_Delete)
    assert window.commands.keys("suggestion.accept") == ()
    dialog.maps.menu().actions()[-1].trigger()
    assert window.commands.chosen == {}
    dialog.undo.click()
    assert window.commands.keys("suggestion.accept") == ()


def test_the_new_key_works_after_closing(
    qtbot: QtBot, window: MainWindow, dialog: KeysDialog, give: Give
) -> None:
    give("suggestion.accept", *FREE)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    view = window.workspace.view
    with qtbot.waitActive(window):  # which a desktop does by itself
        window.activateWindow()
    assert view.hasFocus()
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    qtbot.keyClick(view, *FREE)
    assert window.session is not None
    assert window.session.sheet is not None
    assert len(window.session.sheet.own) == 1


def test_keymaps_are_exported_imported_and_shipped(
    window: MainWindow,
    dialog: KeysDialog,
    give: Give,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    give("suggestion.accept", *FREE)
    file = str(tmp_path / "mine.toml")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (file, ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (file, ""))
    actions = {action.text(): action for action in dialog.maps.menu().actions()}
    actions["Export your keys …"].trigger()
    actions["Reset all keys"].trigger()
    actions["Import a keymap …"].trigger()
    assert window.commands.keys("suggestion.accept") == ("Shift+F11",)
    Path(file).write_text("nonsense", "utf-8")
    actions["Import a keymap …"].trigger()
    assert "is not a keymap" in dialog.trouble.text()
    assert window.commands.keys("suggestion.accept") == ("Shift+F11",)
    actions["Left hand"].trigger()
    assert window.commands.keys("article.done") == ("Shift+D",)
    assert window.commands.keys("suggestion.accept") == ("A",)


def test_what_cannot_be_saved_is_said(
    window: MainWindow, dialog: KeysDialog, give: Give, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    give("suggestion.accept", *FREE)
    assert "No space left on device" in dialog.trouble.text()
    assert window.commands.keys("suggestion.accept") == ("Shift+F11",)
