"""The command that opens the page of statistics."""

from __future__ import annotations

from annotator.gui.commands.command import Command
from annotator.gui.statistics.desk import StatisticsDesk


def commands(desk: StatisticsDesk) -> list[Command]:
    return [
        Command(
            "review.statistics",
            "Statistics",
            desk.show_page,
            "Review",
            ("Ctrl+Shift+B",),
            when=("project",),
            group=1,
        ),
    ]
