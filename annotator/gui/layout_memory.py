"""How the window looked last time: its size, its panels, the look of the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow

_PANELS = ("articles", "side")


def restore_size(window: MainWindow) -> None:
    """Give the window its last size; the first time one that suits the screen."""
    if not window.restoreGeometry(window.settings.bytes_of("geometry")):
        room = QGuiApplication.primaryScreen().availableGeometry()
        window.resize(min(1500, room.width()), min(960, room.height()))
        if room.width() <= window.width() or room.height() <= window.height():
            window.setWindowState(Qt.WindowState.WindowMaximized)


def restore_panels(window: MainWindow) -> None:
    """Fold the panels and let the article look as they were."""
    window.workspace.restoreState(window.settings.bytes_of("splitter"))
    window.workspace.middle.restoreState(window.settings.bytes_of("middle"))
    for name in _PANELS:
        window.workspace.fold(window.moving.panel(name), not window.settings.flag(name, True))
    window.workspace.view.set_look(window.settings.look)


def remember(window: MainWindow) -> None:
    """Keep all of it for the next time."""
    window.settings.keep_bytes("geometry", window.saveGeometry())
    window.settings.keep_bytes("splitter", window.workspace.saveState())
    if window.workspace.drawer.used:  # else its height is not known yet, and would come back as the least
        window.settings.keep_bytes("middle", window.workspace.middle.saveState())
    for name in _PANELS:
        window.settings.set_flag(name, window.moving.panel_shown(name))
    window.settings.save()
