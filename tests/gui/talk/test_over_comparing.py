"""On the page that compares layers one comments on a difference without leaving the page."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.gui.comparing.page import ComparePage
from annotator.gui.main_window import MainWindow
from annotator.project import comments as talk
from tests.support.compared import compared_project
from tests.support.keys import press_keys

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
KEYS = Qt.Key
COMMENT, SEND = (KEYS.Key_C, SHIFT), (KEYS.Key_Return, CTRL)


@pytest.fixture
def page(empty_window: MainWindow, tmp_path: Path, qtbot: QtBot) -> ComparePage:
    path = tmp_path / "press.annotator"
    compared_project(path).close()
    empty_window.projects.open(path, "Robin")
    press_keys(qtbot, (KEYS.Key_D, CTRL))
    page = empty_window.pages.page("compare")
    assert isinstance(page, ComparePage)
    qtbot.waitUntil(lambda: page.read is not None)
    qtbot.waitUntil(page.list.hasFocus)
    return page


def test_a_comment_on_a_difference_is_written_and_answered_over_the_page(
    page: ComparePage, qtbot: QtBot
) -> None:
    window, button = page.window(), page.details.comment
    assert isinstance(window, MainWindow)
    assert button.text() == "Comment (Shift+C)"
    press_keys(qtbot, COMMENT)
    over = page.talking.over
    assert over is not None
    assert over.isVisible()
    press_keys(qtbot, "why longer, @Lo", KEYS.Key_Return, SEND)
    assert over.isHidden()
    assert page.list.hasFocus()
    assert window.pages.shown == "compare"
    assert page.session is not None
    (thread,) = talk.threads(page.session.project, 1)
    assert thread.said[0].mentions == ("Lou",)
    annotation = page.session.project.annotation(thread.anchor.annotation_id or "")
    assert annotation is not None
    assert page.current is not None
    assert annotation in page.current.members.values()
    qtbot.waitUntil(lambda: button.text() == "1 comment (Shift+C)")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert over.isVisible()
    press_keys(qtbot, "half", KEYS.Key_Escape)
    assert over.isHidden()
    press_keys(qtbot, COMMENT)
    assert over.conversation.entry.toPlainText() == "half"
    press_keys(qtbot, (KEYS.Key_D, CTRL | SHIFT))
    assert [c.text for c in talk.threads(page.session.project, 1)[0].said][1:] == ["half"]
    assert not talk.threads(page.session.project, 1)[0].is_open
    qtbot.waitUntil(lambda: button.text() == "Comment (Shift+C)")


def test_another_difference_has_comments_of_its_own(page: ComparePage, qtbot: QtBot) -> None:
    press_keys(qtbot, COMMENT, "one", SEND)
    qtbot.waitUntil(lambda: page.details.comment.text() == "1 comment (Shift+C)")
    press_keys(qtbot, KEYS.Key_Down)
    qtbot.waitUntil(lambda: page.details.comment.text() == "Comment (Shift+C)")
    press_keys(qtbot, KEYS.Key_Up)
    qtbot.waitUntil(lambda: page.details.comment.text() == "1 comment (Shift+C)")
