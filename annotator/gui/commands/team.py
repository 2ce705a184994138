"""Commands about working together: the page of the team, and one's own to-do list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.gui.commands.command import Command

if TYPE_CHECKING:
    from annotator.gui.team.desk import TeamDesk


def commands(desk: TeamDesk) -> list[Command]:
    return [
        Command("team.page", "Team", desk.show_page, "Review", ("Ctrl+Shift+L",), when=("project",), group=3),
        Command(
            "filter.mine",
            "List only what is assigned to me",
            desk.toggle_mine,
            "Article",
            ("Shift+J",),
            "reading",
            ("project", "articles"),
            checked=lambda: desk.mine_listed,
            says=desk.said,
        ),
    ]
