"""Commands of the keyboard in the article: select by unit, move the ends of an annotation, go by sentence."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from annotator.gui.commands.command import Command

if TYPE_CHECKING:
    from annotator.gui.adjusting import Adjusting
    from annotator.model.edges import Edge, Unit

_SHOWN = ("project", "article")
_CURRENT = ("project", "writable", "article", "current")


def commands(desk: Adjusting) -> list[Command]:
    return [_taking_out(desk), *_selecting(desk), *_ends(desk), *_moving(desk), _snapping(desk)]


def _taking_out(desk: Adjusting) -> Command:
    return Command(
        "annotation.take-out",
        "Take the selection or the piece out of it",
        desk.take_out,
        "Annotate/Adjust",
        ("-",),
        "article",
        _CURRENT,
        3,
    )


def _snapping(desk: Adjusting) -> Command:
    return Command(
        "select.snap",
        "Snap to whole words with the mouse",
        desk.toggle_snapping,
        "Annotate/Options",
        when=("project",),
        group=4,
        checked=desk.snaps,
        says=lambda: (
            "The mouse selects whole words; hold Alt for letters"
            if desk.snaps()
            else "The mouse selects letter by letter"
        ),
    )


def _selecting(desk: Adjusting) -> list[Command]:
    menu = "Annotate/Move and select"
    made = (
        ("select.more", "Select the word, then what it stands in", desk.widen, "W"),
        ("select.less", "Select less again", desk.narrow, "Shift+W"),
        ("select.sentence", "Select the sentence", desk.select_sentence, "Shift+S"),
        ("select.paragraph", "Select the paragraph", desk.select_paragraph, "Alt+S"),
    )
    return [Command(name, title, run, menu, (key,), "article", _SHOWN) for name, title, run, key in made]


def _ends(desk: Adjusting) -> list[Command]:
    menu = "Annotate/Adjust"
    made: tuple[tuple[str, str, Edge, int, Unit, str], ...] = (
        ("start-out", "Start a word earlier", "start", -1, "word", "["),
        ("start-in", "Start a word later", "start", 1, "word", "{"),
        ("end-out", "End a word later", "end", 1, "word", "]"),
        ("end-in", "End a word earlier", "end", -1, "word", "}"),
        ("start-out-character", "Start a character earlier", "start", -1, "character", "Ctrl+["),
        (
            "start-in-character",
            "Start a character later",
            "start",
            1,
            "character",
            "Ctrl+{",
        ),
        ("end-out-character", "End a character later", "end", 1, "character", "Ctrl+]"),
        ("end-in-character", "End a character earlier", "end", -1, "character", "Ctrl+}"),
    )
    return [
        Command(
            f"edge.{name}",
            title,
            partial(desk.nudge, edge, step, unit),
            menu,
            (key,),
            "article",
            _CURRENT,
            int(unit == "character"),
        )
        for name, title, edge, step, unit, key in made
    ]


def _moving(desk: Adjusting) -> list[Command]:
    menu = "Annotate/Move and select"
    made = (
        ("sentence", "sentence", desk.sentence, ("Alt+Right", "Alt+Left")),
        ("paragraph", "paragraph", desk.paragraph, ("Ctrl+Down", "Ctrl+Up")),
    )
    found = []
    for group, (name, unit, run, keys) in enumerate(made, 1):
        for step, which, key in ((1, "next", keys[0]), (-1, "previous", keys[1])):
            one, other = f"{which.capitalize()} {unit}", f"Select to the {which} {unit}"
            found += [
                Command(
                    f"caret.{which}-{name}", one, partial(run, step), menu, (key,), "article", _SHOWN, group
                ),
                Command(
                    f"select.to-{which}-{name}",
                    other,
                    partial(run, step, select=True),
                    menu,
                    (f"Shift+{key}",),
                    "article",
                    _SHOWN,
                    group,
                ),
            ]
    return found
