"""Puts the keys of commands on the buttons and fields that name them, and again whenever they change."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow


def follow_keys(window: MainWindow) -> None:
    """Show the keys from now on as they are."""
    window.commands.keys_changed.connect(partial(show_keys, window))
    show_keys(window)


def show_keys(window: MainWindow) -> None:
    """What asks for a key only when it is shown needs no place here."""
    commands, workspace = window.commands, window.workspace
    workspace.set_keys(commands)
    window.start.set_keys(commands.key("project.new"), commands.key("project.open"))
    window.pages.set_close_key(commands.key("view.article"))
    if window.session is not None:
        window.show_next_step()
        workspace.inspector.set_theme(window.theme)  # it then builds its buttons anew
        window.show_current()
