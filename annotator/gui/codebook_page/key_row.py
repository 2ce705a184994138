"""The key of a label or link, and what else has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.gui.commands.command import Command, key_text
from annotator.gui.commands.key_rules import LABELS, problem
from annotator.model.codebook import Codebook

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow


def trouble_with_label_key(window: MainWindow, codebook: Codebook, name: str, key: str) -> str:
    """Why a label can't have this key (portable text); empty: it can."""
    other = next((label for label in codebook.labels if label.key == key and label.name != name), None)
    if key and other is not None:
        return f"{key_text(key)} is the key of “{other.name}”: choose another one."
    if not key:
        return ""
    # Asked as for any other command that works in the article and its list.
    stands_for = Command("codebook.key", name, lambda: None, "", (), "reading")
    return problem(stands_for, key, (window.workspace.view, window.workspace.articles.list)) or ""


def taken_from(window: MainWindow, key: str) -> str:
    """Which command loses this key to a label, said in a sentence; empty: none."""
    names = [
        command.title.removesuffix(" …")
        for command in window.commands.all()
        if key
        and not command.id.startswith(LABELS)
        and key in {*window.commands.own_keys(command.id), *window.commands.chosen.get(command.id, ())}
    ]
    if not names:
        return ""
    return f"In the article, {key_text(key)} tags with this label and is no longer “{names[0]}”."


def trouble_with_link_key(codebook: Codebook, name: str, key: str) -> str:
    """Why a link can't have this key; empty: it can."""
    other = next(
        (link for link in codebook.links if link.key.upper() == key.upper() and link.name != name), None
    )
    if key and other is not None:
        return f"{key_text(key)} is the key of the link “{other.name}”: choose another one."
    if key and (len(key) != 1 or not key.isalnum()):
        return "The key of a link is one letter or digit: it is pressed while a link is being made."
    return ""
