"""Commands about actors: those of the article's mentions, and the page of all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.gui.commands.command import Command

if TYPE_CHECKING:
    from annotator.gui.actors.desk import ActorDesk

_EDITING = ("project", "writable", "article")


def commands(desk: ActorDesk) -> list[Command]:
    return [
        Command(
            "actors.same",
            "Set the same words to this actor",
            desk.set_same,
            "Annotate/Actors",
            ("Shift+R",),
            "reading",
            (*_EDITING, "own"),
            4,
        ),
        Command(
            "actors.resolve",
            "Set all actors that are certain",
            desk.resolve_all,
            "Annotate/Actors",
            ("Ctrl+Shift+R",),
            "window",
            _EDITING,
            4,
        ),
        Command(
            "actors.page", "Actors", desk.show_page, "View", ("Ctrl+Shift+A",), when=("project",), group=1
        ),
    ]
