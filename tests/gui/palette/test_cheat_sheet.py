"""The cheat sheet: every key once, opened and closed by keys, written as a page."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator.gui.dialogs.keys import KeysDialog
from annotator.gui.main_window import MainWindow
from annotator.gui.palette.cheat_sheet import CheatSheet
from annotator.gui.palette.sheet_flow import columns
from annotator.gui.palette.sheet_text import Group, groups, page_html
from annotator.gui.theme import LIGHT


def test_every_command_with_a_key_is_on_it(window: MainWindow) -> None:
    said = " ".join(f" {key} / " for group in groups(window.commands) for key, _ in group.lines)
    for command in window.commands.all():
        key = window.commands.key(command.id)
        assert not key or f" {key} / " in said, (command.id, key)


def test_what_goes_both_ways_stands_on_one_line(window: MainWindow) -> None:
    lines = [line for group in groups(window.commands) for line in group.lines]
    assert ("Tab / Shift+Tab", "Next or previous suggestion") in lines
    assert ("J / K", "Next or previous article") in lines


def test_a_key_opens_it_and_escape_gives_the_keyboard_back(qtbot: QtBot, window: MainWindow) -> None:
    view = window.workspace.view
    view.select_span(0, 4)
    for closing in (Qt.Key.Key_Escape, Qt.Key.Key_Question):
        qtbot.keyClick(view, Qt.Key.Key_Question)
        sheet = window.palettes.sheet
        assert sheet is not None
        assert sheet.isVisible()
        assert sheet.area.hasFocus()
        qtbot.keyClick(sheet.area, closing)
        assert not sheet.isVisible()
        assert view.hasFocus()
        assert view.selected_span() == (0, 4)


def test_it_fits_into_a_window_of_1280_by_800(qtbot: QtBot, window: MainWindow) -> None:
    content = QWidget()  # what is left of such a window for its content, whatever this screen is
    qtbot.addWidget(content)
    content.setFixedSize(1280, 717)
    content.show()
    sheet = CheatSheet(content, window.commands)
    sheet.setFont(window.font())
    sheet.setStyleSheet(window.styleSheet())
    sheet.open(LIGHT)
    assert sheet.area.verticalScrollBar().maximum() == 0
    sheet.end()


def test_from_it_one_comes_to_where_keys_are_changed_and_back(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window.workspace.view, Qt.Key.Key_Question)
    sheet = window.palettes.sheet
    assert sheet is not None
    assert sheet.change.text() == "Change keys (F1)"
    sheet.change.click()
    dialog = window.findChild(KeysDialog)
    assert dialog is not None
    assert not sheet.isVisible()
    dialog.sheet.click()
    assert sheet.isVisible()


def test_it_is_written_as_a_page(window: MainWindow, tmp_path: Path) -> None:
    window.commands.run("help.cheat-sheet")
    sheet = window.palettes.sheet
    assert sheet is not None
    sheet.save_to(tmp_path / "keys.html")
    page = (tmp_path / "keys.html").read_text("utf-8")
    assert "<kbd>Ctrl+K</kbd>" in page
    assert "Tag as claim" in page
    sheet.save_to(tmp_path / "no folder" / "keys.html")
    assert "could not be saved" in sheet.trouble.text()


def test_titles_are_text_and_not_markup() -> None:
    assert "<b>&amp;" not in page_html([Group("A", (("B", "C & <b>D</b>"),))])
    assert "C &amp; &lt;b&gt;D&lt;/b&gt;" in page_html([Group("A", (("B", "C & <b>D</b>"),))])


@given(st.lists(st.integers(1, 20), max_size=9), st.integers(1, 5))
def test_columns_are_never_too_many_and_keep_every_line_in_its_order(sizes: list[int], count: int) -> None:
    there = [Group(str(n), tuple((f"{n}", str(i)) for i in range(size))) for n, size in enumerate(sizes)]
    made = columns(there, count, lambda _key, _does: 1, 1)
    lines = [line for column in made for group in column for line in group.lines]
    assert lines == [line for group in there for line in group.lines]
    assert len(made) <= count
    assert all(len(group.lines) >= 2 for column in made for group in column if "continued" in group.title)
    if sizes:
        heights = [sum(len(group.lines) + 2 for group in column) for column in made]
        titles = len(sizes) + count
        # What stays together leaves at most a title and three lines empty at the end of a column.
        assert max(heights) <= (sum(sizes) + 2 * titles) // count + 6
