"""The codebook page in a shown window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.gui.codebook_page.page import CodebookPage
from annotator.gui.main_window import MainWindow
from annotator.project.operations import annotations


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> CodebookPage:
    """The page, opened by its key with the first label chosen; Robin has tagged an actor and a claim."""
    assert window.session is not None
    project = window.session.project
    annotations.add(project, article_id=1, label="actor", segments=[(0, 9)])
    annotations.add(project, article_id=1, label="claim", segments=[(17, 42)])
    qtbot.keyClick(window.workspace.view, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert window.pages.shown == "codebook"
    made = window.pages.page("codebook")
    assert isinstance(made, CodebookPage)
    qtbot.waitUntil(lambda: made.desk.use.labels["claim"] > 0)
    qtbot.waitUntil(made.list.hasFocus)
    return made
