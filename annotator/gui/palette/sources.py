"""Gathers what the palette offers from the window and its project."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from annotator.gui.commands.command import MENUS
from annotator.gui.commands.key_rules import LABELS
from annotator.gui.models.articles import title_of
from annotator.gui.palette.entries import Entry, Titles
from annotator.gui.palette.ranking import folded
from annotator.gui.widgets.parts import counted

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow
    from annotator.gui.session import Session
    from annotator.model.article import ArticleSummary

_ELSEWHERE = "on the page Actors"


def commands_of(window: MainWindow, but: str) -> list[Entry]:
    """Every command, what is done most often first, except the one that opens the palette."""
    ordered = sorted(window.commands.all(), key=lambda c: MENUS.get(c.menu.split("/")[0], len(MENUS)))
    return [_command(window, command.id) for command in ordered if command.id != but]


def places_of(window: MainWindow) -> tuple[list[Entry], Titles]:
    """Where one can go in the open project: actors, and articles."""
    session = window.session
    return ([], Titles()) if session is None else (_actors(window, session), _articles(window, session))


def _command(window: MainWindow, name: str) -> Entry:
    commands = window.commands
    command = commands.command(name)
    title = commands.title(name).removesuffix(" …")
    menu = command.menu.replace("/", ", ")
    is_label = name.startswith(LABELS)
    colour = ""
    if is_label and window.session is not None:
        entry = window.session.project.codebook.label(command.title)
        colour = window.theme.label_colour(entry).name() if entry is not None else ""
        title = f"Tag as {title}"
    detail = menu
    if command.checked is not None and command.checked():
        detail = f"{menu}, on"
    return Entry(
        name,
        "label" if is_label else "command",
        title,
        partial(commands.run, name),
        detail,
        commands.key(name),
        commands.why_not(name) or "",
        colour,
        folded(f"{title} {menu}"),
    )


def _articles(window: MainWindow, session: Session) -> Titles:
    here = session.article.id if session.article is not None else None
    there = window.workspace.articles.model.summaries()

    def detail(summary: ArticleSummary) -> str:
        return " · ".join(part for part in (summary.metadata.published[:10], summary.metadata.source) if part)

    def entry(number: int) -> Entry:
        summary = there[number]
        return Entry(
            f"article.open {summary.id}",
            "article",
            title_of(summary),
            partial(_open_article, window, summary.id),
            "open now" if summary.id == here else detail(summary),
        )

    return Titles([folded(f"{title_of(summary)} {detail(summary)}") for summary in there], entry)


def _open_article(window: MainWindow, article_id: int) -> None:
    if window.session is not None:
        window.show_workspace()
        window.session.open_article(article_id)
        window.workspace.view.setFocus(Qt.FocusReason.OtherFocusReason)


def _actors(window: MainWindow, session: Session) -> list[Entry]:
    counts_as = session.project.actors_by_id()
    own = session.sheet.own.values() if session.sheet is not None else ()
    here = Counter(counts_as[a.actor_id].id for a in own if a.actor_id in counts_as)
    made = []
    for actor in {actor.id: actor for actor in counts_as.values()}.values():
        number = here[actor.id]
        made.append(
            Entry(
                f"actor.go {actor.id}",
                "actor",
                actor.name,
                partial(_go_to_actor, window, actor.id),
                f"next of {counted(number, 'mention')} here" if number else _ELSEWHERE,
                words=folded(" ".join((actor.name, *actor.aliases))),
            )
        )
    made.sort(key=lambda entry: (entry.detail == _ELSEWHERE, entry.words))
    return made


def _go_to_actor(window: MainWindow, actor_id: str) -> None:
    """The next mention in this article, from the caret on; without one, or from there, the page of actors."""
    session = window.session
    if session is None:
        return
    counts_as = session.project.actors_by_id()
    own = session.sheet.own.values() if session.sheet is not None else ()
    mentions = sorted(
        (a.start, a.id) for a in own if a.actor_id in counts_as and counts_as[a.actor_id].id == actor_id
    )
    if not mentions or window.pages.shown == "actors":
        window.actors.show_actor(actor_id)
        return
    window.moving.leave_page()
    current = session.current
    place = (current.start, current.id) if current is not None else (window.workspace.view.caret() - 1, "")
    session.set_current(next((m for m in mentions if m > place), mentions[0])[1])
