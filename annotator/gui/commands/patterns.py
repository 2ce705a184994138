"""Commands about the project's own patterns: their page, and one made of what is selected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.gui.commands.command import Command

if TYPE_CHECKING:
    from annotator.gui.patterns.desk import PatternDesk


def commands(desk: PatternDesk) -> list[Command]:
    return [
        Command(
            "patterns.selection",
            "Make a pattern of the selection",
            desk.from_selection,
            "Edit",
            ("Ctrl+T",),
            when=("project", "writable", "article"),
            group=2,
            types=True,
        ),
        Command(
            "patterns.page",
            "Patterns",
            desk.show_page,
            "View",
            ("Ctrl+Shift+T",),
            when=("project",),
            group=1,
        ),
    ]
