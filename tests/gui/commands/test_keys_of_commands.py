"""The keys of the commands of a real window: none twice, none where it can't work, and changed at once."""

from collections import defaultdict
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from pytestqt.qtbot import QtBot

from annotator.gui.commands import keymap
from annotator.gui.commands.command import Command
from annotator.gui.commands.key_rules import pressed
from annotator.gui.main_window import MainWindow
from annotator.gui.settings import Settings


def test_no_two_commands_have_one_key_in_the_same_place(window: MainWindow) -> None:
    wanting: defaultdict[str, list[Command]] = defaultdict(list)
    for command in window.commands.all():
        for key in window.commands.own_keys(command.id):
            wanting[key].append(command)
    collisions = [
        f"{key}: {one.id} ({one.scope}) and {other.id} ({other.scope})"
        for key, commands in wanting.items()
        for one, other in combinations(commands, 2)
        if window.commands._meet(one.scope, other.scope)
    ]
    assert not collisions, "\n".join(collisions)


def test_every_command_could_be_given_the_keys_it_has(window: MainWindow) -> None:
    """The rules for chosen keys hold for the ones that commands have by themselves, but for Esc and Tab."""
    troubles = []
    for command in window.commands.all():
        bare = Command("x", command.title, command.run, command.menu, (), command.scope)
        window.commands._commands["x"] = bare
        for key in window.commands.own_keys(command.id):
            trouble = window.commands.problem("x", key)
            if trouble is not None and key != "Esc" and not command.id.startswith("label."):
                troubles.append(f"{command.id}: {trouble}")
        del window.commands._commands["x"]
    assert not troubles, "\n".join(troubles)


@pytest.mark.parametrize("path", keymap.shipped(), ids=lambda path: path.stem)
def test_a_shipped_keymap_fits_every_command_and_takes_no_key_away(window: MainWindow, path: Path) -> None:
    shared = keymap.read(path)
    assert shared.description
    assert not shared.keys.keys() - {command.id for command in window.commands.all()}

    def lost() -> set[tuple[str, str]]:
        return {(c.id, key) for c in window.commands.all() for key in window.commands.lost(c.id)}

    before = lost()
    assert window.commands.choose(shared.keys) == []
    assert lost() <= before


@pytest.mark.parametrize(
    ("name", "key", "said"),
    [
        ("view.find", "J", "add Ctrl or Alt to J"),
        ("view.find", "Shift+J", "add Ctrl or Alt to Shift+J"),
        ("suggestion.accept", "Left", "moves or selects in the article"),
        ("suggestion.accept", "Ctrl+Right", "moves or selects in the article"),
        ("view.find", "Ctrl+Home", "moves or selects in the article"),
        ("suggestion.accept", "Esc", "back to the article"),
        ("suggestion.accept", "Return", "goes on in lists"),
        ("suggestion.accept", "Tab", "from one part of the window to the next"),
        ("article.next", "Space", "from one part of the window to the next"),
        ("view.find", "Ctrl+C", "belongs to text"),
        ("label.actor", "9", "in the codebook"),
        ("suggestion.accept", "Ctrl+K, C", "single keys"),
    ],
)
def test_a_key_that_cannot_work_is_refused_with_a_reason(
    window: MainWindow, name: str, key: str, said: str
) -> None:
    assert said in (window.commands.problem(name, key) or "")


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("view.find", "F4"),
        ("view.find", "Alt+J"),
        ("suggestion.accept", "J"),
        ("suggestion.next", "Shift+Tab"),
    ],
)
def test_other_keys_are_fine(window: MainWindow, name: str, key: str) -> None:
    assert window.commands.problem(name, key) is None


def test_a_chosen_key_works_and_the_old_one_no_longer(qtbot: QtBot, window: MainWindow) -> None:
    view, session = window.workspace.view, window.session
    assert session is not None
    window.commands.choose({"suggestion.accept": ("Z",)})
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    qtbot.keyClicks(view, "a")
    assert session.sheet is not None
    assert not session.sheet.own
    qtbot.keyClicks(view, "z")
    assert len(session.sheet.own) == 1


def test_a_key_that_two_want_still_does_something(qtbot: QtBot, window: MainWindow) -> None:
    """A chosen key is taken from the command that has it by itself: never is it ambiguous."""
    window.commands.choose({"suggestion.accept": ("X",)})
    assert window.commands.lost("suggestion.reject") == {"X": "suggestion.accept"}
    qtbot.keyClick(window.workspace.view, Qt.Key.Key_Tab)
    qtbot.keyClicks(window.workspace.view, "x")
    assert window.session is not None
    assert window.session.sheet is not None
    assert len(window.session.sheet.own) == 1


