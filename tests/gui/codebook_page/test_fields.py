"""Fields of the codebook page write what was typed, and nothing where somebody only looks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from annotator.gui.codebook_page.fields import LineField, TextField

ODD = ["Tag it.\n", "Tag it. ", "  Tag it", "a\u00a0b", "a\r\nb", "a\rb", "a\u2028b", "a\u2029b", "a\tb", " "]


@pytest.fixture
def form(qtbot: QtBot) -> QWidget:
    made = QWidget()
    QVBoxLayout(made)
    qtbot.addWidget(made)
    return made


def through(
    qtbot: QtBot, form: QWidget, field: LineField | TextField, keys: str = ""
) -> tuple[list[str], bool]:
    """What is saved by going with Tab through the field and typing; whether it was unsaved before that."""
    saved: list[str] = []
    field.saved.connect(saved.append)
    before, after = LineField("before"), LineField("after")
    layout = form.layout()
    assert layout is not None
    for one in (before, field, after):
        layout.addWidget(one)
    with qtbot.waitActive(form):
        form.show()
        form.activateWindow()
    before.setFocus()
    qtbot.keyClick(before, Qt.Key.Key_Tab)
    qtbot.waitUntil(field.hasFocus)
    unsaved = field.unsaved
    qtbot.keyClicks(field, keys)
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    qtbot.waitUntil(after.hasFocus)
    return saved, unsaved


@pytest.mark.parametrize("text", ODD)
@pytest.mark.parametrize("kind", [LineField, TextField])
def test_looking_writes_nothing(
    qtbot: QtBot, form: QWidget, kind: type[LineField] | type[TextField], text: str
) -> None:
    assert through(qtbot, form, kind("field", text)) == ([], False)


@pytest.mark.parametrize("kind", [LineField, TextField])
def test_typing_writes_once(qtbot: QtBot, form: QWidget, kind: type[LineField] | type[TextField]) -> None:
    field = kind("field", "\nTag it.\n")
    saved, _ = through(qtbot, form, field, "Do ")
    assert len(saved) == 1
    assert "Do" in saved[0]
    assert not field.unsaved
