"""The menu of the right mouse button: only what suits what is under the mouse, and can be done now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow

_SELECTION = (
    ("Annotate/Tag as",),
    ("annotation.move", "annotation.extend", "annotation.take-out"),
    ("concordance.everywhere", "concordance.open", "patterns.selection"),
    ("talk.comment",),
)
_LINK = (("links.next", "links.previous"), ("annotation.delete",))
_SUGGESTION = (
    ("suggestion.accept", "suggestion.accept-linked", "suggestion.reject"),
    ("many.accept-alike", "many.reject-alike"),
    ("Annotate/Tag as", "Annotate/Link as"),
    ("concordance.everywhere", "talk.comment"),
)
_OWN = (
    ("Annotate/Tag as", "Annotate/Link as"),
    ("annotation.note", "talk.comment", "annotation.actor", "annotation.attributes", "frame.enter"),
    ("actors.same", "filter.actor", "filter.label", "concordance.everywhere"),
    ("annotation.delete",),
)
_TEXT = (
    ("suggestion.next", "problem.next"),
    ("view.find", "concordance.open"),
    ("article.about", "talk.comment", "article.history", "article.done"),
)
_MENTION = frozenset({"annotation.actor", "actors.same", "filter.actor"})
"""What only a mention can have."""


def context_menu(window: MainWindow, annotation_id: str | None) -> QMenu:
    """Made for one use; it goes when it is closed.

    :param annotation_id: what is under the mouse, which is current by now; None for the bare text.
    """
    menu = QMenu(window)
    menu.setObjectName("context-menu")
    for group in _groups(window, annotation_id):
        entries = [name for name in group if "/" in name or _suits(window, name)]
        if entries and menu.actions():
            menu.addSeparator()
        for name in entries:
            if "/" in name:
                menu.addMenu(window.commands.menu(name))
            else:
                menu.addAction(window.commands.action(name))
    menu.aboutToHide.connect(menu.deleteLater)
    return menu


def _groups(window: MainWindow, annotation_id: str | None) -> tuple[tuple[str, ...], ...]:
    session, view = window.session, window.workspace.view
    if view.links.selected is not None:
        return _LINK
    if view.selected_span() is not None:
        return _SELECTION
    if session is None or annotation_id is None:
        return _TEXT
    return _SUGGESTION if session.current_is_suggestion else _OWN


def _suits(window: MainWindow, name: str) -> bool:
    session = window.session
    current = session.current if session is not None else None
    if name in _MENTION and session is not None and current is not None:
        label = session.project.codebook.label(current.label)
        if label is None or not label.mention:
            return False
    return window.commands.enabled(name)
