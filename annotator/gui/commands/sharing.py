"""Commands about passing layers on as files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.gui.commands.command import Command

if TYPE_CHECKING:
    from annotator.gui.sharing.desk import SharingDesk


def commands(desk: SharingDesk) -> list[Command]:
    return [
        Command(
            "project.share",
            "Share my layer …",
            desk.share,
            "Project",
            ("Ctrl+Shift+S",),
            when=("project", "articles"),
            group=1,
        ),
        Command(
            "project.merge",
            "Merge a colleague's layer …",
            desk.merge,
            "Project",
            ("Ctrl+Shift+I",),
            when=("project", "writable", "idle"),
            group=1,
        ),
        Command("project.copy", "Save a copy …", desk.save_copy, "Project", when=("project",), group=1),
    ]
