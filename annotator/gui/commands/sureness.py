"""Commands about how sure a suggestion must be to be shown."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from annotator.gui.commands.command import Command
from annotator.model.presets import BROAD, CAUTIOUS

if TYPE_CHECKING:
    from annotator.gui.sureness.desk import SurenessDesk


def commands(desk: SurenessDesk) -> list[Command]:
    menu = "View/Suggestions"
    when = ("project", "article")
    return [
        Command(
            "sureness.bar",
            "How sure suggestions must be",
            desk.toggle,
            menu,
            ("U",),
            "reading",
            when,
            checked=lambda: desk.shown,
            says=desk.bar_says,
            types=True,
        ),
        Command(
            "sureness.broad",
            "Show broadly",
            partial(desk.choose, BROAD),
            menu,
            (),
            "reading",
            when,
            checked=lambda: desk.least == BROAD,
            says=desk.says,
        ),
        Command(
            "sureness.cautious",
            "Show cautiously",
            partial(desk.choose, CAUTIOUS),
            menu,
            (),
            "reading",
            when,
            checked=lambda: desk.least == CAUTIOUS,
            says=desk.says,
        ),
    ]
