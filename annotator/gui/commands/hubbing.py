"""Commands about the team's hub."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.gui.commands.command import Command

if TYPE_CHECKING:
    from annotator.gui.hubbing.desk import HubDesk


def commands(desk: HubDesk) -> list[Command]:
    writable = ("project", "writable")
    return [
        Command(
            "project.sync",
            "Sync with the hub",
            desk.sync,
            "Project",
            ("Ctrl+Shift+H",),
            when=writable,
            group=1,
        ),
        Command("project.hub", "Address of the hub …", desk.ask, "Project", when=writable, group=1),
    ]
