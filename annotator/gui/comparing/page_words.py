"""What the page says: what is hidden or missing, how far one is, and why there is nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from annotator.gui.comparing.filters import Filters
from annotator.gui.comparing.reading import Read
from annotator.gui.panels.empty import EmptyPlace
from annotator.gui.widgets.parts import counted
from annotator.model.layer import Layer

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow
    from annotator.gui.session import Session

_MERGE = "project.merge"
_NEXT = "N goes to the next open one."


def notice(read: Read, session: Session | None) -> tuple[str, str]:
    """What is to be known of the layers on this article, and the button that goes on; both may be empty."""
    comparison, said, step = read.comparison, [], ""
    if comparison.hidden:
        names, many = _names(comparison.hidden), len(comparison.hidden) > 1
        said.append(f"{names}’s layer is hidden" if not many else f"The layers of {names} are hidden")
        said[-1] += " until your own work on this article is done."
        if session is not None and not session.project.read_only:
            step = "My work here is done"
    if comparison.absent:
        many = len(comparison.absent) > 1
        said.append(f"{_names(comparison.absent)} {'have' if many else 'has'} not worked on this article.")
    if comparison.unfinished:
        many = len(comparison.unfinished) > 1
        said.append(
            f"{_names(comparison.unfinished)} {'have' if many else 'has'} not marked it as done: "
            "what is missing may only not be reached yet."
        )
    return " ".join(said), step


def progress_words(read: Read | None, left: int, counted_all: bool) -> str:
    """“12 of 40 settled in this article · 3 articles left”."""
    said = []
    if read is not None and len(read.comparison.layers) > 1:
        count = read.count
        in_all = count.open + count.settled
        here = f"{count.settled} of {in_all} settled" if in_all else "No differences"
        said.append(f"{here} in this article")
        if count.again:
            said.append(f"{count.again} open again")
    articles = f"{counted(left, 'article')} left" if left else "no article left"
    if read is not None:
        said.append(articles if counted_all else f"{articles} so far, counting …")
    return " · ".join(said)


def why_nothing(read: Read | None, filters: Filters, left: int) -> str:
    """Why no difference is listed, and what is next."""
    if read is None:
        return "Comparing …"
    onward = f"\n{counted(left, 'article')} with open differences: {_NEXT}" if left else ""
    if len(read.comparison.layers) < 2:
        who = _names(read.comparison.layers)
        only = f"Of these layers only {who} can be compared here." if who else "None of these layers is here."
        return f"{only}{onward}"
    if not read.differing:
        agreed = len(read.comparison.agreed)
        on = counted(agreed, "annotation")
        said = f"No differences: all agree on {on}." if agreed else "Nobody tagged anything."
        return f"{said} There is nothing to click.{onward}"
    if filters.open.isChecked() and all(read.standing(spot).state == "settled" for spot in read.differing):
        return f"All settled in this article.{onward}"
    return "No difference passes these filters: choose All above."


def fill_empty(empty: EmptyPlace, window: MainWindow, layers: Sequence[Layer], articles: bool) -> None:
    """Say why nothing can be compared in this project, and lead to the next step."""
    commands = window.commands
    there = {command.id for command in commands.all()}
    if not articles:
        empty.say(
            "No articles yet",
            "Import some, annotate them, and compare what you say with what colleagues say.",
            commands.with_key("Import articles", "project.import"),
            lambda: commands.run("project.import"),
        )
    elif len(layers) > 1:
        empty.say(
            "Choose two layers or more", "Each chip above is a layer; those that are compared have a letter."
        )
    elif _MERGE in there:
        empty.say(
            "There is one layer only" if layers else "Nobody has annotated anything yet",
            "Merge a colleague’s file to compare their layer with yours, or let the model suggest: "
            "its layer is compared like a colleague’s.",
            commands.with_key("Merge a colleague’s layer", _MERGE),
            lambda: commands.run(_MERGE),
        )
    else:
        empty.say(
            "There is one layer only" if layers else "Nobody has annotated anything yet",
            "Take in a colleague’s layer to compare it with yours, or let the model suggest: "
            "its layer is compared like a colleague’s.",
            commands.with_key("Suggest", "project.suggest"),
            lambda: commands.run("project.suggest"),
        )


def _names(layers: Sequence[Layer]) -> str:
    names = ["Gold" if layer.kind == "gold" else layer.name for layer in layers]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""
