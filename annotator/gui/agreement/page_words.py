"""What the page of agreement says: which articles count, and the next step where nothing is there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from annotator.gui.commands.registry import Commands
from annotator.gui.panels.empty import EmptyPlace
from annotator.model.layer import Layer
from annotator.review.agreement.results import Frame

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow


def which_articles(frame: Frame) -> str:
    """How many articles count, why these, and how many are hidden."""
    why = {worked.because for worked in frame.counted.worked}
    have = {"done": "are done with", "begun": "have begun"}.get("".join(why), "have worked on")
    told = (
        f"{len(frame.articles)} of {frame.counted.in_all} articles: those that two or more {have} · "
        f"{frame.resampling.level:.0%} intervals"
    )
    hidden = len(frame.counted.hidden)
    return f"{told} · {hidden} more are hidden until your own work on them is done" if hidden else told


def why_none(frame: Frame, commands: Commands) -> str:
    """What to do where no article counts."""
    hidden = len(frame.counted.hidden)
    if hidden:
        return (
            f"{hidden} articles would count, but what others said of them is hidden until your own work is "
            f"done: mark an article as done when all of it is tagged ({commands.how('article.done')})."
        )
    return (
        "There is no article on which two of these layers have worked, so there is nothing to count. Mark an "
        f"article as done when all of it is tagged ({commands.how('article.done')}), or count those that are "
        "begun as well (B)."
    )


def fill_empty(empty: EmptyPlace, window: MainWindow, layers: Sequence[Layer]) -> None:
    """Say what to do where there are no two layers to compare."""
    if len(layers) > 1:
        empty.say(
            "Choose two layers or more", "Press their names above: how far they agree is counted at once."
        )
        return
    empty.say(
        "Agreement needs a second layer",
        "Take in what a colleague has annotated, or let a model suggest: it is compared like a person.",
        window.commands.with_key("Merge a colleague’s layer …", "project.merge"),
        lambda: window.commands.run("project.merge"),
    )
