"""What the style sheet does to parts that Qt draws in windows of its own."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from annotator.gui.main_window import MainWindow
from annotator.gui.theme import DARK, LIGHT


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_the_list_of_the_state_filter_shows_every_row_below_it(
    qtbot: QtBot, window: MainWindow, theme: object
) -> None:
    colours = DARK if theme is DARK else LIGHT
    window.choose_theme(colours.name)
    box = window.workspace.articles.filter
    box.setCurrentIndex(box.count() - 1)
    box.showPopup()
    view = box.view()
    qtbot.waitUntil(view.isVisible)
    rows = [view.visualRect(box.model().index(n, 0)) for n in range(box.count())]
    assert rows[0].top() >= 0
    assert rows[-1].bottom() < view.viewport().height()
    assert min(row.height() for row in rows) >= view.fontMetrics().height() + 6
    assert view.mapToGlobal(QPoint()).y() >= box.mapToGlobal(QPoint(0, box.height())).y() - 1
    edge = view.window().grab().toImage().pixelColor(0, 40)
    assert edge != QColor(colours.panel)  # it has a frame
    box.hidePopup()
