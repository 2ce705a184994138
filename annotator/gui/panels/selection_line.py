"""Says what the keys do with the words that are selected in the article."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from annotator.gui.commands.registry import Commands
from annotator.gui.widgets.parts import WrapLabel

if TYPE_CHECKING:
    from annotator.gui.session import Session


class SelectionLine(WrapLabel):
    """Labels go to the selection, everything else to the current annotation: both may be there at once."""

    def __init__(self, commands: Commands) -> None:
        super().__init__("")
        self._commands = commands
        self.setContentsMargins(0, 0, 0, 8)
        self.hide()

    def show_selection(self, session: Session | None, text: str | None) -> None:
        """``text`` is what is selected, None for nothing."""
        if text is None or session is None or session.project.read_only:
            self.hide()
            return
        labels = [entry.key for entry in session.project.codebook.labels if entry.key]
        does = [f"{_joined(labels)} {'tags' if len(labels) == 1 else 'tag'} {_words(text)}"] if labels else []
        current = session.current
        if current is not None:
            move, extend = (self._commands.key(f"annotation.{name}") for name in ("move", "extend"))
            does += [f"{move} moves this {current.label} there", f"{extend} adds them to it"]
        self.setText(f"{', '.join(does)}.")
        self.setVisible(bool(does))


def _words(text: str) -> str:
    number = len(re.findall(r"\w+(?:['’-]\w+)*", text))
    if number > 1:
        return f"the {number} selected words"
    return "the selected word" if number else "the selection"


def _joined(keys: list[str]) -> str:
    """Keys as short as can be: “1–4”, or “a, b”."""
    if len(keys) > 2 and all(second == chr(ord(first) + 1) for first, second in pairwise(keys)):
        return f"{keys[0]}–{keys[-1]}"
    return ", ".join(keys)
