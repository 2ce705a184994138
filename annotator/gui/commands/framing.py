"""Commands of the claim frame: link by the kind's key, answer attributes, go into the frame."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from annotator.gui.commands.command import Command
from annotator.gui.commands.key_rules import LINKS
from annotator.model.codebook import Codebook, LinkKind

if TYPE_CHECKING:
    from annotator.gui.frame.desk import FrameDesk

_CURRENT = ("project", "writable", "article", "current")


def commands(desk: FrameDesk) -> list[Command]:
    """Everything but the kinds of link."""
    menu, project = "Annotate", ("project",)
    shown = ("project", "article", "current")
    return [
        Command(
            "annotation.attributes",
            "Answer attributes",
            desk.answer,
            menu,
            ("Q",),
            "reading",
            _CURRENT,
            group=2,
        ),
        Command("frame.enter", "Go through the frame", desk.enter, menu, ("G",), "reading", shown, 2),
        Command(
            "frame.guideline",
            "Guideline in full",
            desk.toggle_guideline,
            "Annotate/Options",
            ("Shift+G",),
            "reading",
            project,
            group=4,
            checked=desk.guideline_shown,
        ),
        Command(
            "frame.ask",
            "Ask for links after tagging",
            desk.toggle_asking,
            "Annotate/Options",
            group=4,
            checked=desk.asks,
            says=desk.says_asking,
        ),
    ]


def link_commands(desk: FrameDesk, codebook: Codebook) -> list[Command]:
    """One command for each kind of link; kinds with one key and different heads share it."""
    by_key: dict[str, list[LinkKind]] = {}
    for kind in codebook.links:
        by_key.setdefault(kind.key.upper() or kind.name, []).append(kind)
    return [
        Command(
            f"{LINKS}{kinds[0].name}",
            " / ".join(kind.name for kind in kinds),
            partial(desk.link, tuple(kind.name for kind in kinds)),
            "Annotate/Link as",
            (kinds[0].key.upper(),) if kinds[0].key else (),
            "reading",
            _CURRENT,
        )
        for kinds in by_key.values()
    ]