def test_a_label_keeps_its_key(qtbot: QtBot, window: MainWindow) -> None:
    window.commands.choose({"suggestion.accept": ("1",)})
    assert window.commands.keys("label.actor") == ("1",)
    assert window.commands.keys("suggestion.accept") == ()
    window.projects.close_project()  # the labels of another project may be others
    window.commands.remove("label.")
    assert window.commands.keys("suggestion.accept") == ("1",)


def test_all_that_shows_a_key_follows(qtbot: QtBot, window: MainWindow) -> None:
    header, workspace = window.workspace.header, window.workspace
    qtbot.keyClick(workspace.view, Qt.Key.Key_Tab)
    window.show_current()
    window.commands.choose(
        {
            "suggestion.accept": ("Z",),
            "suggestion.next": ("F4",),
            "view.search": ("Ctrl+J",),
            "project.suggest": (),
            "project.import": ("Ctrl+M",),
        }
    )
    assert header.waiting.text().endswith("(F4)")
    assert header.suggest.text() == "Suggest for all"
    assert workspace.articles.search.placeholderText() == "Search all articles (Ctrl+J)"
    assert workspace.inspector.findChild(object, "button-suggestion.accept").text() == "Accept (Z)"  # type: ignore[attr-defined]
    assert window.session is not None
    window.session.set_current(None)
    assert "press F4 for" in (window.commands.why_not("suggestion.accept") or "")
    window.commands.choose({"suggestion.next": ()})
    assert "choose “Next suggestion” in the menu" in (window.commands.why_not("suggestion.accept") or "")


def test_chosen_keys_are_there_in_the_next_sitting(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    window.keys_kept.use({"suggestion.accept": ("Z",), "label.unknown": ("7",)})
    second = MainWindow(Settings(tmp_path / "settings.ini"), window.worker_command)
    qtbot.addWidget(second)
    second.fill()
    assert second.commands.keys("suggestion.accept") == ("Z",)
    assert second.commands.chosen["label.unknown"] == ("7",)  # of a codebook that is not open
    second.close()
    window.keys_kept.use({})
    assert not (tmp_path / "keys.toml").exists()


def test_keys_that_cannot_be_read_are_put_aside_and_said(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    (tmp_path / "keys.toml").write_text("no keymap", encoding="utf-8")
    second = MainWindow(Settings(tmp_path / "settings.ini"), window.worker_command)
    qtbot.addWidget(second)
    second.fill()
    assert "could not be read" in second.messages.text.text()
    assert second.commands.keys("suggestion.accept") == ("A",)
    assert (tmp_path / "keys.unreadable.toml").read_text("utf-8") == "no keymap"
    second.close()


def test_a_shared_keymap_leaves_out_what_cannot_work(window: MainWindow, tmp_path: Path) -> None:
    file = tmp_path / "shared.toml"
    file.write_text("name = 'Theirs'\n[keys]\n'view.find' = ['J']\n'suggestion.accept' = ['Z']\n", "utf-8")
    shared = keymap.read(file)
    troubles = window.keys_kept.use(shared.keys)
    assert shared.name == "Theirs"
    assert len(troubles) == 1
    assert "Find in this article" in troubles[0]
    assert window.commands.keys("view.find") == window.commands.own_keys("view.find")
    window.keys_kept.export_to(tmp_path / "mine.toml")
    assert keymap.read(tmp_path / "mine.toml").keys == {"suggestion.accept": ("Z",)}


@pytest.mark.parametrize(
    ("key", "modifiers", "text", "expected"),
    [
        (Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier, "A", "Shift+A"),
        (Qt.Key.Key_Plus, Qt.KeyboardModifier.ShiftModifier, "+", "+"),
        (Qt.Key.Key_Question, Qt.KeyboardModifier.ShiftModifier, "?", "?"),
        (Qt.Key.Key_5, Qt.KeyboardModifier.KeypadModifier, "5", "5"),
        (Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier, "", "Shift+Tab"),
        (Qt.Key.Key_F5, Qt.KeyboardModifier.ShiftModifier, "", "Shift+F5"),
        (Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier, "", None),
    ],
)
def test_a_pressed_key_is_understood_as_itself(
    key: Qt.Key, modifiers: Qt.KeyboardModifier, text: str, expected: str | None
) -> None:
    found = pressed(QKeyEvent(QEvent.Type.KeyPress, key, modifiers, text))
    assert (found.toString() if found is not None else None) == expected
