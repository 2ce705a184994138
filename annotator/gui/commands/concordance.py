"""Commands of the concordance: open the list of hits, and tag words everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.gui.commands.command import Command

if TYPE_CHECKING:
    from annotator.gui.concordance.desk import ConcordanceDesk


def commands(desk: ConcordanceDesk) -> list[Command]:
    return [
        Command(
            "concordance.open",
            "Concordance",
            desk.toggle,
            "View",
            ("F9",),
            when=("project",),
            checked=desk.shown,
        ),
        Command(
            "concordance.everywhere",
            "Everywhere …",
            desk.everywhere,
            "Annotate",
            ("E",),
            "reading",
            ("project", "writable", "article"),
            2,
        ),
    ]
