"""The command that opens the page of scores."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.gui.commands.command import Command

if TYPE_CHECKING:
    from annotator.gui.scores.desk import ScoresDesk


def commands(desk: ScoresDesk) -> list[Command]:
    return [
        Command(
            "scores.page", "Scores", desk.show_page, "View", ("Ctrl+Shift+E",), when=("project",), group=1
        )
    ]
