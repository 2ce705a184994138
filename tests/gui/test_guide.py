"""The guide in the window: it opens anywhere, leads from page to page, and back."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from pytestqt.qtbot import QtBot

from annotator import places
from annotator.gui.guide import texts
from annotator.gui.guide.page import GuidePageView
from annotator.gui.main_window import MainWindow

CTRL = Qt.KeyboardModifier.ControlModifier


def opened(qtbot: QtBot, window: MainWindow) -> GuidePageView:
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_F1, CTRL)
    page = window.pages.page("guide")
    assert isinstance(page, GuidePageView)
    assert window.pages.shown == "guide"
    return page


def test_it_begins_with_the_first_steps_and_escape_leads_back(qtbot: QtBot, window: MainWindow) -> None:
    page = opened(qtbot, window)
    assert page.list.hasFocus()
    shown = page.text.toPlainText()
    assert shown.startswith("The first ten minutes")
    assert "Ctrl+I imports articles" in shown
    qtbot.keyClick(page.list, Qt.Key.Key_Down)
    assert page.text.toPlainText().startswith("Annotating")
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert page.text.hasFocus()
    qtbot.keyClick(page.text, Qt.Key.Key_Left)
    assert page.list.hasFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_Escape)
    assert window.pages.shown is None
    assert window.workspace.view.hasFocus()


def test_it_is_there_without_a_project(qtbot: QtBot, empty_window: MainWindow) -> None:
    opened(qtbot, empty_window)
    qtbot.keyClick(empty_window.focusWidget(), Qt.Key.Key_Escape)
    assert empty_window.pages.shown is None
    assert empty_window.start.isVisible()


def test_the_menus_it_names_hold_what_it_names(window: MainWindow) -> None:
    named = re.compile(r"(Project|Edit|Annotate|Article|View|Help) ▸ ([\w ]*\w)")
    there: set[tuple[str, str]] = set()
    for command in window.commands.all():
        top, _, under = command.menu.partition("/")
        there |= {(top, command.title.rstrip(" .…")), (top, under)}
    found = [each for page in texts.pages() for each in named.findall(texts.text_of(page.file))]
    assert len(found) > 4
    for menu, words in found:
        assert any(menu == top and title and words.startswith(title) for top, title in there), (menu, words)


def test_links_lead_to_its_other_pages(qtbot: QtBot, window: MainWindow) -> None:
    page = opened(qtbot, window)
    page.text.anchorClicked.emit(QUrl("keys.md"))
    assert page.list.currentItem().text() == "Keys"
    assert page.text.toPlainText().startswith("Keys")


def test_every_page_is_listed_and_links_only_to_what_is_there() -> None:
    files = {page.file for page in texts.pages()}
    assert files == {path.name for path in places.guide_folder().glob("*.md")} - {"README.md"}
    for file in files:
        text = texts.text_of(file)
        assert "](../" not in text
        assert "![" not in text


def test_an_installed_program_reads_its_own_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "_guide").mkdir()
    monkeypatch.setattr(places, "_PACKAGE", tmp_path)
    assert places.guide_folder() == tmp_path / "_guide"
