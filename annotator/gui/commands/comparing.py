"""Commands of comparing: the page, and what is often done on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.gui.commands.command import Command

if TYPE_CHECKING:
    from annotator.gui.comparing.desk import ComparingDesk

RULE = "compare.rule"


def commands(desk: ComparingDesk) -> list[Command]:
    menu, reading = "Review", ("project", "articles")
    writing = ("project", "writable", "articles")
    return [
        Command("compare.page", "Compare layers", desk.show_page, menu, ("Ctrl+D",), when=("project",)),
        Command("compare.next", "Next open difference", desk.next_open, menu, when=reading),
        Command(
            "compare.side",
            "Compare side by side",
            desk.toggle_side_by_side,
            menu,
            when=reading,
            checked=lambda: desk.side_by_side,
        ),
        Command(
            "compare.agreed", "Settle what all agree on …", desk.settle_agreed, menu, when=writing, group=1
        ),
        Command(RULE, "Settle by rule …", desk.settle_by_rule, menu, when=writing, group=1),
    ]
