"""The command that leads to the watched folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.gui.commands.command import Command

if TYPE_CHECKING:
    from annotator.gui.watching.desk import WatchDesk


def commands(desk: WatchDesk) -> list[Command]:
    return [
        Command(
            "project.watch",
            "Watch a folder …",
            desk.ask,
            "Project",
            ("Ctrl+Shift+W",),
            when=("project", "changeable"),
            group=1,
        ),
    ]
