"""Says what the keys do now: with the selected words, the current annotation, or the word at the caret."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from annotator.gui.commands.registry import Commands
from annotator.gui.widgets.parts import WrapLabel

if TYPE_CHECKING:
    from annotator.gui.hearing import Hearing
    from annotator.gui.session import Session

_LONGEST_WORD = 30


class SelectionLine(WrapLabel):
    """Labels go to the selection; else to the current annotation; else to the word at the caret.

    Everything else goes to the current annotation: a selection and an annotation may be there at once.
    """

    def __init__(self, commands: Commands) -> None:
        super().__init__("")
        self._commands = commands
        self.setContentsMargins(0, 0, 0, 8)
        self.hide()

    def show_selection(
        self,
        session: Session | None,
        text: str | None,
        word: str | None = None,
        *,
        heard: Hearing = "article",
    ) -> None:
        """``text`` is what is selected, ``word`` what the caret is in; None for nothing.

        :param heard: by whom the keys of labels are heard now.
        """
        does: list[str] = []
        if heard == "question":
            does.append("Keys answer the question in the box")
        elif heard != "nobody" and session is not None and not session.project.read_only:
            word = None if heard == "list" else word
            labels = [entry.key for entry in session.project.codebook.labels if entry.key]
            keys, tag = _joined(labels), "tags" if len(labels) == 1 else "tag"
            current = session.current
            if text is not None:
                does += [f"{keys} {tag} {_words(text)}"] if labels else []
                does += self._with_selection(current.label) if current is not None else []
            elif current is not None:
                change = "changes" if len(labels) == 1 else "change"
                does += [f"{keys} {change} the label of this {current.label}"] if labels else []
                does += self._ends()
            elif word is not None and labels:
                does.append(f"{keys} {tag} “{word[:_LONGEST_WORD]}”, the word at the caret")
        said = f"{', '.join(does)}." if does else ""
        if said != self.text():
            self.setText(said)
        self.setVisible(bool(does))

    def _with_selection(self, label: str) -> list[str]:
        key = self._commands.key
        does = {
            "annotation.move": f"moves this {label} there",
            "annotation.extend": "adds them to it",
            "annotation.take-out": "takes them out of it",
        }
        return [f"{key(name)} {said}" for name, said in does.items() if key(name)]

    def _ends(self) -> list[str]:
        start = [self._commands.key(f"edge.{name}") for name in ("start-out", "start-in")]
        end = [self._commands.key(f"edge.{name}") for name in ("end-in", "end-out")]
        return [f"{' '.join(start)} move its start and {' '.join(end)} its end"] if all(start + end) else []


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
