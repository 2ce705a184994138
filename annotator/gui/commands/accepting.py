"""Commands that decide many suggestions at once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from annotator.gui.commands.command import Command

if TYPE_CHECKING:
    from annotator.gui.accepting.desk import Accepting


def commands(desk: Accepting) -> list[Command]:
    when = ("project", "writable", "article", "waiting")
    menu = "Annotate/Decide many"
    return [
        Command(
            f"many.{verdict}-{name}",
            f"{verdict.capitalize()} all {which}",
            partial(run, verdict),
            menu,
            (key,),
            "reading",
            when,
        )
        for name, which, run, keys in (
            ("sentence", "of this sentence", desk.sentence, ("Y", "Shift+Y")),
            ("words", "on these words", desk.same_words, ("W", "Shift+W")),
        )
        for verdict, key in zip(("accept", "reject"), keys, strict=True)
    ] + [
        Command(
            "many.accept-score",
            "Accept all above a score …",
            desk.above_score,
            menu,
            ("V",),
            "reading",
            when,
            1,
        )
    ]
