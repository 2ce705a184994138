"""What the page of scores says: which articles count, and the next step where nothing is there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from annotator.gui.commands.registry import Commands
from annotator.gui.panels.empty import EmptyPlace
from annotator.model.layer import Layer
from annotator.review.evaluating import Evaluation
from annotator.review.report import because, hidden

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow


def which_articles(found: Evaluation) -> str:
    """How many articles count, and why."""
    counted = found.counted
    told = f"{len(counted.articles)} of {counted.in_all} articles: {because(found)}"
    told = f"{told} · {counted.not_done} more begun but not done" if counted.not_done else told
    return f"{told} · {hidden(found)}" if counted.hidden else told


def why_none(found: Evaluation, commands: Commands) -> str:
    """What to do where no article counts."""
    layer, against = found.question.layer.name, found.question.against.name
    if found.counted.hidden:
        return (
            f"The project is blind: {hidden(found)}. Mark an article as done when all of it is tagged "
            f"({commands.how('article.done')}); then it counts here."
        )
    more = " Or count those that are begun as well (B)." if found.counted.not_done else ""
    return (
        f"There is no article on which both {layer} and {against} have worked, so there is nothing to count. "
        f"Mark an article as done when all of it is tagged ({commands.how('article.done')}).{more}"
    )


def first_decisions(commands: Commands) -> str:
    """What to do where no suggestion has been decided on."""
    accept, reject = commands.key("suggestion.accept"), commands.key("suggestion.reject")
    return (
        f"Decide on some suggestions first: in an article {commands.how('suggestion.next')} for the next, "
        f"{accept} accepts and {reject} rejects it. Then this shows how many of each score were kept."
    )


def fill_empty(empty: EmptyPlace, window: MainWindow, layers: Sequence[Layer]) -> None:
    """Say what to do where there are no two layers to compare."""
    commands = window.commands
    if len(layers) > 1:
        empty.say("A layer agrees with itself", "Choose another layer to compare it with.")
    elif any(layer.kind == "model" for layer in layers):
        empty.say(
            "Nothing to compare the suggestions with yet",
            f"Decide on some suggestions first: {commands.how('suggestion.next')} for the next one.",
            commands.with_key("Back to the article", "view.article"),
            window.moving.leave_page,
        )
    else:
        empty.say(
            "Nothing to compare yet",
            "Let a model suggest: its layer is compared with yours.",
            commands.with_key("Suggest", "project.suggest"),
            lambda: commands.run("project.suggest"),
        )
