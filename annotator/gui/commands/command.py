"""A command is data: id, title, keys, menu, when it may run, and what it does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtGui import QKeySequence

from annotator.errors import UserError

Key = str | QKeySequence.StandardKey
"""A key in portable text (``Ctrl+I``, ``A``) or one that each system names itself (undo, find)."""

Scope = Literal["window", "reading", "article"]
"""Where its keys work: anywhere; in the article, its list and the label palette; or in the article only.

Keys without Ctrl or Alt belong to the last two, so that they never fire while somebody types.
"""


MENUS = {
    name: n for n, name in enumerate(("Annotate", "Article", "Edit", "View", "Review", "Project", "Help"))
}
"""Menus by how often one needs them; any other stands behind these.  For lists of all commands."""


@dataclass(frozen=True, slots=True)
class Command:
    """``when`` names conditions (see :class:`Condition`) that must all hold."""

    id: str
    title: str
    run: Callable[[], None]
    menu: str
    keys: tuple[Key, ...] = ()
    scope: Scope = "window"
    when: tuple[str, ...] = ()
    group: int = 0
    """Commands of one menu are parted by a line where the group changes."""
    checked: Callable[[], bool] | None = None
    """For commands that switch something: whether it is on."""
    types: bool = False
    """It leads to a field: what is typed after it runs no command, even where it could not run."""
    says: Callable[[], str] | None = None
    """What the status bar says after it ran, where nothing was saved and neither the article nor the current
    annotation changed (those are said of every command); empty: nothing."""


@dataclass(frozen=True, slots=True)
class Condition:
    """``why_not`` gives the sentence for the person where it does not hold."""

    holds: Callable[[], bool]
    why_not: Callable[[], str]


def key_text(key: Key) -> str:
    """The key as this system writes it."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


class HintError(UserError):
    """Nothing is wrong; what was asked for only makes no sense just now, as after the last article."""
