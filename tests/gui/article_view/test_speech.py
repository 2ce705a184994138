"""What a screen reader gets: the text interface of the view, and announcements of annotations."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleTextInterface
from pytestqt.qtbot import QtBot

from annotator.gui.article_view import ArticleView, Mark
from annotator.gui.article_view.speech import Speech, spoken
from tests.support.article_view import left_of, on_bar, own

Show = Callable[..., ArticleView]
LEFT = Qt.MouseButton.LeftButton
TEXT = "One line.\nThe old minister 😀 said no."
MINISTER = TEXT.index("minister")


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    said: list[str] = []
    monkeypatch.setattr(Speech, "say", lambda _self, text: said.append(text))
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    return said


def text_of(view: ArticleView) -> QAccessibleTextInterface:
    found = QAccessible.queryAccessibleInterface(view).textInterface()
    assert found is not None
    return found


def test_the_text_caret_and_selection_are_there(qtbot: QtBot, show: Show) -> None:
    view = show(TEXT)
    text = text_of(view)
    assert text.text(0, text.characterCount()) == TEXT
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert text.cursorPosition() == TEXT.index("The")
    qtbot.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert text.selectionCount() == 1
    text.setCursorPosition(MINISTER)  # a screen reader may move the caret
    assert view.caret() == MINISTER


@pytest.mark.parametrize("position", [0, 5, MINISTER, len(TEXT) - 1])
def test_a_character_is_where_it_is_painted(show: Show, position: int) -> None:
    view = show("Above.\n\n" * 3 + TEXT, own("all", "claim", (30, 40)))
    view.grab()
    position += len("Above.\n\n" * 3)
    unit = view.article_layout.text.map.to_document(position)
    rect = text_of(view).characterRect(unit)
    point = view.viewport().mapToGlobal(left_of(view, position))
    assert abs(rect.left() - point.x()) <= 1
    assert rect.top() <= point.y() <= rect.bottom()


def test_the_caret_says_what_it_comes_into_and_when_it_leaves(
    qtbot: QtBot, show: Show, heard: list[str]
) -> None:
    end = len(TEXT)
    outer = Mark("c", "claim", ((MINISTER - 4, end - 1),), "suggestion", score=0.7)
    view = show(TEXT, own("m", "actor", (MINISTER, MINISTER + 8)), outer)
    view.select_span(MINISTER - 8, MINISTER - 8)
    for _ in range(3):
        qtbot.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert heard == [
        "current: suggested claim: old minister 😀 said no, score 0.70",
        "actor: minister",
    ]
    heard.clear()
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert heard == []  # nothing twice
    qtbot.keyClick(view, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert heard == ["no annotation"]


def test_a_click_on_a_bar_is_said(qtbot: QtBot, show: Show, heard: list[str]) -> None:
    view = show(TEXT, own("m", "actor", (MINISTER, MINISTER + 8)))
    qtbot.mouseClick(view.viewport(), LEFT, pos=on_bar(view, "m"))
    assert heard == ["current: actor: minister"]


def test_nothing_is_worked_out_where_nobody_listens(
    qtbot: QtBot, show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(Speech, "say", lambda _self, text: said.append(text))
    monkeypatch.setattr(QAccessible, "isActive", lambda: False)
    view = show(TEXT, own("m", "actor", (0, 3)))
    qtbot.mouseClick(view.viewport(), LEFT, pos=on_bar(view, "m"))
    assert said == []


def test_an_annotation_in_words() -> None:
    mark = Mark("x", "sentiment", ((0, 3), (4, 9)), "colleague", problem=True, attributes_text="negative")
    assert (
        spoken(mark, "One\nl ine") == "a colleague's sentiment, negative: One … l ine, something is missing"
    )
