"""Commands about comments: say something, answer, resolve, walk from one to the next, list."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from annotator.gui.commands.command import Command

if TYPE_CHECKING:
    from annotator.gui.talk.desk import TalkDesk


def commands(desk: TalkDesk) -> list[Command]:
    menu, group = "Review", 5
    writing, walking = desk.writing, desk.walking
    writable = ("project", "writable")
    return [
        Command(
            "talk.comment",
            "Comment on the selection or the article",
            writing.comment,
            menu,
            ("Shift+C",),
            "reading",
            (*writable, "article"),
            group,
            types=True,
        ),
        Command(
            "talk.answer", "Answer", writing.answer, menu, ("Ctrl+R",), when=writable, group=group, types=True
        ),
        Command(
            "talk.settle",
            "Resolve or reopen",
            writing.settle,
            menu,
            ("Ctrl+Shift+D",),
            when=writable,
            group=group,
        ),
        Command(
            "talk.another",
            "New thread about the same",
            writing.begin_another,
            menu,
            (),
            when=writable,
            group=group,
        ),
        Command(
            "talk.guideline",
            "Make an example of the guideline",
            writing.guideline,
            menu,
            ("Ctrl+G",),
            when=writable,
            group=group,
        ),
        Command(
            "talk.next",
            "Next open comment",
            partial(walking.step, 1),
            menu,
            (";",),
            "reading",
            ("project",),
            6,
        ),
        Command(
            "talk.previous",
            "Previous open comment",
            partial(walking.step, -1),
            menu,
            (":",),
            "reading",
            ("project",),
            6,
        ),
        Command(
            "talk.waiting",
            "What waits for me",
            desk.open_waiting,
            menu,
            ("Ctrl+M",),
            when=("project",),
            group=7,
        ),
        Command(
            "talk.list",
            "Comments",
            desk.toggle,
            menu,
            ("Ctrl+Shift+C",),
            when=("project",),
            group=7,
            checked=desk.shown,
        ),
    ]
