"""Commands of annotating: tag, decide, link, note, and going from one to the next."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from annotator.gui.commands.command import Command
from annotator.model.codebook import Codebook

if TYPE_CHECKING:
    from annotator.gui.annotating import Annotating

_EDITING = ("project", "writable", "article")


def commands(desk: Annotating) -> list[Command]:
    """Everything but the labels."""
    own = (*_EDITING, "own")
    suggestion = (*_EDITING, "suggestion")
    return [*_deciding(desk, suggestion), *_editing(desk, own), *_articles(desk)]


def label_commands(desk: Annotating, codebook: Codebook) -> list[Command]:
    """One command for each label that something new may be tagged with."""
    return [
        Command(
            f"label.{label.name}",
            label.name,
            partial(desk.tag, label.name),
            "Annotate/Tag as",
            (label.key,) if label.key else (),
            "reading",
            _EDITING,
        )
        for label in codebook.offered
    ]


def _deciding(desk: Annotating, suggestion: tuple[str, ...]) -> list[Command]:
    menu = "Annotate"
    return [
        Command(
            "suggestion.next",
            "Next suggestion",
            partial(desk.step, 1),
            menu,
            ("Tab",),
            "article",
            ("project", "article", "waiting"),
            1,
        ),
        Command(
            "suggestion.previous",
            "Previous suggestion",
            partial(desk.step, -1),
            menu,
            ("Shift+Tab",),
            "article",
            ("project", "article", "waiting"),
            1,
        ),
        Command("suggestion.accept", "Accept", desk.accept, menu, ("A",), "reading", suggestion, 1),
        Command(
            "suggestion.accept-linked",
            "Accept with links",
            desk.accept_linked,
            menu,
            ("Shift+A",),
            "reading",
            (*_EDITING, "current"),
            1,
        ),
        Command("suggestion.reject", "Reject", desk.reject, menu, ("X",), "reading", suggestion, 1),
    ]


def _editing(desk: Annotating, own: tuple[str, ...]) -> list[Command]:
    menu = "Annotate"
    current = (*_EDITING, "current")
    return [
        Command(
            "annotation.delete", "Delete", desk.delete, menu, ("Del", "Backspace"), "reading", current, 2
        ),
        Command("annotation.link", "Link …", desk.link, "Annotate/Link as", ("L",), "reading", current, 2),
        Command("annotation.note", "Write a note", desk.note, menu, ("N",), "reading", own, 2, types=True),
        Command("annotation.actor", "Set actor", desk.actor, menu, ("R",), "reading", own, 2, types=True),
        Command(
            "annotation.move",
            "Move to the selection",
            desk.move,
            "Annotate/Adjust",
            ("=",),
            "article",
            (*current, "selection"),
            3,
        ),
        Command(
            "annotation.extend",
            "Add the selection to it",
            desk.extend,
            "Annotate/Adjust",
            ("+",),
            "article",
            (*current, "selection"),
            3,
        ),
        Command(
            "annotation.outward",
            "Next annotation at the caret",
            desk.outward,
            "Annotate/Go to",
            ("O",),
            "article",
            ("project", "article"),
            3,
        ),
    ]


def _articles(desk: Annotating) -> list[Command]:
    menu, shown = "Article", ("project", "articles")
    return [
        Command(
            "article.next",
            "Next article",
            partial(desk.step_article, 1),
            menu,
            ("J", "Alt+Down"),
            "reading",
            shown,
        ),
        Command(
            "article.previous",
            "Previous article",
            partial(desk.step_article, -1),
            menu,
            ("K", "Alt+Up"),
            "reading",
            shown,
        ),
        Command(
            "article.done",
            "Mark as done, and on to the next",
            desk.done,
            menu,
            ("M",),
            "reading",
            _EDITING,
            1,
        ),
        Command(
            "article.doubt",
            "Mark as in doubt",
            partial(desk.mark, "in doubt"),
            menu,
            ("Shift+M",),
            "reading",
            _EDITING,
            1,
        ),
        Command(
            "article.to-do", "Mark as to do", partial(desk.mark, "to do"), menu, (), "reading", _EDITING, 1
        ),
        Command(
            "article.removed",
            "What was cleaned away …",
            desk.show_removed,
            menu,
            (),
            "window",
            ("project", "article"),
            2,
        ),
    ]
