"""Commands about what the codebook demands and the layer lacks."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from annotator.gui.commands.command import Command

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow
    from annotator.gui.problems.desk import ProblemDesk


def commands(window: MainWindow, desk: ProblemDesk) -> list[Command]:
    menu = "Article"
    return [
        Command(
            "problem.next", "Next problem", partial(desk.step, 1), menu, ("P",), "reading", ("project",), 3
        ),
        Command(
            "problem.previous",
            "Previous problem",
            partial(desk.step, -1),
            menu,
            ("Shift+P",),
            "reading",
            ("project",),
            3,
        ),
        Command(
            "problem.list",
            "List of problems",
            partial(window.moving.toggle_list, "problems"),
            menu,
            ("Ctrl+Shift+M",),
            when=("project",),
            group=3,
            checked=partial(window.moving.list_shown, "problems"),
        ),
    ]
