"""What a person decides before a merge: what their words are here, and who of their actors is one of ours."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from annotator.gui.widgets.parts import counted, label
from annotator.model.actor import Actor
from annotator.model.codebook import Codebook
from annotator.model.merge_account import ActorChange
from annotator.model.merge_mapping import Instead, Word

_BOX = 300
"""Pixels: the width of the boxes."""

_SEEN = 6
"""Rows that are seen at once; the others are scrolled to."""

MOST_ACTORS = 100
"""So many are asked for; the others are taken as they are proposed."""


class Decisions(QWidget):
    """A row with a box for each word that we lack, and for each actor that may be one of ours."""

    words_changed = Signal()
    """What a word is here was chosen anew."""

    def __init__(self) -> None:
        super().__init__()
        self._rows = QGridLayout(self)
        self._rows.setContentsMargins(0, 0, 6, 0)
        self._rows.setHorizontalSpacing(14)
        self._rows.setVerticalSpacing(6)
        self._rows.setColumnStretch(0, 1)
        self.words: dict[Word, QComboBox] = {}
        self.actors: dict[str, QComboBox] = {}

    def ask_for_words(self, words: dict[Word, int], ours: Codebook, theirs: Codebook) -> None:
        """Add rows for words that have none yet."""
        for word, number in sorted(words.items()):
            if word in self.words:
                continue
            box = QComboBox()
            box.addItem("Choose …", None)
            for name in _like(word.name, _names(word, ours)):
                box.addItem(f"is our “{name}”", name)
            if _can_be_added(word, ours, theirs):
                box.addItem("Add it to the codebook", Instead.ADD)
            box.addItem("Leave it out", Instead.LEAVE)
            box.setAccessibleName(f"What their {word} is here")
            box.currentIndexChanged.connect(lambda _index: self.words_changed.emit())
            self.words[word] = box
            self._add(f"Their {word} ({counted(number, 'time')})", box)

    def ask_for_actors(self, changes: Iterable[ActorChange]) -> None:
        """Add rows for actors that count as one of ours, or look like one."""
        for change in changes:
            if (
                change.here is None
                or change.outcome not in ("joined", "alike")
                or change.actor.id in self.actors
            ):
                continue
            if len(self.actors) >= MOST_ACTORS:
                return
            same, other = f"is our {_named(change.here)}", "is another actor"
            box = QComboBox()
            if change.outcome == "joined":
                box.addItem(same, False)
                box.addItem(other, (change.actor.id, None))
            else:
                box.addItem(other, False)
                box.addItem(same, (change.actor.id, change.here.id))
            box.setAccessibleName(f"Who their actor {change.actor.name} is here")
            self.actors[change.actor.id] = box
            self._add(f"Their actor {_named(change.actor)}", box)

    def _add(self, text: str, box: QComboBox) -> None:
        row = self._rows.rowCount()
        name = label(text)
        name.setBuddy(box)
        box.setMinimumWidth(_BOX)
        self._rows.addWidget(name, row, 0)
        self._rows.addWidget(box, row, 1)

    @property
    def height_of_rows(self) -> int:
        """Pixels for the rows that are best seen at once."""
        return min(_SEEN, len(self.words) + len(self.actors)) * (QComboBox().sizeHint().height() + 8)

    @property
    def empty(self) -> bool:
        return not self.words and not self.actors

    @property
    def open_words(self) -> int:
        """How many words have not been decided."""
        return sum(box.currentData() is None for box in self.words.values())

    def chosen_words(self) -> dict[Word, str | Instead]:
        return {word: box.currentData() for word, box in self.words.items() if box.currentData() is not None}

    def chosen_actors(self) -> dict[str, str | None]:
        """Only what was chosen otherwise than proposed."""
        return dict(box.currentData() for box in self.actors.values() if box.currentData())


def _names(word: Word, ours: Codebook) -> list[str]:
    """Our names that a word can be."""
    owner = ours.label(word.label)
    match word.kind:
        case "label":
            return [each.name for each in ours.labels]
        case "link":
            return [each.name for each in ours.links]
        case "question":
            return [each.name for each in ours.questions]
        case "attribute":
            return [each.name for each in owner.attributes] if owner else []
        case "option":
            asked = owner.attribute(word.attribute) if owner else ours.question(word.attribute)
            return list(asked.options) if asked else []


def _can_be_added(word: Word, ours: Codebook, theirs: Codebook) -> bool:
    """Not where we have the name already, for something else."""
    return word.name not in _names(word, ours) or word.kind == "link"


def _like(name: str, names: list[str]) -> list[str]:
    """The names, those that are most like it first."""
    return sorted(names, key=lambda each: -SequenceMatcher(None, each.casefold(), name.casefold()).ratio())


def _named(actor: Actor) -> str:
    about = ", ".join(part for part in (actor.kind, actor.wikidata) if part)
    return f"“{actor.name}” ({about})" if about else f"“{actor.name}”"
