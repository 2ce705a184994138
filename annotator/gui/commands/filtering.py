"""Commands of showing only some annotations, all links, or all bars of a line."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from annotator.gui.commands.command import Command

if TYPE_CHECKING:
    from annotator.gui.filtering import FilterDesk
    from annotator.gui.link_desk import LinkDesk

_ARTICLE = ("project", "article")


def commands(filters: FilterDesk, links: LinkDesk) -> list[Command]:
    return [*_filters(filters), *_links(links)]


def _filters(desk: FilterDesk) -> list[Command]:
    menu = "View/Show only"
    return [
        Command(
            "filter.undecided",
            "Only what is undecided",
            desk.toggle_undecided,
            menu,
            ("F",),
            "reading",
            ("project",),
            checked=lambda: desk.filter.undecided,
            says=desk.says,
        ),
        Command(
            "filter.label",
            "Only this label",
            desk.toggle_label,
            menu,
            ("Shift+F",),
            "reading",
            _ARTICLE,
            checked=lambda: desk.filter.label is not None,
            says=desk.says,
        ),
        Command(
            "filter.actor",
            "Only this actor",
            desk.toggle_actor,
            menu,
            ("Alt+F",),
            "reading",
            _ARTICLE,
            checked=lambda: desk.filter.actor is not None,
            says=desk.says,
        ),
        Command(
            "filter.all",
            "Show everything",
            desk.show_all,
            menu,
            ("Shift+E",),
            "reading",
            ("project",),
            1,
            says=desk.says,
        ),
    ]


def _links(desk: LinkDesk) -> list[Command]:
    return [
        Command(
            "view.all-links",
            "Show all links",
            desk.toggle_all,
            "View",
            ("Shift+L",),
            "reading",
            ("project",),
            5,
            lambda: desk.all_shown,
        ),
        Command(
            "view.unfold",
            "Show or fold all annotations of this line",
            desk.toggle_fold,
            "View",
            ("Shift+O",),
            "article",
            _ARTICLE,
            5,
        ),
        Command(
            "links.next",
            "Next link of it",
            partial(desk.step, 1),
            "Annotate/Go to",
            (".",),
            "article",
            (*_ARTICLE, "current"),
            3,
        ),
        Command(
            "links.previous",
            "Previous link of it",
            partial(desk.step, -1),
            "Annotate/Go to",
            (",",),
            "article",
            (*_ARTICLE, "current"),
            3,
        ),
    ]
