"""Commands that decide many suggestions at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from annotator.gui.commands.command import Command

if TYPE_CHECKING:
    from annotator.gui.accepting.desk import Accepting, Verdict


def commands(desk: Accepting) -> list[Command]:
    when = ("project", "writable", "article", "waiting")
    menu = "Annotate/Decide many"
    kinds: list[tuple[str, str, Verdict, Callable[[Verdict], None], str]] = [
        ("sentence", "of this sentence", "accept", desk.sentence, "Y"),
        ("sentence", "of this sentence", "reject", desk.sentence, "Shift+Y"),
        ("alike", "of this actor or words", "accept", desk.alike, "I"),
        ("alike", "of this actor or words", "reject", desk.alike, "Shift+I"),
    ]
    made = [
        Command(
            f"many.{verdict}-{name}",
            f"{verdict.capitalize()} all {which}",
            partial(run, verdict),
            menu,
            (key,),
            "reading",
            when,
        )
        for name, which, verdict, run, key in kinds
    ]
    above = "Accept all above a score …"
    return [*made, Command("many.accept-score", above, desk.above_score, menu, ("V",), "reading", when, 1)]
