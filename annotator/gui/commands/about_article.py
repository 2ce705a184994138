"""Commands about the article as a whole: answers and note, the history, how long one works on it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from annotator.gui.commands.command import Command

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow


def commands(window: MainWindow) -> list[Command]:
    menu, moving = "Article", window.moving
    return [
        Command(
            "article.about",
            "Answers and note",
            partial(moving.toggle_list, "article"),
            menu,
            ("Ctrl+Shift+N",),
            when=("project", "article"),
            group=2,
            checked=partial(moving.list_shown, "article"),
        ),
        Command(
            "article.history",
            "History",
            partial(moving.toggle_list, "history"),
            menu,
            ("Ctrl+H",),
            when=("project",),
            group=2,
            checked=partial(moving.list_shown, "history"),
        ),
        Command(
            "article.timing",
            "Measure how long I work on it",
            window.timing.switch,
            menu,
            when=("project",),
            group=4,
            checked=lambda: window.timing.on,
            says=lambda: f"Your time is {'' if window.timing.on else 'not '}measured",
        ),
    ]
