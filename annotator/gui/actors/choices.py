"""What is offered while an actor is being chosen: candidates, what was typed, a new one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.gui.guards import guarded
from annotator.model.naming import bare, is_name, plain

if TYPE_CHECKING:
    from annotator.model.actor import Actor
    from annotator.model.name_index import NameIndex
    from annotator.model.resolving import Candidate

CHOICE_ROLE = Qt.ItemDataRole.UserRole
"""The :class:`Choice` of an index."""

_MOST_CANDIDATES = 9
_MOST_FOUND = 40

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Choice:
    """``who`` is an actor, the name of a new one, or None for nobody.  ``number`` is its key, 0: none."""

    who: Actor | str | None
    title: str
    note: str = ""
    kind: str = ""
    number: int = 0

    @property
    def spoken(self) -> str:
        key = f"{self.number}: " if self.number else ""
        return key + ", ".join(part for part in (self.title, self.kind, self.note) if part)


def choices(
    typed: str,
    candidates: Sequence[Candidate],
    known: NameIndex,
    *,
    proposed: str = "",
    current: Actor | None = None,
    cleared: bool = False,
) -> tuple[list[Choice], int]:
    """What to list, and which of it Enter takes.

    :param typed: what the person typed; empty: nothing.
    :param proposed: the name that a new actor gets where nothing was typed.
    :param current: who it is now.
    :param cleared: the person emptied the field: nobody comes first.
    """
    typed = " ".join(typed.split())
    if typed:
        return _for_typed(typed, candidates, known), 0
    listed = [_of(candidate, number) for number, candidate in enumerate(candidates[:_MOST_CANDIDATES], 1)]
    taken = 0
    if cleared and current is not None:
        listed.insert(0, Choice(None, "No actor", "Takes the actor away from this mention"))
    if proposed and not any(_is_called(c.actor, proposed) for c in candidates):
        doubtful = not candidates or candidates[0].certainty == "possible"
        if doubtful and not cleared and (is_name(proposed) or not candidates):
            taken = len(listed)
        listed.append(_new(proposed))
    return listed, taken


def _for_typed(typed: str, candidates: Sequence[Candidate], known: NameIndex) -> list[Choice]:
    sought = plain(typed)
    listed = [_of(c, 0) for c in candidates if _begins_a_word(c.actor, sought)]
    there = {choice.who.id for choice in listed if choice.who is not None and not isinstance(choice.who, str)}
    found = known.search(typed, _MOST_FOUND)
    exact = [(actor, alias) for actor, alias in found if plain(actor.name) == sought]
    if exact:  # what was typed in full goes before everything
        listed = [choice for choice in listed if choice.who not in [actor for actor, _ in exact]]
        listed[:0] = [_known(actor, alias) for actor, alias in exact]
        there |= {actor.id for actor, _ in exact}
    listed += [_known(actor, alias) for actor, alias in found if actor.id not in there]
    if not exact:
        listed.append(_new(typed))
    return listed


def _of(candidate: Candidate, number: int) -> Choice:
    reason = candidate.reason[:1].upper() + candidate.reason[1:]
    return Choice(candidate.actor, candidate.actor.name, reason, candidate.actor.kind, number)


def _known(actor: Actor, alias: str) -> Choice:
    return Choice(actor, actor.name, f"Alias “{alias}”" if alias else "", actor.kind)


def _new(name: str) -> Choice:
    return Choice(name, f"New actor “{name}”")


def _is_called(actor: Actor, name: str) -> bool:
    return bare(actor.name) == bare(name)


def _begins_a_word(actor: Actor, sought: str) -> bool:
    return any(
        plain(name).startswith(sought) or f" {sought}" in plain(name) for name in (actor.name, *actor.aliases)
    )


class ChoiceModel(QAbstractListModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.choices: list[Choice] = []

    def show(self, choices: list[Choice]) -> None:
        self.beginResetModel()
        self.choices = choices
        self.endResetModel()

    @guarded(0)
    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.choices)

    @guarded(None)
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.choices):
            return None
        choice = self.choices[index.row()]
        if role == CHOICE_ROLE:
            return choice
        if role == Qt.ItemDataRole.DisplayRole:
            return choice.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return choice.spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            return choice.note
        return None
